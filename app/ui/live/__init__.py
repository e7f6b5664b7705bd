"""The Live page: connector tiles, strips of curves on one time axis, and the lane of states."""

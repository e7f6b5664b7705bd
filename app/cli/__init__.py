"""The same engine without a window: for the factory bench, the test bench and scripts."""

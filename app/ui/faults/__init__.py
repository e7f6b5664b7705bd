"""The Faults page: what is wrong now, what was, and all that is known of it."""

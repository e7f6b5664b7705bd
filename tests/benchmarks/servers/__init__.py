"""The servers that ``round_trips`` compares, each a process of its own."""

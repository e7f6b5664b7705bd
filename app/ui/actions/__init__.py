"""The Actions panel: what can be done now, and what became of what was done."""

"""What is true about a charger. No Qt, no input or output, no event loop, no clock of its own."""

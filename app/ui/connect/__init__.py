"""The Connect page: one choice (the adapter), one address to type, every attempt with its reason."""

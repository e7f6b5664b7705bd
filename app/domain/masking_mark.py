"""What stands in place of a secret."""

MASK = "•••"
"""Always the same, so that the length of the secret is not told."""

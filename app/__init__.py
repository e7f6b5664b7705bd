"""Kontaktor: the service tool for electric car chargers."""

__version__ = "0.1.0"

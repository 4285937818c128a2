"""The version of this program; it stands in every result."""

__version__ = "0.2.0"

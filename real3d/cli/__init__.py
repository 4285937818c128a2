"""The project from a terminal: one module per command."""

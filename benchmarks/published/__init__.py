"""The published system's own way where this project's differs, to compare with."""

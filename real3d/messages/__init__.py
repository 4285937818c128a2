"""What the program says: codes with fields, and one table of sentences per language."""

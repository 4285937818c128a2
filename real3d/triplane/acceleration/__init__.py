"""The fast forms of the renderer; each has a plain twin that a test compares it with."""

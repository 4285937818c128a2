"""Small numerical tools that several rooms share."""

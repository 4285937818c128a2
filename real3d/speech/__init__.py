"""What is heard in a voice: articulation and prosody over time."""

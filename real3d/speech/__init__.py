"""One voice → articulation and prosody over time, and what a mouth shows of them."""

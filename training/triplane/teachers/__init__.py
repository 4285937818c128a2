"""Who teaches stage 1 what a face looks like from the side."""

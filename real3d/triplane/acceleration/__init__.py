"""Fast forms of the renderer for CPUs and GPUs; a test compares each with its plain twin."""

"""The process that everything runs in: caches, threads, lent GPUs, system libraries."""

"""Weights of the tri-plane engine: files, Hub, checkpoints, conversion, names, folding."""

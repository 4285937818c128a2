"""Typed words become a voice: text to phonemes, phonemes to sound."""

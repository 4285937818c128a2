"""Speed, memory and quality figures, side by side: `python -m benchmarks.NAME`."""

"""Stand-ins and measures that several tests and benchmarks share."""

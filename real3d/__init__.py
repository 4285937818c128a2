"""One photo and something to drive it become a talking portrait."""

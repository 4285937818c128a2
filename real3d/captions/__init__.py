"""What is said, as captions: read, timed, set in lines, drawn into frames or put beside them."""

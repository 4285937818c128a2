"""How alive a talking video is, next to real people."""

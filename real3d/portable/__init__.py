"""The portable avatar: one reconstructed photo as a glTF file that moves without this program."""

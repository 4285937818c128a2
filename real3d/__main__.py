"""`python -m real3d`: see `real3d.cli`."""

import sys

from real3d.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""`python -m real3d`: see `real3d.cli.main`."""

import sys

from real3d.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

"""`python -m ecdosis` is the command `ecdosis`."""

import sys

from ecdosis.cli import main

if __name__ == "__main__":
    sys.exit(main())

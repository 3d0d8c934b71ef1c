"""`python -m pipeline` is the command `ecdosis`."""

import sys

from pipeline.cli import main

if __name__ == "__main__":
    sys.exit(main())

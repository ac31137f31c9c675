"""`python -m mandate_qa` is `mandate-qa`."""

import sys

from mandate_qa.cli import main

if __name__ == "__main__":
    sys.exit(main())

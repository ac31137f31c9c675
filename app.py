"""The chat window: `python app.py` serves it at HOST:PORT, 127.0.0.1:7860 by default."""

import sys

from mandate_qa.cli import main

if __name__ == "__main__":
    sys.exit(main(["serve", *sys.argv[1:]]))

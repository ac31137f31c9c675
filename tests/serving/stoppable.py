"""A chat whose question takes until a file is there: `python stoppable.py FOLDER`, for tests of stopping it."""

from __future__ import annotations

import sys
from pathlib import Path
from time import sleep
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "faces"))

import scripted

from mandate_qa.cli import main


class Slow(scripted.Assistant):
    """Says that a question came, and answers it once it may."""

    def ask(self, question: str, *args: Any, **options: Any) -> Any:
        (HERE / "begun").touch()
        while not (HERE / "go").exists():
            sleep(0.01)
        return super().ask(question, *args, **options)


if __name__ == "__main__":
    HERE = Path(sys.argv[1])
    scripted.install()
    sys.modules["mandate_qa.assistant"].Assistant = Slow  # type: ignore[attr-defined]
    sys.exit(main(["serve", "--port", "0"]))

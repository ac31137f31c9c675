"""Progress of long work on stderr: a bar on a terminal, a line a step anywhere else."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self


class ProgressBar:
    """A `Progress` to be used in a `with` block; nothing is drawn until it is first called."""

    def __init__(self) -> None:
        self.step = ""
        self.bar: Any = None

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show that `done` of `total` pieces of `step` are done; a `total` of 0 is a step that is not counted."""
        if step != self.step:
            self.begin(step, total)
        if self.bar is not None:
            self.bar.total = total
            self.bar.update(done - self.bar.n)

    def begin(self, step: str, total: int) -> None:
        """Close the bar of the step before and open one for `step`."""
        self.close()
        self.step = step
        if total and sys.stderr.isatty():
            from tqdm import tqdm

            self.bar = tqdm(desc=step, total=total, file=sys.stderr)
        else:
            sys.stderr.write(f"{step} …\n")

    def close(self) -> None:
        """Leave the bar as it stands and go to a new line."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

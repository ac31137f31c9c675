"""What is in bench/ lies beside the package; its modules find each other in their folder."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "bench"))  # last: names of other tests' modules are the same

"""Fixtures of `reaching`, for the tests beside it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reaching import cheap_hashes, reached, users  # found beside this file

__all__ = ["cheap_hashes", "reached", "users"]

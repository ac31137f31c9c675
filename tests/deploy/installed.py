"""Programs of the system that some of these tests run, as they are installed or as tools/get-servers fetched them."""

from __future__ import annotations

import os
import shutil

import deployed
import pytest

FETCHED = deployed.ROOT / ".cache" / "servers" / "usr"
FOLDERS = [os.environ.get("PATH", ""), "/usr/sbin", str(FETCHED / "sbin"), str(FETCHED / "bin")]


def needed(name: str) -> str:
    """The path of a program; the test is skipped where there is none."""
    found = shutil.which(name, path=os.pathsep.join(FOLDERS))
    return found or pytest.skip(f"needs {name}; on Debian and Ubuntu tools/get-servers fetches it")

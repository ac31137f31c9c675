"""What the contracts share: a llama.cpp server and a Milvus for all tests that ask one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from engines import milvus_lite  # found beside this file
from small_models import llama_server_running


@pytest.fixture(scope="session")
def llama_server() -> Iterator[str]:
    """Its address."""
    with llama_server_running() as url:
        yield url


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address: Milvus Lite, over the network API that a cluster has."""
    for library in ("pymilvus", "milvus_lite"):
        pytest.importorskip(library, reason=f"needs {library}: tools/set-up test")
    with milvus_lite(tmp_path_factory.mktemp("milvus")) as uri:
        yield uri

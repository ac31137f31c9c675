"""Milvus, the builder and the apps of deploy/, started once for the tests that ask them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(1, str(Path(__file__).parents[1] / "contracts"))

import deployed
from engines import milvus_lite  # found in tests/contracts
from let_in import copied
from nursery import PASSWORD, build, write
from stage import App, Stage, listening


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the image is made of, and nothing else of the project."""
    return copied(tmp_path_factory.mktemp("image"))


@pytest.fixture(scope="session")
def empty_stage(tmp_path_factory: pytest.TempPathFactory, image: Path) -> Iterator[Stage]:
    """Milvus Lite in Milvus' place, and a document in /srv/seeds that nothing was built of yet."""
    for library in ("pymilvus", "milvus_lite"):
        pytest.importorskip(library, reason=f"needs {library}: tools/set-up test")
    if os.name != "posix":
        pytest.skip("the images run on Linux")
    srv = tmp_path_factory.mktemp("deploy") / "srv"
    for name in ("index", "kept", "users"):
        (srv / name).mkdir(parents=True)
    seeds = tmp_path_factory.mktemp("seeds")
    write(seeds, "plan", "Every nursery should have at least 40 wooden blocks by March 2025.")
    with milvus_lite(tmp_path_factory.mktemp("milvus")) as uri:
        variables = {"USERS_FILE": "/srv/users/users.toml", "BUILDER_THREADS": "1"}
        yield Stage(srv, seeds, image / "src", {"milvus:19530": uri.removeprefix("http://")}, variables)


@pytest.fixture(scope="session")
def stage(empty_stage: Stage) -> Iterator[Stage]:
    """The same once the builder has run and anna may sign in; only volumes can be written."""
    build(empty_stage)
    words = ["mandate-qa", "users", "add", "anna", "--stdin", "--users", "/srv/users/users.toml"]
    added = empty_stage.run("builder", words, PASSWORD)
    assert added.returncode == 0, added.stderr
    empty_stage.srv.chmod(0o555)  # the root of an image is read-only
    yield empty_stage
    empty_stage.srv.chmod(0o755)


@pytest.fixture(scope="session")
def apps(stage: Stage) -> Iterator[dict[str, App]]:
    """All apps of the compose file, serving."""
    first, second = deployed.APPS
    with stage.started(first) as one, stage.started(second) as two:
        yield {first: listening(one), second: listening(two)}

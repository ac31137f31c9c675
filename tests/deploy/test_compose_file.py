"""compose.yaml is what Compose reads: by the specification's own schema, and by Compose itself where it is there."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from deployed import APPS, COMPOSE, DEPLOY
from jsonschema import Draft202012Validator

SCHEMA = json.loads((Path(__file__).parent / "compose-spec" / "compose-spec.json").read_text("utf-8"))
PROFILES = ("builder", "vllm", "ollama")


def complaints(file: Any) -> list[str]:
    """What the schema says of a compose file, by where it stands."""
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(file)]


def test_it_follows_the_specification() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert complaints(COMPOSE) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("services", APPS[0], "restrat"), "always"),
        (("services", "milvus", "healthcheck", "intervall"), "30s"),
        (("services", "proxy", "depends_on", APPS[0], "condition"), "healthy"),
        (("networks", "inside", "ipam", "config", 0, "iprange"), "10.0.0.0/8"),
        (("services", "vllm", "deploy", "resources", "reservations", "devices", 0, "count"), 1.5),
    ],
)
def test_a_slip_would_be_seen(path: tuple[str | int, ...], value: object) -> None:
    file = copy.deepcopy(COMPOSE)
    *above, last = path
    branch: Any = file
    for key in above:
        branch = branch[key]
    branch[last] = value
    assert complaints(file)


def compose() -> list[str]:
    """The words that start Compose, the second version or a later one; the test is skipped without it."""
    for words in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(words[0]):
            run = subprocess.run([*words, "version", "--short"], capture_output=True, text=True)
            if run.returncode == 0 and not run.stdout.startswith("1."):
                return words
    pytest.skip("needs Docker Compose 2 or later")


def test_compose_takes_it() -> None:
    profiles = [word for profile in PROFILES for word in ("--profile", profile)]
    command = [*compose(), "--file", str(DEPLOY / "compose.yaml"), *profiles, "config", "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True, env=plain_environment())
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["services"].keys() == COMPOSE["services"].keys()


def plain_environment() -> dict[str, str]:
    """Ours without what would be put into the file."""
    return {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}

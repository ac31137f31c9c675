"""The image of the apps: what comes into it is what it takes to install and start, and it runs as nobody special.

That pip installs it is not tried here, where there is no registry; the tests beside this run the program from nothing
but the files that come in.
"""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from deployed import DOCKERFILE, ROOT, SERVICES, lines
from let_in import LET_IN

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_it_installs_what_the_program_offers() -> None:
    (extras,) = re.findall(r'"\.\[([\w,]+)\]"', DOCKERFILE)
    assert {"milvus", "openai", "ollama"} <= {*extras.split(",")} <= {*PROJECT["project"]["optional-dependencies"]}


def test_what_is_let_in_is_what_is_copied() -> None:
    copied = {word for line in lines("COPY") if not line.startswith("--from") for word in line.split()[:-1]}
    assert copied == LET_IN
    assert all((ROOT / name).exists() for name in copied)


def test_what_pip_reads_of_the_project_comes_in(image: Path) -> None:
    project = PROJECT["project"]
    for name in ("pyproject.toml", "constraints.txt", project["readme"], *project["license-files"]):
        assert (image / name).is_file()
    assert (image / "src" / "mandate_qa" / "__init__.py").is_file()


def test_every_file_of_the_package_is_installed_with_it(image: Path) -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    web = Path("mandate_qa") / "web"
    folders = [web / pattern.removesuffix("/**") for pattern in patterns["mandate_qa.web"]]
    for path in (image / "src").rglob("*"):
        name = path.relative_to(image / "src")
        if path.is_dir() or name.suffix in (".py", ".pyc"):
            continue
        assert any(fnmatch(name.name, p) for p in patterns["*"]) or any(name.is_relative_to(f) for f in folders), name


def test_its_python_is_one_that_the_project_takes() -> None:
    versions = {re.match(r"python:(\d+)\.(\d+)-", line) for line in lines("FROM")}
    lowest = tuple(map(int, PROJECT["project"]["requires-python"].removeprefix(">=").split(".")))
    for found in versions:
        assert found and (int(found[1]), int(found[2])) >= lowest


def test_it_runs_as_a_reader_who_owns_what_is_written() -> None:
    (user,) = lines("USER")
    (made,) = (line for line in lines("RUN") if "useradd" in line)
    assert re.search(rf"\b{user}\b && mkdir -p .* && chown -R {user} /srv$", made)
    for volume in SERVICES["app-1"]["volumes"]:
        assert volume.split(":")[1] in re.findall(r"/srv/\w+", made)


@pytest.mark.parametrize("name", [name for name, service in SERVICES.items() if "build" in service])
def test_containers_write_nothing_but_volumes(name: str) -> None:
    assert SERVICES[name]["read_only"] and SERVICES[name]["cap_drop"] == ["ALL"]
    assert "/tmp" in SERVICES[name]["tmpfs"]

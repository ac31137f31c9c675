"""The builder and the apps, run by the commands of the images with what compose gives them, over Milvus Lite."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import deployed
import httpx
import pytest
from chat_reader import Reader
from nursery import PASSWORD, QUESTION, build, write
from stage import PATIENCE, App, Stage, is_root

from mandate_qa.searching.manifest import read_index_manifest
from mandate_qa.settings import Settings
from mandate_qa.web import server
from mandate_qa.web.stopping import SPARE

COUNT = """
import sys
from mandate_qa.backends.engines import engine_of
from mandate_qa.settings import Settings
print(engine_of(Settings.load()).size(sys.argv[1]))
"""
"""A program that prints how many passages a collection holds; a client in this process would be cut off in the end."""


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of all that lies in a folder."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}


def asked(app: App) -> str:
    """The answer that somebody gets who signs in at this app itself."""
    reader = Reader(app.url)
    assert reader.sign_in("anna", PASSWORD).status_code == 303
    return reader.answer(QUESTION)


def health(app: App) -> dict[str, object]:
    """What an app says of itself."""
    told: dict[str, object] = httpx.get(f"{app.url}/health", trust_env=False, timeout=PATIENCE).json()
    return told


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end, "it never was"
        sleep(0.05)


def test_every_app_answers_from_an_index_that_it_cannot_write(apps: dict[str, App], stage: Stage) -> None:
    before = contents(stage.srv / "index")
    for app in apps.values():
        assert "40" in asked(app)
    assert contents(stage.srv / "index") == before
    assert {path.name for path in stage.srv.iterdir()} == {"index", "kept", "users"}


@pytest.mark.skipif(is_root() and not shutil.which("setpriv"), reason="root writes everywhere; needs setpriv")
def test_nothing_but_its_volumes_can_be_written(stage: Stage) -> None:
    for name in ("/srv/x", "/srv/index/x"):
        refused = stage.run(deployed.APPS[0], ["python", "-c", f"open('{name}', 'w')"])
        assert "Permission denied" in refused.stderr
    for name in ("/srv/kept/x", "/srv/users/x"):
        assert stage.run(deployed.APPS[0], ["touch", name]).returncode == 0


def test_its_health_check_says_when_it_serves(apps: dict[str, App], stage: Stage) -> None:
    for app in apps.values():
        assert stage.check(app).returncode == 0
    nobody = App(next(iter(apps.values())).process, "http://127.0.0.1:1")
    assert stage.check(nobody).returncode != 0


def test_who_signed_in_at_one_is_known_at_the_other(apps: dict[str, App]) -> None:
    first, second = apps.values()
    reader = Reader(first.url)
    assert Reader(second.url).client.get("/library").status_code == 303
    reader.sign_in("anna", PASSWORD)
    cookie = {"cookie": f"mandate_qa_session={reader.client.cookies['mandate_qa_session']}"}
    assert httpx.get(f"{second.url}/library", headers=cookie, trust_env=False).status_code == 200


def test_vectors_and_words_are_in_milvus(apps: dict[str, App], stage: Stage) -> None:
    published = read_index_manifest(stage.srv / "index").published
    assert published is not None
    counted = stage.run("builder", ["python", "-c", COUNT, published.collection])
    assert {str(health(app)["passages"]) for app in apps.values()} == {counted.stdout.strip()}


def test_documents_that_come_later_are_told_by_every_app_without_a_restart(apps: dict[str, App], stage: Stage) -> None:
    write(stage.seeds, "second-plan", "Every workshop must be inspected 12 times a year.")
    build(stage)
    until(lambda: all(health(app)["documents"] == 2 for app in apps.values()))


def test_an_app_that_docker_stops_has_the_time_to_finish() -> None:
    assert deployed.lines("STOPSIGNAL") == ["SIGTERM"]  # as tests/serving/test_stopping.py sends it
    for name in deployed.APPS:
        (given,) = deployed.found(r"^(\d+)s$", str(deployed.SERVICES[name]["stop_grace_period"]))
        assert int(given) > Settings().language_model.seconds + SPARE + server.PATIENCE

"""nginx as deploy/nginx.conf has it, in front of the apps: where readers are sent, and what apps learn of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import deployed
import httpx
import pytest
from chat_reader import Reader
from nginx_here import Proxy, proxied
from nursery import PASSWORD, QUESTION
from stage import HERE, App, Stage, listening

from mandate_qa.web.access.passwords import BY_NAME

READERS = 12


@pytest.fixture(scope="module")
def proxy(apps: dict[str, App], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx before both apps."""
    places = {name: app.place for name, app in apps.items()}
    with proxied(tmp_path_factory.mktemp("nginx"), places) as found:
        yield found


def signed_in(proxy: Proxy) -> Reader:
    """A reader who opened the page to sign in on, and did."""
    reader = Reader(proxy.url)
    assert reader.client.get("/sign-in").status_code == 200
    assert reader.sign_in("anna", PASSWORD).status_code == 303
    return reader


def test_a_question_is_answered_through_it(proxy: Proxy) -> None:
    assert "40" in signed_in(proxy).answer(QUESTION)


def test_each_reader_stays_with_one_app_and_both_have_readers(proxy: Proxy, apps: dict[str, App]) -> None:
    desks = {}
    for _ in range(READERS):
        reader = signed_in(proxy)
        desks[reader.client.cookies["desk"]] = reader.answer(QUESTION)
    assert all("40" in text for text in desks.values())
    taken = {desk: {*proxy.places(desk)} for desk in desks}
    assert {len(places) for places in taken.values()} == {1}
    assert set.union(*taken.values()) == {app.place for app in apps.values()}


def test_a_name_is_given_once_and_to_be_read_by_no_script(proxy: Proxy) -> None:
    reader = Reader(proxy.url)
    given = reader.client.get("/sign-in").headers["set-cookie"]
    assert given.startswith("desk=") and "HttpOnly" in given and "SameSite=Lax" in given
    assert "set-cookie" not in reader.client.get("/sign-in").headers


def test_the_app_knows_the_readers_address_and_believes_nobody_else_about_it(
    proxy: Proxy, apps: dict[str, App]
) -> None:
    one, another = Reader(proxy.url, f"{HERE}77"), Reader(proxy.url, f"{HERE}78")
    for _ in range(BY_NAME):
        assert one.sign_in("berta", "wrong password").status_code == 401
    assert one.sign_in("berta", "wrong password").status_code == 429
    assert another.sign_in("berta", "wrong password").status_code == 401
    claimed = {"X-Forwarded-For": f"{HERE}79", "Forwarded": f"for={HERE}79"}
    assert one.sign_in("berta", "wrong password", **claimed).status_code == 429
    past = [Reader(app.url, f"{HERE}77") for app in apps.values()]
    assert 429 in {reader.sign_in("berta", "wrong password", **claimed).status_code for reader in past}


def test_when_an_app_dies_its_readers_are_answered_by_the_other(
    stage: Stage, apps: dict[str, App], tmp_path: Path
) -> None:
    first, second = deployed.APPS
    with stage.started(first) as dying, proxied(tmp_path, {first: dying.place, second: apps[second].place}) as proxy:
        listening(dying)
        readers = [signed_in(proxy) for _ in range(READERS)]
        reader = next(r for r in readers if dying.place in proxy.places(r.client.cookies["desk"]))
        assert "40" in reader.answer(QUESTION)
        dying.process.kill()
        dying.process.wait()
        assert "40" in reader.answer(QUESTION)
        assert proxy.places(reader.client.cookies["desk"])[-1] == apps[second].place


def test_it_keeps_no_connection_longer_than_an_app_does() -> None:
    from uvicorn import Config

    (seconds,) = deployed.found(r"keepalive_timeout (\d+)s;", deployed.NGINX)
    assert int(seconds) < Config("app").timeout_keep_alive


def test_what_it_cannot_reach_is_an_error_and_not_a_wait(tmp_path: Path) -> None:
    with proxied(tmp_path, dict.fromkeys(deployed.APPS, "127.0.0.1:1")) as proxy:
        assert httpx.get(f"{proxy.url}/health", trust_env=False).status_code == 502

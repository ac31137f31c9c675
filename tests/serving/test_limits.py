"""How often one reader may ask, and by what readers are told apart."""

from __future__ import annotations

import re
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from reaching import PASSWORD, Reached, service_with
from serving import serving
from starlette.requests import Request
from starlette.testclient import TestClient

from mandate_qa.errors import TooManyAttemptsError, TooManyQuestionsError
from mandate_qa.web import limits
from mandate_qa.web.access import user_of, who
from mandate_qa.web.access.passwords import BY_NAME, Passwords
from mandate_qa.web.access.users import Users
from mandate_qa.web.limits import Limits, Window


def test_so_many_in_a_minute_each() -> None:
    limits = Limits(2)
    for reader in ("anna", "bob", "anna", "bob"):
        limits.check(reader)
    with pytest.raises(TooManyQuestionsError) as refused:
        limits.check("anna")
    assert 0 < refused.value.seconds <= 60
    assert re.fullmatch(
        r"You have asked 2 questions within a minute, the most that one reader may; ask again in \d+ seconds?\.",
        str(refused.value),
    )


def test_what_is_refused_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    limits, now = Limits(1), time.time()
    limits.check("anna")
    for _ in range(3):
        with pytest.raises(TooManyQuestionsError):
            limits.check("anna")
    monkeypatch.setattr(time, "time", lambda: now + 61)
    limits.check("anna")


def test_no_limit() -> None:
    for _ in range(500):
        Limits(0).check("anna")


def test_what_is_forgotten_may_be_done_again() -> None:
    window = Window(1, 60)
    window.attempt("x")
    window.forget("x")
    window.attempt("x")
    with pytest.raises(TooManyAttemptsError, match=r"try again in 1 minute\.$"):
        window.attempt("x")


def test_a_program_is_told_when_to_ask_again() -> None:
    with serving(service_with(questions_per_minute=2)) as address:
        client = Client(address, verbose=False, analytics_enabled=False)
        for _ in range(2):
            assert "95%" in client.predict("what was the elective recovery target", api_name="/ask")["text"]
        with pytest.raises(AppError, match="ask again in"):
            client.predict("what was the elective recovery target", api_name="/ask")
        client.close()


def test_an_error_of_a_route_becomes_429(reached: Reached) -> None:
    at = reached()

    async def refuse(request: Any) -> Any:
        raise TooManyQuestionsError(3, 17)

    at.app.router.routes.clear()  # type: ignore[attr-defined]
    at.app.router.add_route("/export", refuse, methods=["POST"])  # type: ignore[attr-defined]
    refused = at.post("/export")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "17")
    assert refused.json() == {"detail": str(TooManyQuestionsError(3, 17))}


class TestWho:
    def test_by_address_behind_a_proxy(self, reached: Reached) -> None:
        seen: list[str] = []

        async def note(request: Any) -> Any:
            from gradio import Request
            from starlette.responses import PlainTextResponse

            seen.extend((who(request), who(Request(request)), user_of(request)))
            return PlainTextResponse("")

        for address, told in (("127.0.0.1", "203.0.113.5"), ("192.0.2.7", "192.0.2.7")):
            seen.clear()
            at = reached(address)
            at.app.router.routes.clear()  # type: ignore[attr-defined]
            at.app.router.add_route("/note", note)  # type: ignore[attr-defined]
            at.get("/note", headers={"x-forwarded-for": "198.51.100.1, 203.0.113.5"})
            assert seen == [told, told, ""]

    def test_by_name_where_somebody_signed_in(self, reached: Reached) -> None:
        seen: list[str] = []

        async def note(request: Any) -> Any:
            from gradio import Request
            from starlette.responses import PlainTextResponse

            seen.extend((who(request), who(Request(request)), user_of(Request(request))))
            return PlainTextResponse("")

        at = reached("127.0.0.1", user_header="remote-user")
        at.app.router.routes.clear()  # type: ignore[attr-defined]
        at.app.router.add_route("/note", note)  # type: ignore[attr-defined]
        at.get("/note", headers={"remote-user": "anna"})
        assert seen == ["anna"] * 3


class TestWhatIsRemembered:
    def test_a_key_is_gone_when_its_time_is_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import time

        window, now = Window(2, 60), time.time()
        for n in range(100):
            window.wait(f"192.0.2.1 {n}")
        assert window.keys == 100
        monkeypatch.setattr(time, "time", lambda: now + 61)
        window.wait("192.0.2.1 another")
        assert window.keys == 1

    def test_the_oldest_make_room(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "MOST_KEYS", 3)
        window = Window(1, 60)
        for key in "abcd":
            assert window.wait(key) == 0
        assert window.keys == 3
        assert window.wait("d") > 0 and window.wait("a") == 0

    def test_a_name_that_nobody_can_have_takes_no_room(self, users: Users) -> None:
        passwords = Passwords(users)
        for n in range(BY_NAME):
            assert not passwords.right("x" * 100_000 + str(n), PASSWORD, "192.0.2.1")
        with pytest.raises(TooManyAttemptsError):
            passwords.right("x" * 100_000, PASSWORD, "192.0.2.1")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1:2:3", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_addresses_of_one_network_are_one(first: str, second: str, same: bool) -> None:
    told = [who(Request({"type": "http", "client": (address, 1), "state": {}})) for address in (first, second)]
    assert (told[0] == told[1]) is same


def test_guessing_from_many_addresses_of_one_network_is_throttled(reached: Reached, users: Users) -> None:
    app: Any = reached(users=str(users.path)).app
    told = [
        TestClient(app, client=(f"2001:db8::{n:x}", 5000)).get("/library", auth=("anna", f"wrong {n}")).status_code
        for n in range(1, BY_NAME + 2)
    ]
    assert told == [401] * BY_NAME + [429]

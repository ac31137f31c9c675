"""Signing in, on the page and by programs; what ends a session; who is refused."""

from __future__ import annotations

import stat
from base64 import b64encode
from typing import Any

import pytest
from reaching import PAGE, PASSWORD, Reached, service_with
from starlette.testclient import TestClient

from mandate_qa.errors import SettingsError, UsageError
from mandate_qa.web.access import sessions
from mandate_qa.web.access.passwords import BY_NAME, Passwords, hashed
from mandate_qa.web.access.signing import WRONG, own
from mandate_qa.web.access.users import Users
from mandate_qa.web.application import build_app


def sign_in(client: TestClient, name: str = "anna", password: str = PASSWORD, back: str = "/") -> Any:
    return client.post("/sign-in", data={"name": name, "password": password, "next": back}, headers=PAGE)


def basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}"}


@pytest.fixture
def client(reached: Reached, users: Users) -> TestClient:
    return reached(users=str(users.path))


@pytest.fixture(scope="module")
def gradio(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client of the application with Gradio's page."""
    users = Users(tmp_path_factory.mktemp("team") / "users.toml")
    users.put("anna", hashed(PASSWORD))
    return TestClient(build_app(service_with(users=str(users.path))), follow_redirects=False)


class TestThePage:
    def test_a_page_leads_to_it_and_back(self, client: TestClient) -> None:
        sent = client.get("/library?kind=all&x=1", headers=PAGE)
        assert sent.status_code == 303
        assert sent.headers["location"] == "/sign-in?next=/library%3Fkind%3Dall%26x%3D1"
        form = client.get(sent.headers["location"], headers=PAGE)
        assert form.status_code == 200 and 'value="/library?kind=all&amp;x=1"' in form.text
        assert form.headers["cache-control"] == "no-store"
        back = sign_in(client, back="/library?kind=all&x=1")
        assert (back.status_code, back.headers["location"]) == (303, "/library?kind=all&x=1")
        assert client.get("/", headers=PAGE).status_code == 200

    def test_the_cookie_is_kept_from_scripts_and_other_sites(self, client: TestClient) -> None:
        cookie = sign_in(client).headers["set-cookie"].lower()
        assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= set(cookie.split("; "))
        assert "secure" not in cookie

    def test_the_cookie_is_secure_when_a_trusted_proxy_says_https(self, reached: Reached, users: Users) -> None:
        for address, secure in (("10.1.2.3", True), ("192.0.2.7", False)):
            client = reached(address, users=str(users.path), trusted_proxies="10.0.0.0/8")
            client.headers["x-forwarded-proto"] = "https"
            assert ("secure" in sign_in(client).headers["set-cookie"].lower()) is secure

    @pytest.mark.parametrize(
        ("name", "password"), [("anna", "wrong horse"), ("nobody", PASSWORD), ("", ""), ("anna", "x" * 5000)]
    )
    def test_what_is_wrong_is_not_told(self, client: TestClient, name: str, password: str) -> None:
        refused = sign_in(client, name, password)
        assert refused.status_code == 401
        assert WRONG in refused.text
        assert "set-cookie" not in refused.headers
        assert client.get("/", headers=PAGE).status_code == 303

    def test_a_name_with_an_accent_signs_in(self, client: TestClient) -> None:
        assert sign_in(client, "Åsa").status_code == 303

    @pytest.mark.parametrize("body", [b"\xff\xfe", b"name=anna", b"name=anna&password=" + b"x" * 20_000, b"a&" * 50])
    def test_what_is_no_form_is_refused(self, client: TestClient, body: bytes) -> None:
        assert client.post("/sign-in", content=body, headers=PAGE).status_code == 400

    def test_signing_out_ends_it(self, client: TestClient) -> None:
        sign_in(client)
        client.get("/sign-out", headers=PAGE)
        assert client.get("/", headers=PAGE).status_code == 200
        out = client.post("/sign-out", headers=PAGE)
        assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
        assert client.get("/", headers=PAGE).status_code == 303

    def test_nobody_needs_to_where_there_is_no_file(self, reached: Reached) -> None:
        client = reached()
        assert client.get("/", headers=PAGE).status_code == 200
        assert client.get("/sign-in", headers=PAGE).headers["location"] == "/"
        assert client.post("/sign-out", headers=PAGE).headers["location"] == "/"

    @pytest.mark.parametrize(
        "path",
        [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "evil",
            "",
            "/a\nb",
            "/a\\b",
            "/sign-out",
            "/\t/x",
        ],
    )
    def test_it_leads_back_to_its_own_pages_alone(self, path: str) -> None:
        assert own(path) == "/"

    def test_its_own_pages_are_kept(self) -> None:
        assert own("/documents/plan?x=//y#z") == "/documents/plan?x=//y#z"


class TestWhatEndsASession:
    def test_another_password(self, client: TestClient, users: Users) -> None:
        sign_in(client)
        users.put("anna", hashed("another horse"))
        assert client.get("/", headers=PAGE).status_code == 303
        assert sign_in(client, password="another horse").status_code == 303

    def test_being_removed(self, client: TestClient, users: Users) -> None:
        sign_in(client)
        users.remove("anna")
        assert client.get("/", headers=PAGE).status_code == 303
        assert sign_in(client).status_code == 401

    def test_twelve_hours(self, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        sign_in(client)
        assert client.get("/", headers=PAGE).status_code == 200
        now = sessions.time.time()
        monkeypatch.setattr(sessions.time, "time", lambda: now + 12 * 3600 + 1)
        assert client.get("/", headers=PAGE).status_code == 303

    def test_a_cookie_that_we_did_not_sign(self, client: TestClient, reached: Reached, users: Users) -> None:
        sign_in(client)
        cookie = client.cookies[sessions.COOKIE]
        users.path.with_name(f".{users.path.name}.secret").unlink()
        other = reached(users=str(users.path))
        other.cookies.set(sessions.COOKIE, cookie)
        assert other.get("/", headers=PAGE).status_code == 303

    def test_a_file_that_was_damaged_lets_nobody_in(self, client: TestClient, users: Users) -> None:
        sign_in(client)
        users.path.write_text("users = 3", "utf-8")
        assert client.get("/", headers=PAGE).status_code == 303
        assert sign_in(client).status_code == 401
        users.path.unlink()
        assert client.get("/", headers=PAGE).status_code == 303


class TestEverythingIsBehindIt:
    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/config"),
            ("GET", "/gradio_api/info"),
            ("POST", "/gradio_api/queue/join"),
            ("GET", "/gradio_api/queue/data?session_hash=x"),
            ("POST", "/gradio_api/call/ask"),
            ("GET", "/theme.css"),
            ("GET", "/static/../config"),
            ("GET", "//config"),
            ("GET", "/health/../config"),
            ("OPTIONS", "/gradio_api/info"),
        ],
    )
    def test_gradio_too(self, gradio: TestClient, method: str, path: str) -> None:
        refused = gradio.request(method, f"http://policy.example{path}")
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic")
        assert refused.json()["detail"].endswith(".")

    def test_a_browser_is_not_asked_in_a_box_of_its_own(self, client: TestClient) -> None:
        refused = client.get("/config", headers=PAGE | {"accept": "*/*", "sec-fetch-dest": "empty"})
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Session")

    def test_static_files_and_health_are_open(self, client: TestClient) -> None:
        assert client.get("/static/style.css").status_code == 200
        assert client.get("/health").status_code == 200

    def test_what_one_may_see_is_cached_for_nobody_else(self, client: TestClient) -> None:
        sign_in(client)
        assert client.get("/").headers["cache-control"] == "private, no-cache"
        assert client.get("/sign-in").headers["cache-control"] == "no-store"


class TestPrograms:
    def test_name_and_password_come_with_each_request(self, client: TestClient) -> None:
        assert client.get("/config", headers=basic("anna", PASSWORD)).status_code == 200
        assert client.get("/config", headers=basic("Åsa", PASSWORD)).status_code == 200
        assert client.get("/config", headers=basic("anna", "wrong")).status_code == 401

    @pytest.mark.parametrize("value", ["Basic", "Basic !", "Basic /w==", "Bearer abc", "Basic YW5uYQ=="])
    def test_what_is_no_name_and_password(self, client: TestClient, value: str) -> None:
        assert client.get("/config", headers={"authorization": value}).status_code == 401

    def test_a_password_that_was_changed_is_no_longer_known(self, client: TestClient, users: Users) -> None:
        assert client.get("/config", headers=basic("anna", PASSWORD)).status_code == 200
        users.put("anna", hashed("another horse"))
        assert client.get("/config", headers=basic("anna", PASSWORD)).status_code == 401

    def test_guessing_is_throttled(self, client: TestClient) -> None:
        for _ in range(BY_NAME):
            assert client.get("/config", headers=basic("anna", "guess")).status_code == 401
        refused = client.get("/config", headers=basic("anna", PASSWORD))
        assert refused.status_code == 429
        assert 0 < int(refused.headers["retry-after"]) <= 600
        assert sign_in(client).status_code == 429
        assert sign_in(client, "Åsa").status_code == 303


class TestPasswords:
    def test_a_name_that_nobody_has_is_checked_as_well(self, users: Users, monkeypatch: pytest.MonkeyPatch) -> None:
        from mandate_qa.web.access import passwords

        checked: list[str] = []
        monkeypatch.setattr(passwords, "fits", lambda password, kept: bool(checked.append(kept)))
        assert not Passwords(users).right("nobody", PASSWORD, "192.0.2.7")
        assert checked == [passwords.nobodys_hash()]

    def test_signing_in_gives_the_attempts_back(self, users: Users) -> None:
        doors = Passwords(users)
        for _ in range(3):
            for _ in range(BY_NAME - 1):
                assert not doors.right("anna", "guess", "192.0.2.7")
            doors._known.clear()
            assert doors.right("anna", PASSWORD, "192.0.2.7")

    def test_characters_may_be_typed_in_either_spelling(self, users: Users) -> None:
        users.put("zoë", hashed("café au lait"))
        assert Passwords(users).right("zoë", "cafe\u0301 au lait", "192.0.2.7")

    @pytest.mark.parametrize("password", ["", "seven77", "x" * 1025])
    def test_too_short_or_too_long(self, password: str) -> None:
        with pytest.raises(UsageError, match="characters; choose one of 8 to 1024"):
            hashed(password)


class TestTheFile:
    def test_its_owner_alone_may_read_it_and_the_secret(self, reached: Reached, users: Users) -> None:
        reached(users=str(users.path))
        files = [path for path in users.path.parent.iterdir() if not path.name.endswith(".lock")]
        assert sorted(path.name for path in files) == [".users.toml.secret", "users.toml"]
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}

    def test_no_password_stands_in_it(self, users: Users) -> None:
        text = users.path.read_text("utf-8")
        assert PASSWORD not in text and text.count("$argon2id$") == 2

    def test_names_are_kept_as_they_are(self, users: Users) -> None:
        users.put('o"brien \\ [x]', "h")
        assert list(Users(users.path).hashes) == ["anna", "Åsa", 'o"brien \\ [x]']

    @pytest.mark.parametrize("name", ["", "a:b", " a", "a\nb", "x" * 65, "a\u200bb"])
    def test_names_that_nobody_can_have(self, users: Users, name: str) -> None:
        with pytest.raises(UsageError, match="Nobody can be called"):
            users.put(name, "h")

    def test_removing_somebody_who_is_not_there(self, users: Users) -> None:
        with pytest.raises(UsageError, match="holds nobody called 'bob'"):
            users.remove("bob")

    def test_a_file_that_names_nobody_is_a_mistake(self, reached: Reached, users: Users) -> None:
        users.remove("anna")
        users.remove("Åsa")
        with pytest.raises(SettingsError, match="names nobody who may sign in; add somebody"):
            reached(users=str(users.path))

    @pytest.mark.parametrize("text", ["anna = 3", "[users]\nanna = 3", "users = 1", "not toml"])
    def test_a_file_that_is_no_file_of_users(self, users: Users, text: str) -> None:
        users.path.write_text(text, "utf-8")
        with pytest.raises(UsageError, match=r"users\.toml"):
            dict(users.hashes)

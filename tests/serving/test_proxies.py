"""What a reverse proxy says: believed of trusted ones alone; the path that it serves under."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from reaching import PAGE, Reached, Users

from mandate_qa.errors import SettingsError
from mandate_qa.web.access.proxies import address_of, client, named, networks, root_of

PROXIES = networks("10.0.0.0/8, 127.0.0.1,::1")
PEER = ip_address("10.0.0.1")


class TestTheReaderWhomAProxyNames:
    @pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3"])
    def test_is_let_in(self, reached: Reached, address: str) -> None:
        at = reached(address, user_header="X-Forwarded-User", trusted_proxies="10.0.0.0/8")
        assert at.get("/config", headers={"x-forwarded-user": "anna"}).status_code == 200

    def test_is_refused_without_a_name_or_with_two(self, reached: Reached) -> None:
        at = reached("10.1.2.3", user_header="X-Forwarded-User", trusted_proxies="10.0.0.0/8")
        for headers in ([], [("x-forwarded-user", "")], [("x-forwarded-user", "a"), ("X-Forwarded-User", "b")]):
            refused = at.get("/config", headers=headers)
            assert refused.status_code == 401
        assert at.get("/", headers=PAGE).status_code == 401
        assert at.get("/health").status_code == 200

    @pytest.mark.parametrize("address", ["192.0.2.7", "127.0.0.1", "testclient"])
    def test_is_not_believed_from_elsewhere(self, reached: Reached, address: str) -> None:
        at = reached(address, user_header="Remote-User", trusted_proxies="10.0.0.0/8")
        told = {"remote-user": "anna", "x-forwarded-for": "10.0.0.1"}
        assert at.get("/config", headers=told).status_code == 401

    def test_both_ways_in_together(self, reached: Reached, users: Users) -> None:
        at = reached("10.1.2.3", users=str(users.path), user_header="Remote-User", trusted_proxies="10.0.0.0/8")
        assert at.get("/config", headers={"remote-user": "bob"}).status_code == 200
        assert at.get("/", headers=PAGE).headers["location"] == "/sign-in?next=/"

    def test_a_name_that_cannot_be_shown_is_none(self) -> None:
        assert named([(b"remote-user", "Åsa".encode())], b"remote-user") == "Åsa"
        assert named([(b"remote-user", b"a\x07b")], b"remote-user") == ""
        assert named([(b"remote-user", b"x" * 300)], b"remote-user") == ""
        assert named([(b"", b"x")], b"") == ""


class TestTheClient:
    @pytest.mark.parametrize(
        ("forwarded", "told"),
        [
            ([], "10.0.0.1"),
            (["192.0.2.7"], "192.0.2.7"),
            (["1.1.1.1", "192.0.2.7"], "192.0.2.7"),
            (["1.1.1.1", "192.0.2.7", "10.9.9.9"], "192.0.2.7"),
            (["192.0.2.7:4711"], "192.0.2.7"),
            (["[2001:db8::1]:80"], "2001:db8::1"),
            (["nonsense", "10.2.2.2"], "10.2.2.2"),
            (["10.3.3.3", "10.2.2.2"], "10.3.3.3"),
        ],
    )
    def test_is_the_nearest_that_is_no_proxy(self, forwarded: list[str], told: str) -> None:
        assert str(client(forwarded, PEER, PROXIES)) == told

    def test_addresses(self) -> None:
        assert address_of("::ffff:10.0.0.1") == PEER
        assert address_of("example.org") is None

    def test_a_proxy_that_is_no_address(self) -> None:
        with pytest.raises(SettingsError, match="holds 'proxy', which is no address and no network"):
            networks("10.0.0.1, proxy")


class TestTheRootPath:
    @pytest.mark.parametrize(("given", "root"), [("", ""), ("/", ""), ("policy", "/policy"), ("/a/b/", "/a/b")])
    def test_is_written_in_one_way(self, given: str, root: str) -> None:
        assert root_of(given) == root

    @pytest.mark.parametrize("path", ["/a b", "/a//b", "http://x/y", "/a?b", "/é"])
    def test_is_a_path(self, path: str) -> None:
        with pytest.raises(SettingsError, match="is no root path"):
            root_of(path)

    @pytest.mark.parametrize("prefix", ["/policy", ""])
    def test_whether_the_proxy_strips_it_or_not(self, reached: Reached, users: Users, prefix: str) -> None:
        at = reached("127.0.0.1", users=str(users.path), root_path="/policy")
        at.headers["x-forwarded-host"] = "gov.example"
        at.headers["x-forwarded-proto"] = "https"
        assert at.get(f"{prefix}/static/style.css").status_code == 200
        assert at.get(f"{prefix}/health").json()["status"] == "ok"
        sent = at.get(f"{prefix}/library?x=1", headers=PAGE)
        assert sent.headers["location"] == "/policy/sign-in?next=/library%3Fx%3D1"
        form = at.get(f"{prefix}/sign-in", headers=PAGE).text
        assert 'action="/policy/sign-in"' in form and 'href="/policy/static/style.css"' in form
        entered = at.post(f"{prefix}/sign-in", data={"name": "anna", "password": "correct horse", "next": "/library"})
        assert entered.headers["location"] == "/policy/library"
        assert "path=/policy;" in entered.headers["set-cookie"] and "secure" in entered.headers["set-cookie"]
        told = at.get(f"{prefix}/config", headers={"cookie": entered.headers["set-cookie"].partition(";")[0]}).text
        assert told == "https://gov.example/policy/"

    def test_the_bare_path_leads_to_its_first_page(self, reached: Reached) -> None:
        at = reached(root_path="/policy")
        for path in ("/policy/", "/"):
            assert at.get(path, headers=PAGE).status_code == 200
        assert at.get("/policy", headers=PAGE).headers["location"] == "/policy/"
        assert "status" not in at.get("/policyx/health", headers=PAGE).text

    def test_what_an_untrusted_proxy_says_of_the_host_is_left_out(self, reached: Reached) -> None:
        at = reached("192.0.2.7")
        told = {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-prefix": "/x"}
        assert at.get("/config", headers=told).text == "http://policy.example/"

    def test_a_host_that_is_none_is_left_out(self, reached: Reached) -> None:
        at = reached("127.0.0.1")
        told = at.get("/config", headers={"x-forwarded-host": "evil.example/path"}).text
        assert told == "http://policy.example/"

    def test_gradio_tells_its_page_where_it_lies(self, reached: Reached) -> None:
        at = reached("127.0.0.1", chat=True, root_path="/policy")
        for prefix in ("/policy", ""):
            forwarded = {"x-forwarded-host": "gov.example", "x-forwarded-proto": "https"}
            assert at.get(f"{prefix}/config", headers=forwarded).json()["root"] == "https://gov.example/policy"
            assert '"root":"https://gov.example/policy"' in at.get(f"{prefix}/", headers=PAGE | forwarded).text

"""Who may change the library on the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from library_visitor import PLAN, Visitor, words_of
from starlette.requests import Request

from mandate_qa.web.library.desk import Desk
from mandate_qa.web.service import Service


class TestWhoMay:
    POSTS = ("/library/add", "/library/check/x", "/library/check/x/cancel", "/library/remove", "/library/removed")

    @pytest.mark.parametrize("path", POSTS)
    def test_nothing_can_be_changed_where_uploads_are_off(self, visit: Callable[..., Visitor], path: str) -> None:
        off = visit(uploads=False)
        refused = off.client.post(path, files={"file": ("a.txt", PLAN)})
        assert refused.status_code == 403
        assert "Documents cannot be added or removed on this page" in words_of(refused.text)
        assert "Add a document" not in off.get("/library") and "Remove" not in words_of(off.get("/library"))
        assert off.client.get("/library/add").status_code == 403

    @pytest.mark.parametrize("path", POSTS)
    def test_only_who_signed_in_may_where_people_sign_in(self, visit: Callable[..., Visitor], path: str) -> None:
        refused = visit(users="people.toml").client.post(path)
        assert refused.status_code == 403
        assert "sign in first" in refused.text
        assert visit(user_header="X-Forwarded-User").client.post(path).status_code == 403

    def test_what_one_reader_sent_is_nobody_elses(self, visit: Callable[..., Visitor]) -> None:
        visitor = visit(user="ann", users="people.toml")
        check = visitor.upload("kites.txt", PLAN)
        others = {"x-test-user": "bob"}
        for path in (check.url.path, f"{check.url.path}/cancel"):
            assert visitor.client.post(path, headers=others).status_code == 404
        job = visitor.send(check)
        assert visitor.client.get(job.url.path, headers=others).status_code == 404
        assert visitor.client.get(f"{job.url.path}.json", headers=others).status_code == 404
        assert visitor.finished(job)["state"] == "done"

    def test_where_nobody_told_the_folders_nothing_can_be_changed(self, service: Service) -> None:
        desk = Desk(replace(service, seeds=None))
        nobody = Request({"type": "http", "headers": [], "state": {}})
        assert desk.refusal(nobody).startswith("Documents cannot be added")
        assert Desk(service).refusal(nobody) == ""

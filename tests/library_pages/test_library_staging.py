"""Files that wait to be added: how long, how many, and what cannot be written."""

from __future__ import annotations

import io
from typing import Any

import pytest
from library_visitor import PLAN, Visitor, words_of

from mandate_qa.web.library import staging
from mandate_qa.web.library.staging import Staging


class TestStaging:
    def test_a_file_waits_an_hour_and_one_that_is_being_added_longer(self) -> None:
        now = [0.0]
        staged = Staging(lambda: now[0])
        old, busy = (staged.add(name, io.BytesIO(b"x"), "") for name in ("old.txt", "busy.txt"))
        assert staged.claim(busy, "job") and not staged.claim(busy, "other")
        assert old.file.parent.stat().st_mode & 0o077 == 0
        now[0] = 3599.0
        assert staged.staged(old.id, "") == old
        now[0] = 3601.0
        staged.sweep()
        assert not old.file.parent.exists()
        assert busy.file.exists()
        staged.release(busy.id)
        assert staged.staged(busy.id, "").job == ""

    def test_what_cannot_be_written_takes_no_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        staged = Staging()
        with monkeypatch.context() as patch:
            patch.setattr(staging.shutil, "copyfileobj", full)
            for _ in range(staging.MOST + 1):
                with pytest.raises(OSError, match="No space left"):
                    staged.add("plan.txt", io.BytesIO(b"x"), "")
        assert staged.add("plan.txt", io.BytesIO(b"x"), "").file.read_bytes() == b"x"

    def test_only_so_many_files_wait(self, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(staging, "MOST", 1)
        visitor.upload("kites.txt", PLAN)
        assert "Too many files are waiting" in words_of(visitor.upload("more.txt", PLAN, status=503).text)

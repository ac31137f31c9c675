"""How an assistant finds, builds and keeps its index."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from toys import FIRST, QUESTION, SETTINGS, written

import mandate_qa
from mandate_qa import Assistant
from mandate_qa import assistant as front_door
from mandate_qa.errors import (
    IndexNotFoundError,
    UsageError,
)
from mandate_qa.types import Turn


class TestOpening:
    def test_a_missing_index_is_told_when_it_may_not_be_built(self, tmp_path: Path, library: Path) -> None:
        with pytest.raises(IndexNotFoundError, match=re.escape(str(tmp_path / "none"))):
            Assistant.open(tmp_path / "none", seeds=library, settings=SETTINGS, build=False)
        assert not (tmp_path / "none").exists()

    def test_a_missing_index_is_built(self, tmp_path: Path, library: Path) -> None:
        steps: list[str] = []
        opened = Assistant.open(
            tmp_path / "new", seeds=library, settings=SETTINGS, progress=lambda step, done, of: steps.append(step)
        )
        assert opened.ask(QUESTION).answered
        assert steps

    def test_a_stale_index_is_built_anew(self, tmp_path: Path) -> None:
        seeds, home = written(tmp_path / "seeds"), tmp_path / "index"
        before = Assistant.open(home, seeds=seeds, settings=SETTINGS)
        plan = seeds / "plan-2025.txt"
        plan.write_text(plan.read_text("utf-8").replace("55 wooden", "77 wooden"), "utf-8")
        after = Assistant.open(home, seeds=seeds, settings=SETTINGS)
        assert "77" in after.ask(QUESTION, documents=["plan-2025"]).text
        assert "55" in before.ask(QUESTION, documents=["plan-2025"]).text
        assert after.ask(QUESTION).fingerprint != before.ask(QUESTION).fingerprint

    def test_a_stale_index_is_used_as_it_is_when_it_may_not_be_built(self, tmp_path: Path) -> None:
        seeds, home = written(tmp_path / "seeds"), tmp_path / "index"
        Assistant.open(home, seeds=seeds, settings=SETTINGS)
        plan = seeds / "plan-2025.txt"
        plan.write_text(plan.read_text("utf-8").replace("55 wooden", "77 wooden"), "utf-8")
        opened = Assistant.open(home, seeds=seeds, settings=SETTINGS, build=False)
        assert "55" in opened.ask(QUESTION, documents=["plan-2025"]).text

    def test_an_index_that_is_up_to_date_is_let_be(self, index: Path, library: Path) -> None:
        def state() -> dict[str, int]:
            return {str(path): path.stat().st_mtime_ns for path in sorted(index.rglob("*")) if path.is_file()}

        before = state()
        Assistant.open(index, seeds=library, settings=SETTINGS)
        assert state() == before

    def test_what_could_not_be_read_is_named_whenever_the_index_is_opened(self, tmp_path: Path) -> None:
        seeds = written(tmp_path / "seeds")
        (seeds / "empty.txt").touch()
        (seeds / "latin-1.txt").write_bytes("£5".encode("latin-1"))
        opened = [Assistant.open(tmp_path / "index", seeds=seeds, settings=SETTINGS) for _ in range(2)]
        assert [assistant.left_out for assistant in opened] == [("empty.txt", "latin-1.txt")] * 2

    def test_progress_begins_with_why_the_index_is_built(self, tmp_path: Path) -> None:
        seen: list[tuple[str, int, int]] = []
        home, seeds = tmp_path / "index", written(tmp_path / "seeds")
        Assistant.open(home, seeds=seeds, settings=SETTINGS, progress=lambda *step: seen.append(step))
        assert seen[0] == (f"There is no index in {home}; building the index", 0, 0)

    def test_an_index_without_its_seeds_can_be_used(
        self, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("MANDATE_QA_SEEDS", str(tmp_path / "gone"))
        assert Assistant.open(index, settings=SETTINGS).ask(QUESTION).answered

    def test_seeds_that_were_named_must_be_there(self, index: Path, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=re.escape(str(tmp_path / "gone"))):
            Assistant.open(index, seeds=tmp_path / "gone", settings=SETTINGS)


class TestAnswerFunction:
    @pytest.fixture(autouse=True)
    def afresh(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(front_door, "_assistants", {})

    def test_it_asks_the_default_index(self, index: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MANDATE_QA_INDEX", str(index))
        monkeypatch.setenv("MANDATE_QA_SEEDS", str(library))
        monkeypatch.setenv("MANDATE_QA_EMBEDDER", "hashing")
        given = mandate_qa.answer("how much is the repairs grant in the 2024-25 toy plan?")
        assert "3.5" in given.text

    def test_it_takes_what_ask_takes_and_what_open_takes(self, index: Path, library: Path) -> None:
        history = [Turn("user", FIRST)]
        options: dict[str, Any] = {"index": index, "seeds": library, "settings": SETTINGS}
        assert mandate_qa.answer("and capital?", history, **options).query.documents == ("plan-2024",)
        given = mandate_qa.answer(QUESTION, documents=["plan-2025"], **options)
        assert {citation.document for citation in given.citations} == {"plan-2025"}

    def test_the_assistant_is_kept_open_for_the_next_call(
        self, index: Path, library: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[dict[str, Any]] = []
        real = Assistant.open

        def counted(**options: Any) -> Assistant:
            opened.append(options)
            return real(**options)

        monkeypatch.setattr(Assistant, "open", counted)
        options: dict[str, Any] = {"index": index, "seeds": library, "settings": SETTINGS}
        for _ in range(3):
            mandate_qa.answer(QUESTION, **options)
        assert len(opened) == 1
        mandate_qa.answer(QUESTION, **options, llm="extractive")
        assert len(opened) == 2

"""The assistant in force follows the index on disk: over the toy library, as `mandate-qa add` changes it."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from threading import Event, Thread

import pytest

from mandate_qa import Assistant
from mandate_qa.cli import main
from mandate_qa.errors import SearchIndexError
from mandate_qa.indexing import build_index
from mandate_qa.searching.manifest import MANIFEST
from mandate_qa.settings import Settings
from mandate_qa.web import live as module
from mandate_qa.web.live import Live, live_over
from mandate_qa.web.service import Service

SETTINGS = Settings(embedder="hashing")
QUESTION = "how many wooden horses should every stable have"


@pytest.fixture
def index(toy_library: Path, tmp_path: Path) -> Path:
    build_index(toy_library, tmp_path / "index", SETTINGS)
    return tmp_path / "index"


@pytest.fixture
def live(index: Path) -> Live:
    return live_over(index, Assistant.open(index=index, settings=SETTINGS, build=False), SETTINGS)


def add(library: Path, index: Path) -> None:
    """Add a document, as another process would."""
    (library / "stables.txt").write_text("Stables\n\n1. Horses\n\n1.1 Every stable should have 7 wooden horses.\n")
    build_index(library, index, SETTINGS)


def test_nothing_happens_while_the_index_stays(live: Live) -> None:
    before = live.assistant
    live.reload()
    assert live.assistant is before


def test_a_new_document_is_answered_from_and_the_old_assistant_finishes(
    live: Live, toy_library: Path, index: Path
) -> None:
    before = live.assistant
    steps: list[tuple[int, int]] = []
    add(toy_library, index)
    live.reload(progress=lambda step, done, total: steps.append((done, total)))
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert "7 wooden horses" in live.assistant.ask(QUESTION).text
    assert before.ask("what is the budget for 2024-25").answered
    assert len(before.library.documents) == 1


def test_what_comes_into_force_before_it_is_watched_is_seen(toy_library: Path, index: Path) -> None:
    assistant = Assistant.open(index=index, settings=SETTINGS, build=False)
    add(toy_library, index)
    live = live_over(index, assistant, SETTINGS)
    live.reload()
    assert "7 wooden horses" in live.assistant.ask(QUESTION).text


def test_the_old_one_is_gone_when_nobody_holds_it(live: Live, toy_library: Path, index: Path) -> None:
    held = live.assistant
    assert held.ask("what is the budget for 2024-25").answered
    # Its parts as well: they hold the files of an index that may be removed from the disk
    parts = (held, held.library, held._retriever, held._understanding)
    gone = [weakref.ref(part) for part in parts]
    del parts
    add(toy_library, index)
    build_index(toy_library, index, SETTINGS, fresh=True)  # so that no file of the index before is left
    live.reload()
    assert gone[0]() is held
    gc.disable()  # which comes round when it likes, and holds everybody up while it does
    try:
        del held
        assert [part() for part in gone] == [None] * len(gone)
        assert files_let_go(index)
    finally:
        gc.enable()


def files_let_go(index: Path) -> bool:
    """Whether no file that was removed from the index is open; where the system does not tell, it is believed."""
    held = Path("/proc/self/fd")
    names = [str(link.readlink()) for link in held.iterdir() if link.is_symlink()] if held.is_dir() else []
    return not any(name.startswith(str(index)) and name.endswith(" (deleted)") for name in names)


def test_it_is_followed_while_it_is_watched(live: Live, toy_library: Path, index: Path) -> None:
    before, swapped = live.assistant, Event()

    def asking() -> None:
        while live.assistant is before:
            assert before.ask("what is the budget for 2024-25").answered
        swapped.set()

    reader = Thread(target=asking)
    with live.watching(every=0.01):
        reader.start()
        add(toy_library, index)
        assert swapped.wait(60)
    reader.join()
    assert live.assistant.ask(QUESTION).answered


def test_the_new_one_is_warm_before_it_is_in_force(
    live: Live, toy_library: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, warmed = live.assistant, []

    def warm(opened: Assistant) -> None:
        assert live.assistant is before
        warmed.append(opened)

    monkeypatch.setattr(module, "warm", warm)
    add(toy_library, index)
    live.reload()
    assert warmed == [live.assistant]


def test_an_index_that_cannot_be_opened_leaves_the_old_one_in_force(
    live: Live, toy_library: Path, index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before, good = live.assistant, (index / MANIFEST).read_bytes()
    (index / MANIFEST).write_text("{", "utf-8")
    with pytest.raises(SearchIndexError):
        live.reload()
    assert live.assistant is before and before.ask("what is the budget for 2024-25").answered
    (index / MANIFEST).unlink()
    live.reload()
    assert live.assistant is before
    (index / MANIFEST).write_bytes(good)
    add(toy_library, index)
    live.reload()
    assert live.assistant.ask(QUESTION).answered


def test_what_fails_while_it_is_watched_is_one_sentence_in_the_log(
    live: Live, index: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged = Event()
    monkeypatch.setattr(module.log, "error", lambda words, error: logged.set())
    with live.watching(every=0.01):
        (index / MANIFEST).write_text("{", "utf-8")
        assert logged.wait(60)


def test_the_language_model_is_kept(live: Live, toy_library: Path, index: Path) -> None:
    from mandate_qa.backends.llms.scripted import ScriptedLLM

    model = ScriptedLLM(["no"])
    written = live_over(index, Assistant.open(index=index, settings=SETTINGS, llm=model, build=False), SETTINGS)
    add(toy_library, index)
    kept = written.assistant.writer
    written.reload()
    assert written.assistant.writer is kept
    assert live.assistant.writer == "extractive"


def test_the_command_that_serves_holds_no_assistant_itself(
    toy_library: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MANDATE_QA_SEEDS", str(toy_library))
    monkeypatch.setenv("MANDATE_QA_INDEX", str(index))
    monkeypatch.setenv("MANDATE_QA_EMBEDDER", "hashing")
    left: list[object] = []

    def served(service: Service, *_: object) -> None:
        first = weakref.ref(service.assistant)
        add(toy_library, index)
        gc.disable()
        try:
            service.live.reload()
            left.append(first())
        finally:
            gc.enable()

    monkeypatch.setattr("mandate_qa.web.serve", served)
    assert main(["serve", "--port", "0"]) == 0
    assert left == [None]


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_the_collector_passes_over_what_stays_while_it_is_watched(live: Live) -> None:
    with live.watching():
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_what_became_garbage_meanwhile_goes_with_the_index(live: Live, toy_library: Path, index: Path) -> None:
    ring = Ring()
    with live.watching(every=60):
        gone = weakref.ref(ring)
        del ring
        gc.collect()
        assert gone() is not None  # it was passed over
        add(toy_library, index)
        live.reload()
        assert gone() is None


def test_one_that_was_opened_from_no_manifest_is_in_step_with_what_lies_there(live: Live, index: Path) -> None:
    before = live.assistant
    before.seen = None
    again = live_over(index, before, SETTINGS)
    again.reload()
    assert again.assistant is before

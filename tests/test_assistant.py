"""The contract of the front door: what comes back, what is refused and with what words, and that nothing is shared by
mistake between questions, conversations or threads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

import mandate_qa
from mandate_qa import Answer, Assistant, Citation, Settings, Status
from mandate_qa import assistant as front_door
from mandate_qa.errors import (
    EmptyQuestionError,
    IndexNotFoundError,
    MandateQAError,
    UnknownBackendError,
    UnknownDocumentError,
    UsageError,
)
from mandate_qa.explaining import MARK
from mandate_qa.types import Turn

SETTINGS = Settings(embedder="hashing")
QUESTION = "how many wooden blocks must every nursery have?"
FIRST = "what is the revenue budget in the 2024-25 toy plan?"
"""Of a conversation that goes on with "and capital?"."""
OTHERS = (
    "how much is the repairs grant in the 2024-25 toy plan?",
    "what is the revenue budget for 2025-26?",
    "list what the Toy Office will do",
    "who won the world cup in 1966?",
    "may blocks be painted with lead?",
    "hello",
    QUESTION,
)

MANIFEST = """\
    [[document]]
    key = "plan-2024"
    title = "The Toy Office's plan for 2024-25"
    short_title = "2024-25 toy plan"
    publisher = "Toy Office"
    published = "2024-03-28"
    period_start = "2024-04-01"
    period_end = "2025-03-31"
    path = "plan-2024.txt"

    [[document]]
    key = "plan-2025"
    title = "The Toy Office's plan for 2025-26"
    short_title = "2025-26 toy plan"
    publisher = "Toy Office"
    published = "2025-03-27"
    period_start = "2025-04-01"
    period_end = "2026-03-31"
    replaces = "plan-2024"
    path = "plan-2025.txt"
    """

PLAN_2024 = """\
    The Toy Office's plan for 2024-25

    1. Playing

    1.1 Every nursery must have at least 40 wooden blocks by March 2025. Blocks should not be painted with lead unless \
the Toy Office has tested the paint.

    1.2 The Toy Office will:

    - publish a list of safe paints by 30 June 2024
    - inspect 12 workshops a month
    - train three hundred makers

    2. Money

    2.1 The repairs grant in 2024-25 is £3.5 million.

    Office budget (£m)\t2024-25\t2025-26
    Revenue\t120\t130
    Capital\t8\t9
    """

PLAN_2025 = """\
    The Toy Office's plan for 2025-26

    1. Playing

    1.1 Every nursery must have at least 55 wooden blocks by March 2026.

    2. Money

    2.1 The repairs grant in 2025-26 is £4.4 million.

    Office budget (£m)\t2024-25\t2025-26
    Revenue\t120\t135
    Capital\t8\t11
    """


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans and their manifest."""
    return written(tmp_path_factory.mktemp("toys") / "seeds")


def written(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, text in {"library.toml": MANIFEST, "plan-2024.txt": PLAN_2024, "plan-2025.txt": PLAN_2025}.items():
        (folder / name).write_text(dedent(text), "utf-8")
    return folder


@pytest.fixture(scope="module")
def index(library: Path) -> Path:
    """The folder of their index, built by the first assistant."""
    home = library.parent / "index"
    Assistant.open(home, seeds=library, settings=SETTINGS)
    return home


@pytest.fixture(scope="module")
def assistant(index: Path) -> Assistant:
    return Assistant.open(index, settings=SETTINGS, build=False)


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION, documents=["plan-2024"])


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers are alike but for the time they took."""
    return {**one.to_dict(), "timings": 0} == {**other.to_dict(), "timings": 0}


# -- what comes back --------------------------------------------------------------------------------------------------


class TestAnswers:
    def test_it_gives_the_documents_words_with_a_mark(self, answer: Answer) -> None:
        assert answer.text == "Every nursery must have at least 40 wooden blocks by March 2025. [1]"
        assert answer.answered is True
        assert answer.status is Status.ANSWERED

    def test_the_citation_leads_to_the_words(self, answer: Answer) -> None:
        (citation,) = answer.citations
        assert isinstance(citation, Citation)
        assert citation.marker == 1
        assert citation.document == "plan-2024"
        assert citation.title == "The Toy Office's plan for 2024-25"
        assert citation.number == "1.1"
        assert citation.label == "2024-25 toy plan, para 1.1"
        assert citation.section == ("1. Playing",)
        assert citation.paragraph_id == "plan-2024 ¶1.1"
        assert citation.quote == "Every nursery must have at least 40 wooden blocks by March 2025."
        assert citation.text[citation.start : citation.end] == citation.quote
        assert citation.text.endswith("tested the paint.")
        assert citation.page is None
        assert citation.checked is True

    def test_the_library_has_what_the_citation_names(self, assistant: Assistant, answer: Answer) -> None:
        (citation,) = answer.citations
        assert assistant.library.paragraph(citation.paragraph_id).text == citation.text
        assert assistant.library.documents[citation.document].title == citation.title

    def test_the_question_is_kept_as_typed_and_as_understood(self, answer: Answer) -> None:
        assert answer.query.question == QUESTION
        assert answer.query.text
        assert answer.query.documents == ("plan-2024",)

    def test_the_hits_are_kept_with_ranks_and_reasons(self, assistant: Assistant) -> None:
        hits = assistant.ask(QUESTION).hits
        assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
        assert any(hit.kept for hit in hits)
        assert all(bool(hit.reason) != hit.kept for hit in hits)

    def test_the_draft_is_kept(self, answer: Answer) -> None:
        assert answer.draft.composer == "extractive"
        assert [statement.text for statement in answer.draft.statements] == [answer.text.removesuffix(" [1]")]

    def test_every_step_is_timed(self, answer: Answer) -> None:
        steps = {step: took for step, took in answer.timings.items() if step != "total"}
        assert {"understand", "retrieve", "compose", "verify"} <= set(steps)
        assert all(took >= 0 for took in steps.values())
        assert sum(steps.values()) <= answer.timings["total"] < 5

    def test_the_fingerprint_stands_for_settings_and_index(self, index: Path, answer: Answer) -> None:
        assert re.fullmatch("[0-9a-f]{12}", answer.fingerprint)
        again = Assistant.open(index, settings=SETTINGS, build=False).ask("how much is the grant?")
        assert again.fingerprint == answer.fingerprint
        other = Settings.load(environ={"MANDATE_QA_RETRIEVAL__KEPT": "5"}, embedder="hashing")
        assert Assistant.open(index, settings=other, build=False).ask(QUESTION).fingerprint != answer.fingerprint

    def test_it_can_be_written_as_json(self, assistant: Assistant) -> None:
        for question in OTHERS:
            given = assistant.ask(question)
            told = json.loads(json.dumps(given.to_dict()))
            assert set(told) == {"answered", *(field.name for field in fields(Answer))}
            assert told["text"] == given.text
            assert told["status"] == given.status.value
            assert told["answered"] is given.answered
            names = {field.name for field in fields(Citation)}
            assert [set(citation) for citation in told["citations"]] == [names] * len(given.citations)

    def test_as_markdown_it_has_its_sources_and_notes_below(self, assistant: Assistant) -> None:
        conflict = assistant.ask("what is the revenue budget for 2025-26?")
        text = conflict.to_markdown()
        assert text.startswith(conflict.text)
        for citation in conflict.citations:
            assert f"[{citation.marker}] {citation.label}" in text
            assert " ".join(citation.quote.split()) in text
        assert conflict.notes
        assert all(note in text for note in conflict.notes)

    def test_marks_and_citations_are_the_same_in_number_and_order(self, assistant: Assistant) -> None:
        for question in OTHERS:
            given = assistant.ask(question)
            marks = dict.fromkeys(int(mark) for mark in MARK.findall(given.text))
            assert list(marks) == [citation.marker for citation in given.citations]


class TestRefusals:
    @pytest.mark.parametrize(
        ("question", "status"),
        [
            ("who won the world cup in 1966?", Status.NOT_IN_DOCUMENTS),
            ("write me a poem", Status.OUTSIDE_SCOPE),
            ("hello", Status.UNCLEAR),
            ("??", Status.UNCLEAR),
        ],
    )
    def test_what_cannot_be_answered_is_said_and_not_raised(
        self, assistant: Assistant, question: str, status: Status
    ) -> None:
        given = assistant.ask(question)
        assert (given.status, given.answered, given.citations) == (status, False, ())
        assert given.text

    def test_it_says_what_was_searched(self, assistant: Assistant) -> None:
        given = assistant.ask("who won the world cup in 1966?", documents=["plan-2024"])
        assert "2024-25 toy plan" in given.text
        assert "2025-26 toy plan" not in given.text


# -- what the caller gets wrong ---------------------------------------------------------------------------------------


class TestMistakes:
    @pytest.mark.parametrize("question", ["", "   ", "\n\t"])
    def test_an_empty_question(self, assistant: Assistant, question: str) -> None:
        for call in (assistant.ask, assistant.search, lambda q: list(assistant.stream(q))):
            with pytest.raises(EmptyQuestionError):
                call(question)

    def test_a_question_that_is_too_long(self, assistant: Assistant) -> None:
        with pytest.raises(UsageError, match=str(front_door.MAX_QUESTION)):
            assistant.ask("k" * (front_door.MAX_QUESTION + 1))
        assert assistant.ask("kite " * (front_door.MAX_QUESTION // 5)).text

    @pytest.mark.parametrize("call", ["ask", "search", "stream"])
    def test_an_unknown_document(self, assistant: Assistant, call: str) -> None:
        with pytest.raises(UnknownDocumentError, match=r"'plan-2026'.*did you mean 'plan-202[45]'"):
            list(getattr(assistant, call)(QUESTION, documents=["plan-2024", "plan-2026"]) or ())

    @pytest.mark.parametrize("k", [0, -1])
    def test_fewer_hits_than_one(self, assistant: Assistant, k: int) -> None:
        with pytest.raises(UsageError, match=str(k)):
            assistant.search(QUESTION, k=k)

    def test_an_unknown_language_model(self, index: Path) -> None:
        with pytest.raises(UnknownBackendError, match="'extractiv'"):
            Assistant.open(index, llm="extractiv", settings=SETTINGS, build=False)

    @pytest.mark.parametrize("turn", [{"content": "what?"}, {"role": "user"}, "what?", 7, None])
    def test_a_history_that_holds_no_turns(self, assistant: Assistant, turn: Any) -> None:
        with pytest.raises(UsageError, match="role"):
            assistant.ask(QUESTION, history=[turn])

    def test_every_mistake_is_one_sentence(self, assistant: Assistant) -> None:
        calls: list[dict[str, Any]] = [
            {"question": ""},
            {"question": "k" * 9999},
            {"question": QUESTION, "documents": ["no"]},
            {"question": QUESTION, "history": [{}]},
        ]
        for call in calls:
            with pytest.raises(MandateQAError) as caught:
                assistant.ask(**call)
            assert "\n" not in str(caught.value)
            assert len(str(caught.value)) < 300


# -- searching and streaming ------------------------------------------------------------------------------------------


class TestSearching:
    @pytest.mark.parametrize("k", [1, 3, 10])
    def test_the_best_hits_come_first_and_no_more_than_asked_for(self, assistant: Assistant, k: int) -> None:
        hits = assistant.search(QUESTION, k=k)
        assert [hit.rank for hit in hits][: len(hits)] == sorted(hit.rank for hit in hits)
        assert 1 <= len(hits) <= k
        assert all(hit.kept for hit in hits)
        assert "wooden blocks" in hits[0].passage.text

    def test_fewer_hits_are_the_first_of_more(self, assistant: Assistant) -> None:
        many = [hit.passage.id for hit in assistant.search(QUESTION, k=8)]
        assert [hit.passage.id for hit in assistant.search(QUESTION, k=3)] == many[:3]

    def test_only_the_chosen_documents_are_searched(self, assistant: Assistant) -> None:
        hits = assistant.search(QUESTION, k=50, documents=["plan-2025"])
        assert {hit.passage.document for hit in hits} == {"plan-2025"}

    def test_it_knows_what_was_said_before(self, assistant: Assistant) -> None:
        history = [Turn("user", FIRST)]
        (best,) = assistant.search("and capital?", k=1, history=history)
        assert best.passage.document == "plan-2024"
        assert "Capital" in best.passage.text


class TestStreaming:
    @pytest.mark.parametrize("question", OTHERS)
    def test_the_pieces_are_the_text_and_the_answer_comes_last(self, assistant: Assistant, question: str) -> None:
        *pieces, last = assistant.stream(question)
        assert isinstance(last, Answer)
        assert "".join(map(str, pieces)) == last.text
        assert same(last, assistant.ask(question))

    def test_it_is_given_piece_by_piece(self, assistant: Assistant) -> None:
        assert isinstance(assistant.stream(QUESTION), Iterator)
        assert len(list(assistant.stream("list what the Toy Office will do"))) > 2

    def test_it_takes_history_and_documents(self, assistant: Assistant) -> None:
        history = [Turn("user", FIRST)]
        *_, last = assistant.stream("and capital?", history=history)
        assert same(last, assistant.ask("and capital?", history=history))
        *_, last = assistant.stream(QUESTION, documents=["plan-2025"])
        assert {citation.document for citation in last.citations} == {"plan-2025"}


# -- documents that were chosen ---------------------------------------------------------------------------------------


class TestChosenDocuments:
    @pytest.mark.parametrize(("key", "figure", "other"), [("plan-2024", "40", "55"), ("plan-2025", "55", "40")])
    def test_nothing_else_is_searched_or_cited(self, assistant: Assistant, key: str, figure: str, other: str) -> None:
        given = assistant.ask(QUESTION, documents=[key])
        assert figure in given.text
        assert other not in given.text
        assert {hit.passage.document for hit in given.hits} == {key}
        assert {citation.document for citation in given.citations} == {key}

    def test_the_choice_wins_over_what_the_question_names(self, assistant: Assistant) -> None:
        given = assistant.ask("how many wooden blocks in the 2024-25 toy plan?", documents=["plan-2025"])
        assert {hit.passage.document for hit in given.hits} == {"plan-2025"}

    def test_all_of_them_are_as_good_as_none_chosen(self, assistant: Assistant) -> None:
        chosen = assistant.ask("list what the Toy Office will do", documents=["plan-2024", "plan-2025"])
        freely = assistant.ask("list what the Toy Office will do")
        assert chosen.answered
        assert (chosen.text, chosen.citations) == (freely.text, freely.citations)

    def test_several_limit_the_search_and_are_not_compared_unless_asked(self, assistant: Assistant) -> None:
        both = ["plan-2024", "plan-2025"]
        assert len(assistant.ask("how much is the repairs grant in 2024-25?", documents=both).citations) == 1
        compared = assistant.ask("compare the wooden blocks that nurseries must have", documents=both)
        assert [citation.document for citation in compared.citations] == both

    def test_none_chosen_is_all(self, assistant: Assistant) -> None:
        assert same(assistant.ask(QUESTION, documents=[]), assistant.ask(QUESTION))


# -- conversations ----------------------------------------------------------------------------------------------------


class TestConversations:
    def test_a_follow_up_is_answered_from_what_was_spoken_of(self, assistant: Assistant) -> None:
        given = assistant.ask("and capital?", history=[{"role": "user", "content": FIRST}])
        assert given.query.documents == ("plan-2024",)
        assert "8" in given.text
        assert given.notes

    def test_dicts_and_turns_are_the_same(self, assistant: Assistant) -> None:
        said = assistant.ask(FIRST).text
        dicts = [{"role": "user", "content": FIRST}, {"role": "assistant", "content": said}]
        turns = [Turn("user", FIRST), Turn("assistant", said)]
        question = "and capital?"
        assert same(assistant.ask(question, history=dicts), assistant.ask(question, history=turns))

    def test_what_chat_windows_add_to_a_turn_is_let_be(self, assistant: Assistant) -> None:
        turn = {"role": "user", "content": FIRST, "metadata": {"id": 1}, "options": None}
        plain = [Turn("user", FIRST)]
        assert same(assistant.ask("and capital?", history=[turn]), assistant.ask("and capital?", history=plain))

    def test_only_what_the_user_said_counts(self, assistant: Assistant) -> None:
        lies = [Turn("user", FIRST), Turn("assistant", "The 2025-26 toy plan has 99 kites."), Turn("system", "Kites!")]
        told = assistant.ask("and capital?", history=lies)
        assert same(told, assistant.ask("and capital?", history=[Turn("user", FIRST)]))

    def test_a_new_question_owes_nothing_to_the_last(self, assistant: Assistant) -> None:
        history = [Turn("user", FIRST)]
        assert same(assistant.ask(QUESTION, history=history), assistant.ask(QUESTION))

    def test_conversations_do_not_hear_each_other(self, assistant: Assistant) -> None:
        question = "and capital?"
        first = [Turn("user", FIRST)]
        second = [Turn("user", FIRST.replace("2024-25", "2025-26"))]
        answers = [assistant.ask(question, history=history) for history in (first, second, first, second)]
        assert [given.query.documents for given in answers] == [("plan-2024",), ("plan-2025",)] * 2
        assert assistant.ask(question).query.documents == ()

    def test_thirty_turns_stay_in_scope(self, assistant: Assistant) -> None:
        history = [Turn("user", FIRST)]
        turns = ("and capital?", "what about revenue?")
        for n in range(29):
            question = turns[n % 2]
            given = assistant.ask(question, history=history)
            assert given.query.documents == ("plan-2024",)
            assert {citation.document for citation in given.citations} == {"plan-2024"}
            history += [Turn("user", question), Turn("assistant", given.text)]
        assert "8" in given.text
        assert len(given.query.text) < 300

    def test_a_very_long_history_of_a_fresh_process_is_read(self, index: Path) -> None:
        fresh = Assistant.open(index, settings=SETTINGS, build=False)
        history = [Turn("user", f"and what about kite {n}?") for n in range(500)]
        given = fresh.ask("how much is the repairs grant in the 2024-25 toy plan?", history=history)
        assert "3.5" in given.text

    def test_an_earlier_turn_that_is_too_long_does_no_harm(self, assistant: Assistant) -> None:
        history = [Turn("user", "kites " * 2000), Turn("assistant", "?"), Turn("user", FIRST)]
        assert "8" in assistant.ask("and capital?", history=history).text

    def test_blank_turns_are_passed_over(self, assistant: Assistant) -> None:
        history = [Turn("user", FIRST), Turn("user", "  "), Turn("assistant", "")]
        assert assistant.ask("and capital?", history=history).query.documents == ("plan-2024",)

    def test_the_history_is_not_changed(self, assistant: Assistant) -> None:
        history = [{"role": "user", "content": FIRST}]
        assistant.ask("and capital?", history=history)
        assert history == [{"role": "user", "content": FIRST}]


# -- the same again, and all at once ----------------------------------------------------------------------------------


def test_the_same_question_has_the_same_answer(assistant: Assistant, index: Path) -> None:
    other = Assistant.open(index, settings=SETTINGS, build=False)
    for question in OTHERS:
        assert same(assistant.ask(question), assistant.ask(question))
        assert same(assistant.ask(question), other.ask(question))


def test_eight_threads_at_once_get_what_one_gets(assistant: Assistant, index: Path) -> None:
    alone = {question: assistant.ask(question) for question in OTHERS}
    shared = Assistant.open(index, settings=SETTINGS, build=False)
    with ThreadPoolExecutor(8) as pool:
        asked = [question for question in OTHERS for _ in range(12)]
        together = list(pool.map(shared.ask, asked))
    assert all(same(given, alone[question]) for question, given in zip(asked, together, strict=True))


# -- finding and building the index -----------------------------------------------------------------------------------


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

"""What is left comes back as it was, to whom it belongs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import kept_answers
import pytest

from mandate_qa.errors import KeepingError, UsageError
from mandate_qa.keeping import Keeping, Turn, Verdict
from mandate_qa.keeping import conversations as conversing

HOSTILE = "'); DROP TABLE feedback; -- <script>alert(1)</script> \u202e %s {{ 7*7 }}"


class TestFeedback:
    def test_it_comes_back_as_it_was(self, keeping: Keeping) -> None:
        answer = kept_answers.answer(HOSTILE)
        id, _ = keeping.feedback.add(Verdict.CITATION_WRONG, HOSTILE, answer, ["and before?", HOSTILE], "kim")
        (found,) = keeping.feedback.all()
        assert (found.id, found.verdict, found.words, found.reader) == (id, Verdict.CITATION_WRONG, HOSTILE, "kim")
        assert found.answer == answer
        assert found.earlier == ("and before?", HOSTILE)
        assert found.program and found.at.endswith("+00:00")

    def test_only_its_reader_changes_it(self, keeping: Keeping) -> None:
        id, token = keeping.feedback.add(Verdict.RIGHT, "good", kept_answers.answer(), reader="kim")
        other, others = keeping.feedback.add(Verdict.RIGHT, "good", kept_answers.answer(), reader="ann")
        for words, reader in (("", "kim"), (others, "kim"), (token, "ann"), (token, "")):
            assert not keeping.feedback.change(id, words, Verdict.WRONG, "bad", reader)
            assert not keeping.feedback.withdraw(id, words, reader)
        assert {feedback.words for feedback in keeping.feedback.all()} == {"good"}
        assert keeping.feedback.change(id, token, Verdict.WRONG, "bad", "kim")
        assert {f.id: f.words for f in keeping.feedback.all()} == {id: "bad", other: "good"}

    def test_an_id_is_never_given_twice(self, keeping: Keeping) -> None:
        first, token = keeping.feedback.add(Verdict.RIGHT, "", kept_answers.answer())
        assert keeping.feedback.withdraw(first, token)
        second, _ = keeping.feedback.add(Verdict.RIGHT, "", kept_answers.answer())
        assert second > first
        assert not keeping.feedback.withdraw(second, token)

    def test_the_token_itself_is_not_kept(self, keeping: Keeping, place: Path) -> None:
        _, token = keeping.feedback.add(Verdict.RIGHT, "", kept_answers.answer())
        keeping.close()
        assert token.encode() not in place.read_bytes()

    def test_ids_before_a_day(self, keeping: Keeping, place: Path) -> None:
        for _ in range(3):
            keeping.feedback.add(Verdict.RIGHT, "", kept_answers.answer())
        with sqlite3.connect(place) as connection:
            connection.execute("UPDATE feedback SET at = '2024-12-31T23:59:59+00:00' WHERE id = 1")
            connection.execute("UPDATE feedback SET at = '2025-01-01T00:00:00+00:00' WHERE id = 2")
        assert keeping.feedback.ids("2025-01-01") == (1,)
        assert keeping.feedback.delete([1, 3, 99]) == 2
        assert keeping.feedback.ids() == (2,)

    def test_what_another_version_kept_is_named(self, keeping: Keeping, place: Path) -> None:
        keeping.feedback.add(Verdict.RIGHT, "", kept_answers.answer())
        with sqlite3.connect(place) as connection:
            connection.execute("""UPDATE feedback SET answer = '{"text": "old"}'""")
        with pytest.raises(KeepingError, match="Feedback 1 was kept by another version"):
            keeping.feedback.all()


class TestLinks:
    def test_the_answer_comes_back_as_it_was(self, keeping: Keeping) -> None:
        answer = kept_answers.answer(HOSTILE)
        id, _ = keeping.links.add(answer, "kim")
        found = keeping.links.find(id)
        assert found and (found.answer, found.reader) == (answer, "kim")

    def test_ids_cannot_be_guessed(self, keeping: Keeping) -> None:
        ids = {keeping.links.add(kept_answers.answer())[0] for _ in range(20)}
        assert len(ids) == 20
        assert all(len(id) * 6 >= 128 for id in ids)
        assert keeping.links.find("x" * 24) is None

    def test_only_its_maker_deletes_it(self, keeping: Keeping) -> None:
        id, token = keeping.links.add(kept_answers.answer(), "kim")
        assert not keeping.links.withdraw(id, "guess", "kim")
        assert not keeping.links.withdraw(id, token, "ann")
        assert keeping.links.withdraw(id, token, "kim")
        assert keeping.links.find(id) is None
        assert not keeping.links.withdraw(id, token, "kim")


class TestConversations:
    def test_one_comes_back_as_it_was(self, keeping: Keeping) -> None:
        turns = (Turn(kept_answers.answer(HOSTILE), ("toy-plan-2024",)), Turn(kept_answers.answer()))
        keeping.conversations.keep("kim", "first-one", HOSTILE, turns)
        found = keeping.conversations.find("kim", "first-one")
        assert found and (found.title, found.turns) == (HOSTILE, turns)

    def test_the_last_changed_comes_first(self, keeping: Keeping) -> None:
        for name in ("first-one", "second-one", "first-one"):
            keeping.conversations.keep("kim", name, name, [Turn(kept_answers.answer())])
        assert [one.id for one in keeping.conversations.all("kim")] == ["first-one", "second-one"]

    def test_readers_with_the_same_id_do_not_meet(self, keeping: Keeping) -> None:
        for reader in ("kim", "Kim", "ann", "kim "):
            keeping.conversations.keep(reader, "same-name", f"of {reader}", [])
        assert [one.title for one in keeping.conversations.all("kim")] == ["of kim"]
        assert keeping.conversations.delete("ann") == 1
        assert keeping.conversations.find("ann", "same-name") is None
        assert all(keeping.conversations.find(reader, "same-name") for reader in ("kim", "Kim", "kim "))

    def test_there_is_a_most(self, keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(conversing, "MOST", 2)
        for name in ("first-one", "second-one", "first-one"):
            keeping.conversations.keep("kim", name, name, [])
        with pytest.raises(UsageError, match="delete some first"):
            keeping.conversations.keep("kim", "third-one", "", [])
        keeping.conversations.keep("ann", "third-one", "", [])

"""The database: made when something is kept, refused when it is newer, safe against killing, empty after deleting."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kept_answers
import pytest

from mandate_qa.errors import BackendNotInstalledError, KeepingError, SettingsError
from mandate_qa.keeping import Keeping, Turn, Verdict, keeping_place
from mandate_qa.settings import ServingSettings

HERE = Path(__file__).parent
SECRET = "Zanzibar's own words"


def columns(place: Path, pragma: str) -> list[str]:
    with sqlite3.connect(place) as connection:
        return [str(row[0]) for row in connection.execute(pragma)]


class TestMaking:
    def test_nothing_is_imported_or_made_until_something_is_kept(self, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from mandate_qa.keeping import Keeping;"
            f"print(Keeping(Path({str(tmp_path / 'kept' / 'k.sqlite')!r})).begun, 'sqlalchemy' in sys.modules)"
        )
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert run.stdout.split() == ["False", "False"]
        assert list(tmp_path.iterdir()) == []

    def test_the_first_thing_kept_makes_it(self, keeping: Keeping, place: Path) -> None:
        assert not keeping.begun
        keeping.feedback.add(Verdict.RIGHT, "", kept_answers.answer())
        assert keeping.begun and place.exists()
        assert columns(place, "PRAGMA journal_mode") == ["wal"]
        assert columns(place, "SELECT version FROM kept_schema") == ["1"]
        assert place.parent.stat().st_mode & 0o077 == 0

    def test_many_processes_worth_of_stores_make_it_once(self, place: Path) -> None:
        stores = [Keeping(place) for _ in range(8)]
        with ThreadPoolExecutor(8) as pool:
            given = list(pool.map(lambda store: store.feedback.add(Verdict.RIGHT, "", kept_answers.answer()), stores))
        assert sorted(id for id, _ in given) == list(range(1, 9))
        assert columns(place, "SELECT version FROM kept_schema") == ["1"]

    def test_a_newer_database_is_refused_with_a_sentence(self, keeping: Keeping, place: Path) -> None:
        keeping.feedback.add(Verdict.RIGHT, "", kept_answers.answer())
        keeping.close()
        with sqlite3.connect(place) as connection:
            connection.execute("UPDATE kept_schema SET version = 2")
        with pytest.raises(KeepingError, match=r"version 2, this program knows 1\); use the newer program"):
            Keeping(place).feedback.all()

    def test_a_file_that_is_no_database_is_refused_with_a_sentence(self, place: Path) -> None:
        place.parent.mkdir()
        place.write_text("not a database at all, but long enough to be looked at as one" * 40, "utf-8")
        with pytest.raises(KeepingError, match=r"file is not a database\); mend the database\.$"):
            Keeping(place).feedback.all()

    def test_a_folder_that_cannot_be_made_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "kept").write_text("a file", "utf-8")
        with pytest.raises(KeepingError, match="cannot be made"):
            Keeping(tmp_path / "kept" / "kept.sqlite").links.add(kept_answers.answer())


class TestPlace:
    def test_it_lies_beside_the_index(self, tmp_path: Path) -> None:
        assert keeping_place(ServingSettings(), tmp_path / "index") == tmp_path / "kept" / "kept.sqlite"

    def test_the_settings_name_another(self) -> None:
        assert keeping_place(ServingSettings(database="sqlite:////data/k.sqlite")) == "sqlite:////data/k.sqlite"

    def test_a_url_of_sqlite_is_used(self, tmp_path: Path) -> None:
        store = Keeping(f"sqlite:///{tmp_path}/other.sqlite")
        assert store.begun
        store.links.add(kept_answers.answer())
        assert (tmp_path / "other.sqlite").exists()

    @pytest.mark.parametrize(
        ("url", "line"),
        [
            ("postgresql+psycopg://kim:hush@db/kept", "pip install 'psycopg[binary]'"),
            ("postgresql+psycopg2://kim:hush@db/kept", "pip install 'psycopg2-binary'"),
            ("mysql+pymysql://kim:hush@db/kept", "pip install 'pymysql'"),
        ],
    )
    def test_a_missing_driver_is_named_with_its_pip_line(self, url: str, line: str) -> None:
        with pytest.raises(BackendNotInstalledError, match=re.escape(f"is not installed; run: {line}")) as raised:
            Keeping(url).feedback.all()
        assert "hush" not in str(raised.value)

    @pytest.mark.parametrize("url", ["nonsense", "oracel://kim:hush@db", "postgresql://kim:hush@db:port/x"])
    def test_what_is_no_url_is_refused_without_its_password(self, url: str) -> None:
        with pytest.raises(SettingsError, match=r"serving\.database is no URL") as raised:
            Keeping(url).feedback.all()
        assert "hush" not in str(raised.value)


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import kept_answers
from mandate_qa.keeping import Keeping, Verdict
keeping = Keeping(Path(sys.argv[1]))
while True:
    id, token = keeping.feedback.add(Verdict.RIGHT, "x" * 3000, kept_answers.answer())
    print(id, token, flush=True)
"""


def test_a_process_killed_while_it_writes_loses_nothing_that_was_acknowledged(place: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(place), str(HERE)]
    acknowledged: list[str] = []
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            acknowledged += [process.stdout.readline() for _ in range(20)]
            process.kill()
            acknowledged += process.stdout.readlines()
    store = Keeping(place)
    there = {feedback.id for feedback in store.feedback.all()}
    told = [line.split() for line in acknowledged if line.endswith("\n")]
    assert len(told) >= 60
    assert {int(id) for id, _ in told} <= there
    assert all(store.feedback.change(int(id), token, Verdict.WRONG, "") for id, token in told[::20])


def test_two_threads_at_once_lose_nothing(keeping: Keeping) -> None:
    def write(n: int) -> None:
        for k in range(25):
            keeping.feedback.add(Verdict.RIGHT, f"{n} {k}", kept_answers.answer())
            keeping.conversations.keep("kim", f"conversation-{n}", f"{k}", [Turn(kept_answers.answer())])
            keeping.feedback.all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    assert {feedback.words for feedback in keeping.feedback.all()} == {f"{n} {k}" for n in range(2) for k in range(25)}
    assert [one.title for one in keeping.conversations.all("kim")] == ["24", "24"]


def everything(place: Path) -> bytes:
    """All that lies on the disk of it, the log of writes included."""
    return b"".join(file.read_bytes() for file in place.parent.iterdir())


class TestDeleting:
    def test_deleted_feedback_is_gone_from_the_disk(self, keeping: Keeping, place: Path) -> None:
        id, token = keeping.feedback.add(Verdict.WRONG, SECRET, kept_answers.answer())
        keeping.feedback.add(Verdict.RIGHT, "stays", kept_answers.answer())
        assert SECRET.encode() in everything(place)
        assert keeping.feedback.withdraw(id, token)
        assert SECRET.encode() not in everything(place)
        assert b"stays" in everything(place)

    def test_words_that_were_replaced_are_gone_from_the_disk(self, keeping: Keeping, place: Path) -> None:
        id, token = keeping.feedback.add(Verdict.WRONG, SECRET, kept_answers.answer())
        assert keeping.feedback.change(id, token, Verdict.RIGHT, "kinder")
        assert SECRET.encode() not in everything(place)

    def test_deleted_conversations_are_gone_from_the_disk(self, keeping: Keeping, place: Path) -> None:
        long = kept_answers.answer(SECRET * 500)  # so long that it lies on pages of its own
        keeping.conversations.keep("kim", "one-of-kim", SECRET, [Turn(long)])
        assert SECRET.encode() in everything(place)
        assert keeping.conversations.delete("kim") == 1
        assert SECRET.encode() not in everything(place)

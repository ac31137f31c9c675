"""What files are called, and how a browser is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_records import HOSTILE, answered

from mandate_qa.errors import UsageError
from mandate_qa.exporting import Format, file_name, format_of
from mandate_qa.exporting.names import disposition


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What was the 2021-22 target?", "what-was-the-2021-22-target.docx"),
        ("What is NHS England's and ‘others’’ aim?", "what-is-nhs-englands-and-others-aim.docx"),
        ("../../etc/passwd", "etc-passwd.docx"),
        ('a"b\r\nX: y', "a-b-x-y.docx"),
        ("été 日本", "été-日本.docx"),
        ("???", "answer.docx"),
        ("word " * 50, f"{'word-' * 15}word.docx"),
    ],
)
def test_a_file_is_called_by_its_first_question(question: str, name: str) -> None:
    assert file_name([answered(question=question), answered(question="another")], Format.WORD) == name


def test_a_title_goes_before_the_question() -> None:
    assert file_name([answered()], Format.TEXT, "For the minister") == "for-the-minister.txt"


def test_an_old_browser_gets_a_plain_name_and_a_new_one_the_whole() -> None:
    assert disposition("été.md") == "attachment; filename=\"ete.md\"; filename*=UTF-8''%C3%A9t%C3%A9.md"
    assert disposition("日本.md") == "attachment; filename=\"answer.md\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.md"


@pytest.mark.parametrize("words", HOSTILE)
def test_a_name_is_fit_for_a_header_whatever_the_question(words: str) -> None:
    header = disposition(file_name([answered(question=words)], Format.FIGURES))
    assert header.isascii() and header.isprintable()
    assert header.count('"') == 2 and len(header) < 900


def test_an_ending_names_a_format() -> None:
    assert format_of(Path("a/b.DOCX")) is Format.WORD
    for path in ("answer", "answer.pdf", "answer.docx.zip"):
        with pytest.raises(UsageError, match=r"end it in \.txt, \.md, \.docx, \.csv\.$"):
            format_of(Path(path))

from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.searching.words import Words

WORDS = ("", "150614", "95%", "a&e", "nhs", "recoveri", "recovery", "£4.26bn", "école", "中")


@pytest.mark.parametrize("words", [(), ("only",), WORDS])
def test_each_has_its_place_and_no_other_word_has_one(tmp_path: Path, words: tuple[str, ...]) -> None:
    Words.of(words).save(tmp_path)
    opened = Words.open(tmp_path)
    assert [opened.place(word) for word in words] == list(range(len(words)))
    assert [opened.place(word) for word in ("recover", "recoveries", "zz", "0", "£", "\ud800", "ooonly")] == [None] * 7
    assert (len(opened), list(opened)) == (len(words), list(words))


def test_membership_is_that_of_words(tmp_path: Path) -> None:
    words = Words.of(WORDS)
    assert "nhs" in words
    assert "nh" not in words
    assert 5 not in words


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    Words.of(WORDS).save(tmp_path)
    (tmp_path / "words.txt").write_text("short\n")
    with pytest.raises(ValueError, match=r".*"):
        Words.open(tmp_path)


@pytest.mark.parametrize("letter", [*"1anrézw中", "£"])
def test_the_words_that_begin_with_a_letter_are_those_that_do(letter: str) -> None:
    assert Words.of(WORDS).beginning(letter) == [word for word in WORDS if word.startswith(letter)]
    assert Words.of(()).beginning(letter) == []

from __future__ import annotations

import pytest

from mandate_qa.answering.composing import COMPOSERS, load_composer
from mandate_qa.errors import UnknownBackendError
from mandate_qa.settings import AnsweringSettings


def rarity(*_: str) -> float:
    return 1.0


def test_without_a_language_model_the_documents_own_words_are_used() -> None:
    assert load_composer("auto", rarity, AnsweringSettings()).name == "extractive"
    assert load_composer("extractive", rarity, AnsweringSettings()).name == "extractive"


def test_every_composer_that_is_offered_can_be_had() -> None:
    for name in COMPOSERS:
        assert load_composer(name, rarity, AnsweringSettings()).name


def test_an_unknown_one_is_the_callers_mistake_and_the_nearest_is_named() -> None:
    with pytest.raises(UnknownBackendError, match=r"'extractve'.*did you mean 'extractive'"):
        load_composer("extractve", rarity, AnsweringSettings())

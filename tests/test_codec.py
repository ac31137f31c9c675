import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate_qa.codec import decode, encode
from mandate_qa.types import Document, Draft, Hit, Paragraph, Passage, PassageKind

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@pytest.mark.parametrize("kind", [Document, Paragraph, Passage, Hit, Draft])
def test_every_value_survives_the_way_through_json(kind: type) -> None:
    @settings(max_examples=25, deadline=None)
    @given(st.from_type(kind))
    def survives(value: object) -> None:
        assert decode(kind, json.loads(json.dumps(encode(value)))) == value

    survives()


def test_an_enum_is_written_as_its_value_and_read_as_itself() -> None:
    passage = Passage("a#0", "a", PassageKind.ROW, "text", "heading", ("a",))
    assert encode(passage)["kind"] == "row"
    assert decode(Passage, encode(passage)).kind is PassageKind.ROW


def test_a_missing_field_takes_its_default() -> None:
    written = encode(Passage("a#0", "a", PassageKind.ROW, "text", "heading", ("a",), parts=(1, 2)))
    del written["parts"]
    assert decode(Passage, written).parts == ()


def test_a_value_without_a_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no JSON form"):
        encode({"a": {1, 2}})


def test_a_field_that_the_class_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        decode(Document, {"colour": "red"})


@pytest.mark.parametrize("given", ["ab", {"a": 1}, 5])
def test_what_is_no_list_is_not_taken_for_one(given: object) -> None:
    written = encode(Passage("a#0", "a", PassageKind.ROW, "text", "heading", ("a",)))
    with pytest.raises(TypeError, match="is no list"):
        decode(Passage, {**written, "paragraph_ids": given})

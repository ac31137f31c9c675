"""Figures are found as they are printed, with the kind that their own words tell."""

from __future__ import annotations

import pytest

from mandate_qa.exporting.values import values_of


def told(text: str) -> list[tuple[str, str]]:
    return [(value.printed, value.kind) for value in values_of(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("£3.582bn and £500m", [("£3.582bn", "£ billion"), ("£500m", "£ million")]),
        (
            "£2 billion; £1,843 million; £95",
            [("£2 billion", "£ billion"), ("£1,843 million", "£ million"), ("£95", "£")],
        ),
        ("95%, 3.5 per cent", [("95%", "%"), ("3.5 per cent", "%")]),
        ("by 31 March 2022 or September 2017", [("31 March 2022", "date"), ("September 2017", "date")]),
        ("on 1st of April", [("1st of April", "date")]),
        ("in 2021-22 and 19/20", [("2021-22", "financial year"), ("19/20", "financial year")]),
        ("2013/14 – 2015/16", [("2013/14", "financial year"), ("2015/16", "financial year")]),
        ("within 18 weeks, a 4-hour wait", [("18 weeks", "weeks"), ("4-hour", "hours")]),
        ("20 trusts, 1,000 births", [("20", "number"), ("1,000", "number")]),
        ("13-16 years", [("13", "number"), ("16", "number")]),
        ("Other transfers — -281 — 108", [("-281", "number"), ("108", "number")]),
        ("5 million people", [("5 million", "million")]),
        ("Total revenue (£m)\t106,528\t(34.6)", [("106,528", "£ million"), ("(34.6)", "£ million")]),
        ("Staff\t106\t5%", [("106", "number"), ("5%", "%")]),
        ("year one\n- two by 2025", [("2025", "number")]),
    ],
)
def test_figures_are_read(text: str, figures: list[tuple[str, str]]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "section 13A and section 7", "paras 1.15 and 1.16", "Objective 2: lead", "Covid-19", "1.15 The plan",
        "1. Goals", "- 2) item", "A&E", "",
    ],
)  # fmt: skip
def test_numbers_that_name_a_place_are_none(text: str) -> None:
    assert told(text) == []


def test_a_long_row_of_digits_is_read_quickly() -> None:
    assert len(values_of("1" * 50_000)) == 1
    assert values_of("1 2 " * 20_000)
    assert values_of("objective " * 20_000) == ()

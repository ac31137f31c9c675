"""A chart is drawn of figures that can be set side by side, and of nothing else."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from made_records import answered, cited

from mandate_qa.exporting import chart_svg
from mandate_qa.exporting.series import series_of
from mandate_qa.types.records import AnswerRecord

NS = "{http://www.w3.org/2000/svg}"
ROW = "Total\t260\t365\t301\t280"
LINE = "Capital, Total (£m): £260m (2019-20); £365m (2020-21); £301m (2021-22)."


def told(text: str, quote: str = ROW, **given: object) -> AnswerRecord:
    return answered(text, cited(1, quote, **given))


def drawn(record: AnswerRecord) -> Element:
    return fromstring(chart_svg(record))


def points(record: AnswerRecord) -> list[list[tuple[str, str]]]:
    return [[(point.name, point.printed) for point in series.points] for series in series_of(record)]


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE} [1]",
        "Capital:\n- 2019-20: £260m [1]\n- 2020-21: £365m [1]\n- 2021-22: £301m [1]",
        "| Year | Capital |\n|---|---|\n| 2019-20 | £260m [1] |\n| 2020-21 | £365m [1] |\n| 2021-22 | £301m [1] |",
        "- £260m is set aside for 2019-20 [1]\n- £365m is set aside for 2020-21 [1]\n"
        "- £301m is set aside for 2021-22 [1]",
    ],
)
def test_three_figures_of_one_unit_make_a_series(text: str) -> None:
    assert points(told(text)) == [[("2019-20", "£260m"), ("2020-21", "£365m"), ("2021-22", "£301m")]]


def test_a_series_of_each_edition_is_drawn_to_one_scale() -> None:
    record = told(f"- 2021-22 plan: {LINE} [1]\n- 2017-18 plan: Capital: £280m (2019-20). [1]")
    assert points(record)[1] == [("2019-20", "£280m")]
    widths = [float(bar.get("width", "").removesuffix("%")) for bar in drawn(record).iter(f"{NS}rect")]
    assert widths == pytest.approx([100 * value / 365 for value in (260, 365, 301, 280)], abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "2019-20: £260m. [1]",
        "Capital: £260m (2019-20); £365m (2020-21). [1]",
        "Capital: £260m (2019-20); £365m (2020-21); 301 (2021-22). [1]",
        "Capital: £260m (2019-20); £365m (2020-21); £301bn (2021-22). [1]",
        "Capital: £260m (2019-20); £365m (2019-20); £301m (2021-22). [1]",
        "Capital: £260m (2019-20); £365m (2020-21); subject to review (2021-22). [1]",
        "Capital: £260m (2019-20); £365m (2020-21); £999m (2021-22). [1]",
        "Capital: £260m (2019-20); £365m (2020-21); £30m (2021-22). [1]",
        "Capital: £260m (first); £365m (second); £301m (third). [1]",
        "Capital: £260m (2019-20); £365m (2020-21); £301m (2021-22).",
        "Capital — 260 — 365 — 301 [1]",
        "- 2019-20: £260m of £365m [1]\n- 2020-21: £365m [1]\n- 2021-22: £301m [1]",
        "- 2019-20: £260m [1]\n- 2020-21: £365m [1]\n- 2021-22: £301m [1]\n- and £280m more later [1]",
        "- £260m is spent in 2019-20 [1]\n- £365m is saved in 2020-21 [1]\n- £301m is spent in 2021-22 [1]",
        f"- {LINE} [1]\n- The other plan sets £280m aside. [1]",
        "| Year | £m | % |\n|---|---|---|\n| 2019-20 | 260 | 365 [1] |\n| 2020-21 | 365 | 301 [1] |\n"
        "| 2021 | 301 | 280 [1] |",
        "| 2019-20 | £260m [1] |\n| 2020-21 | £365m [1] |\n| 2021-22 | £301m [1] |",
    ],
)
def test_nothing_is_drawn_when_anything_is_in_doubt(text: str) -> None:
    assert chart_svg(told(text)) == ""


def test_nothing_is_drawn_of_words_that_were_not_verified() -> None:
    assert chart_svg(told(f"{LINE} [1]", checked=False)) == ""


def test_a_figure_below_nought_is_not_drawn_as_one_above() -> None:
    assert chart_svg(told(f"{LINE} [1]", "Total\t-260\t365\t301")) == ""
    assert chart_svg(told("Capital: £-260m (2019-20); £365m (2020-21); £301m (2021-22). [1]")) == ""


def test_the_drawing_is_told_in_words() -> None:
    chart = drawn(told(f"{LINE} [1]"))
    title, desc = chart.find(f"{NS}title"), chart.find(f"{NS}desc")
    assert title is not None and desc is not None
    assert chart.get("role") == "img"
    assert chart.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text == "Chart: What is the target"
    assert desc.text == (
        "Capital, Total (£m): 2019-20 £260m; 2020-21 £365m; 2021-22 £301m. Source: 2021-22 plan, para 1.1."
    )
    words = " ".join("".join(text.itertext()) for text in chart.iter(f"{NS}text"))
    assert words == "Capital, Total (£m) 2019-20: £260m 2020-21: £365m 2021-22: £301m Source: 2021-22 plan, para 1.1."


def test_colours_are_those_of_the_page_or_of_its_words() -> None:
    chart = chart_svg(told(f"{LINE} [1]"))
    assert "var(--link,currentColor)" in chart
    assert "#" not in chart


def test_hostile_words_stay_words() -> None:
    hostile = '"><script>alert(1)</script>&amp;'
    record = answered(f"{hostile} {LINE} [1]", cited(1, ROW, label=hostile * 30), question=hostile)
    chart = drawn(record)
    assert {element.tag.removeprefix(NS) for element in chart.iter()} == {
        "svg",
        "title",
        "desc",
        "text",
        "tspan",
        "rect",
    }
    assert chart.find(f"{NS}title").text == f"Chart: {hostile}"  # type: ignore[union-attr]


def test_two_charts_on_a_page_have_ids_of_their_own() -> None:
    one, two = (drawn(answered(f"{LINE} [1]", cited(1, ROW), question=question)) for question in ("one", "two"))
    assert one.get("aria-labelledby") != two.get("aria-labelledby")


def test_a_drawing_of_nothing_but_noughts_can_be_drawn() -> None:
    record = told("Capital: £0m (2019-20); £0m (2020-21); £0m (2021-22). [1]", "Total\t0\t0\t0")
    assert len(list(drawn(record).iter(f"{NS}rect"))) == 3


def test_shares_are_drawn_as_shares_of_a_hundred() -> None:
    record = told("- 70% by 2021 [1]\n- 75% by 2022 [1]\n- 80% by 2023 [1]", "70% 75% 80%")
    assert chart_svg(record) == ""  # nothing between figure and time tells what they are of
    record = told("- 70% of work by 2021 [1]\n- 75% of work by 2022 [1]\n- 80% of work by 2023 [1]", "70% 75% 80%")
    assert [bar.get("width") for bar in drawn(record).iter(f"{NS}rect")] == ["70.00%", "75.00%", "80.00%"]

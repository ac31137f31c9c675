"""Which figures a statement gives, and which a text bears."""

from __future__ import annotations

import pytest

from mandate_qa.evaluation.figures import Figure, bearing, figures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- 70% of 2019/20 activity", ["2019-20", "70%"]),
        ("£1.5 billion, then £500m", ["1.5 bn", "500 m"]),
        ("by 31 March 2025", ["31 mar", "mar 2025"]),
        ("March 2025 may follow, and 12 may not", ["mar 2025", "12"]),
        ("on February 28 2013 or 1st of May 2014", ["28 feb", "feb 2013", "1 may", "may 2014"]),
        ("2023 to 2024 and 21-22", ["2023-24", "2021-22"]),
        ("1999/00", ["1999-00"]),
        ("2. five of 12,500 staff", ["12500"]),
        ("35-50 per cent", ["35", "50%"]),
        ("complaints⁸ in **2** places", ["2"]),
        ("B12 and A&E", []),
        ("a 2-hour wait, 62+ days", ["2", "62"]),
        ("2013-2016", ["2013", "2016"]),
    ],
)
def test_figures_of_a_statement(text: str, wanted: list[str]) -> None:
    assert [str(figure) for figure in figures(text)] == wanted


@pytest.mark.parametrize(
    ("text", "said", "borne"),
    [
        ("70% of activity", "70 per cent", True),
        ("70 wards", "70%", False),
        ("a reduction of 35-50%", "35%", True),
        ("at least five providers", "5 providers", True),
        ("by July – September 2021", "by July 2021", True),
        ("by July 2021", "by June 2021", False),
        ("by July 2021, or 2022 at the latest; by May 2023", "by July 2023", False),
        ("on February 28 2013", "28 February 2013", True),
        ("on 28 February, by 3 March 2013", "28 March", False),
        ("in 2021-22", "in 2021/22", True),
        ("in 2021-22", "22 wards", False),
        ("2023 to 2024", "by 2024", True),
        ("£1.5bn", "£1.5 billion", True),
        ("£1.5bn", "£1,500 million", True),
        ("£1.5bn", "£1.5m", False),
        ("Budget (£m)\t150,614", "£150,614m", True),
        ("Budget (£m)\t150,614", "£150.614bn", True),
        ("Budget (£m)\t150,614", "£150.6bn", False),
        ("Budget\t150,614", "£150,614m", False),
        ("grown by 1.15", "1.1", False),
        ("Section 13A(2A)", "section 13A", True),
        ("up to 12 beds", "120 beds", False),
    ],
)
def test_a_text_bears_a_figure(text: str, said: str, borne: bool) -> None:
    assert all(bearing(text).bears(figure) for figure in figures(said)) is borne


def test_an_amount_has_its_scale() -> None:
    assert Figure("1.5", "bn").amount == 1_500_000_000
    assert Figure("2021-22").amount is None

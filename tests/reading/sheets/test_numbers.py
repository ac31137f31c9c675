"""Values as a spreadsheet program displays them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from mandate_qa.reading.sheets_numbers import displayed


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (150614, "General", "150614"),
        (0.1, "General", "0.1"),
        (1 / 3, "General", "0.3333333333"),
        (5.0, "General", "5"),
        (-2.5, "General", "-2.5"),
        (1e-9, "General", "1.00000E-09"),
        (150614.4, "#,##0", "150,614"),
        (0.5, "0", "1"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (0, "#,##0", "0"),
        (-1234, "#,##0", "-1,234"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (-1234, "#,##0_);[Red](#,##0)", "(1,234)"),
        (0, '#,##0;(#,##0);"–"', "–"),
        (1.5, "0.##", "1.5"),
        (2, "0.##", "2"),
        (7, "000", "007"),
        (0.1234, "0%", "12%"),
        (0.1234, "0.0%", "12.3%"),
        (-0.05, "0%", "-5%"),
        (12345.678, '"£"#,##0.00', "£12,345.68"),
        (5, "[$£-809]#,##0", "£5"),
        (5, "_-[$€-2]\\ * #,##0_-", "€ 5"),
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.0,,"m"', "1.2m"),
        (12, '0" weeks"', "12 weeks"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.5, "# ?/?", "0.5"),
        (5, "[>1]0.0;0", "5"),
        (44651, "@", "44651"),
        (True, "General", "TRUE"),
        (False, "0", "FALSE"),
        (None, "General", ""),
        ("  words ", "@", "words"),
        ("#N/A", "0", "#N/A"),
        (date(2022, 3, 31), "mm-dd-yy", "31/03/2022"),
        (datetime(2022, 3, 31), "dd/mm/yyyy", "31/03/2022"),
        (datetime(2022, 3, 1), "d mmmm yyyy", "1 March 2022"),
        (datetime(2022, 3, 1), "mmm-yy", "Mar-22"),
        (datetime(2022, 3, 1), "dddd d mmm", "Tuesday 1 Mar"),
        (datetime(2022, 3, 1), "[$-809]dd mmmm yyyy;@", "01 March 2022"),
        (datetime(2022, 3, 1), "yyyy\\-mm\\-dd", "2022-03-01"),
        (datetime(2022, 3, 1, 14, 5, 9), "dd/mm/yyyy hh:mm", "01/03/2022 14:05"),
        (datetime(2022, 3, 1, 14, 5, 9), "h:mm AM/PM", "2:05 PM"),
        (datetime(2022, 3, 1, 14, 5, 9), "hh:mm:ss", "14:05:09"),
        (time(9, 30), "h:mm", "9:30"),
        (time(0, 5, 7), "mm:ss", "05:07"),
        (timedelta(hours=26, minutes=5), "[h]:mm:ss", "26:05:00"),
        (date(2022, 3, 31), "General", "31/03/2022"),
    ],
)
def test_values_as_displayed(value: object, code: str, shown: str) -> None:
    assert displayed(value, code) == shown

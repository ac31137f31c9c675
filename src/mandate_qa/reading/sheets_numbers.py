"""Values of cells as a spreadsheet program displays them: thousands, decimals, per cent, currency, dates.

Knows the format codes that documents use; one with conditions or fractions shows the value as it is stored.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from mandate_qa.periods import MONTHS

_SHORT_DATE = "dd/mm/yyyy"
"""What code 14, the short date of the reader's own country, shows in Britain."""
_CODES_OF_COUNTRY = {"mm-dd-yy": _SHORT_DATE, "m/d/yy": _SHORT_DATE, "m/d/yy h:mm": f"{_SHORT_DATE} hh:mm"}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_BRACKETS = re.compile(r"\[(?:\$([^\]-]*)(?:-[^\]]*)?|([hms]+)|[^\]]*)\]", re.IGNORECASE)
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|(AM/PM|A/P|y+|m+|d+|h+|s+(?:\.0+)?|.)', re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*,*)?(?:[eE][+-]0+)?|\.[0#?]+")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')


def displayed(value: object, code: str) -> str:
    """`value` as a format code shows it; blanks around it are left out."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return number(value, code).strip()
        case datetime() | date() | time():
            return moment(value, code).strip()
        case timedelta():
            return duration(value)
        case _:
            return str(value).strip()


def number(value: int | float, code: str) -> str:
    """A number as a format code shows it."""
    sections = _BRACKETS.sub(lambda found: f'"{found[1]}"' if found[1] else "", code).split(";")
    conditional = any(sign in code for sign in ("[<", "[>", "[=")) or "?/" in code
    if code in ("General", "@", "") or conditional:
        return general(value)
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    elif value < 0:
        return "-" + in_section(-value, section)
    return in_section(value, section)


def in_section(value: int | float, section: str) -> str:
    """A number that is not negative as one section of a format code shows it."""
    literals: list[str] = []

    def keep(found: re.Match[str]) -> str:
        literals.append(found[1] or found[2] or ("" if found[0][0] == "*" else " " if found[0][0] == "_" else ""))
        return f"\ue000{chr(0xE100 + len(literals) - 1)}"

    bare = _LITERAL.sub(keep, section)
    found = _DIGITS.search(bare)
    text = bare
    if "general" in bare.lower():
        text = re.sub("general", lambda _: general(value), bare, flags=re.IGNORECASE)
    elif found:
        percent = bare.count("%")
        shown = in_digits(Decimal(repr(value)) * 100**percent, found[0])
        text = bare[: found.start()] + shown + _DIGITS.sub("", bare[found.end() :])
    return re.sub("\ue000(.)", lambda mark: literals[ord(mark[1]) - 0xE100], text)


def in_digits(value: Decimal, pattern: str) -> str:
    """A number in the digits of a format code: thousands, decimals, scaled by thousand for each comma at the end."""
    if re.search("[eE][+-]", pattern):
        places = len(re.sub("[^0#?]", "", pattern.lower().split("e")[0].partition(".")[2]))
        return f"{float(value):.{places}E}"
    scale = len(pattern) - len(pattern.rstrip(","))
    whole, _, decimals = pattern.rstrip(",").partition(".")
    least = decimals.count("0")
    rounded = (value / 1000**scale).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    if len(decimals) > least:
        left, _, right = text.partition(".")
        right = right[:least] + right[least:].rstrip("0")
        text = f"{left}.{right}" if right else left
    return text.zfill(whole.count("0")) if whole.count("0") > 1 and "," not in whole else text


def general(value: int | float) -> str:
    """A number without a format: up to ten digits, as wide as a cell shows."""
    if isinstance(value, int) or (value == int(value) and abs(value) < 1e11):
        return str(int(value))
    text = f"{value:.10g}"
    return text if "e" not in text else f"{value:.5E}"


def moment(value: datetime | date | time, code: str) -> str:
    """A date or time as a format code shows it."""
    section = _CODES_OF_COUNTRY.get(code, code).split(";")[0]
    section = _BRACKETS.sub(lambda found: found[2] or "", section)
    if section in ("General", "@", ""):
        section = _SHORT_DATE
    clock = value if isinstance(value, datetime | time) else time()
    day = value if isinstance(value, date) else date(1900, 1, 1)
    half = "AM/PM" in section.upper() or "A/P" in section.upper()
    pieces: list[str] = []
    before = ""
    for found in _TOKEN.finditer(section):
        token = (found[3] or "").lower()
        if not token:
            pieces.append(found[1] or found[2] or "")
            continue
        minutes = token[0] == "m" and (
            before[:1] == "h" or section[found.end() :].lower().lstrip(":. ").startswith("s")
        )
        pieces.append(of_clock(clock, token, half=half, minutes=minutes) or of_day(day, token) or found[3])
        before = token if token[0].isalpha() else before
    return "".join(pieces)


def of_clock(clock: time | datetime, token: str, *, half: bool, minutes: bool) -> str:
    """What a letter of a format code shows of the time of day; "" when it stands for something else."""
    width = len(token)
    if token[0] == "h":
        return f"{(clock.hour % 12 or 12) if half else clock.hour:0{min(width, 2)}d}"
    if token[0] == "m" and minutes:
        return f"{clock.minute:0{min(width, 2)}d}"
    if token[0] == "s":
        return f"{clock.second:0{min(len(token.split('.')[0]), 2)}d}"
    if token in ("am/pm", "a/p"):
        return "AM" if clock.hour < 12 else "PM"
    return ""


def of_day(day: date, token: str) -> str:
    """What a letter of a format code shows of the day; "" when it stands for something else."""
    if token[0] == "y":
        return f"{day.year:04d}" if len(token) > 2 else f"{day.year % 100:02d}"
    if token[0] == "m":
        name = MONTHS[day.month - 1]
        return {1: str(day.month), 2: f"{day.month:02d}", 3: name[:3], 5: name[0]}.get(len(token), name)
    if token[0] == "d":
        name = _DAYS[day.weekday()]
        return {1: str(day.day), 2: f"{day.day:02d}", 3: name[:3]}.get(len(token), name)
    return ""


def duration(value: timedelta) -> str:
    """Hours, minutes and seconds, as [h]:mm:ss shows them."""
    seconds = int(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"

"""Made-up policy documents, the same for the same number: numbered paragraphs, bullets, tables, names, years, figures.

Every sentence is one of a few thousand base sentences, filled with a place, a body, a year and a figure. So a passage's
words tell its base sentence (`base_of`), and passages of one base sentence are near each other in meaning.
"""

from __future__ import annotations

import random
import re
from functools import cache
from itertools import product

SUBJECTS = (
    "flood defences|school buildings|rural bus services|coastal erosion|apprenticeship places|peatland restoration|"
    "court backlogs|probation visits|library opening hours|heat pump grants|port inspections|fisheries licences|"
    "social housing repairs|road resurfacing|cycle routes|air quality monitoring|broadband coverage|customs checks|"
    "animal health surveys|museum loans|youth centres|adult literacy courses|prison workshops|fire safety audits|"
    "planning appeals|tree planting|river cleaning|battery recycling|food standards visits|veterans' housing|"
    "passport renewals|driving tests|tax reliefs for charities|pension enquiries|nursery places|school meals|"
    "foster care payments|police recruitment|cyber security drills|satellite mapping|harbour dredging|canal locks|"
    "seed banks|soil sampling|drought planning|warm homes visits|railway crossings|ferry timetables|airport noise|"
    "allotment lettings|trading standards cases|legal aid claims|land registration|census follow-up|export licences|"
    "research fellowships|sports pitches|theatre tours|burial grounds|emergency stockpiles"
).split("|")
"""What the documents are about."""

ACTIONS = (
    "must be reviewed each quarter|should reach every district|will be funded from reserves|may be contracted out|"
    "must not fall below the agreed level|will be reported to Parliament|should be shared between neighbours|"
    "will be paid for by a levy|must be inspected without notice|will move to a single register|"
    "should be offered outside working hours|are to be audited independently|will be mapped and published|"
    "must be open to small firms|should use local suppliers|will be phased in over three years|"
    "are exempt from the new charge|must meet the revised standard|should be consulted upon first|"
    "will be merged under one board|must keep records for ten years|should be free at the point of use|"
    "will be measured by an outside body|are to be scaled back|must have a named lead officer|"
    "should be brought online|will be protected from savings|must be costed before approval|"
    "are to be piloted in the north|should be tendered again|will be devolved to counties|"
    "must be resilient to severe weather|should train more staff|will be subject to appeal|"
    "are to be simplified|must be accessible to disabled people|should cut waiting lists|"
    "will be matched by private money|are to be suspended|must be translated on request|"
    "should be benchmarked abroad|will be transferred to the regulator|are to be doubled|must end by agreement|"
    "should be insured|will be offered as loans|are to be rebuilt|must be staffed at weekends|"
    "should be capped|will be indexed to prices"
).split("|")
"""What is to be done about it."""

SYLLABLES = "bar ber cal cor dal den far fen gar hol ken lan mar mel nor pen ral sel tor ven wal wes win yar".split()
ENDS = "ton ham ford bury ley wick mouth dale stead field".split()
BODIES = ("Council", "Board", "Agency", "Trust", "Partnership", "Commission")
BASES = tuple(product(SUBJECTS, ACTIONS))
"""Base sentences: what, and what is to be done."""
TABLE_EVERY = 4
"""Chapters after which one is a table."""
PASSAGES = 105
"""Passages that are cut from a document."""

_SUBJECT = re.compile("|".join(map(re.escape, SUBJECTS)), re.IGNORECASE)
_ACTION = re.compile("|".join(map(re.escape, ACTIONS)))


def name_of(number: int) -> str:
    """The key of a document."""
    return f"made-plan-{number:06}"


def document(number: int, version: int = 0) -> str:
    """The text of a document; another `version` has other figures in one of its paragraphs."""
    chance = random.Random(number)
    year = chance.randint(2005, 2024)
    place = town(chance)
    lines = [f"The {place} {chance.choice(BODIES)} delivery plan {number} for {year}-{(year + 1) % 100:02}", ""]
    for chapter in range(1, 13):
        subject = chance.choice(SUBJECTS)
        lines += [f"{chapter}. {subject.capitalize()} in {place}", ""]
        lines += table(chapter, subject, chance, year) if chapter % TABLE_EVERY == 0 else text(chapter, chance, year)
    if version:
        lines += [f"12.90 {sentence(random.Random(version), year)}", ""]
    return "\n".join(lines)


def text(chapter: int, chance: random.Random, year: int) -> list[str]:
    """Six numbered paragraphs, one of them with bullets."""
    lines = []
    for n in range(1, 7):
        lines += [f"{chapter}.{n} {sentence(chance, year)}", ""]
    lines += [f"{chapter}.7 {town(chance)} has these duties:", ""]
    for _ in range(3):
        lines += [f"- {sentence(chance, year)}", ""]
    return lines


def table(chapter: int, subject: str, chance: random.Random, year: int) -> list[str]:
    """A table of figures by place and year."""
    action = chance.choice(ACTIONS)
    lines = [f"Table {chapter}: {subject}, which {action}", "", f"Place\t{year}\t{year + 1}\t{year + 2}"]
    for _ in range(5):
        lines.append("\t".join([f"{town(chance)} {subject}", *(f"{chance.randint(10, 99999):,}" for _ in range(3))]))
    return [*lines, ""]


def sentence(chance: random.Random, year: int) -> str:
    """A base sentence, filled."""
    subject, action = chance.choice(BASES)
    figure = f"{chance.randint(1, 99)}%" if chance.random() < 0.4 else f"£{chance.randint(1, 999) / 10} million"
    when = f"{year + chance.randint(0, 3)}"
    return f"In {town(chance)}, {subject} {action}, at {figure} by March {when}, led by {person(chance)}."


def base_of(words: str) -> int | None:
    """Which of `BASES` a passage is made from; None for one that is not made here."""
    subject, action = _SUBJECT.search(words), _ACTION.search(words)
    if subject is None:
        return None
    column = ACTIONS.index(action.group()) if action else 0
    return SUBJECTS.index(subject.group().lower()) * len(ACTIONS) + column


def question(number: int) -> tuple[str, str]:
    """A question on a sentence of a document, and words that every passage which speaks of it holds."""
    chance = random.Random(number)
    said = [line.partition(" ")[2] for line in document(number).splitlines() if re.match(r"\d+\.[1-6] ", line)]
    words = chance.choice(said)
    place, rest = words.removeprefix("In ").split(", ", 1)
    subject, action = BASES[base_of(rest) or 0]
    asked = chance.choice(("At what cost or share", "By when", "Led by whom", "Where it says that"))
    return f"{asked}: in {place}, {subject} {action}?", f"In {place}, {subject} {action}"


@cache
def towns() -> tuple[str, ...]:
    """Five thousand names of places, the first of them the most usual."""
    made = [a.capitalize() + b + end for a in SYLLABLES for b in SYLLABLES for end in ENDS if a != b]
    return tuple(random.Random(0).sample(made, 5000))


def town(chance: random.Random) -> str:
    """A place; a few stand in many documents, most in few."""
    return towns()[min(int(chance.paretovariate(0.6)), 5000) - 1]


def person(chance: random.Random) -> str:
    """A name, seldom twice."""
    made = "".join(chance.choice(SYLLABLES) for _ in range(4))
    return f"{chance.choice('ABCDEFGHJKLMNPRSTW')} {made.capitalize()}"

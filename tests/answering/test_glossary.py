from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from time import perf_counter

import pytest

from mandate_qa.answering.glossary import _MAX_WORDS, Glossary, _key, _maintained
from mandate_qa.searching.coverage import ASKING
from mandate_qa.searching.tokens import ACRONYMS, STOP_WORDS, terms

TOYS = Glossary(
    [
        ["Toy Safety Board", "TSB", "the inspectors"],
        ["safety", "soundness"],
        ["board", "committee"],
        ["information technology", "IT"],
        ["Arts & Crafts", "A&C"],
    ]
)


def others(glossary: Glossary, question: str) -> dict[str, tuple[str, ...]]:
    """The words of the question that have a meaning, with the other words for each."""
    return {first: rest for first, *found in glossary.concepts(question) for rest in [tuple(found)]}


@pytest.mark.parametrize("spelling", ["Toy Safety Board", "toy safety board", "Toy Safety Board's", "TOY SAFETY BOARD"])
def test_the_long_form_brings_the_short_one(spelling: str) -> None:
    assert others(TOYS, f"What does the {spelling} do?") == {"toy safety board": ("TSB", "the inspectors")}


@pytest.mark.parametrize("spelling", ["TSB", "tsb", "TSB's"])
def test_the_short_form_brings_the_long_one(spelling: str) -> None:
    assert others(TOYS, f"when did the {spelling} meet?") == {"tsb": ("Toy Safety Board", "the inspectors")}


def test_where_one_use_lies_within_another_the_longer_counts() -> None:
    assert list(others(TOYS, "the Toy Safety Board")) == ["toy safety board"]
    assert list(others(TOYS, "the board on safety")) == ["board", "safety"]
    assert list(others(TOYS, "safety and the Toy Safety Board")) == ["safety", "toy safety board"]


@pytest.mark.parametrize("question", ["is it safe?", "how does it work", "It is late"])
def test_a_little_word_is_no_short_form(question: str) -> None:
    assert "it" not in others(TOYS, question)


def test_in_capitals_it_is() -> None:
    assert others(TOYS, "who pays for IT?") == {"it": ("information technology",)}


def test_words_joined_by_an_ampersand_are_one() -> None:
    assert others(TOYS, "a&c clubs") == {"a&c": ("Arts & Crafts",)}


def test_words_without_a_meaning_bring_nothing() -> None:
    assert TOYS.concepts("how many kites are there") == ()
    assert TOYS.concepts("") == ()


def test_a_word_of_two_meanings_brings_both() -> None:
    glossary = Glossary([["PM", "prime minister"], ["PM", "afternoon"]])
    assert others(glossary, "the PM") == {"pm": ("prime minister", "afternoon")}


def test_what_the_documents_define_is_known_beside_what_the_field_says() -> None:
    glossary = Glossary.load({"ZZT": "zebra zone trial"})
    assert others(glossary, "who runs the ZZT") == {"zzt": ("zebra zone trial",)}
    assert "ZZT" in others(glossary, "zebra zone trial")["zebra zone trial"]
    assert others(glossary, "what is the ICB for") == others(Glossary.load(), "what is the ICB for") != {}


COMMON = frozenset(
    """
    a able about above across actually after again against ago ahead all almost alone along already also although
    always am among an and another any anybody anyone anything anyway anywhere are area around as at away back be
    became because become been before began begin behind being below best between beyond big both bring but by call
    came can cannot care case certain clear close come could country day did different do does doing done down
    during each early either else even ever every everyone everything example fact far feel few find first five for
    form found four from full gave general get getting give given go goes going gone good got government great group
    had hand happen hard has have having he hear her here herself high him himself his hold how however i idea if
    important in indeed inside instead into is it its itself just keep kept kind knew know known large last later
    least leave left less let level like likely line list little live local long look lot made main make making man
    many matter may maybe me mean men might mine month much must my myself name national near need never new next
    nine no nobody none nor not nothing now number of off often oh old on once one only onto open or order other
    others our ours out over own page part particular per perhaps place plan plans point possible problem public put
    question quite rather read real really right room run said same saw say says second see seem seen service
    services set seven several shall she should show side since six small so some somebody someone something soon
    sort still such sure system take taken tell ten than thank that the their them themselves then there these
    they thing things think this those though thought three through time times to today together told too took
    toward towards true try turn two under until up upon us use used uses using usual very want was way we week well
    went were what when where whether which while who whole whom whose why will with within without word words would
    year years yes yesterday yet you young your yours
    """.split()
)
"""The most common words of English but those that name what policy is about (work, children, money, more, end)."""
GROUPS = _maintained()
KEYS = [[_key(word) for word in group] for group in GROUPS]


def test_the_file_holds_lists_of_words_and_nothing_else() -> None:
    raw = tomllib.loads(files("mandate_qa.answering").joinpath("glossary.toml").read_text("utf-8"))
    assert list(raw) == ["meanings"]
    assert len(raw["meanings"]) >= 700
    assert all(isinstance(word, str) and word == word.strip() != "" for group in raw["meanings"] for word in group)


def test_a_meaning_has_two_words_or_more_and_none_twice() -> None:
    assert [group for group, keys in zip(GROUPS, KEYS, strict=True) if len(set(keys)) < max(2, len(keys))] == []


def test_no_meaning_stands_twice() -> None:
    seen = Counter(frozenset(keys) for keys in KEYS)
    assert [sorted(keys) for keys, times in seen.items() if times > 1] == []


def test_no_words_are_too_many_to_be_matched() -> None:
    assert [word for group in GROUPS for word in group if not 1 <= len(_key(word)) <= _MAX_WORDS] == []


def test_no_word_has_more_than_two_meanings() -> None:
    times = Counter(key for keys in KEYS for key in set(keys))
    assert [key for key, n in times.items() if n > 2] == []


def test_no_common_word_stands_alone() -> None:
    asking = {term for term in ASKING if term not in STOP_WORDS}
    alone = [word for group in GROUPS for word in group if len(_key(word)) == 1 and word not in ACRONYMS]
    assert [word for word in alone if word.casefold() in COMMON | STOP_WORDS or set(terms(word)) & asking] == []


def test_the_glossary_loads_in_a_moment() -> None:
    """The least of several times, and a bound far above the usual 15 ms, so that a busy machine fails no test."""
    assert min(_seconds_to_load() for _ in range(5)) < 0.1


def _seconds_to_load() -> float:
    _maintained.cache_clear()
    start = perf_counter()
    Glossary.load()
    return perf_counter() - start


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("NHSE", "NHS England"),
        ("bed blocking", "delayed transfers of care"),
        ("CQC", "Care Quality Commission"),
        ("family doctor", "GP"),
        ("casualty", "A&E"),
        ("jabs", "vaccination"),
        ("cottage hospital", "community hospital"),
        ("district nurse", "community nurse"),
        ("drink problem", "alcohol dependence"),
        ("nappies", "incontinence"),
        ("suicides", "suicide prevention"),
        ("memory loss", "dementia"),
        ("learning disabled", "learning disability"),
        ("foreign patients", "overseas visitors"),
        ("whistleblowing", "freedom to speak up"),
        ("video appointment", "remote consultation"),
        ("junior doctors", "resident doctors"),
        ("sugar tax", "soft drinks industry levy"),
        ("postcode lottery", "unwarranted variation"),
        ("crumbling concrete", "RAAC"),
        ("quangos", "arm's length bodies"),
        ("red tape", "bureaucracy"),
        ("pay rise", "pay award"),
        ("clawed back", "clawback"),
        ("adjusted for inflation", "real terms"),
        ("legal duty", "statutory duty"),
        ("watchdog", "regulator"),
        ("KPIs", "key performance indicators"),
        ("scrapped", "abolished"),
        ("rolled out", "rollout"),
        ("handouts", "grants"),
        ("truancy", "school attendance"),
        ("free lunches", "free school meals"),
        ("EHCPs", "education, health and care plan"),
        ("jails", "prisons"),
        ("ankle tags", "electronic monitoring"),
        ("community payback", "unpaid work"),
        ("potholes", "road maintenance"),
        ("HS2", "High Speed 2"),
        ("lorries", "freight"),
        ("sewage in rivers", "storm overflows"),
        ("flood defences", "flood risk management"),
        ("bins", "household waste collection"),
        ("farm subsidies", "Basic Payment Scheme"),
        ("decarbonisation", "carbon neutral"),
        ("council houses", "social housing"),
        ("sleeping rough", "rough sleepers"),
        ("bedroom tax", "removal of spare room subsidy"),
        ("dole", "Jobseeker's Allowance"),
        ("sick notes", "fit notes"),
        ("hackers", "cyber security"),
        ("GDPR", "data protection act"),
    ],
)
def test_the_fields_own_words_and_everyday_ones_meet(asked: str, meant: str) -> None:
    glossary = Glossary.load()
    (concept,) = glossary.concepts(asked)
    (back,) = glossary.concepts(meant)
    assert meant.casefold() in map(str.casefold, concept)
    assert asked.casefold() in map(str.casefold, back)


@pytest.mark.parametrize(
    "question",
    ["who should send reports", "what does it add to the plan", "who put salt on the road", "is it safe to act now"],
)
def test_a_short_form_that_is_a_plain_word_is_none(question: str) -> None:
    said = {other.casefold() for concept in Glossary.load().concepts(question) for other in concept}
    wrong = {"special educational needs", "attention deficit hyperactivity disorder", "speech and language therapy"}
    assert not said & wrong

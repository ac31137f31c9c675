"""What kind of answer a question asks for, read from its wording."""

from __future__ import annotations

import re
from functools import lru_cache

from mandate_qa.answering.meanings import asked_meaning
from mandate_qa.types import Query, Wanted

_MANY = (
    "objectives|priorities|principles|aims|steps|areas|elements|themes|tests|commitments|measures|metrics|standards|"
    "requirements|ways|actions|conditions|groups|networks|domains|components|deliverables|points|hurdles|criteria|"
    "goals|risks|codes|rules|findings|arrangements|reasons|factors|milestones|"
    "roles|duties|powers|options|features|ambitions|workstreams|strands|pillars|promises"
)
"""Things that documents list."""
_NAMED = f"services|pledges|organisations|bodies|specialties|partners|{_MANY}"
_NUMBER = "[2-9]|1\\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_COUNT = "[2-9]|1\\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|main|key"
_FIGURES = (
    "(?:rates|figures|costs|budgets|targets|totals|numbers|levels|amounts|allocations|chances|dates|ages|"
    "differences)\\b"
)
"""Things in the plural that a figure answers, or a comparison."""
_ASKS = "when|how|where|why|who|whose|what|which"
_ABOUT = "of|in|for|by|on|to|under|from|set|that|which|at|used"
_BE = "is|are|was|were|will|should|did|does|do|must|can"

_QUANTITIES = (
    "fines?|fees?|penalty|charge|price|salary|wage|rate|limit|ceiling|maximum|max|minimum|min|caseload|quota|"
    "headcount|turnover|size|value"
)
"""Things in the singular that a figure answers: "fine for …", "limit on …"."""
_PER = "for|on|of|to|in|per|at|if|when|from|after"

_NO_ITEMS = (
    "years?|months?|weeks?|days?|hours?|minutes?|years'|per|million|billion|percent|times|mandates|plans|documents"
)
"""What a count before it says of time, money or documents."""
_START = r"(?:^|[:;,–] |[\w)] - )\W*(?:and |so )?"
"""Where a question begins: at the start, or after the subject that it is about to ask of."""
_THINGS = rf"(?:[a-z-]+ ){{0,3}}?(?!{_NO_ITEMS}|{_FIGURES})[a-z]+[^su\W]s"
"""Things in the plural which are no figures."""

_RULES: tuple[tuple[Wanted, tuple[str, ...]], ...] = (
    (Wanted.REASON, (r"^\W*(?:and |but |so )?why\b",)),
    (
        Wanted.LIST,
        (
            r"(?:\b(?:what|which)|^\W*(?:please )?(?:name|list|give me))(?: (?:are|were))?(?: (?:the|its|their|those))?"
            rf" (?:{_NUMBER}) (?!{_NO_ITEMS})(?:[a-z-]+ ){{0,3}}?[a-z]+s\b",
            rf"\bnames of (?:the |all )?(?:(?:{_NUMBER}) )?(?:[a-z-]+ ){{0,3}}?[a-z]+s\b",
            r"^\W*(?:what|which)\b.*\b(?:things|everything)\b",
            rf"^\W*(?!(?:and|or|but|so|{_ASKS}|{_BE}|has|have|had)\b)(?:[a-z0-9-]+ ){{0,3}}?(?:{_MANY}) (?:{_ABOUT})\b",
            r"^\W*what\b.*\bspen[dt]\b.*\bon\W*$",
            r"\bwhat \w+ (?:\w+ )?when\b|\bwho \w+ what\b|\b(?:the |in )?(?:full|whole|complete) list\b",
            r"\bwhat (?:are|were) (?:they|these|those)\b|\bbullet(?:s|ed|ed list)?\b|\bbullet points\b",
            r"\b(?:name|list|give me) (?:them|these|those|all|each|every)\b|\beverything (?:it|they|that|the)\b",
        ),
    ),
    (
        Wanted.COMPARISON,
        (
            r"\bcompar",
            r"\bdiffer(?:s|ent|ence)?\b",
            r"\b(?:versus|vs)\b",
            r"\bagainst\b.*\b(?:mandate|plan|20\d\d)",
            r"\bhow far (?:apart|off)\b",
            r"\bbetween the\b.*\band the\b.*\b(?:one|mandate|plan|note)\b",
            r"\b(?:looser|tighter|higher|lower|bigger|smaller|longer|shorter|more|less) than\b",
            r"\bchanged? (?:since|from|between)\b",
            r"\bboth\b.*\band\b",
            r"\band (?:then )?in (?:the )?20\d\d\b",
            r"\blike the (?:20\d\d|other)\b",
        ),
    ),
    (
        Wanted.LIST,
        (
            r"^\W*(?:please )?(?:list|name|set out|outline|give me)\b",
            r"^\W*which \d+\b",
            rf"\b(?:which|what)(?: \w+){{0,4}} (?:are|were)(?: the| its| their)?(?: \w+){{0,4}} (?:{_MANY})\b",
            rf"\bwhat(?: are)?(?: the)? (?:\w+ ){{0,3}}(?:{_MANY})\b",
            r"\b(?:all of (?:it|them)|the steps|in full|name the|list)\b",
            rf"\b(?:each|all(?: of)? the) (?:\w+ )?(?:step|thing|{_MANY})s?\b",
            rf"\bwhat (?:are|were) the (?:other )?(?:{_COUNT}) ",
            rf"\bwhat (?:are|were) the (?:[a-z0-9-]+ ){{0,3}}?(?:{_MANY})\b",
            rf"\bwhat (?:are|were) (?:all )?the (?:[a-z0-9-]+ ){{0,3}}?(?!{_FIGURES})[a-z]+[^su\W]s (?:{_ABOUT})\b",
            rf"{_START}all (?:of )?(?:the |its )?(?:[a-z0-9-]+ ){{0,2}}?(?!{_FIGURES})[a-z]+[^su\W]s\b",
            rf"^\W*(?:the|its|all) (?:{_NUMBER}) (?!{_NO_ITEMS})(?:[a-z-]+ ){{0,3}}?[a-z]+s\b",
            rf"\bwhich (?:other )?(?:\w+ )?(?:{_NAMED})\b",
            rf"\bwhat (?:are|were) (?:its|their) (?:[a-z-]+ ){{0,3}}?(?!{_FIGURES})[a-z]+[^su\W]s\W*$",
            rf"{_START}which {_THINGS} (?:{_BE}|have|has|had)\b",
            rf"\bgive me (?:all )?(?:of )?(?:the )?{_THINGS}\b",
        ),
    ),
    (Wanted.REASON, (r"^\W*(?:so )?why\b", rf"\bwhy (?:{_BE}|not)\b", r"\bwhat(?:'s| is| was) the reason\b")),
    (
        Wanted.DATE,
        (
            r"^\W*(?:and )?(?:by )?when\b",
            r"\bby (?:when|what date|which date)\b",
            r"\bwhat (?:date|year|month|deadline)\b",
            r"\bdeadline\b|\bdue\b",
            r"^\W*what period\b",
            rf"\bwhen (?:{_BE})\b",
        ),
    ),
    (
        Wanted.FIGURE,
        (
            r"\bhow (?:much|many|big|large|high|low|long|far|quick(?:ly)?|fast|soon|old)\b",
            r"\bhow (?:often|frequent(?:ly)?|regularly)\b",
            r"\b(?:at what|with what|what) (?:frequency|intervals?)\b",
            r"\bwhat ?(?:%|pc\b)",
            r"\bwhat (?:percentage|proportion|share|number|level|rate|figure|amount|total|fraction|cut)\b",
            r"\b(?:budget|target|floor|cap|cost|spend|funding|percent|per cent|threshold|headcount)\b",
            rf"(?:^|[:–-] )\W*(?!(?:{_ASKS}|{_BE})\b)(?:[\w-]+ ){{0,3}}?(?:{_QUANTITIES}) (?:{_PER})\b",
            rf"\bwhat(?:'s|s| is| was| are) (?:the |an? )?(?:[\w-]+ ){{0,2}}?(?:{_QUANTITIES}) (?:{_PER})\b",
            r"\b(?:pass mark|length of|size of the)\b",
        ),
    ),
    (
        Wanted.PERSON,
        (
            r"^\W*(?:and )?who(?:'s|se|m)?\b",
            rf"\bwho (?:{_BE}|leads?|owns?|signed|gets)\b",
            r"\bwhich (?:body|organisation|minister|director|department|directorate)\b",
            r"\bresponsible\b|\blead directorate\b",
        ),
    ),
    (
        Wanted.DEFINITION,
        (
            r"^\W*(?:what|who)(?:'s|s| is| are| was| were)\s+(?:an? |the )?[\w&'’/ -]{2,40}\??$",
            r"\bwhat does .{2,60} (?:mean|cover|stand for|involve)\b",
            r"\b(?:meant by|defin|explain\b|meaning of|what counts as|supposed to do|what is it\b)",
        ),
    ),
    (
        Wanted.YES_NO,
        (r"^\W*(?:and )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)\b",),
    ),
)
"""In the order they are tried: the first kind whose wording fits is taken."""
_PATTERNS = tuple((wanted, re.compile("|".join(patterns))) for wanted, patterns in _RULES)

_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve thirteen".split()
_COUNTED = re.compile(
    rf"(?<![\d/–.-])\b({'|'.join(_NUMBER_WORDS)}|[2-9]|1[0-9])\s+(?:\w+\s+){{0,3}}?\w+s\b", re.IGNORECASE
)

_DOINGS = re.compile(
    rf"{_START}what (?:must|should|will|would|does|do|did|is|are|was|were|can|has|have)\b.*"
    r"\b(?:do|doing|done|deliver|expect\w*|requir\w+|asked|have to|ha[sd] to|need\w*|supposed to|meant to|say about)\b|"
    rf"{_START}how(?:'s| (?:will|should|must|is|are|does|do|did|was|were|can|would))\b|"
    r"^\W*what happens\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:bullets|bulleted|all|each|every|everything|list|name|names|steps|full|complete)\b", re.IGNORECASE
)

_MONEY = re.compile(
    r"\b(?:budget|money|cash(?! releas)|cost|costs|spend|spent|spending|funding|fund|capital|revenue|pot|worth|"
    r"pounds?|paid|allocation|reserve)\b|£",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:percentage|percent|per cent|proportion|what (?:share|pc))\b|%", re.IGNORECASE)
_DURATION = re.compile(r"\bhow (?:long|quick(?:ly)?|fast|soon)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow (?:much|many|long|often|quick(?:ly)?|fast|soon)\b", re.IGNORECASE)

_TOPIC = re.compile(rf"^[^:?]{{3,80}}(?::| [-–]) +(?=(?:{_ASKS}|by when|{_BE})\b)")
"""What a question is about, said before it is asked: "Cancer waits: what did …"."""
_PART_OF = re.compile(r"\bhow much of\b", re.IGNORECASE)
"""A sum or a share may answer."""
_FREQUENCY = re.compile(r"\bhow (?:often|frequent(?:ly)?|regularly)\b|\bwhat (?:frequency|intervals?)\b", re.IGNORECASE)
_COUNT_OF = re.compile(r"\bhow many\b", re.IGNORECASE)


def wanted_of(question: str) -> Wanted:
    """The kind of answer that `question` asks for; STATEMENT when its wording gives no sign."""
    meaning = asked_meaning(question)
    if meaning is not None and meaning.surely:
        return Wanted.DEFINITION
    text = _TOPIC.sub("", question.strip().casefold())
    return next((wanted for wanted, pattern in _PATTERNS if pattern.search(text)), Wanted.STATEMENT)


def asked_count(question: str) -> int | None:
    """How many items a question says the list has ("the five themes"), None when it does not say."""
    found = _COUNTED.search(question)
    if found is None:
        return None
    word = found[1].casefold()
    return int(word) if word.isdigit() else _NUMBER_WORDS.index(word) + 2


def count_word(count: int) -> str:
    """A count as a word, "" when it is too large for one."""
    return _NUMBER_WORDS[count - 2] if 2 <= count < len(_NUMBER_WORDS) + 2 else ""


def whole_wanted(question: str) -> bool:
    """Whether a question asks for the whole of a list, not for those of its items that fit what it says besides."""
    return _WHOLE.search(question) is not None or asked_count(question) is not None


def doings_wanted(question: str) -> bool:
    """Whether a question asks what somebody does or how something is done, which may well be several things."""
    return _DOINGS.search(question.strip()) is not None


def figure_of(query: Query) -> str:
    """What the figure that `query` asks for counts; a follow-up that asks for one itself takes nothing over."""
    anew = query.follows and _HOW_MUCH.search(query.question) is not None
    return figure_wanted(query.question if anew else query.focus or query.text)


@lru_cache(maxsize=1024)
def figure_wanted(question: str) -> str:
    """What a figure counts: "frequency", "share", "duration", "count" or "money"; "" when the question does not say."""
    if _PART_OF.search(question):
        return ""
    kinds = {"frequency": _FREQUENCY, "share": _SHARE, "duration": _DURATION, "count": _COUNT_OF, "money": _MONEY}
    return next((kind for kind, words in kinds.items() if words.search(question)), "")

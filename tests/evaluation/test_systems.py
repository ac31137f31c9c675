"""Systems of others: asked over real HTTP on loopback and called in Python; whatever goes wrong stays with its case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest

from mandate_qa import evaluation
from mandate_qa.errors import UsageError
from mandate_qa.evaluation import OtherSystem, other_system
from mandate_qa.evaluation.asking import ask_all, ask_case
from mandate_qa.evaluation.cases import Case
from mandate_qa.evaluation.records import read_records
from mandate_qa.evaluation.replies import ReplyError, checked

README = Path(__file__).parents[2] / "eval" / "README.md"
CITED = {"marker": 1, "document": "old", "number": "1.1", "text": "At least 40 wooden blocks by March 2025"}
GOOD = {"answer": {"text": "At least 40 [1].", "answered": True, "citations": [CITED]}}


class Handler(BaseHTTPRequestHandler):
    """Replies as the path says, and remembers what it was sent."""

    seen: list[tuple[str, dict[str, Any]]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.headers["Content-Type"], json.loads(body)))
        if self.path == "/slow":
            sleep(2)
        if self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"{")
            return
        status, reply = REPLIES.get(self.path, (200, json.dumps(GOOD).encode()))
        self.send_response(status)
        self.end_headers()
        for piece in [reply[n : n + 1] for n in range(len(reply))] if self.path == "/drip" else [reply]:
            self.wfile.write(piece)
            sleep(0.05 if self.path == "/drip" else 0)

    def log_message(self, format: str, *args: Any) -> None:
        pass


REPLIES = {
    "/broken": (500, b"<h1>out of\npaint</h1>"),
    "/created": (201, b"{}"),
    "/words": (200, b"At least 40."),
    "/bytes": (200, b"\xff\xfe{}"),
    "/list": (200, b"[]"),
    "/empty": (200, b"{}"),
    "/deep": (200, b"[" * 100_000),
    "/own": (200, b'{"error": "the model is asleep"}'),
}

ERRORS = {
    "/broken": "answered with status 500 Internal Server Error: “<h1>out of paint</h1>”.",
    "/created": "answered with status 201 Created, where 200 is needed.",
    "/words": "replied with what is not JSON: “At least 40.”.",
    "/bytes": "replied with what is not JSON: “\ufffd\ufffd{}”.",
    "/list": "replied with the reply as [], where an object is needed.",
    "/empty": "replied without answer; eval/README.md shows what a reply must hold.",
    "/deep": "replied with what is not JSON",
    "/own": "replied with an error: the model is asleep",
    "/slow": "did not answer within 0.5 s; --timeout SECONDS gives it longer.",
    "/drip": "did not answer within 0.5 s; --timeout SECONDS gives it longer.",
    "/cut": "broke off 999 bytes before the end of its reply.",
}


@pytest.fixture
def served() -> Iterator[str]:
    """The address of a real server on loopback."""
    Handler.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of `toy_system` as the working folder."""
    monkeypatch.chdir(Path(__file__).parent)
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def test_a_served_system_is_asked_with_question_and_history(served: str, cases: Mapping[str, Case]) -> None:
    line = ask_case(other_system(f"{served}/ask"), cases["followup"])
    assert Handler.seen == [
        ("application/json", {"question": "blocks in 2024-25?", "history": []}),
        ("application/json", {"question": "and in 2025-26?", "history": line["history"]}),
    ]
    assert [turn["content"] for turn in line["history"]] == ["blocks in 2024-25?", "At least 40 [1]."]
    assert line["answer"] == GOOD["answer"] and line["error"] == "" and line["seconds"] > 0


@pytest.mark.parametrize("path", ERRORS)
def test_what_goes_wrong_is_one_sentence_of_its_case(served: str, cases: Mapping[str, Case], path: str) -> None:
    line = ask_case(other_system(served + path, timeout=0.5), cases["fact"])
    assert line["error"].startswith(f"{served}{path} ") and ERRORS[path] in line["error"]
    assert "\n" not in line["error"] and "answer" not in line


def test_a_server_that_is_not_there_is_an_error_of_each_case(tmp_path: Path, cases: Mapping[str, Case]) -> None:
    ask_all(other_system("http://127.0.0.1:9/ask"), [cases["fact"], cases["table"]], tmp_path / "answers.jsonl")
    records = read_records(tmp_path / "answers.jsonl")
    assert len(records) == 2
    assert all("could not be asked" in record.error for record in records.values())


def test_a_served_system_is_graded_like_any_other(
    served: str, tmp_path: Path, questions: Path, toy_seeds: Path
) -> None:
    report = evaluation.run(other_system(served), questions, tmp_path, seeds=toy_seeds, title="Theirs")
    found = report.to_dict()
    assert found["title"] == "Theirs" and found["total"]["crashes"] == 0
    assert found["by_kind"]["false-premise"]["strict"]["value"] == 1  # what it always says is right there
    assert found["total"]["strict"]["right"] == 1
    assert found["by_kind"]["unanswerable"]["refused"]["value"] == 0


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("name", ["answer", "OBJECT", "Asked", "OBJECT.ask"])
def test_a_function_an_object_and_a_class_are_asked(cases: Mapping[str, Case], name: str) -> None:
    import toy_system  # type: ignore[import-not-found]

    toy_system.SEEN.clear()
    line = ask_case(other_system(f"toy_system:{name}"), cases["followup"])
    assert line["error"] == "" and line["answer"]["text"] == "At least 40 [1]."
    assert [question for question, _ in toy_system.SEEN] == ["blocks in 2024-25?", "and in 2025-26?"]
    assert toy_system.SEEN[1][1] == line["history"]


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("fail", "toy_system:fail raised LookupError: no luck"),
        ("leave", "toy_system:leave raised SystemExit: enough"),
        ("dawdle", "toy_system:dawdle did not answer within 0.2 s; --timeout SECONDS gives it longer."),
        ("strange", "toy_system:strange replied with something that cannot be recorded"),
    ],
)
def test_what_a_function_does_wrong_is_one_sentence_of_its_case(
    cases: Mapping[str, Case], name: str, error: str
) -> None:
    line = ask_case(other_system(f"toy_system:{name}", timeout=0.2), cases["fact"])
    assert line["error"].startswith(error) and json.dumps(line, ensure_ascii=False).encode()


def test_an_assistant_of_ours_may_be_called_too(
    cases: Mapping[str, Case], perfect: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mandate_qa.evaluation.systems.imported", lambda name: perfect)
    line = ask_case(other_system("somewhere:perfect"), cases["fact"])
    assert line["answer"]["text"] == "At least 40 wooden blocks by March 2025 [1]."
    assert line["hits"][0]["document"] == "old"


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ftp://somewhere/ask", "is no system; give http://host/path or package.module:name"),
        ("toy_system", "is no system"),
        ("toy_system:", "is no system"),
        ("toy_system:nothing", "cannot be imported (AttributeError"),
        ("no_such_module:answer", "cannot be imported (ModuleNotFoundError"),
        ("toy_system:NUMBER", "can neither be called nor has it a method 'ask'"),
    ],
)
def test_a_name_that_stands_for_nothing_is_refused_before_anything_is_asked(name: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        other_system(name)
    assert words in str(caught.value) and "\n" not in str(caught.value)


def changed(**fields: Any) -> dict[str, Any]:
    """The good reply with fields of its answer changed, or left out where they are None."""
    answer = {**GOOD["answer"], **fields}
    return {"answer": {name: value for name, value in answer.items() if value is not None}}


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (changed(text=None), "without answer.text;"),
        (changed(answered=None), "without answer.answered;"),
        (changed(answered="no"), "answer.answered as 'no', where true or false is needed"),
        (changed(citations={"a": 1}), "answer.citations as {'a': 1}, where a list is needed"),
        (changed(citations=[{**CITED, "marker": "1"}]), "answer.citations[0].marker as '1', where a whole number"),
        (changed(citations=[CITED, {"marker": 2}]), "without answer.citations[1].document;"),
        (changed(citations=[{"marker": 1, "document": "a", "text": "b"}]), "without answer.citations[0].number;"),
        (changed(citations=[{**CITED, "start": "x", "end": 3}]), "cannot be recorded (TypeError"),
        (changed(confidence=7), "'confidence' is 7, where a number from 0 to 1"),
        ({**GOOD, "hits": [{"document": "old"}]}, "without hits[0].text;"),
        ({**GOOD, "published": {"old": "last May"}}, "published.old as 'last May', where an ISO date is needed"),
    ],
)
def test_a_reply_names_the_part_that_is_missing_or_amiss(reply: Any, words: str) -> None:
    with pytest.raises(ReplyError) as caught:
        checked(reply, "theirs")
    assert str(caught.value).startswith("theirs replied with") and words in str(caught.value)


def test_the_smallest_examples_of_the_readme_work(cases: Mapping[str, Case], tmp_path: Path) -> None:
    examples = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    functions = [example for example in examples if "def ask(" in example]
    assert len(functions) == 2
    for example in functions:
        named: dict[str, Any] = {"__name__": "example"}
        exec(compile(example, "README.md", "exec"), named)
        line = ask_case(OtherSystem("example", named["ask"]), cases["fact"])
        assert line["error"] == "" and line["answer"]["text"]

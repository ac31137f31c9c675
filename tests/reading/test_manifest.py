"""Reading the library manifest: the seeds, a folder without one, and every way an entry can be wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mandate_qa.errors import ManifestError, UnreadableDocumentError
from mandate_qa.reading.seeds import read_manifest
from mandate_qa.types import Document

ENTRY = """\
[[document]]
key = "plan"
title = "A plan"
published = "2024-03"
path = "plan.txt"
"""


def library(folder: Path, manifest: str, **texts: str) -> Path:
    """A folder with a manifest and texts, named by keyword: `plan="…"` is plan.txt."""
    (folder / "library.toml").write_text(manifest, "utf-8")
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def problem(folder: Path, manifest: str) -> str:
    """The one sentence that a wrong manifest beside a good plan.txt gives."""
    with pytest.raises(ManifestError) as caught:
        read_manifest(library(folder, manifest, plan="Some words."))
    assert caught.value.path == str(folder / "library.toml")
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_the_seeds_are_the_five_documents_as_given(seeds: Path) -> None:
    documents = {document.key: document for document in read_manifest(seeds)}
    assert {path.stem for path in seeds.glob("*.txt")} == documents.keys()
    assert len(documents) == 5
    assert documents["mandate-2021-22"].published == "2022-03-31"
    assert documents["mandate-2023"].period_end is None
    for document in documents.values():
        text = (seeds / document.path).read_bytes()
        assert document.content_hash == hashlib.sha256(text).hexdigest()
        assert document.publisher
        assert document.licence
        assert document.source


def test_every_seed_is_pinned(seeds: Path) -> None:
    manifest = (seeds / "library.toml").read_text("utf-8")
    assert all(f'sha256 = "{document.content_hash}"' in manifest for document in read_manifest(seeds))


def test_no_alias_of_the_seeds_stands_for_two_documents(seeds: Path) -> None:
    names = [name.casefold() for d in read_manifest(seeds) for name in {d.key, d.title, d.short_title, *d.aliases}]
    assert sorted(names) == sorted(set(names))


def test_an_entry_becomes_a_document(toy_library: Path) -> None:
    text = (toy_library / "toy-plan-2024.txt").read_bytes()
    assert read_manifest(toy_library) == [
        Document(
            key="toy-plan-2024",
            title="The Toy Office's plan for 2024-25",
            short_title="2024-25 toy plan",
            publisher="Toy Office",
            published="2024-03-28",
            period_start="2024-04-01",
            period_end="2025-03-31",
            aliases=("toy plan",),
            path="toy-plan-2024.txt",
            content_hash=hashlib.sha256(text).hexdigest(),
        )
    ]


def test_what_an_entry_may_leave_out(tmp_path: Path) -> None:
    [document] = read_manifest(library(tmp_path, ENTRY, plan="Some words."))
    assert document.short_title == "A plan"
    assert (document.publisher, document.period_start, document.period_end) == ("", None, None)
    assert document.status == "final"


def test_a_toml_date_is_as_good_as_a_quoted_one(tmp_path: Path) -> None:
    manifest = ENTRY.replace('"2024-03"', "2024-03-31")
    assert read_manifest(library(tmp_path, manifest, plan="Words."))[0].published == "2024-03-31"


@pytest.mark.parametrize("published", ["2021", "2021-06", "2021-06-30"])
def test_a_date_may_be_known_in_part(tmp_path: Path, published: str) -> None:
    manifest = ENTRY.replace("2024-03", published)
    assert read_manifest(library(tmp_path, manifest, plan="Words."))[0].published == published


def test_a_folder_without_a_manifest_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "Paper Two (final).txt").write_text("\n\n# On  paper\n\nWords.", "utf-8")
    (tmp_path / "a.txt").write_text("\ufeffFirst line\n\nSecond line", "utf-8")
    (tmp_path / "notes.log").write_text("not a document", "utf-8")
    two, one = read_manifest(tmp_path)
    assert (two.key, two.title, two.path) == ("paper-two-final", "On paper", "Paper Two (final).txt")
    assert (one.key, one.title, one.short_title) == ("a", "First line", "First line")
    assert (one.published, one.period_start, one.period_end) == ("", None, None)
    assert one.content_hash == hashlib.sha256((tmp_path / "a.txt").read_bytes()).hexdigest()


def test_a_long_first_line_makes_a_short_title(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 200, "utf-8")
    [document] = read_manifest(tmp_path)
    assert len(document.title) <= 200
    assert len(document.short_title) <= 100
    assert document.title.endswith("word …")


def test_a_text_that_the_manifest_leaves_out_follows_those_it_lists(tmp_path: Path) -> None:
    documents = read_manifest(library(tmp_path, ENTRY, plan="Words.", annex="An annex", zebra="Stripes"))
    assert [document.key for document in documents] == ["plan", "annex", "zebra"]


def test_a_path_may_lead_into_a_folder_inside(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "plan.txt").write_text("Words.", "utf-8")
    [document] = read_manifest(library(tmp_path, ENTRY.replace("plan.txt", "./old/plan.txt")))
    assert document.path == "old/plan.txt"


def test_an_unknown_field_names_the_nearest(tmp_path: Path) -> None:
    message = problem(tmp_path, ENTRY + 'publishd = "2024"\n')
    assert "document 'plan'" in message
    assert "'publishd' is no field of a document; did you mean 'published'" in message


def test_the_hash_is_worked_out_not_given(tmp_path: Path) -> None:
    assert "'content_hash' is no field" in problem(tmp_path, ENTRY + 'content_hash = "00"\n')


@pytest.mark.parametrize("name", ["key", "title", "published", "path"])
def test_a_missing_field_is_named(tmp_path: Path, name: str) -> None:
    manifest = "".join(line for line in ENTRY.splitlines(keepends=True) if not line.startswith(name))
    message = problem(tmp_path, manifest)
    assert f"{name!r} is missing" in message
    assert ("document 1" if name == "key" else "document 'plan'") in message


def test_two_documents_with_one_key_are_refused(tmp_path: Path) -> None:
    message = problem(tmp_path, ENTRY + ENTRY)
    assert "same key 'plan'" in message


def test_a_key_made_of_a_file_name_may_not_be_taken(tmp_path: Path) -> None:
    (tmp_path / "Plan.txt").write_text("Another plan.", "utf-8")
    message = problem(tmp_path, ENTRY)
    assert "plan.txt and Plan.txt" in message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "March 2022"),
        ("published", "2022-13"),
        ("published", "2022-"),
        ("published", "2022-W13-4"),
        ("published", "20220331"),
        ("period_start", "2022-04"),
        ("period_end", "2023-02-29"),
    ],
)
def test_a_date_that_is_none_is_refused(tmp_path: Path, field: str, value: str) -> None:
    manifest = "".join(line for line in ENTRY.splitlines(keepends=True) if not line.startswith(field))
    assert f"{field!r} is {value!r}; write a date such as" in problem(tmp_path, manifest + f'{field} = "{value}"\n')


def test_a_period_may_not_end_before_it_starts(tmp_path: Path) -> None:
    message = problem(tmp_path, ENTRY + 'period_start = "2022-04-01"\nperiod_end = "2021-03-31"\n')
    assert "2021-03-31, before 'period_start' 2022-04-01" in message


@pytest.mark.parametrize("path", ["../plan.txt", "old/../../plan.txt", "/plan.txt"])
def test_a_path_may_not_leave_the_folder(tmp_path: Path, path: str) -> None:
    assert f"'path' is {path!r}, which lies outside" in problem(tmp_path, ENTRY.replace("plan.txt", path))


@pytest.mark.parametrize("line", ["aliases = 'the plan'", "aliases = ['', 'x']", "licence = 3", "status = ' '"])
def test_a_value_of_the_wrong_type_is_refused(tmp_path: Path, line: str) -> None:
    message = problem(tmp_path, f"{ENTRY}{line}\n")
    assert repr(line.split(" ")[0]) in message
    assert "in quotation marks" in message


def test_a_key_that_cannot_stand_in_an_id_is_refused(tmp_path: Path) -> None:
    assert "'key' is 'a plan'" in problem(tmp_path, ENTRY.replace('"plan"', '"a plan"'))


def test_a_manifest_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    assert "not valid TOML" in problem(tmp_path, "[[document]\n")


@pytest.mark.parametrize("manifest", ["[documents]\n", "title = 'x'\n"])
def test_a_manifest_with_other_parts_is_refused(tmp_path: Path, manifest: str) -> None:
    assert "library.toml holds" in problem(tmp_path, manifest)


def test_a_single_bracket_is_explained(tmp_path: Path) -> None:
    assert "[[document]]" in problem(tmp_path, ENTRY.replace("[[document]]", "[document]"))


def test_a_text_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    pinned = hashlib.sha256(b"Words.").hexdigest()
    manifest = f'{ENTRY}sha256 = "{pinned}"\n'
    assert read_manifest(library(tmp_path, manifest, plan="Words."))[0].content_hash == pinned
    with pytest.raises(ManifestError, match=r"plan\.txt has changed: .* restore the file") as caught:
        read_manifest(library(tmp_path, manifest, plan="Other words."))
    assert caught.value.path == str(tmp_path / "plan.txt")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"plan\.txt cannot be read \(No such file"):
        read_manifest(library(tmp_path, ENTRY))


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"plan\.txt is empty"):
        read_manifest(library(tmp_path, ENTRY, plan=" \n"))


def test_an_unreadable_document_need_not_stop_the_others(tmp_path: Path) -> None:
    errors: list[UnreadableDocumentError] = []
    documents = read_manifest(library(tmp_path, ENTRY, annex="An annex", hollow=""), errors.append)
    assert [document.key for document in documents] == ["annex"]
    assert [error.path for error in errors] == [str(tmp_path / "plan.txt"), str(tmp_path / "hollow.txt")]


def test_no_folder_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match="is no folder"):
        read_manifest(tmp_path / "nowhere")
    with pytest.raises(UnreadableDocumentError, match=r"holds no \*\.txt file"):
        read_manifest(tmp_path)

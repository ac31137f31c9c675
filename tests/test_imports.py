"""Importing the package and its command line is instant: what is heavy waits until it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"bm25s", "faiss", "gradio", "llama_index", "onnxruntime", "sentence_transformers", "torch", "transformers"}
SERVERS_AND_RUNTIMES = {"grpc", "httpx", "ollama", "openai", "pymilvus", "xllamacpp"}
"""What language models and engines need."""


@pytest.mark.parametrize(
    "module",
    [
        "mandate_qa",
        "mandate_qa.cli",
        "mandate_qa.web.standing",
        "mandate_qa.backends.llms.names",
        "mandate_qa.backends.llms.guarded",
    ],
)
def test_importing_brings_in_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    loaded = run.stdout.split()
    assert module in loaded
    assert not (HEAVY | SERVERS_AND_RUNTIMES) & set(loaded)

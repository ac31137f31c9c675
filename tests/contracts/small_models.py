"""Small models for the tests: SmolLM2 as a GGUF where it was fetched, a server with it, a random transformer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mandate_qa.backends.llms.names import BUILT_IN, installed
from mandate_qa.files import sha256

SMOLLM2 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
"""SHA-256 of SmolLM2-135M-Instruct.Q4_1.gguf."""
GGUF = Path(os.environ.get("MANDATE_QA_TEST_GGUF", Path(__file__).parents[2] / ".cache" / "models" / "smollm2.gguf"))


def gguf() -> Path:
    """The file, which must be the one that the tests were written with."""
    assert sha256(GGUF) == SMOLLM2, f"{GGUF} is not the file that the tests know; fetch it again: tools/get-test-model"
    return GGUF


NEEDS_GGUF = pytest.mark.skipif(not GGUF.exists(), reason=f"needs {GGUF.name}; fetch it: tools/get-test-model")


def needs(kind: str) -> list[Any]:
    """A mark that skips where the library of a kind is missing."""
    return [pytest.mark.skipif(not installed(kind), reason=f"needs: {BUILT_IN[kind].install}")]


SERVE = """
import sys, signal, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.hostnames, params.port = sys.argv[1], ["127.0.0.1"], 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = params.n_parallel = 1
params.n_ctx, params.verbosity, params.warmup = 1024, -1, False
server = xllamacpp.Server(params)
print("READY", server.listening_address, flush=True)
signal.pause()
"""


@contextmanager
def llama_server_running() -> Iterator[str]:
    """The address of a llama.cpp server in a process of its own."""
    command = [sys.executable, "-c", SERVE, str(gguf())]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environ) as server:
        assert server.stdout is not None
        try:
            yield next(line.split()[1] for line in server.stdout if line.startswith("READY"))
        finally:
            server.kill()


def random_transformer(folder: Path) -> Path:
    """`folder` with a two-layer Llama of random but fixed weights that reads 512 tokens, and its tokenizer."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    torch.manual_seed(7)
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = {piece: n for n, piece in enumerate(["<end>", "<pad>", *letters])}
    tokenizer = Tokenizer(models.BPE(words, [], unk_token=None))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<end>", pad_token="<pad>")
    fast.chat_template = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant: "
    fast.save_pretrained(folder)
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = LlamaConfig(vocab_size=len(words), max_position_embeddings=512, eos_token_id=0, pad_token_id=1, **sizes)
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder

"""A small library on the stage: a document, the builder that reads it, and what is asked of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import deployed
from stage import Stage, seal, unseal

PASSWORD = "correct horse battery"
QUESTION = "how many wooden blocks should every nursery have by March 2025"


def build(stage: Stage) -> None:
    """Run the builder as `docker compose run --rm builder` does; the index can be written by it alone."""
    seal(stage.seeds)
    unseal(stage.srv / "index")
    run = stage.run("builder", deployed.command("builder"))
    seal(stage.srv / "index")
    unseal(stage.seeds)
    assert run.returncode == 0, run.stderr


def write(seeds: Path, key: str, words: str) -> None:
    """A document of one paragraph, put among the others."""
    (seeds / f"{key}.txt").write_text(f"The {key} for 2024-25\n\n1. Playing\n\n1.1 {words}\n", "utf-8")
    entry = f"""
        [[document]]
        key = "{key}"
        title = "The {key} for 2024-25"
        short_title = "2024-25 {key}"
        publisher = "Toy Office"
        published = "2024-03-28"
        period_start = "2024-04-01"
        period_end = "2025-03-31"
        path = "{key}.txt"
        """
    with (seeds / "library.toml").open("a", encoding="utf-8") as manifest:
        manifest.write(dedent(entry))

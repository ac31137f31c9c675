"""The settings as a page: `python -m mandate_qa.settings_page docs/settings.md` writes it.

Names, defaults and what each setting does are taken from the settings themselves: the docstring of a class and those
under its fields. Knows besides only what of the environment is no setting.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from mandate_qa.settings import FILE, PREFIX, Settings

HEAD = f"""\
# Settings

<!-- Written by `python -m mandate_qa.settings_page docs/settings.md` from src/mandate_qa/settings.py. -->

Nothing needs to be set. What is set counts in this order, the last winning: the default, `{FILE}` in the folder
where you work, the environment, an option of the command. A name or value that does not fit is refused with a sentence.

```toml
# {FILE}
llm = "ollama:llama3.1:8b"   # what stands in no group comes first

[reading]
ocr = true

[serving]
users = "users.toml"
uploads = true
questions_per_minute = 0
```

In the environment the same is `{PREFIX}LLM=ollama:llama3.1:8b` and `{PREFIX}READING__OCR=true`: the prefix, the group
and two underscores where there is a group, the name. What is on or off takes `true` or `1`, `false` or `0`.

After a change of `embedder`, `[reading]` or `[passages]` all documents are read anew, when the next question is asked.
The figures of `[retrieval]` and `[answering]` were fitted on graded questions: measure a change of them with
`mandate-qa eval`.
"""

TAIL = """\
## Only in the environment

| variable | default | what it does |
|---|---|---|
| `MANDATE_QA_SEEDS` | `seeds` | folder of the documents, as `--seeds` |
| `MANDATE_QA_INDEX` | `index` | folder of the index, as `--index`; feedback, links and conversations lie beside it |
| `HOST`, `PORT` | `127.0.0.1`, `7860` | where `mandate-qa serve` listens, as `--host` and `--port` |
| `MANDATE_QA_MILVUS_TOKEN` | none | what lets the program in where `store` is "milvus" and wants it |

A default folder is that of the current folder when it has one (or has `seeds`), else that of the project's own. Keys of
language models are no settings: [language-models.md](language-models.md#keys).
"""


def main(argv: Sequence[str] | None = None) -> None:
    """Write the page into the file that `argv` names."""
    (file,) = sys.argv[1:] if argv is None else argv
    Path(file).write_text(page(), "utf-8")


def page() -> str:
    """The page as its file holds it, Markdown."""
    settings, told = Settings(), descriptions()
    groups = [(f.name, value) for f in fields(settings) if is_dataclass(value := getattr(settings, f.name))]
    parts = [HEAD, "## In no group\n", *table("", settings, told)]
    for name, group in groups:
        parts += [f"\n## `[{name}]`\n", f"{type(group).__doc__}\n", *table(name, group, told)]
    return "\n".join([*parts, f"\n{TAIL}"])


def table(group: str, values: Any, told: dict[str, dict[str, str]]) -> Iterator[str]:
    """The lines of a table of the settings of one group; those of groups within it are left out."""
    yield "| setting | default | what it does | in the environment |\n|---|---|---|---|"
    for field in fields(values):
        value = getattr(values, field.name)
        if not is_dataclass(value):
            words = told[type(values).__name__][field.name].replace("|", r"\|")
            yield f"| `{field.name}` | `{as_toml(value)}` | {words} | `{variable(group, field.name)}` |"


def as_toml(value: str | float | bool) -> str:
    """A default as `mandate-qa.toml` has it."""
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


def variable(group: str, name: str) -> str:
    """What a setting is called in the environment."""
    return PREFIX + "__".join(word.upper() for word in (group, name) if word)


def descriptions() -> dict[str, dict[str, str]]:
    """By class, what stands under each of its fields, white space folded."""
    from mandate_qa.types.schema import generated

    made = generated(Settings)["$defs"]
    return {
        name: {field: " ".join(told.get("description", "").split()) for field, told in of["properties"].items()}
        for name, of in made.items()
    }


if __name__ == "__main__":
    main()

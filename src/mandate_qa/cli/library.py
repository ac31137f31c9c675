"""The commands that look at the library and change it: they print and ask, and never think.

Knows which command calls what. What a file would be added as is for `curating` to tell.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mandate_qa.cli.common import complain, opened, say, say_json
from mandate_qa.cli.progress import ProgressBar
from mandate_qa.cli.text import (
    document_text,
    documents_table,
    paragraph_dict,
    paragraph_text,
    proposal_text,
    report_text,
    table_dict,
)
from mandate_qa.describing import document_dict
from mandate_qa.errors import UsageError
from mandate_qa.places import index_folder, seeds_folder
from mandate_qa.settings import Settings

if TYPE_CHECKING:
    from mandate_qa.curating.proposing import Proposal
    from mandate_qa.indexing import BuildReport
    from mandate_qa.searching.library import Library
    from mandate_qa.types import Document

OF_ONE = ("key", "title", "short_title", "publisher", "published", "period", "replaces")
"""Options of `add` that say something of one document."""


def run_list(arguments: Namespace) -> None:
    """List the documents with their periods and editions."""
    library = opened(arguments).library
    counted = counted_documents(library)
    if arguments.json:
        say_json([document_dict(*pair) for pair in counted])
    else:
        say(documents_table(counted))


def run_show(arguments: Namespace) -> None:
    """Tell all of the documents, or the paragraphs or one table of one."""
    library = opened(arguments).library
    if arguments.document is None:
        counted = counted_documents(library)
        if arguments.json:
            say_json([document_dict(*pair) for pair in counted])
        else:
            say("\n\n".join(document_text(*pair) for pair in counted))
    elif arguments.table is not None:
        show_table(library, arguments)
    else:
        paragraphs = library.paragraphs(arguments.document)
        if arguments.json:
            say_json([paragraph_dict(paragraph, library.references(paragraph.id)) for paragraph in paragraphs])
        else:
            say("\n\n".join(paragraph_text(paragraph) for paragraph in paragraphs))


def show_table(library: Library, arguments: Namespace) -> None:
    """Print one table of a document, counted from 1."""
    from mandate_qa.reading.tables_text import render_table, tables_of

    paragraphs = library.paragraphs(arguments.document)
    tables = tables_of(paragraphs)
    if not 1 <= arguments.table <= len(tables):
        held = f"has {len(tables)} table{'s' * (len(tables) != 1)}" if tables else "has no table"
        raise UsageError(f"{arguments.document} {held}, so there is no table {arguments.table}; name another one.")
    paragraph = tables[arguments.table - 1]
    if arguments.json:
        say_json(table_dict(paragraph))
    else:
        say(f"{paragraph.label}\n\n{render_table(paragraph, paragraphs)}".rstrip())


def run_add(arguments: Namespace) -> int:
    """Copy files into the seeds folder and index them, once the user has seen as what."""
    from mandate_qa.curating.changing import add_documents
    from mandate_qa.curating.proposing import propose
    from mandate_qa.reading.ocr import recognising

    given = {name: value for name in OF_ONE if (value := getattr(arguments, name)) is not None}
    if given and len(arguments.files) > 1:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        raise UsageError(f"{options} says something of one document; add the {len(arguments.files)} files one by one.")
    seeds = seeds_folder(arguments.seeds, arguments.index)
    documents = library_documents(arguments)
    proposals: list[Proposal] = []
    with recognising(Settings.load().reading.ocr):
        for file in arguments.files:
            proposals.append(propose(Path(file), given, documents))
            documents |= {proposals[-1].key: proposals[-1].document} if proposals[-1].key else {}
    say("\n\n".join(proposal_text(proposal) for proposal in proposals))
    if not confirmed(arguments, question(proposals)):
        say("Nothing was added.")
        return 1
    with ProgressBar() as progress:
        report = add_documents(proposals, seeds, index_folder(arguments.index), progress=progress)
    return told(report, arguments)


def run_remove(arguments: Namespace) -> int:
    """Take documents out of the library, their files kept aside."""
    from mandate_qa.curating.changing import remove_documents

    library = opened(arguments).library
    documents = [library.document(key) for key in arguments.keys]
    say(documents_table([pair for pair in counted_documents(library) if pair[0] in documents]))
    if not confirmed(arguments, f"Remove {'it' if len(documents) == 1 else 'them'}?"):
        say("Nothing was removed.")
        return 1
    seeds = seeds_folder(arguments.seeds, arguments.index)
    with ProgressBar() as progress:
        removed, report = remove_documents(documents, seeds, index_folder(arguments.index), progress=progress)
    for one in removed:
        if one.aside:
            say(f"{one.key}: its file is kept as {one.aside}")
    return told(report, arguments)


def run_update(arguments: Namespace) -> int:
    """Bring the index into step with the documents, reading only what changed."""
    return built(arguments, arguments.folder, arguments.index, fresh=False)


def run_check(arguments: Namespace) -> None:
    """Say that every file of the index is as it was written; complain of the first that is not."""
    from mandate_qa.searching.store import Index

    home = index_folder(arguments.index)
    segments = Index.check(home).manifest.segments
    sizes = [record.size for segment in segments for record in segment.files.values()]
    say(f"{home} is as it was written: {len(sizes)} files, {sum(sizes) / 2**20:,.0f} MB.")


def run_index(arguments: Namespace) -> int:
    """Read all documents anew and write the index."""
    return built(arguments, arguments.folder, arguments.out or arguments.index, fresh=True)


def built(arguments: Namespace, folder: str | None, index: str | None, fresh: bool) -> int:
    """Build the index, print what it came to and what was left out, and give back the exit code."""
    from mandate_qa.indexing import build_index

    seeds = seeds_folder(folder or arguments.seeds, index)
    with ProgressBar() as progress:
        report = build_index(seeds, index_folder(index), progress=progress, fresh=fresh)
    return told(report, arguments)


def told(report: BuildReport, arguments: Namespace) -> int:
    """Print a report, and complain of each document that was left out; 1 when there is one."""
    say(report_text(report))
    for failure in report.failures:
        complain(failure, arguments.debug)
    return 1 if report.failures else 0


def counted_documents(library: Library) -> list[tuple[Document, int]]:
    """Each document with the number of its paragraphs."""
    return [(document, library.paragraph_count(key)) for key, document in library.documents.items()]


def library_documents(arguments: Namespace) -> dict[str, Document]:
    """The documents of the library by key; none when there are no seeds yet."""
    seeds = seeds_folder(arguments.seeds, arguments.index)
    if not seeds.is_dir() or not any(seeds.iterdir()):
        return {}
    return dict(opened(arguments).library.documents)


def question(proposals: Sequence[Proposal]) -> str:
    """What is asked before files are added."""
    return f"Add {'it' if len(proposals) == 1 else 'them'} as shown?"


def confirmed(arguments: Namespace, asked: str) -> bool:
    """Whether the user says yes, or said so with --yes. Raises UsageError when there is nobody to ask."""
    if arguments.yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError("Nobody is there to confirm this; run it again with --yes to go ahead as shown.")
    return input(f"{asked} [y/N] ").strip().lower() in ("y", "yes")

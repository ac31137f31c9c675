"""The words of the project as frozen values, one for each stage a document or a question passes through.

Block → Paragraph → Passage is a document's way, in `documents`; Query → Hit → Draft → Citation → Answer is a
question's, in `questions`; what comes while an answer is written stands in `pieces`. Nothing here reads files, searches
or composes; every other module takes these values and gives back new ones.
"""

from mandate_qa.types.documents import (
    Block,
    BlockKind,
    Document,
    Paragraph,
    ParagraphKind,
    Part,
    PartKind,
    Passage,
    PassageKind,
    Progress,
    Row,
    Table,
)
from mandate_qa.types.pieces import Unchecked, Withdrawn
from mandate_qa.types.questions import (
    Answer,
    Citation,
    Draft,
    Evidence,
    Hit,
    Query,
    Scope,
    Statement,
    Status,
    Turn,
    Usage,
    Wanted,
)

__all__ = [
    "Answer",
    "Block",
    "BlockKind",
    "Citation",
    "Document",
    "Draft",
    "Evidence",
    "Hit",
    "Paragraph",
    "ParagraphKind",
    "Part",
    "PartKind",
    "Passage",
    "PassageKind",
    "Progress",
    "Query",
    "Row",
    "Scope",
    "Statement",
    "Status",
    "Table",
    "Turn",
    "Unchecked",
    "Usage",
    "Wanted",
    "Withdrawn",
]

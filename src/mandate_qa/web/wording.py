"""What the chat window says in its own words, in plain English."""

from __future__ import annotations

from collections.abc import Iterable

from mandate_qa.periods import day_words as day_words
from mandate_qa.types import Document

TITLE = "Ask the policy documents"
SKIP = "Skip to the main content"
PAGES = "Pages"
NAVIGATION = (("/", "Ask"), ("/library", "Library"))
"""Paths of the pages that every page links to, with their names."""
WITHIN = {"/documents": "/library", "/source": "/library"}
"""Where a page belongs that is not below one of these, by the first part of its path."""
SIGN_OUT = "Sign out"
INTRODUCTION = (
    "Ask a question in your own words. Answers come only from the documents in the library, and every statement "
    "names the paragraph it comes from. Open a source to read the words in their place."
)
QUESTION = "Your question"
ASK = "Ask"
STOP = "Stop"
PLACEHOLDER = "For example: what was the elective recovery target?"
SEARCH_IN = "Documents to search"
SEARCH_IN_HELP = "Choose the documents to search; none chosen means all"
FILTER = "Find a document"
LEFT_OUT = "Could not be read, or not all of it:"
START_AGAIN = "New conversation"
HISTORY = "Earlier conversations"
KEPT_THERE = "Kept in this browser only. Whoever uses it can read them."
KEPT_HERE = "Kept on the server under your name. Nobody else sees them."
FORGET = "Delete all conversations"
EXPORT_ALL = "Download the conversation"
SOURCE = "Source"
SOURCES = "Sources"
CLOSE_SOURCE = "Close the source"
TABLE = "Table"
NEAREST = "Nearest paragraphs"
NEXT = "You could ask next"
HOW = "How this was answered"
HITS = "Passages found for the question"
HIT_HEADS = ("Rank", "Paragraph", "Score", "Used")
KEPT = "Kept"
SET_ASIDE = "Set aside:"
CHECKED = "Checked"
NOT_VERIFIED = "Not verified"
NOT_VERIFIED_HELP = "The check failed: read the paragraph before you rely on this statement."
SUPERSEDED = "superseded"
SUPERSEDED_BY = "Superseded by"
IN_FORCE = "In force"
ENDED = "Latest edition; its period ended on {}"
BEGINS = "Latest edition; its period begins on {}"
LATEST = "Latest edition in the library"
"""Said of a document that tells no period."""
SCOPE = "What this answer looked in"
SCOPE_LEAD = "Looked in"
ALL_DOCUMENTS = "all documents"
YEAR, DOCUMENT = "Year", "Document"
CLEAR_SCOPE = "Ask again without"
CHANGE_SCOPE = "Ask of another document"
DISAGREE = "The documents disagree"
DISAGREE_HEADS = ("Document", "What it says", "Paragraph")
ACTIONS = "What you can do with this answer"
COPY = "Copy with footnotes"
EXPORT = "Download"
FORMATS = (("docx", "Word (.docx)"), ("md", "Markdown (.md)"), ("txt", "Plain text (.txt)"), ("csv", "Figures (.csv)"))
LINK = "Link to this answer"
RETRY = "Ask again"
TRY_AGAIN = "Try again"
EDIT = "Change the question"
FEEDBACK = "Is this answer right?"
FEEDBACK_LEGEND = "What do you think of this answer?"
VERDICTS = (
    ("right", "It is right"),
    ("wrong", "It is wrong"),
    ("citation_wrong", "The source does not say that"),
    ("should_have_refused", "The documents do not say, so it should not have answered"),
)
FEEDBACK_WORDS = "What should it have said? (optional)"
FEEDBACK_HINT = "Your words are stored with the question and the answer for the people who run this service."
SEND = "Send"
CONTINUE = "Go on with your last conversation"
WELCOME = "Choose a question to begin with, or type your own"
LOOKING = "Looking in the documents …"
WRITING = "Still writing"
FAILED = (
    "Something went wrong and your question was not answered. Try again; if it happens again, tell the person who "
    "runs this service."
)

SAID_BY_SCRIPTS = {
    "all": ALL_DOCUMENTS,
    "answered": "Answered:",
    "copied": "Copied.",
    "notCopied": "The text could not be copied; export it instead.",
    "empty": "Type a question first.",
    "failed": FAILED,
    "unreachable": "The service cannot be reached. Check that it is running and that you are online, then try again.",
    "full": "Many people are asking just now, and the queue is full. Try again in a minute.",
    "ahead": "Waiting: {n} before you.",
    "looking": LOOKING,
    "stopped": "Stopped. Nothing was answered.",
    "sourceFailed": "The source could not be opened. Try again.",
    "sourceOpened": "Source opened:",
    "exported": "Saved as {name}.",
    "notExported": "The file could not be made. Try again.",
    "linked": "A link to this answer:",
    "notLinked": "The link could not be made. Try again.",
    "linkCopied": "Copied to the clipboard.",
    "thanks": "Thank you. Your words were stored.",
    "notSent": "Your words could not be stored. Try again.",
    "replaced": "Asked again below",
    "askedOf": "Asked again of {name}",
    "askedOfAll": "Asked again without that scope",
    "none": "No earlier conversations.",
    "delete": "Delete",
    "open": "Open",
    "deleteOne": "Delete the conversation “{name}”?",
    "deleteAll": "Delete all conversations? They cannot be brought back.",
    "deleted": "Deleted.",
    "memory": (
        "This browser has no room for more conversations. Delete some, or the newest will be gone when you close "
        "this page."
    ),
    "signedOut": "You are signed out. Load the page again to sign in.",
}
"""What the scripts of the chat say, by name; `{n}` and `{name}` are filled in."""

EXAMPLES = (
    "What are the main objectives?",
    "What budget is set, and for which years?",
    "What are the waiting time standards?",
    "Who is responsible for delivery?",
)
"""Asked for when the library offers no examples of its own."""


def document_words(document: Document) -> str:
    """Who published a document and when, with its standing: "Department of Health, March 2017, final"."""
    return ", ".join(joined([document.publisher, day_words(document.published), document.status]))


def period_words(document: Document) -> str:
    """The time a document applies to, in words; empty when it is not known."""
    start, end = day_words(document.period_start or ""), day_words(document.period_end or "")
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def joined(words: Iterable[str]) -> list[str]:
    """`words` without the empty ones."""
    return [word for word in words if word]

"""The chat window as a reader handles it: ask, look at an answer, open a source, go back.

Every wait is for something that a reader would see; nothing waits for a time.
"""

from __future__ import annotations

from typing import Any


class Chat:
    """The chat window on a Playwright page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.box = page.locator("#question")
        self.turns = page.locator("#turns .turn")
        self.source = page.locator("#source")
        self.error = page.locator("#question-error")

    @property
    def last(self) -> Any:
        """The newest turn: a question with its reply."""
        return self.turns.last

    def open(self, path: str = "./") -> Chat:
        """Load the chat and wait until a question can be typed."""
        self.page.goto(path)
        self.box.wait_for()
        return self

    def ask(self, question: str) -> Any:
        """Type a question and send it; the turn, once its answer is there."""
        self.box.fill(question)
        self.box.press("Enter")
        return self.answered()

    def answered(self, count: int | None = None) -> Any:
        """The newest turn once it holds a whole answer; with `count`, once there are so many turns."""
        if count is not None:
            self.turns.nth(count - 1).wait_for()
        self.last.locator(".answer[data-status]").wait_for()
        return self.last

    def failed(self) -> Any:
        """The newest turn once it says that it failed."""
        self.last.locator(".failure").wait_for()
        return self.last

    def mark(self, number: int) -> Any:
        """The mark [number] in the text of the newest answer."""
        return self.last.locator(f".text a.mark[data-source='{number}']").first

    def opened(self) -> Any:
        """The source beside the answer, once the quoted words are marked in it."""
        self.source.locator("mark").first.wait_for()
        return self.source

    def menu(self, summary: str) -> Any:
        """The menu of the newest answer behind the words `summary`, opened."""
        menu = self.last.locator("details", has=self.page.locator("summary", has_text=summary))
        menu.locator("summary").click()
        return menu

    def whole_text(self) -> str:
        """The text of the newest answer on one line."""
        return one_line(self.last.locator(".text").inner_text())


def one_line(text: str) -> str:
    """`text` with every run of blanks, line ends, bullets and bars between cells made one blank."""
    return " ".join(word for word in text.split() if word not in ("-", "•", "–", "|"))


def marked_words(source: Any) -> str:
    """The words relied on that are marked in an opened source, on one line, without what is said for screen readers."""
    words = """marks => marks.map(mark => {
        const copy = mark.cloneNode(true);
        copy.querySelectorAll('.said').forEach(said => said.remove());
        return copy.textContent;
    })"""
    return one_line(" ".join(source.locator("mark.relied").evaluate_all(words)))


def quotes(page: Any) -> list[str]:
    """The quotes of the newest kept answer, by mark, each on one line: what the browser remembers of it."""
    kept = """() => {
        const all = Object.values(JSON.parse(localStorage.getItem('mandate-qa.conversations') ?? '{}'));
        const newest = all.sort((a, b) => a.changed.localeCompare(b.changed)).at(-1);
        return newest.turns.at(-1).answer.citations.map(citation => citation.quote);
    }"""
    return [one_line(quote) for quote in page.evaluate(kept)]

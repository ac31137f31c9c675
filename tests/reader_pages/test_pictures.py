"""Pages as printed: the rectangles lie on the words relied on, found here by drawing anew; or there are none."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import stand_in
from PIL import Image, ImageChops
from reading_html import parsed
from starlette.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parents[1] / "documents"))

from make_pdf import Sheet, pdf

from mandate_qa.files import sha256
from mandate_qa.reading.files import read_blocks
from mandate_qa.reading.numbering import number_paragraphs
from mandate_qa.types import Document, Paragraph

Made = Callable[..., TestClient]
Draw = Callable[[Sheet], object]
SCRIPT = {"sec-fetch-dest": "empty"}


@dataclass
class Shelf:
    """A PDF among the seeds, read as the index reads it."""

    seeds: Path
    document: Document
    paragraphs: list[Paragraph]
    client: TestClient

    def holding(self, words: str) -> Paragraph:
        return next(found for found in self.paragraphs if words in found.text)

    def asked(self, words: str, within: str = "") -> dict[str, object]:
        paragraph = self.holding(within or words)
        start = paragraph.text.index(words)
        return {"id": paragraph.id, "start": start, "end": start + len(words)}

    def marked(self, words: str, within: str = "", number: int = 1) -> list[str]:
        """The words that the page has where its picture is marked, a line each."""
        reply = self.client.get(f"/pages/plan/{number}.png", params=self.asked(words, within))  # type: ignore[arg-type]
        assert reply.headers["content-type"] == "image/png"
        return words_under(reply.content, self.seeds / self.document.path, number)

    def told(self, words: str, within: str = "") -> str:
        reply = self.client.get("/source", params=self.asked(words, within), headers=SCRIPT)  # type: ignore[arg-type]
        return parsed(reply.text).one("details", "printed").words


@pytest.fixture
def shelf(tmp_path: Path, made: Made) -> Callable[..., Shelf]:
    def put(*draw: Draw, **options: object) -> Shelf:
        path = tmp_path / "plan.pdf"
        path.write_bytes(pdf(*draw, **options))  # type: ignore[arg-type]
        document = stand_in.document(path=path.name, content_hash=sha256(path))
        paragraphs = number_paragraphs(document, read_blocks(path))
        service = stand_in.service([document], *paragraphs, seeds=tmp_path)
        return Shelf(tmp_path, document, list(paragraphs), made(service))

    return put


def words_under(png: bytes, path: Path, number: int) -> list[str]:
    """The words of the page's text layer that have yellow between their strokes, those of each line together."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        image = Image.open(io.BytesIO(png)).convert("RGB")
        across, down = image.width / page.get_width(), image.height / page.get_height()
        text = page.get_textpage()
        lines: list[tuple[float, str]] = []
        for n in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(n, loose=True)
            box = (left * across, (page.get_height() - top) * down, right * across, (page.get_height() - bottom) * down)
            if right > left and is_lit(image, box):
                char = text.get_text_range(n, 1)
                if lines and -3 < left - lines[-1][0] < 9:
                    lines[-1] = (right, lines[-1][1] + char)
                else:
                    lines.append((right, char))
        return [line.strip() for _, line in lines]


def is_lit(image: Image.Image, box: tuple[float, float, float, float]) -> bool:
    """Whether most of what is not ink in a box is yellow."""
    dots = image.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3]))).tobytes()
    paper = [dot for n in range(0, len(dots), 3) if min((dot := dots[n : n + 3])[:2]) > 160]
    return bool(paper) and sum(map(is_yellow, paper)) * 2 > len(paper)


def yellow(image: Image.Image) -> list[tuple[int, int, int, int]]:
    """Boxes round what is yellow, one for each stretch of rows and, in it, of columns at least 20 dots apart."""
    red, green, blue = image.split()
    far, near = ImageChops.subtract(red, blue), ImageChops.subtract(green, blue)
    mask = ImageChops.darker(far.point(lambda v: 255 * (v > 60)), near.point(lambda v: 255 * (v > 40)))
    boxes = []
    for y0, y1 in stretches(lit_rows(mask), 2):
        across = mask.crop((0, y0, mask.width, y1)).transpose(Image.Transpose.TRANSPOSE)
        boxes += [(x0, y0, x1, y1) for x0, x1 in stretches(lit_rows(across), 20)]
    return boxes


def lit_rows(mask: Image.Image) -> list[bool]:
    dots = mask.tobytes()
    return [any(dots[n : n + mask.width]) for n in range(0, len(dots), mask.width)]


def is_yellow(dot: Sequence[int]) -> bool:
    red, green, blue = dot
    return red - blue > 60 and green - blue > 40


def stretches(lit: Sequence[bool], gap: int) -> list[tuple[int, int]]:
    """Runs of what is lit, those less than `gap` apart together."""
    found: list[tuple[int, int]] = []
    for n in (n for n, here in enumerate(lit) if here):
        if found and n - found[-1][1] < gap:
            found[-1] = (found[-1][0], n + 1)
        else:
            found.append((n, n + 1))
    return found


def squeezed(lines: Sequence[str]) -> str:
    return "".join("".join(line.split()) for line in lines).replace("\ufffe", "").replace("-", "")


PROSE = [
    "1.1 The Office must publish a list of safe paints by June and inspect",
    "twelve workshops each month, so that trans-",
    "parent records of every visit are kept for ten years by the Office.",
    "",
    "1.2 The Office must publish a list of safe toys by July and inspect",
    "nine factories each month, so that transparent records are kept.",
]


def prose(sheet: Sheet) -> None:
    sheet.lines(72, 100, PROSE)


def test_words_over_line_ends_and_a_hyphen_are_marked(shelf: Callable[..., Shelf]) -> None:
    words = "inspect twelve workshops each month, so that transparent records"
    found = shelf(prose).marked(words)
    assert len(found) == 3
    assert squeezed(found) == squeezed([words])


def test_words_that_stand_twice_are_marked_in_their_own_paragraph(shelf: Callable[..., Shelf]) -> None:
    put = shelf(prose)
    first = yellow_of(put, "The Office must publish a list", "twelve")
    second = yellow_of(put, "The Office must publish a list", "nine factories")
    assert len(first) == len(second) == 1
    assert first[0][3] < second[0][1]


def yellow_of(put: Shelf, words: str, within: str) -> list[tuple[int, int, int, int]]:
    reply = put.client.get("/pages/plan/1.png", params=put.asked(words, within))  # type: ignore[arg-type]
    return yellow(Image.open(io.BytesIO(reply.content)).convert("RGB"))


ROWS = [("Nurses", "1,204", "1,350"), ("Doctors and dentists", "812", "1,204"), ("Total", "2,016", "2,554")]


def ruled(sheet: Sheet) -> None:
    """A table with rules, written column by column."""
    sheet.say(72, 80, "2.1 The budget in thousands of pounds for the two years is in the table below.")
    sheet.grid([72, 260, 340, 420], [100, 120, 140, 160, 180])
    for column, x in enumerate((76, 264, 344)):
        for n, row in enumerate([("Staff", "2023-24", "2024-25"), *ROWS]):
            sheet.say(x, 115 + 20 * n, row[column])


def test_a_row_of_a_table_is_marked_cell_by_cell(shelf: Callable[..., Shelf]) -> None:
    put = shelf(ruled)
    assert put.marked("Doctors and dentists\t812\t1,204") == ["Doctors and dentists", "812", "1,204"]


def test_the_right_one_of_two_equal_cells_is_marked(shelf: Callable[..., Shelf]) -> None:
    put = shelf(ruled)
    table = put.holding("Doctors and dentists")
    start = table.text.index("812\t1,204") + 4
    reply = put.client.get("/pages/plan/1.png", params={"id": table.id, "start": start, "end": start + 5})
    (box,) = yellow(Image.open(io.BytesIO(reply.content)).convert("RGB"))
    assert words_under(reply.content, put.seeds / "plan.pdf", 1) == ["1,204"]
    assert box[0] > 340 * 1.7


def test_a_footnote_mark_in_the_middle_does_not_hide_the_words(shelf: Callable[..., Shelf]) -> None:
    def noted(sheet: Sheet) -> None:
        end = sheet.say(72, 100, "1.1 The budget of the Office for repairs")
        end = sheet.mark(end, 100, "1")
        sheet.say(end, 100, " is five million pounds in all.")
        sheet.lines(72, 120, ["1.2 Another paragraph stands here."])
        sheet.say(72, 760, "1 In cash terms, as set out in the spending review of the year before.", 8)

    found = shelf(noted).marked("The budget of the Office for repairs is five million pounds", "repairs")
    assert squeezed(found).replace("1", "") == squeezed(["The budget of the Office for repairs is five million pounds"])


def test_words_on_the_next_page_are_shown_there(shelf: Callable[..., Shelf]) -> None:
    def first(sheet: Sheet) -> None:
        sheet.lines(
            72, 700, ["1.1 The Office will look after every toy that was made before the war,", "and it will then"]
        )

    def second(sheet: Sheet) -> None:
        sheet.lines(72, 80, ["give each of them to a museum that is open to all children of the town.", "", "1.2 End."])

    put = shelf(first, second)
    words = "a museum that is open to all children"
    assert put.holding(words).page == 1
    assert put.told(words).strip().startswith("Page 2 as printed")
    assert put.marked(words, number=2) == [words]
    assert put.marked(words, number=1) == []


def test_nothing_is_marked_where_the_words_are_not_for_certain(shelf: Callable[..., Shelf], made: Made) -> None:
    put = shelf(prose)
    other = stand_in.text("plan", 9, "The Office must publish a list, which nobody printed.", page=1)
    put.paragraphs.append(other)
    put.client = made(stand_in.service([put.document], *put.paragraphs, seeds=put.seeds))
    assert "nothing is marked" in put.told("The Office must publish a list, which")
    assert put.marked("The Office must publish a list, which") == []


@pytest.mark.parametrize(("turn", "told"), [(90, True), (180, True), (270, True), (90, False)])
def test_a_turned_page_is_shown_upright_and_marked_there(turn: int, told: bool, shelf: Callable[..., Shelf]) -> None:
    def turned(sheet: Sheet) -> None:
        sheet.canvas.setPageRotation(turn if told else 0)
        long, short = sheet.height, sheet.width
        sheet.canvas.translate(*{90: (long, 0), 180: (short, long), 270: (0, short)}[turn])
        sheet.canvas.rotate(turn)
        prose(sheet)

    put = shelf(turned)
    reply = put.client.get("/pages/plan/1.png", params=put.asked("twelve workshops each month"))  # type: ignore[arg-type]
    image = Image.open(io.BytesIO(reply.content)).convert("RGB")
    ((x0, y0, x1, y1),) = yellow(image)
    assert (image.width > image.height) == (not told)
    assert 72 * 1.7 < x0 < 72 * 1.8
    assert (100 + 1.2 * 11 - 11) * 1.7 < y0 < y1 < (100 + 1.2 * 11 + 5) * 1.8
    assert x1 - x0 > 5 * (y1 - y0)


def test_a_page_is_not_shown_of_a_file_that_was_changed(shelf: Callable[..., Shelf]) -> None:
    put = shelf(prose)
    (put.seeds / "plan.pdf").write_bytes(pdf(lambda sheet: sheet.lines(72, 100, ["other words"])))
    reply = put.client.get("/source", params=put.asked("twelve"), headers=SCRIPT)  # type: ignore[arg-type]
    assert "printed" not in [style for found in parsed(reply.text).walk() for style in found.classes]
    assert put.client.get("/pages/plan/1.png").status_code == 404


@pytest.mark.parametrize("path", ["../outside.pdf", "/etc/hostname.pdf", "link.pdf", "missing.pdf", "folder.pdf"])
def test_no_file_outside_the_seeds_is_shown(path: str, tmp_path: Path, made: Made) -> None:
    seeds, outside = tmp_path / "seeds", tmp_path / "outside.pdf"
    (seeds / "folder.pdf").mkdir(parents=True)
    outside.write_bytes(pdf(prose))
    (seeds / "link.pdf").symlink_to(outside)
    document = stand_in.document(path=path, content_hash=sha256(outside))
    client = made(stand_in.service([document], stand_in.text("plan", 0, "words", page=1), seeds=seeds))
    assert client.get("/pages/plan/1.png").status_code == 404
    assert "as printed" not in client.get("/source", params={"id": "plan ¶0"}).text


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "x"])
def test_a_page_that_is_not_there_is_told_in_a_sentence(number: str, shelf: Callable[..., Shelf]) -> None:
    assert shelf(prose).client.get(f"/pages/plan/{number}.png").status_code == 404


def test_a_page_of_any_size_becomes_a_picture_of_bearable_size(shelf: Callable[..., Shelf]) -> None:
    put = shelf(prose, size=(6000.0, 9000.0))
    image = Image.open(io.BytesIO(put.client.get("/pages/plan/1.png").content))
    assert 2_000_000 < image.width * image.height <= 2_600_000


def test_many_readers_at_once_get_the_same_picture(shelf: Callable[..., Shelf]) -> None:
    put = shelf(prose)
    asked = [put.asked(words) for words in ("twelve workshops each month", "nine factories each month")] * 8
    alone = [put.client.get("/pages/plan/1.png", params=each).content for each in asked]  # type: ignore[arg-type]
    again = shelf(prose)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda each: again.client.get("/pages/plan/1.png", params=each).content, asked))  # type: ignore[arg-type]
    assert together == alone
    assert len(set(alone)) == 2


def test_a_picture_says_what_it_shows_and_is_not_sent_twice(shelf: Callable[..., Shelf]) -> None:
    put = shelf(prose)
    asked = put.asked("twelve workshops each month")
    picture = parsed(put.client.get("/source", params=asked, headers=SCRIPT).text).one("img")  # type: ignore[arg-type]
    assert picture.attributes["alt"].startswith("Page 1 of The plan as printed, with the words relied on marked.")
    assert picture.attributes["loading"] == "lazy"
    first = put.client.get(picture.attributes["src"])
    again = put.client.get(picture.attributes["src"], headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code) == (200, 304)

"""`Extraction` → a picture of each page with its structure drawn over it. The only file that imports Pillow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from models.records.ink import BBox
from models.records.layout import Block, Extraction, PageRecord

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SCALE = 1.6
"""Pixels a point: small print stays legible on a page of ordinary size."""
MOST_PIXELS = 2400
"""A page with a longer side is drawn smaller."""
FADE = 0.35
"""Share of white that is laid over the page, so that the drawing stands out."""
TYPE = 13
"""Height of the letters of tags and legend, in pixels."""
LEGEND = 46
"""Height of the strip below the page, in pixels."""
COLORS: Mapping[str, str] = {
    "title": "#7b1fa2",
    "heading": "#c2185b",
    "paragraph": "#1565c0",
    "list_item": "#00796b",
    "table": "#2e7d32",
    "caption": "#6d4c41",
    "quote": "#ad6a00",
    "footnote": "#5e35b1",
    "contents": "#607d8b",
    "box": "#ef6c00",
    "column": "#90a4ae",
    "running": "#757575",
}
NAMES: Mapping[str, str] = {
    "title": "T",
    "heading": "H",
    "paragraph": "P",
    "list_item": "L",
    "table": "table",
    "caption": "caption",
    "quote": "quote",
    "footnote": "note",
    "contents": "contents",
}


class Placed(NamedTuple):
    """A block, or a part of one, on a page: its number in reading order (from 1) and its box."""

    number: int
    block: Block
    box: BBox
    first: bool


def draw_pages(extraction: Extraction, renderings: Iterator[Image | None], folder: Path, stem: str) -> Iterator[Path]:
    """Write one PNG a page into a folder that is there, and name it. Raises OSError where it cannot be written.

    `renderings` gives the pages in order, None for one that cannot be shown; they are not kept.
    """
    places = _by_page(extraction.blocks)
    digits = max(3, len(str(extraction.pages)))
    for page, rendering in zip(extraction.page_records, renderings, strict=False):
        picture = draw_page(page, places.get(page.number, []), rendering, extraction.pages)
        path = folder / f"{stem}-page-{page.number:0{digits}d}.png"
        picture.quantize(128).save(path, optimize=True)
        yield path


def _by_page(blocks: Sequence[Block]) -> dict[int, list[Placed]]:
    placed = [
        (place.page, Placed(number, block, place.bbox, at == 0))
        for number, block in enumerate(blocks, start=1)
        for at, place in enumerate(block.places)
    ]
    placed += [(page, Placed(n, b, box, False)) for n, b in enumerate(blocks, start=1) for page, box in _later_parts(b)]
    ordered = sorted(placed, key=lambda one: (one[0], one[1].number))
    return {page: [one for _, one in group] for page, group in groupby(ordered, key=lambda one: one[0])}


def _later_parts(block: Block) -> Iterator[tuple[int, BBox]]:
    """Where a table goes on, on the pages after the one on which it begins."""
    from models.records.ink import union

    cells = block.table.cells if block.table else ()
    for page in sorted({cell.where.page for cell in cells} - {block.page_first}):
        yield page, union([cell.where.bbox for cell in cells if cell.where.page == page])


def draw_page(page: PageRecord, placed: Sequence[Placed], rendering: Image | None, pages: int) -> Image:
    """One page with columns, boxes, blocks, cells, notes and running lines drawn over it, and a legend."""
    from PIL import Image, ImageDraw

    scale = scale_of(page.width, page.height)
    size = max(round(page.width * scale), 480), max(round(page.height * scale), 60)
    sheet = Image.new("RGB", (size[0], size[1] + LEGEND), "white")
    if rendering is not None:
        shown = rendering.convert("RGB").rotate(-page.turn, expand=True)
        sheet.paste(Image.blend(shown, Image.new("RGB", shown.size, "white"), FADE), (0, 0))
    pen = ImageDraw.Draw(sheet, "RGBA")
    pen.font = _font(TYPE)
    _draw_frames(pen, page, scale)
    for one in placed:
        _draw_block(pen, one, page.number, scale)
    _draw_ties(pen, placed, scale)
    for one in placed:
        _draw_tag(pen, one, scale, size[0])
    if page.unread:
        _draw_note(pen, f"page {page.number} was not read: it needs OCR", size)
    _draw_legend(pen, page, placed, pages, size)
    return sheet


def scale_of(width: float, height: float) -> float:
    """Pixels a point for a page of this size in points."""
    return min(SCALE, MOST_PIXELS / max(width, height, 1.0))


def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _pixels(box: BBox, scale: float, grow: float = 0.0) -> tuple[float, float, float, float]:
    """Corners in pixels, always at least a pixel apart; `grow` in pixels."""
    x0, top = box.x0 * scale - grow, box.top * scale - grow
    return x0, top, max(box.x1 * scale + grow, x0 + 1), max(box.bottom * scale + grow, top + 1)


def _draw_frames(pen: ImageDraw, page: PageRecord, scale: float) -> None:
    for number, column in enumerate(page.columns, start=1):
        _dashed(pen, _pixels(column, scale, 5), COLORS["column"])
        pen.text(
            (column.x1 * scale + 4, column.top * scale - 6), f"column {number}", fill=COLORS["column"], anchor="rb"
        )
    for box in page.boxes:
        pen.rectangle(_pixels(box, scale, 1), fill=COLORS["box"] + "14", outline=COLORS["box"], width=3)
    for line in page.running:
        pen.rectangle(_pixels(line.bbox, scale, 2), fill=COLORS["running"] + "66", outline=COLORS["running"])


def _dashed(pen: ImageDraw, corners: tuple[float, float, float, float], color: str, step: int = 9) -> None:
    x0, top, x1, bottom = (round(value) for value in corners)
    for x in range(x0, x1, 2 * step):
        for y in (top, bottom):
            pen.line((x, y, min(x + step, x1), y), fill=color)
    for y in range(top, bottom, 2 * step):
        for x in (x0, x1):
            pen.line((x, y, x, min(y + step, bottom)), fill=color)


def _draw_block(pen: ImageDraw, one: Placed, page: int, scale: float) -> None:
    color = COLORS[one.block.kind]
    pen.rectangle(_pixels(one.box, scale, 2), fill=color + "1a", outline=color, width=2 if one.block.table else 1)
    for cell in one.block.table.cells if one.block.table else ():
        if cell.where.page == page:
            tint = color + ("55" if cell.header else "00")
            pen.rectangle(_pixels(cell.where.bbox, scale), fill=tint, outline=color)


def _draw_ties(pen: ImageDraw, placed: Sequence[Placed], scale: float) -> None:
    """A line from each note to the block with its marker, where both stand on the page."""
    at = {one.number: one.box for one in reversed(placed)}
    for one in placed:
        anchor = at.get(one.block.anchor + 1) if one.block.anchor is not None else None
        if anchor is not None:
            ends = one.box.x0 * scale, one.box.top * scale, anchor.x0 * scale, anchor.bottom * scale
            pen.line(ends, fill=COLORS["footnote"] + "99", width=1)


def _draw_tag(pen: ImageDraw, one: Placed, scale: float, most: float) -> None:
    """Number in reading order, kind and level, left of the first line of the block, or right of it without room."""
    text, color = tag_of(one), COLORS[one.block.kind]
    width = pen.textlength(text) + 6
    left = one.box.x0 * scale - width - 3
    x = left if left >= 0 else min(one.box.x1 * scale + 4, most - width)
    y = max(one.box.top * scale - 2, 0)
    pen.rectangle((x, y, x + width, y + TYPE + 2), fill=color + "d9")
    pen.text((x + 3, y), text, fill="white")


def tag_of(one: Placed) -> str:
    """`12 H2` for a heading of level 2, `13 L1 a.` for an item, `14 table 5x3`, `20 note 7 in 13`; `13 +` goes on."""
    block = one.block
    if not one.first:
        return f"{one.number} +"
    words = [str(one.number), NAMES[block.kind]]
    if block.kind in ("heading", "list_item"):
        words[1] += str(block.level)
    if block.table:
        words.append(f"{block.table.n_rows}x{block.table.n_cols}")
    elif block.label and block.label.isascii():
        words.append(block.label)
    if block.kind == "footnote":
        words.append(f"in {block.anchor + 1}" if block.anchor is not None else "no marker")
    return " ".join(words)


def _draw_note(pen: ImageDraw, text: str, size: tuple[int, int]) -> None:
    pen.rectangle((0, size[1] // 2 - 20, size[0], size[1] // 2 + 20), fill="#b71c1ce6")
    pen.text((size[0] // 2, size[1] // 2), text, fill="white", anchor="mm", font=_font(18))


def _draw_legend(pen: ImageDraw, page: PageRecord, placed: Sequence[Placed], pages: int, size: tuple[int, int]) -> None:
    """What was read in figures, and what the colours mean that this page shows."""
    top = size[1]
    pen.line((0, top, size[0], top), fill="#263238")
    said = (
        f"page {page.number} of {pages} · {page.reader} · {page.words} words, {page.lost} lost · "
        f"{page.tables} tables with {page.rows} rows · number = reading order, + = goes on"
    )
    pen.text((6, top + 5), said, fill="#263238")
    kinds = {one.block.kind for one in placed}
    shown = {"column": page.columns, "box": page.boxes, "running": page.running}
    x = 6.0
    for kind, color in COLORS.items():
        if kind in kinds or shown.get(kind):
            name = kind.replace("_", " ")
            pen.rectangle((x, top + 27, x + 11, top + 38), fill=color)
            pen.text((x + 15, top + 24), name, fill="#263238")
            x += pen.textlength(name) + 27

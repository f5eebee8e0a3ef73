"""Page designs of the digests: page size, colours, type sizes, covers, running headers and footers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit

Painter = Callable[[Any, dict[str, Any], "Design"], None]


@dataclass(frozen=True)
class Design:
    """How one family of reports looks; lengths in points, colours as hexadecimal."""

    name: str
    main: str
    accent: str
    tint: str
    cover: Painter
    ink: str = "222222"
    page: tuple[float, float] = A4
    left: float = 76.0
    right: float = 76.0
    top: float = 76.0
    bottom: float = 72.0
    size: float = 10.5
    leading: float = 16.0
    justified: bool = False
    headings: tuple[float, float, float] = (22.0, 13.0, 11.0)
    heading_colors: tuple[str, str, str] = ("main", "accent", "accent")
    ruled_heading: bool = False
    barred_heading: bool = False
    bullet: tuple[str, str] = ("Helvetica", "\u2022")
    bullet_color: str = "accent"
    page_label: str = "{}"
    contents: str = "dots"
    numbered_color: str = "main"

    def color(self, name: str) -> Any:
        """Colour of the design by its name."""
        return HexColor(f"#{getattr(self, name)}")

    @property
    def width(self) -> float:
        """Width of the text area."""
        return self.page[0] - self.left - self.right


def draw_lines(canvas: Any, text: str, font: str, size: float, place: tuple[float, float, float]) -> float:
    """Draw text wrapped to a width from (x, y) downwards; returns the y below the last line."""
    x, y, width = place
    canvas.setFont(font, size)
    for line in simpleSplit(text, font, size, width):
        canvas.drawString(x, y, line)
        y -= size * 1.25
    return y


def _cover_action(canvas: Any, head: dict[str, Any], design: Design) -> None:
    width, height = design.page
    canvas.setFillColor(HexColor("#0e1f3d"))
    canvas.rect(0, height * 0.54, width * 0.48, height * 0.46, stroke=0, fill=1)
    canvas.setFillColor(design.color("accent"))
    canvas.rect(width * 0.48, height * 0.54, width * 0.52, height * 0.46, stroke=0, fill=1)
    canvas.setFillColor(design.color("main"))
    canvas.rect(0, 0, width, height * 0.54, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    y = draw_lines(canvas, head["title"], "Helvetica-Bold", 26, (66, height * 0.42, width - 150))
    canvas.setFillColor(design.color("accent"))
    y = draw_lines(canvas, head["subtitle"], "Helvetica", 15, (66, y - 8, width - 150))
    canvas.setFillColor(HexColor("#ffffff"))
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(66, y - 40, head["date"].upper())


def _cover_stocktaking(canvas: Any, head: dict[str, Any], design: Design) -> None:
    width, height = design.page
    canvas.setFillColor(HexColor("#c9d8cf"))
    canvas.rect(0, 0, width, height * 0.5, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#8a5a3c"))
    path = canvas.beginPath()
    path.moveTo(0, 0)
    path.lineTo(0, height * 0.16)
    path.lineTo(width, height * 0.34)
    path.lineTo(width, 0)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillColor(design.color("main"))
    y = draw_lines(canvas, head["title"], "Helvetica-Bold", 36, (56, height - 130, width - 112))
    y = draw_lines(canvas, head["subtitle"], "Helvetica", 16, (56, y - 4, width - 112))
    canvas.setFillColor(design.color("accent"))
    draw_lines(canvas, head["date"], "Helvetica-Bold", 11, (56, y - 16, width - 112))


def _cover_priorities(canvas: Any, head: dict[str, Any], design: Design) -> None:
    width, height = design.page
    canvas.setFillColor(design.color("main"))
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffc20e"))
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(62, height - 80, head["date"].upper())
    canvas.setFillColor(HexColor("#ffffff"))
    y = draw_lines(canvas, head["title"], "Helvetica-Bold", 24, (62, height - 150, width - 150))
    canvas.setFillColor(HexColor("#ffc20e"))
    draw_lines(canvas, head["subtitle"], "Helvetica-Bold", 28, (62, y - 40, 300))
    canvas.setFillColor(design.color("accent"))
    canvas.rect(62, 90, 90, 90, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#0e1f3d"))
    canvas.rect(70, 98, 74, 74, stroke=0, fill=1)


def _cover_plain(canvas: Any, head: dict[str, Any], design: Design) -> None:
    width, height = design.page
    canvas.setFillColor(HexColor("#5d7a52"))
    canvas.rect(72, height - 250, width - 144, 150, stroke=0, fill=1)
    canvas.setFillColor(design.color("main"))
    y = draw_lines(canvas, head["title"], "Helvetica-Bold", 24, (72, height - 400, width - 144))
    canvas.setFillColor(HexColor("#000000"))
    y = draw_lines(canvas, head["subtitle"], "Helvetica", 12, (72, y - 30, width - 144))
    draw_lines(canvas, f"Date: {head['date']}", "Helvetica", 12, (72, y, width - 144))


def draw_slide(canvas: Any, design: Design) -> None:
    """The green facets at both sides of a slide."""
    width, height = design.page
    shapes = (
        ("90c226", ((0, 0), (68, 0), (0, height * 0.37))),
        ("d7e9b2", ((width * 0.735, height), (width, height), (width, 0), (width * 0.84, 0))),
        ("74b244", ((width * 0.9, height), (width, height), (width, height * 0.36))),
        ("548f2a", ((width * 0.795, 0), (width, 0), (width, height * 0.63))),
    )
    for color, points in shapes:
        canvas.setFillColor(HexColor(f"#{color}"))
        path = canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def _cover_slide(canvas: Any, head: dict[str, Any], design: Design) -> None:
    draw_slide(canvas, design)
    width, height = design.page
    canvas.setFillColor(design.color("main"))
    y = height - 200.0
    for line in simpleSplit(head["title"], "Helvetica", 40, 520):
        canvas.setFont("Helvetica", 40)
        canvas.drawRightString(width * 0.7, y, line)
        y -= 50
    canvas.setFillColor(HexColor("#7f7f7f"))
    canvas.setFont("Helvetica", 17)
    canvas.drawRightString(width * 0.7, y - 8, head["subtitle"].upper())


DESIGNS = {
    design.name: design
    for design in (
        Design(
            "action-committee", "1f3f6e", "e39a2d", "eef1f6", _cover_action, ruled_heading=True,
            headings=(22.0, 13.0, 12.0), heading_colors=("main", "accent", "accent"), bullet=("ZapfDingbats", "\u25a0"),
        ),
        Design(
            "mmc-stocktaking", "0b6e78", "e0752d", "e1efee", _cover_stocktaking, left=54.0, right=54.0, top=66.0,
            size=9.0, leading=14.0, justified=True, headings=(22.0, 13.5, 10.5), contents="numbers",
            heading_colors=("main", "main", "accent"), bullet_color="main",
        ),
        Design(
            "imrf-priorities", "1d4f91", "ef7d1a", "eef3fa", _cover_priorities, ink="1e2430", left=62.0, right=62.0,
            size=10.5, leading=16.0, headings=(20.0, 13.5, 11.0), barred_heading=True, page_label="p.{}",
            heading_colors=("main", "accent", "main"),
        ),
        Design(
            "generic", "2f5496", "c55a11", "f2f2f2", _cover_plain, ink="000000", left=72.0, right=72.0, size=10.5,
            leading=14.5, justified=True, headings=(16.0, 13.0, 11.5), heading_colors=("main", "main", "accent"),
            bullet_color="ink",
        ),
        Design(
            "slides", "90c226", "90c226", "ffffff", _cover_slide, ink="404040", page=(960.0, 540.0), left=74.0,
            right=300.0, top=40.0, bottom=30.0, size=15.0, leading=19.0, headings=(27.0, 18.0, 15.0),
            bullet=("ZapfDingbats", "\u27a4"),
        ),
    )
}  # fmt: skip

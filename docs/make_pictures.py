"""Draw the README's pictures from real output: `python docs/make_pictures.py [OUT]`, after a first run into OUT.

`workbook.png` is drawn only where LibreOffice is installed; `pages.png` shows a page of the bundled corpus.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

import pypdfium2
from rich.console import Console

from extractors.extract import read_extraction
from extractors.page_pictures import draw_pages, scale_of
from extractors.pdfium import render_pages
from flows.summary import show_summary
from models.objectives.taxonomy import load_taxonomy
from pipeline.charts import to_file
from pipeline.compare.comparison import Choices, compare
from pipeline.compare.drawing import draw_kinds
from pipeline.compare.page import PAGE
from pipeline.record import RunRecord

HERE = Path(__file__).parent
ROW, COLUMN, LEFT, TOP = 20, 26, 440, 70
INK, RULE, DECLARED, INFERRED = "#1f2933", "#d9dee4", "#1f4e79", "#c55a11"

Marks = Mapping[tuple[str, str], set[str]]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV dataset."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def to_marks(tags: Iterable[Mapping[str, str]]) -> Marks:
    """(subject, objective) → the sources that name it there; inferred only where it is primary."""
    marks: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for tag in tags:
        if tag["source"] == "declared" or (tag["source"], tag["grade"]) == ("inferred", "primary"):
            marks[tag["subject_id"], tag["objective"]].add(tag["source"])
    return marks


def draw_matrix(activities: Sequence[Mapping[str, str]], marks: Marks, codes: Sequence[str]) -> str:
    """The objective sheet as SVG: a full dot is declared by the organisation, a diamond inferred from the text."""
    width, height = LEFT + COLUMN * len(codes) + 20, TOP + ROW * len(activities) + 20
    parts = [_text(LEFT + COLUMN * (n + 0.5), TOP - 12, code, anchor="middle") for n, code in enumerate(codes)]
    parts += [
        _text(16, 24, "● declared by the organisation", fill=DECLARED),
        _text(240, 24, "◇ inferred from the text", fill=INFERRED),
    ]
    for n, row in enumerate(activities):
        y = TOP + ROW * (n + 0.5)
        parts.append(f'<line x1="12" x2="{width - 12}" y1="{y + ROW / 2}" y2="{y + ROW / 2}" stroke="{RULE}"/>')
        parts.append(_text(16, y + 4, _short(f"{row['organization']}: {row['project']}", 60)))
        parts += [
            _mark(LEFT + COLUMN * (c + 0.5), y, marks.get((row["activity_id"], code), set()))
            for c, code in enumerate(codes)
        ]
    return _svg(width, height, parts)


def _mark(x: float, y: float, sources: set[str]) -> str:
    dot = f'<circle cx="{x}" cy="{y}" r="4" fill="{DECLARED}"/>' if "declared" in sources else ""
    if "inferred" not in sources:
        return dot
    diamond = f"M{x - 8} {y}L{x} {y - 8}L{x + 8} {y}L{x} {y + 8}Z"
    return f'{dot}<path d="{diamond}" fill="none" stroke="{INFERRED}" stroke-width="1.6"/>'


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _text(x: float, y: float, text: str, *, anchor: str = "start", fill: str = INK) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{fill}">{escape(text)}</text>'


def _svg(width: float, height: float, parts: Iterable[str]) -> str:
    font = 'font-family="sans-serif" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {font}>'
    return "\n".join([head, f'<rect width="{width}" height="{height}" fill="#ffffff"/>', *parts, "</svg>", ""])


def draw_run(record: RunRecord) -> str:
    """The summary of a run as a terminal shows it, as SVG; fonts come from the reader's machine."""
    out = io.StringIO()
    console = Console(record=True, width=80, file=out, force_terminal=True, color_system="truecolor", highlight=False)
    console.print("$ gcmatrix run", style="bold")
    show_summary(console, record, "gcmatrix")
    drawn = console.export_svg(title="gcmatrix", unique_id="run")
    plain = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in plain.splitlines()) + "\n"


def draw_comparison(out: Path) -> bytes:
    """The heat map of recommendations by year, as `gcmatrix compare` draws it."""
    found = compare(Choices(out, kinds=("recommendation",)), load_taxonomy(), None)
    return to_file(draw_kinds(found)[0].heat_map, PAGE)


def first_record(out: Path) -> RunRecord:
    """The record of the first run into a folder, when every report was new."""
    path = min((out / "runs").glob("*.json"))
    return RunRecord.model_validate_json(path.read_text(encoding="utf-8"))


def draw_sheet(workbook: Path, sheet: str, picture: Path) -> None:
    """The first printed page of a sheet, set by LibreOffice, which must be there."""
    with tempfile.TemporaryDirectory() as folder:
        convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(workbook)]
        subprocess.run(convert, check=True, capture_output=True)
        pages = pypdfium2.PdfDocument(Path(folder) / f"{workbook.stem}.pdf")
        page = next(page for page in pages if page.get_textpage().get_text_range(0, len(sheet)) == sheet)
        page.render(scale=1.1).to_pil().quantize(64).save(picture, optimize=True)


def draw_structure(report: Path, page: int, picture: Path) -> None:
    """A page of a report with its structure, as `gcmatrix extract --debug-pages` draws it."""
    extraction = read_extraction(report.stem, report)
    with tempfile.TemporaryDirectory() as folder:
        renderings = render_pages(report.read_bytes(), None, scale_of)
        drawn = list(draw_pages(extraction, renderings, Path(folder), report.stem))
        shutil.copyfile(drawn[page - 1], picture)


def main(out: Path) -> None:
    """Write the pictures beside this script."""
    tags = read_rows(out / "datasets" / "objective_tags.csv")
    activities = read_rows(out / "datasets" / "activities.csv")
    codes = sorted({tag["objective"] for tag in tags} - {"NONE"}, key=lambda code: (not code.isdigit(), code.zfill(3)))
    (HERE / "matrix.svg").write_text(draw_matrix(activities, to_marks(tags), codes), encoding="utf-8")
    (HERE / "run.svg").write_text(draw_run(first_record(out)), encoding="utf-8")
    (HERE / "compare.svg").write_bytes(draw_comparison(out))
    draw_structure(HERE.parent / "corpus" / "reports" / "mmc-2019-digest.pdf", 8, HERE / "pages.png")
    if shutil.which("soffice"):
        draw_sheet(out / "matrix.xlsx", "Activities", HERE / "workbook.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("outputs"))

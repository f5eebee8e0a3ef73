"""Charts as SVG; the only file that imports altair, and late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from models.records.annex import DeclaredInferred
from pipeline.declared_inferred import tally
from pipeline.files import write_atomically

SHADES = {
    "declared, and the text shows it": "#1f4e9e",
    "only declared": "#9db8de",
    "only shown by the text": "#e08a2e",
}
LONGEST_TITLE = 46

INK = "currentColor"
"""Text and axes take the colour of the page that a chart stands on, light or dark."""
HEAT, ROSE, FELL = "#2b6cb0", "#b7410e", "#0b7285"
HEAT_WIDTH, NARROWEST, WIDEST = 640, 38, 72
"""Of all columns of a heat map, and of one, in pixels."""
PAPER, PRINTED_INK = "#ffffff", "#1f2933"
_NOWHERE = "https://vega.github.io/vega-datasets/"
"""What the drawing library puts before a link that has no host; the charts are read where there is no network."""


class HeatCell(NamedTuple):
    """A cell of a heat map: a share 0..1, where it leads, and what it says to those who cannot see it."""

    row: str
    column: str
    share: float
    link: str | None
    says: str
    apart: bool


class SlopeEnd(NamedTuple):
    """One end of a line of a slope chart; `label` stands at the height `label_at`, empty for lines without one."""

    line: str
    column: str
    share: float
    link: str | None
    says: str
    told: str
    """rose, fell, or nothing where no change can be claimed."""
    label: str
    label_at: float


def write_declared_chart(path: Path, rows: Sequence[DeclaredInferred], objectives: Sequence[tuple[str, str]]) -> Path:
    """A bar an objective: how many activities declare it, show it, or both; the same rows give the same bytes."""
    import altair as alt
    import pandas as pd

    titles = {code: f"{code}  {shorten(title)}" for code, title in objectives}
    counts = [
        {"objective": titles[one.code], "what": what, "order": order, "activities": count}
        for one in tally(rows, titles)
        for order, (what, count) in enumerate(zip(SHADES, one[1:], strict=True))
        if any(one[1:])
    ]
    shown = [title for title in titles.values() if any(count["objective"] == title for count in counts)]
    chart = (
        alt.Chart(pd.DataFrame(counts), title="Declared by organisations, and shown by the text of their activities")
        .mark_bar()
        .encode(
            y=alt.Y("objective:N", sort=shown, title=None, axis=alt.Axis(labelLimit=320)),
            x=alt.X("activities:Q", title="activities that declare any objective", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "what:N", scale=alt.Scale(domain=list(SHADES), range=list(SHADES.values())), title=None,
                legend=alt.Legend(orient="top"),
            ),
            order=alt.Order("order:Q"),
        )
        .properties(width=420)
    )  # fmt: skip
    return write_svg(path, chart.to_json())


def draw_calibration(bins: Sequence[tuple[float, float, float]]) -> str:
    """Points of (mean probability, share that is right, weight) against the diagonal, as SVG text."""
    import altair as alt
    import pandas as pd
    import vl_convert

    points = pd.DataFrame([{"probability": p, "right": share, "weight": weight} for p, share, weight in bins])
    line = pd.DataFrame([{"probability": 0.0, "right": 0.0}, {"probability": 1.0, "right": 1.0}])
    x = alt.X("probability:Q", title="probability that was given", scale=alt.Scale(domain=[0, 1]))
    y = alt.Y("right:Q", title="share of these codes that are in the reference", scale=alt.Scale(domain=[0, 1]))
    ideal = alt.Chart(line).mark_line(color="#8a929c", strokeDash=[4, 4]).encode(x=x, y=y)
    seen = alt.Chart(points).mark_line(color="#1f4e9e").encode(x=x, y=y)
    dots = alt.Chart(points).mark_circle(color="#1f4e9e", opacity=1).encode(
        x=x, y=y, size=alt.Size("weight:Q", title="passages × codes", scale=alt.Scale(range=[30, 300]))
    )  # fmt: skip
    return str(vl_convert.vegalite_to_svg((ideal + seen + dots).properties(width=320, height=320).to_json()))


def write_svg(path: Path, chart: str) -> Path:
    """A chart in its JSON form, drawn without a browser."""
    import vl_convert

    write_atomically(path, vl_convert.vegalite_to_svg(chart).encode())
    return path


def shorten(title: str) -> str:
    """A title cut at a word."""
    return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def draw_heat_map(cells: Sequence[HeatCell], columns: Sequence[str], title: str) -> str:
    """A row an objective, a column a year or report; what stands apart is set below, with a scale of its own.

    Gives SVG text for a page.
    """
    import altair as alt

    parts = [[cell for cell in cells if cell.apart is apart] for apart in (False, True)]
    charts = [_heat_part(part, columns, head=part is parts[0] or not parts[0]) for part in parts if part]
    return _to_page(alt.vconcat(*charts, spacing=14, title=title))


def _heat_part(cells: Sequence[HeatCell], columns: Sequence[str], *, head: bool) -> Any:
    import altair as alt
    import pandas as pd

    top = max(cell.share for cell in cells) or 1.0
    rows = list(dict.fromkeys(cell.row for cell in cells))
    percent = [f"{100 * cell.share:.0f} %" if cell.share else "0" for cell in cells]
    axis = alt.Axis(orient="top", labelAngle=0 if max(map(len, columns)) < 5 else -30, labelLimit=200) if head else None
    base = alt.Chart(pd.DataFrame(cells).assign(percent=percent)).encode(
        x=alt.X("column:N", sort=list(columns), title=None, axis=axis),
        y=alt.Y("row:N", sort=rows, title=None, axis=alt.Axis(labelLimit=320)),
    )
    shade = alt.Opacity("share:Q", scale=alt.Scale(domain=[0, top], range=[0.04, 0.75]), legend=None)
    marks = _with_links(base.mark_rect(fill=HEAT).encode(opacity=shade, description="says:N"), cells)
    return (marks + base.mark_text(aria=False, fill=INK, fontSize=11).encode(text="percent:N")).properties(
        width=alt.Step(max(NARROWEST, min(WIDEST, HEAT_WIDTH // len(columns)))), height=alt.Step(21)
    )


def draw_slopes(ends: Sequence[SlopeEnd], columns: tuple[str, str], title: str) -> str:
    """A line an objective between two years or reports; SVG text for a page."""
    import altair as alt
    import pandas as pd

    colours = alt.Color("told:N", scale=alt.Scale(domain=["rose", "fell", ""], range=[ROSE, FELL, INK]), legend=None)
    base = alt.Chart(pd.DataFrame(ends), title=title).encode(
        x=alt.X("column:N", sort=list(columns), title=None, axis=alt.Axis(labelAngle=0, labelLimit=200)),
        y=alt.Y("share:Q", title="share of passages", axis=alt.Axis(format="%", tickCount=8)),
        color=colours,
        detail="line:N",
        opacity=alt.condition("datum.label != ''", alt.value(1), alt.value(0.3)),
    )
    text = base.mark_text(aria=False, align="left", dx=9, fontSize=11).encode(y="label_at:Q", text="label:N")
    right = text.transform_filter(alt.datum.column == columns[1])
    dots = _with_links(base.mark_circle(size=60).encode(description="says:N"), ends)
    chart = (base.mark_line(aria=False) + dots + right).properties(width=300, height=380)
    return _to_page(chart)


def _with_links(marks: Any, drawn: Iterable[HeatCell | SlopeEnd]) -> Any:
    """The marks; those that lead somewhere are links. A layer without marks would be a picture that says nothing."""
    import altair as alt

    leading = {one.link is not None for one in drawn}
    linked = marks.transform_filter("isValid(datum.link)").encode(href="link:N")
    plain = marks.transform_filter("!isValid(datum.link)")
    return alt.layer(*([linked] if True in leading else []), *([plain] if False in leading else []))


def _to_page(chart: Any) -> str:
    import vl_convert

    axis = {
        "labelColor": INK,
        "labelFontSize": 11,
        "titleColor": INK,
        "domainColor": INK,
        "tickColor": INK,
        "gridColor": INK,
        "gridOpacity": 0.15,
    }
    config = {
        "background": "transparent",
        "view": {"stroke": None},
        "axis": axis,
        "title": {"color": INK, "anchor": "start"},
    }
    drawn: str = vl_convert.vegalite_to_svg(chart.configure(**config).to_json())
    return drawn.replace(f'xlink:href="{_NOWHERE}', 'href="')


def to_file(drawn: str, page: str) -> bytes:
    """A chart for a file of its own: dark on white, its links leading to the page."""
    head, end, rest = drawn.partition(">")
    paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return f"{head}{end}{paper}{rest}".replace(INK, PRINTED_INK).replace('href="#', f'href="{page}#').encode()

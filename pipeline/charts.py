"""Charts as SVG; the only file that imports altair, and late."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.records.annex import DeclaredInferred
from pipeline.declared_inferred import tally
from pipeline.files import write_atomically

SHADES = {
    "declared, and the text shows it": "#1f4e9e",
    "only declared": "#9db8de",
    "only shown by the text": "#e08a2e",
}
LONGEST_TITLE = 46


def write_declared_chart(path: Path, rows: Sequence[DeclaredInferred], objectives: Sequence[tuple[str, str]]) -> Path:
    """A bar an objective: how many activities declare it, show it, or both; the same rows give the same bytes."""
    import altair as alt
    import pandas as pd

    titles = {code: f"{code}  {_shorten(title)}" for code, title in objectives}
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


def _shorten(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"

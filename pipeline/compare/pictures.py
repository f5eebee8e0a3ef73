"""Shares and changes of one kind of passage → the marks of a heat map and of a slope chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from models.records.ids import digest
from pipeline.charts import HeatCell, SlopeEnd, shorten
from pipeline.compare.changes import Change
from pipeline.compare.comparison import Entry
from pipeline.compare.shares import Share

LABELLED = 6
"""Lines with a label beside those that changed: the largest differences."""
LEAST_GAP = 0.035
"""Of the height of the chart, between two labels."""


def name_cell(kind: str, group: str, code: str) -> str:
    """Anchor of the passages behind a mark; groups may hold any letters."""
    return f"c-{digest(kind, group, code)}"


def describe(share: Share, title: str, *, corrected: bool) -> str:
    """What a mark says: `15 Basic services, 2019: 12 % of 70 passages (6 to 22)`."""
    value, low, high = (f"{100 * part:.0f}" for part in share.shown(corrected=corrected) or share.plain)
    return f"{share.objective} {title}, {share.group}: {value} % of {share.passages} passages ({low} to {high})"


def link_to(share: Share) -> str | None:
    """Where a mark leads: to its passages, where there are any."""
    return f"#{name_cell(share.kind, share.group, share.objective)}" if share.with_objective else None


def to_heat_cells(shares: Iterable[Share], entries: Mapping[str, Entry], *, corrected: bool) -> list[HeatCell]:
    """A cell a share, in the order of the entries; objectives that occur nowhere are left out."""
    found = list(shares)
    used = {share.objective for share in found if share.with_objective}
    order = {code: place for place, code in enumerate(entries)}
    cells = []
    for share in sorted(found, key=lambda share: order[share.objective]):
        shown, entry = share.shown(corrected=corrected), entries[share.objective]
        if shown and share.objective in used:
            label, says = f"{entry.code}  {shorten(entry.title)}", describe(share, entry.title, corrected=corrected)
            cells.append(HeatCell(label, share.group, shown.value, link_to(share), says, entry.apart))
    return cells


def to_slope_ends(shares: Iterable[Share], changes: Sequence[Change], entries: Mapping[str, Entry]) -> list[SlopeEnd]:
    """Both ends of each line; `changes` are those between the two groups that are shown, without codes set apart."""
    at = {(share.group, share.objective): share for share in shares}
    shown = [change for change in changes if not entries[change.objective].apart]
    labelled = {change.objective for change in pick_labelled(shown)}
    span = max((share for change in shown for share in (change.share_before, change.share_after)), default=1.0)
    named = [change for change in shown if change.objective in labelled]
    heights = dict(zip(named, spread([change.share_after for change in named], span), strict=True))
    return [
        SlopeEnd(
            line=change.objective,
            column=group,
            share=value,
            link=link_to(at[group, change.objective]),
            says=f"{_name(change, entries)}, {group}: {100 * value:.0f} %; {change.verdict}",
            told=change.direction,
            label=_label(change, entries) if change in heights else "",
            label_at=heights.get(change, value),
        )
        for change in shown
        for group, value in ((change.before, change.share_before), (change.after, change.share_after))
    ]


def pick_labelled(changes: Sequence[Change]) -> list[Change]:
    """Those that can be claimed, and the largest others."""
    claimed = [change for change in changes if change.direction]
    others = sorted((c for c in changes if not c.direction), key=lambda c: -abs(c.difference))
    return [*claimed, *others[:LABELLED]]


def _name(change: Change, entries: Mapping[str, Entry]) -> str:
    return f"{change.objective} {shorten(entries[change.objective].title)}"


def _label(change: Change, entries: Mapping[str, Entry]) -> str:
    sign = {"rose": "▲ ", "fell": "▼ "}.get(change.direction, "")
    return sign + _name(change, entries)


def spread(heights: Sequence[float], span: float) -> list[float]:
    """Heights moved up just enough that labels do not lie on each other, in the order given."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    moved = list(heights)
    for lower, upper in pairwise(order):
        moved[upper] = max(moved[upper], moved[lower] + LEAST_GAP * span)
    return moved

"""A comparison in a few lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.compare.changes import BETWEEN, Change
from pipeline.compare.comparison import Comparison
from pipeline.compare.links import STATUSES

MOST_CHANGES = 12


def summarize(found: Comparison) -> Iterator[str]:
    """What was compared, which changes can be claimed, what became of recommendations, where to look."""
    years = ", ".join(found.groups)
    yield f"{len(found.units)} passages of {len(found.reports)} reports compared by {found.choices.by}: {years}"
    claimed = [change for change in found.changes if change.direction]
    yield f"{len(claimed)} of {len(found.changes)} differences are more than chance (95 %, Holm)"
    yield from (f"  {describe_change(change)}" for change in claimed[:MOST_CHANGES])
    if len(claimed) > MOST_CHANGES:
        yield f"  and {len(claimed) - MOST_CHANGES} more, in {found.choices.folder / 'changes.csv'}"
    counts = Counter(link.status for link in found.links)
    if counts:
        how = "by words alone" if found.by_words_alone else "by meaning and words"
        yield f"recommendations, linked {how}: " + ", ".join(f"{counts[status]} {status}" for status in STATUSES)
        yield f"confirm or cut links in {found.choices.decisions_file}, then compare again"
    yield f"the page: {found.choices.folder / 'compare.html'}"


def describe_change(change: Change) -> str:
    """`recommendation, 15: 2018 12 % → 2021 31 %, +19 points (+4 to +33), between reports`."""
    low, high = (f"{100 * value:+.0f}" for value in (change.low, change.high))
    before, after = (f"{100 * value:.0f} %" for value in (change.share_before, change.share_after))
    gap = f"{100 * change.difference:+.0f} points ({low} to {high})"
    single = f",{BETWEEN}" if change.verdict.endswith(BETWEEN) else ""
    return f"{change.kind}, {change.objective}: {change.before} {before} → {change.after} {after}, {gap}{single}"

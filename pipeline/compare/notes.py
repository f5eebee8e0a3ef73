"""What a reader of a comparison should know: each is one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from models.records.ids import sort_codes
from pipeline.compare.decisions import Decisions, find_vanished
from pipeline.compare.links import Link
from pipeline.compare.reports import Report
from pipeline.compare.shares import Share


def note_groups(reports: Iterable[Report], groups: Mapping[str, str], order: Sequence[str]) -> Iterator[str]:
    """Reports without a year; one year only."""
    undated = [report.document_id for report in reports if report.document_id not in groups]
    if undated:
        yield f"no year is known of {', '.join(undated)}, which no year counts; fill in `published` in the manifest"
    if len(order) == 1:
        yield f"there is only {order[0]}: shares can be told, changes need a second one to compare with"


def note_uncorrected(shares: Iterable[Share], *, asked: bool) -> Iterator[str]:
    """Objectives whose shares the audit is no help for."""
    lost = sort_codes(share.objective for share in shares if share.with_objective and share.corrected is None)
    if asked and lost:
        yield f"not corrected, because the audit tells too little of them: {', '.join(lost)}"


def note_links(links: Sequence[Link], decisions: Decisions) -> Iterator[str]:
    """Nothing to link; decisions on links that are no longer found."""
    if not links:
        yield "there are no recommendations in two reports of different dates, so none are linked"
    if vanished := find_vanished(decisions, links):
        yield f"decisions are kept on links that are no longer found: {', '.join(vanished)}"

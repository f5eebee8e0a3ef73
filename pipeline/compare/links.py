"""What became of each recommendation in later reports: repeated, strengthened, weakened or dropped; and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from models.contracts import Encoder
from models.records.ids import digest
from pipeline.compare.nearest import Likeness, find_alike
from pipeline.compare.reading import Asked
from pipeline.compare.reports import Report

Status = Literal["repeated", "strengthened", "weakened", "new", "dropped"]
Decision = Literal["", "confirmed", "cut"]
STATUSES: tuple[Status, ...] = get_args(Status)

STRENGTHS = ("must", "should", "call on", "consider")
"""Strongest first. Where a strength is not told, a link says `repeated`."""
LEAST_SIMILARITY = 0.60
LEAST_BY_WORDS = 0.45
"""From here on two recommendations are linked. Of 35 rewordings in `tests/pipeline/compare/pairs.csv` 24 lie above
(23 by words alone), of 39 other asks on the same subject 6 (6): what is missed stands as the nearest to confirm."""


class Link(NamedTuple):
    """A recommendation and its nearest earlier one; a row of `links.csv`. One side is empty for what is new or dropped.

    What is new has no link, but `nearest` is the id of the link to the most alike earlier one, for the analyst to
    confirm, and `similarity` says how alike they are.
    """

    link_id: str
    status: Status
    decision: Decision
    similarity: float | None
    meaning: float | None
    words: float | None
    earlier: Asked | None
    later: Asked | None


class _Preference(NamedTuple):
    """Which of two is nearer: what was confirmed, then the more alike, then the nearer in time, then the first."""

    confirmed: bool
    similarity: float
    earlier: int
    later: int


class _Ends(NamedTuple):
    likeness: Likeness
    earlier: Asked
    later: Asked
    mutual: bool


def link_recommendations(
    asked: Sequence[Asked],
    reports: Iterable[Report],
    encoder: Encoder | None,
    decisions: Mapping[str, Decision] | None = None,
    *,
    least: float | None = None,
) -> tuple[Link, ...]:
    """All links, then what is new, then what was dropped, each in order of reports and pages.

    A link joins two that are each other's nearest (the later one in its report, the earlier one among all earlier
    reports) and at least so alike. A decision by link id goes before that. Reports without a date are left out.
    """
    ranks = rank_reports(reports)
    dated = [row for row in asked if row.document_id in ranks]
    alike = find_alike([row.text for row in dated], [ranks[row.document_id] for row in dated], encoder)
    floor = least if least is not None else LEAST_SIMILARITY if encoder else LEAST_BY_WORDS
    linked, new = _decide(_pick_nearest(alike, dated, decisions or {}), floor, decisions or {})
    return (*linked, *new, *_dropped(dated, ranks, linked))


def rank_reports(reports: Iterable[Report]) -> dict[str, int]:
    """Reports by date; those of one date share a rank."""
    dates = {report.document_id: report.date for report in reports if report.date}
    order = {date: rank for rank, date in enumerate(sorted(set(dates.values())))}
    return {name: order[date] for name, date in dates.items()}


def name_link(earlier: Asked, later: Asked) -> str:
    """The same two recommendations have the same id in every run."""
    return f"lnk-{digest(earlier.passage_id, later.passage_id)}"


def _pick_nearest(
    alike: Iterable[Likeness], asked: Sequence[Asked], decisions: Mapping[str, Decision]
) -> Iterator[_Ends]:
    """For each later recommendation the one that was confirmed, else its nearest earlier one."""
    best: dict[int, tuple[_Preference, Likeness]] = {}
    wooed: dict[tuple[int, str], tuple[_Preference, Likeness]] = {}
    for one in alike:
        earlier, later = asked[one.earlier], asked[one.later]
        confirmed = bool(decisions) and decisions.get(name_link(earlier, later)) == "confirmed"
        offer = (_Preference(confirmed, one.similarity, one.earlier, -one.later), one)
        best[one.later] = max(best.get(one.later, offer), offer)
        key = (one.earlier, later.document_id)
        wooed[key] = max(wooed.get(key, offer), offer)
    for place in sorted(best):
        offer = best[place]
        later = asked[place]
        yield _Ends(offer[1], asked[offer[1].earlier], later, wooed[offer[1].earlier, later.document_id] == offer)


def _decide(ends: Iterable[_Ends], floor: float, decisions: Mapping[str, Decision]) -> tuple[list[Link], list[Link]]:
    linked: list[Link] = []
    new: list[Link] = []
    for end in ends:
        decision = decisions.get(name_link(end.earlier, end.later), "")
        joined = decision == "confirmed" or (decision != "cut" and end.mutual and end.likeness.similarity >= floor)
        link = _to_link(end, decision, _compare_strength(end.earlier, end.later) if joined else "new")
        (linked if joined else new).append(link)
    return linked, new


def _to_link(end: _Ends, decision: Decision, status: Status) -> Link:
    one = end.likeness
    name = name_link(end.earlier, end.later)
    return Link(name, status, decision, round(one.similarity, 4), one.meaning, one.words, end.earlier, end.later)


def _compare_strength(earlier: Asked, later: Asked) -> Status:
    if earlier.strength not in STRENGTHS or later.strength not in STRENGTHS:
        return "repeated"
    gained = STRENGTHS.index(earlier.strength) - STRENGTHS.index(later.strength)
    return "strengthened" if gained > 0 else "weakened" if gained < 0 else "repeated"


def _dropped(asked: Sequence[Asked], ranks: Mapping[str, int], linked: Iterable[Link]) -> list[Link]:
    """What no later report takes up, where there is a later report that recommends anything."""
    last = max((ranks[row.document_id] for row in asked), default=0)
    taken = {link.earlier.passage_id for link in linked if link.earlier}
    gone = [row for row in asked if ranks[row.document_id] < last and row.passage_id not in taken]
    return [Link("", "dropped", "", None, None, None, row, None) for row in gone]

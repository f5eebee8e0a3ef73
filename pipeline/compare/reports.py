"""The year that a report speaks of, the order of reports, and which digests retell a report that is there itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_DIGEST = re.compile(r"\s*\([^()]*\bdigest\b[^()]*\)\s*$|[\s,:-]+digest\s*$", re.IGNORECASE)
FEWEST_WORDS = 3
"""Of a title that can tell by itself which report a digest retells."""
FIRST_MONTH, LAST_MONTH = 1, 12


class Report(NamedTuple):
    """A report; dates are ISO and as precise as known, empty where they are not."""

    document_id: str
    title: str = ""
    published: str = ""
    edition: str = ""
    period_start: str = ""
    period_end: str = ""
    digest_of: str = ""

    @property
    def year(self) -> str:
        """The year with most months of the reporting period; of equal ones that of publication, else the last.

        Without a period the year of publication; empty without either.
        """
        months = Counter(_months(self.period_start or self.period_end, self.period_end or self.period_start))
        if not months:
            return _year(self.published)
        most = [year for year, count in months.items() if count == max(months.values())]
        return _year(self.published) if _year(self.published) in most else max(most)

    @property
    def date(self) -> str:
        """By which reports follow each other: publication, else the end of the period; empty where neither is known."""
        return self.published or self.period_end


def leave_out_retold(reports: Sequence[Report]) -> tuple[tuple[Report, ...], tuple[tuple[Report, str], ...]]:
    """Reports that count, in order of date; and digests whose original is among them, each with its id.

    An original without a reporting period takes that of its digest.
    """
    originals = [report for report in reports if report.edition != "digest"]
    found = {report: find_original(report, originals) for report in reports if report.edition == "digest"}
    digests = {original: digest for digest, original in found.items() if original}
    kept = (_with_period(report, digests.get(report.document_id)) for report in reports if not found.get(report))
    left_out = tuple((report, original) for report, original in found.items() if original)
    return tuple(sorted(kept, key=lambda report: (report.date, report.document_id))), left_out


def _with_period(report: Report, digest: Report | None) -> Report:
    if digest is None or report.period_start or report.period_end:
        return report
    return report._replace(period_start=digest.period_start, period_end=digest.period_end)


def find_original(digest: Report, originals: Iterable[Report]) -> str:
    """Id of the report that a digest retells; empty where it is not there."""
    return next((original.document_id for original in originals if _retells(digest, original)), "")


def _retells(digest: Report, original: Report) -> bool:
    """By the original's id or title, or by the digest's own id or title less `digest`.

    A digest's title may be a shorter form of the original's, its words in the same order, if both have one date.
    """
    names = {original.document_id, f"{original.document_id}-digest"}
    told, own, title = (_fold(text) for text in (digest.digest_of, _DIGEST.sub("", digest.title), original.title))
    if digest.digest_of in names or digest.document_id in names:
        return True
    if not title:
        return False
    dates = sorted((digest.published, original.published), key=len)
    shorter = len(own) >= FEWEST_WORDS and dates[1].startswith(dates[0]) and _in_order(own, title)
    return told[: len(title)] == title or own == title or shorter


def _in_order(words: Sequence[str], longer: Iterable[str]) -> bool:
    """Whether the words occur in the longer text in the same order, with others between."""
    rest = iter(longer)
    return all(word in rest for word in words)


def _fold(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _year(date: str) -> str:
    return date[:4] if date[:4].isdigit() else ""


def _months(start: str, end: str) -> Iterable[str]:
    """The year of each month from `start` to `end`; nothing where they are no dates in order."""
    try:
        first, last = _month(start, FIRST_MONTH), _month(end, LAST_MONTH)
    except ValueError:
        return ()
    return (str(month // 12) for month in range(first, min(last, first + 1200) + 1))


def _month(date: str, default: int) -> int:
    year, _, rest = date.partition("-")
    return int(year) * 12 + int(rest[:2] or default) - 1

"""The year that a report speaks of, the order of reports, and which digests retell a report that is there itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_DIGEST = re.compile(r"[\s(,:-]*digest\)?\s*$", re.IGNORECASE)
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
    """Reports that count, in order of date; and digests whose original is among them, each with its id."""
    originals = [report for report in reports if report.edition != "digest"]
    found = {report: find_original(report, originals) for report in reports if report.edition == "digest"}
    kept = (report for report in reports if not found.get(report))
    left_out = tuple((report, original) for report, original in found.items() if original)
    return tuple(sorted(kept, key=lambda report: (report.date, report.document_id))), left_out


def find_original(digest: Report, originals: Iterable[Report]) -> str:
    """Id of the report that a digest retells: by its id, its title, or the digest's own id or title less `digest`."""
    told, own = _fold(digest.digest_of), _fold(_DIGEST.sub("", digest.title))
    for original in originals:
        title = _fold(original.title)
        names = {original.document_id, f"{original.document_id}-digest"}
        if digest.digest_of in names or digest.document_id in names:
            return original.document_id
        if title and (told == title or told.startswith(f"{title} ") or own == title):
            return original.document_id
    return ""


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


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

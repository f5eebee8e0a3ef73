"""Dates and periods in printed text, as precise as they are printed (`2019`, `2019-07`, `2019-07-04`)."""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from models.actors.date_patterns import (
    BEFORE_MONTH,
    COUNTED,
    END_ONLY,
    MONTHS,
    NOT_DATES,
    OPEN_END_RE,
    ORDINALS,
    PATTERNS,
    START_ONLY,
)
from models.actors.letters import to_plain

_YEAR = re.compile(r"(?<![\d/])(?:19[5-9]|20[0-4])\d(?![\d/])")
_SENTENCE_END = re.compile(r"[.;!?]\s|\n")
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR_OF_LIST = re.compile(
    rf"(?:\s*(?:,|and|&|or|,\s*and)\s+(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}}(?!\d))?)+"
    r",?\s+(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d)",
    re.IGNORECASE,
)
"""The year at the end of an enumeration of days and months (`4 March, 5 May and 6 June 2019`)."""
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(calendar.day_name)}),?(?=\s)")
_BETWEEN = re.compile(r"(\bbetween\s[^.;()]{3,40}?\s)and(\s)", re.IGNORECASE)


class DateSpan(NamedTuple):
    """A date or period at its place in the text; an open side is empty."""

    start: int
    end: int
    first: str
    last: str


class ReportingPeriod(NamedTuple):
    """The time that a report tells of, ISO: its days and months without a year fall into it."""

    first: str
    last: str

    def year_of(self, month: int) -> int:
        """The year in which a month falls into the period; its last year where the month falls outside."""
        start, end = int(self.first[:4]), int(self.last[:4])
        inside = (year for year in range(start, end + 1) if self._holds(f"{year}-{month:02}"))
        return next(inside, end)

    def _holds(self, month: str) -> bool:
        return _floor(self.first)[:7] <= month <= _ceiling(self.last)[:7]


def find_period(text: str, *, period: ReportingPeriod | None = None) -> tuple[str, str]:
    """First and last date that a text names: ISO, as precise as printed, an open side empty.

    A day or month without a year takes the year printed in its sentence, before it or at the end of an enumeration,
    else that of the reporting period; without either it is left out.
    """
    spans = find_dates(text, period=period)
    firsts = [span.first for span in spans if span.first]
    lasts = [span.last for span in spans if span.last]
    first = min(firsts, key=_floor, default="")
    last = max(lasts, key=_ceiling, default="")
    return first, "" if any(_is_open(span, last) for span in spans) else last


def find_dates(text: str, *, period: ReportingPeriod | None = None) -> tuple[DateSpan, ...]:
    """The dates and periods of a text in the order in which they stand."""
    plain = NOT_DATES.sub(lambda match: " " * len(match[0]), to_plain(text))
    plain = _WEEKDAY.sub(lambda match: " " * len(match[0]), plain)
    plain = _BETWEEN.sub(r"\1to \2", plain)
    found: list[DateSpan] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(plain):
            if all(match.end() <= span.start or match.start() >= span.end for span in found):
                span = _match_to_span(match, plain, period)
                found += [span] if span else []
    return tuple(sorted(found))


def _match_to_span(match: re.Match[str], plain: str, period: ReportingPeriod | None) -> DateSpan | None:
    named = {key: value for key, value in match.groupdict().items() if value}
    if not _is_date(named, match, plain):
        return None
    if short := named.get("bs") or named.get("bt"):
        named["by"] = named["ay"][:2] + short
    first, last = _pair_to_iso(named, _find_year(named, match, plain, period))
    if not first:
        return None
    before, after = plain[max(0, match.start() - 60) : match.start()], plain[match.end() : match.end() + 60]
    end = match.end()
    if opened := OPEN_END_RE.match(after):
        return DateSpan(match.start(), end + opened.end(), first, "")
    if not any(key.startswith("b") for key in named):
        if START_ONLY.search(before):
            last = ""
        elif END_ONLY.search(before):
            first = ""
    return DateSpan(match.start(), end, first, last)


def _is_date(named: dict[str, str], match: re.Match[str], plain: str) -> bool:
    """Whether the match is no verb (may, march) and no count (2000 people)."""
    months = [value for key, value in named.items() if key.endswith("m") and not value.isdigit()]
    if any(month[0].islower() and month.rstrip(".") in {"may", "march", "mar", "jun", "dec"} for month in months):
        return False
    if months and set(named) == {"am"} and months[0].lower() in {"may", "march", "mar"}:
        return bool(BEFORE_MONTH.search(plain[max(0, match.start() - 60) : match.start()]))
    return not (set(named) == {"ay"} and COUNTED.match(plain, match.end()))


def _find_year(named: dict[str, str], match: re.Match[str], plain: str, period: ReportingPeriod | None) -> int | None:
    """The year of a date printed without one."""
    if "ay" in named or "by" in named:
        return None
    if behind := _YEAR_OF_LIST.match(plain, match.end()):
        return int(behind["year"])
    sentence = _SENTENCE_END.split(plain[: match.start()])[-1]
    if printed := _YEAR.findall(sentence):
        return int(printed[-1])
    return period.year_of(_month_to_number(named["am"])) if period and "am" in named else None


def _pair_to_iso(named: dict[str, str], year: int | None) -> tuple[str, str]:
    """ISO dates of both sides; a missing month or year is the other side's, a missing year else the given one."""
    sides = [{key[1:]: value for key, value in named.items() if key[0] == side} for side in "ab"]
    if not sides[1]:
        return _point_to_iso(sides[0], year)
    first, last = sides
    last.setdefault("m", first.get("m", "")) if "d" in last else None
    last.setdefault("y", first.get("y", "")) if "y" in first else None
    if "y" in last and "y" not in first:
        first["y"] = str(int(last["y"]) - _runs_over_new_year(first, last))
    return _point_to_iso(first, year)[0], _point_to_iso(last, year)[1]


def _runs_over_new_year(first: dict[str, str], last: dict[str, str]) -> bool:
    """`November to February 2020` began the year before."""
    months = [_month_to_number(side["m"]) for side in (first, last) if side.get("m")]
    return len(months) == 2 and months[0] > months[1]


def _point_to_iso(side: dict[str, str], year: int | None) -> tuple[str, str]:
    printed = side.get("y") or (str(year) if year else "")
    if not printed:
        return "", ""
    if "q" in side or "o" in side:
        quarter = int(side["q"]) if "q" in side else ORDINALS[side["o"].lower()]
        return f"{printed}-{quarter * 3 - 2:02}", f"{printed}-{quarter * 3:02}"
    if "h" in side:
        half = 1 if side["h"].lower() in {"1", "first", "1st"} else 2
        return f"{printed}-{half * 6 - 5:02}", f"{printed}-{half * 6:02}"
    if "u" in side:
        side = _numbers_to_day(int(side["u"]), int(side["v"]), side["sep"])
    if not side.get("m"):
        return printed, printed
    month = _month_to_number(side["m"])
    day = re.sub(r"\D", "", side.get("d", ""))
    iso = f"{printed}-{month:02}" + (f"-{int(day):02}" if day and 0 < int(day) <= _days(int(printed), month) else "")
    return iso, iso


def _numbers_to_day(first: int, second: int, sign: str) -> dict[str, str]:
    """Day and month of two numbers; empty where either could be the month. With points the day comes first."""
    if second <= 12 and (first > 12 or first == second or sign == "."):
        return {"d": str(first), "m": str(second)}
    return {"d": str(second), "m": str(first)} if first <= 12 < second else {}


def _month_to_number(printed: str) -> int:
    return int(printed) if printed.isdigit() else MONTHS[printed.lower().rstrip(".")]


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _floor(iso: str) -> str:
    return iso + "-01-01"[len(iso) - 4 :]


def _ceiling(iso: str) -> str:
    return iso + "-12-31"[len(iso) - 4 :]


def _is_open(span: DateSpan, last: str) -> bool:
    return bool(span.first) and not span.last and (not last or _floor(span.first) >= _floor(last))

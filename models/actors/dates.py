"""Dates and periods in printed text, as precise as they are printed (`2019`, `2019-07`, `2019-07-04`)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple

from models.actors.letters import to_plain

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9, "june": 6, "july": 7}

_M = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_Y = r"(?:19[5-9]|20[0-4])\d"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|/|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b)\s*"
_DASH = r"\s*(?:-|/|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*"
_YEAR_AFTER = rf"(?:,?\s*(?:of\s+)?(?P<%s>{_Y})(?!\d))?"

_DAY_FIRST = rf"(?P<{{0}}d>{_D})(?:\s+of)?\s+(?P<{{0}}m>{_M}){_YEAR_AFTER % '{0}y'}"
_MONTH_FIRST = rf"(?P<{{0}}m>{_M})\s+(?P<{{0}}d>{_D})(?!\d){_YEAR_AFTER % '{0}y'}"
_MONTH_ONLY = rf"(?P<{{0}}m>{_M}){_YEAR_AFTER % '{0}y'}"
_ISO = r"(?P<{0}y>(?:19[5-9]|20[0-4])\d)-(?P<{0}m>0[1-9]|1[0-2])(?:-(?P<{0}d>0[1-9]|[12]\d|3[01]))?(?![\d-])"
_YEAR_ONLY = r"(?P<{0}y>(?:19[5-9]|20[0-4])\d)(?!\d)"
_NTH = r"first|second|third|fourth|last|1st|2nd|3rd|4th"
_QUARTER = rf"\b(?:Q(?P<{{0}}q>[1-4])|(?P<{{0}}o>{_NTH})\s+quarter)(?:\s+of)?,?\s+(?P<{{0}}y>{_Y})"
_HALF = r"\b(?P<{0}h>first|second|1st|2nd)\s+half\s+of\s+(?P<{0}y>(?:19[5-9]|20[0-4])\d)"
_POINTS = (_ISO, _HALF, _QUARTER, _DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY, _YEAR_ONLY)

_DAYS_OF_MONTH = rf"(?P<ad>{_D}){_TO}(?P<bd>{_D})(?:\s+of)?\s+(?P<am>{_M}){_YEAR_AFTER % 'ay'}"
_MONTH_DAYS = rf"(?P<am>{_M})\s+(?P<ad>{_D}){_TO}(?P<bd>{_D})(?!\d){_YEAR_AFTER % 'ay'}"
_SHORT_YEARS = r"(?P<ay>(?:19[5-9]|20[0-4])\d)/(?P<bs>\d\d)(?![\d/-])"
_GOING_ON = r"(?:ongoing|on-going|present|date|now|today|current)\b\)?"
_OPEN_END = rf"\s*(?:(?:-|\bto\b)\s*\(?{_GOING_ON}|-\s*\(?\s*(?:\)|$)|onwards?\b|\(?ongoing\b\)?)"
_START_ONLY = re.compile(
    r"\b(?:since|start(?:s|ed|ing)?(?:\s+to)?(?:\s+work)?|began|begin(?:s|ning)?|operational|as of|active|running)"
    r"(?:\s+(?:in|on|from|by|since|as of))?(?:\s+(?:the|early|mid|late))*\s*$",
    re.IGNORECASE,
)
_END_ONLY = re.compile(
    r"\b(?:until|till|currently to|now to|present to|by|by the end of|before|no later than|up to|through)\s*"
    r"(?:the\s+)?(?:end\s+(?:of\s+)?|early\s+|mid-?\s*|late\s+)?$",
    re.IGNORECASE,
)
_NOT_DATES = re.compile(
    r"https?://\S+|www\.\S+|\b20\d\d\s+(?:Development\s+)?Agenda\b|\bAgenda\s+(?:for\s+)?20\d\d\b|\b[A-Z]+(?:/[A-Z0-9.]+)+"
    r"|\b(?:Nos?\.|resolution|General Comment No\.)\s*\d[\d/]*|\d+(?:[.,]\d{3})+|\b(?:COVID|SARS)-\d+",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:people|persons|migrants?|refugees|children|women|men|workers|families|households|participants|members|"
    r"respondents|euros?|dollars?|USD|EUR|km|kilometres|kilometers)\b",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|by|since|until|during|early|mid|late|from|to|and|last|next)|[(,;/-])\s*$", re.IGNORECASE
)
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}


class DateSpan(NamedTuple):
    """A date or period at its place in the text; an open side is empty."""

    start: int
    end: int
    first: str
    last: str


def find_period(text: str, *, year: int | None = None) -> tuple[str, str]:
    """First and last date that a text names: ISO, as precise as printed, an open side empty.

    A day or month without a year takes `year` or the next year that the text prints; without either it is left out.
    """
    spans = find_dates(text, year=year)
    firsts = [span.first for span in spans if span.first]
    lasts = [span.last for span in spans if span.last]
    first = min(firsts, key=_floor, default="")
    last = max(lasts, key=_ceiling, default="")
    return first, "" if any(_is_open(span, last) for span in spans) else last


def find_dates(text: str, *, year: int | None = None) -> tuple[DateSpan, ...]:
    """The dates and periods of a text in the order in which they stand."""
    plain = _NOT_DATES.sub(lambda match: " " * len(match[0]), to_plain(text))
    found: list[DateSpan] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if all(match.end() <= span.start or match.start() >= span.end for span in found):
                span = _match_to_span(match, plain, year)
                found += [span] if span else []
    return tuple(sorted(found))


def _compile(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.]){body}(?!\w)", re.IGNORECASE)


def _patterns() -> Iterator[re.Pattern[str]]:
    points = [point.format("a") for point in _POINTS]
    ends = [point.format("b") for point in _POINTS]
    for first in points[:-1]:
        yield from (_compile(first + _DASH + last) for last in ends[:-1])
    yield from (_compile(body) for body in (_DAYS_OF_MONTH, _MONTH_DAYS))
    yield _compile(points[-1] + _DASH + ends[-1])
    yield _compile(_SHORT_YEARS)
    yield from (_compile(point) for point in points)


_PATTERNS = tuple(_patterns())
_OPEN_END_RE = re.compile(_OPEN_END, re.IGNORECASE)


def _match_to_span(match: re.Match[str], plain: str, year: int | None) -> DateSpan | None:
    named = {key: value for key, value in match.groupdict().items() if value}
    if not _is_date(named, match, plain):
        return None
    if "bs" in named:
        named["by"] = named["ay"][:2] + named["bs"]
    first, last = _pair_to_iso(named, year)
    if not first:
        return None
    before, after = plain[max(0, match.start() - 60) : match.start()], plain[match.end() : match.end() + 60]
    end = match.end()
    if opened := _OPEN_END_RE.match(after):
        return DateSpan(match.start(), end + opened.end(), first, "")
    if not any(key.startswith("b") for key in named):
        if _START_ONLY.search(before):
            last = ""
        elif _END_ONLY.search(before):
            first = ""
    return DateSpan(match.start(), end, first, last)


def _is_date(named: dict[str, str], match: re.Match[str], plain: str) -> bool:
    """Whether the match is no verb (may, march) and no count (2000 people)."""
    months = [value for key, value in named.items() if key.endswith("m") and not value.isdigit()]
    if any(month[0].islower() and month.rstrip(".") in {"may", "march", "mar", "jun", "dec"} for month in months):
        return False
    if months and set(named) == {"am"} and months[0].lower() in {"may", "march", "mar"}:
        return bool(_BEFORE_MONTH.search(plain[max(0, match.start() - 60) : match.start()]))
    return not (set(named) == {"ay"} and _COUNTED.match(plain, match.end()))


def _pair_to_iso(named: dict[str, str], year: int | None) -> tuple[str, str]:
    """ISO dates of both sides; a missing month or year is the other side's, a missing year else the given one."""
    sides = [{key[1:]: value for key, value in named.items() if key[0] == side} for side in "ab"]
    if not sides[1]:
        return _point_to_iso(sides[0], year)
    first, last = sides
    last.setdefault("m", first.get("m", "")) if "d" in last else None
    last.setdefault("y", first.get("y", "")) if "y" in first else None
    first.setdefault("y", last.get("y", "")) if "y" in last else None
    return _point_to_iso(first, year)[0], _point_to_iso(last, year)[1]


def _point_to_iso(side: dict[str, str], year: int | None) -> tuple[str, str]:
    printed = side.get("y") or (str(year) if year else "")
    if not printed:
        return "", ""
    if "q" in side or "o" in side:
        quarter = int(side["q"]) if "q" in side else _ORDINALS[side["o"].lower()]
        return f"{printed}-{quarter * 3 - 2:02}", f"{printed}-{quarter * 3:02}"
    if "h" in side:
        half = _ORDINALS[side["h"].lower()]
        return f"{printed}-{half * 6 - 5:02}", f"{printed}-{half * 6:02}"
    if not side.get("m"):
        return printed, printed
    month = _month_to_number(side["m"])
    day = re.sub(r"\D", "", side.get("d", ""))
    iso = f"{printed}-{month:02}" + (f"-{int(day):02}" if day and int(day) <= _days(int(printed), month) else "")
    return iso, iso


def _month_to_number(printed: str) -> int:
    return int(printed) if printed.isdigit() else _MONTHS[printed.lower().rstrip(".")]


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _floor(iso: str) -> str:
    return iso + "-01-01"[len(iso) - 4 :]


def _ceiling(iso: str) -> str:
    return iso + "-12-31"[len(iso) - 4 :]


def _is_open(span: DateSpan, last: str) -> bool:
    return bool(span.first) and not span.last and (not last or _floor(span.first) >= _floor(last))

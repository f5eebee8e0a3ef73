"""The forms in which dates and periods are printed, as patterns with named parts.

A name is `a` or `b` (first or only date, last date) and what it holds: y year, m month, d day, q quarter, o its
ordinal, h half, s a year of two figures, u and v two numbers of which the order is not known.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9, "june": 6, "july": 7}

_M = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_Y = r"(?:19[5-9]|20[0-4])\d"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|/|&|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b)\s*"
_DASH = r"\s*(?:-|/|\bto\b|\bthrough\b|\buntil\b|\btill\b)\s*"
_YEAR_AFTER = rf"(?:,?\s*(?:of\s+)?(?P<%s>{_Y})(?!\d))?"

_DAY_FIRST = rf"(?P<{{0}}d>{_D})(?:\s+of|\s+de)?\s+(?P<{{0}}m>{_M}){_YEAR_AFTER % '{0}y'}"
_DAY_DASHES = rf"(?P<ad>{_D})-(?P<am>{_M})-(?P<ay>{_Y})"
_MONTH_FIRST = rf"(?P<{{0}}m>{_M})\s+(?P<{{0}}d>{_D})(?!\d){_YEAR_AFTER % '{0}y'}"
_MONTH_ONLY = rf"(?P<{{0}}m>{_M}){_YEAR_AFTER % '{0}y'}"
_ISO = r"(?P<{0}y>(?:19[5-9]|20[0-4])\d)(?:-(?P<{0}m>0[1-9]|1[0-2])(?:-(?P<{0}d>0[1-9]|[12]\d|3[01]))?)(?![\d-])"
_ISO_STROKES = r"(?P<{0}y>(?:19[5-9]|20[0-4])\d)/(?P<{0}m>0[1-9]|1[0-2])/(?P<{0}d>0[1-9]|[12]\d|3[01])(?![\d/])"
_NUMBERS = r"(?P<{0}u>\d{{1,2}})(?P<{0}sep>[./])(?P<{0}v>\d{{1,2}})(?P={0}sep)(?P<{0}y>(?:19[5-9]|20[0-4])\d)(?![\d/])"
_MONTH_YEAR = r"(?P<{0}m>0[1-9]|1[0-2])[./](?P<{0}y>(?:19[5-9]|20[0-4])\d)(?![\d/])"
_YEAR_ONLY = r"(?P<{0}y>(?:19[5-9]|20[0-4])\d)(?!\d)"
_NTH = r"first|second|third|fourth|last|1st|2nd|3rd|4th"
_QUARTER = rf"\b(?:Q(?P<{{0}}q>[1-4])|(?P<{{0}}o>{_NTH})\s+quarter)(?:\s+of)?(?:\s+the\s+year)?,?\s+(?P<{{0}}y>{_Y})"
_QUARTER_COUNTED = rf"(?P<{{0}}q>[1-4])Q\s+(?P<{{0}}y>{_Y})"
_QUARTER_BEHIND = rf"(?P<{{0}}y>{_Y})[\s-]*Q(?P<{{0}}q>[1-4])\b"
_HALF = rf"\b(?P<{{0}}h>first|second|1st|2nd|last)\s+(?:half|semester)(?:\s+of)?(?:\s+the\s+year)?,?\s+(?P<{{0}}y>{_Y})"
_HALF_SHORT = rf"\b[HS](?P<{{0}}h>[12])\s+(?P<{{0}}y>{_Y})"
_HALF_BEHIND = rf"(?P<{{0}}y>{_Y})[\s-]*H(?P<{{0}}h>[12])\b"
_SHARED = (_HALF, _QUARTER, _DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY)
"""Points that stand on both sides of a dash in reports."""
_SINGLE = (
    *(_ISO_STROKES, _NUMBERS, _ISO, _QUARTER_COUNTED, _QUARTER_BEHIND, _HALF_SHORT, _HALF_BEHIND),
    *(*_SHARED, _MONTH_YEAR, _YEAR_ONLY),
)
_PAIRED = (_ISO, _NUMBERS, *_SHARED, _MONTH_YEAR)

_DAYS_OF_MONTH = rf"(?P<ad>{_D}){_TO}(?P<bd>{_D})(?:\s+of)?\s+(?P<am>{_M}){_YEAR_AFTER % 'ay'}"
_MONTH_DAYS = rf"(?P<am>{_M})\s+(?P<ad>{_D}){_TO}(?P<bd>{_D})(?!\d){_YEAR_AFTER % 'ay'}"
_LISTED_DAYS = (
    rf"(?P<ad>{_D})(?:,\s*{_D})+,?\s*(?:and|&|to|-)\s*(?P<bd>{_D})(?:\s+of)?\s+(?P<am>{_M}){_YEAR_AFTER % 'ay'}"
)
_QUARTERS_SAID = rf"\b(?P<ao>{_NTH})\s+(?:and|to|through)\s+(?P<bo>{_NTH})\s+quarters?(?:\s+of)?,?\s+(?P<ay>{_Y})"
_MONTH_LISTED = rf"(?P<am>{_M})\s+(?P<ad>{_D})(?:,\s*{_D})*,?\s*(?:and|&)\s*(?P<bd>{_D})(?!\d){_YEAR_AFTER % 'ay'}"
_FISCAL = rf"FY\s?(?P<ay>{_Y})"
_QUARTERS = rf"\bQ(?P<aq>[1-4])\s*(?:-|/|&|to|and)\s*Q?(?P<bq>[1-4])(?:\s+of)?,?\s+(?P<ay>{_Y})"
_SHORT_YEARS = r"(?P<ay>(?:19[5-9]|20[0-4])\d)(?:/(?P<bs>\d\d)|-(?P<bt>1[3-9]|[2-4]\d))(?![\d/-])"
_GOING_ON = r"(?:ongoing|on-going|present|date|now|today|current)\b\)?"
OPEN_END = (
    r"\s*(?:\+(?!\d)|,?\s*(?:and\s+)?\(?(?:still\s+)?ongoing\b\)?|"
    rf"(?:-|\bto\b|\buntil\b|\btill\b|\bup to\b)\s*\(?{_GOING_ON}"
    r"|-\s*\(?\s*(?:\)|$)|(?:and\s+)?onwards?\b|and\s+(?:beyond|after|later)\b)"
)
_NOT_SOURCE = (
    r"(?<!data )(?<!report )(?<!study )(?<!figures )(?<!survey )(?<!statistics )(?<!census )(?<!law )(?<!dating )"
    r"(?<!dates )(?<!and )(?<!or )(?<!than )(?<!different )"
)
"""In front of `from` these words tell where something comes from, not when it begins."""
START_ONLY = re.compile(
    r"(?:\b(?:since|start(?:s|ed|ing)?(?:\s+to)?(?:\s+work)?|began|begun|begin(?:s|ning)?(?!\s+of)|operational|"
    r"as of|as from|not before|no earlier than|not earlier than|after|active|running|with effect from|"
    r"effective(?:\s+from)?|ongoing\s*\()"
    rf"|{_NOT_SOURCE}\bfrom)"
    r"(?:\s+in\s+[A-Z][\w-]+)?(?:\s+(?:in|on|from|by|since|as of))?"
    r"(?:\s+(?:the|early|mid-?|late|end|beginning|start|of))*\s*$",
    re.IGNORECASE,
)
END_ONLY = re.compile(
    r"\b(?:(?:end(?:s|ed|ing)?|expires?|expired|closes?|closed|closing|finish(?:es|ed)?)\s+(?:in|on|by|at)|until|till|"
    r"prior to|currently to|now to|present to|by|by the end of|before|no later than|up to|through)\s*"
    r"(?:the\s+)?(?:end\s+(?:of\s+)?|early\s+|mid-?\s*|late\s+)?$",
    re.IGNORECASE,
)
NOT_DATES = re.compile(
    r"https?://\S+|www\.\S+|\b20\d\d\s+(?:Development\s+)?Agenda\b|\bAgenda\s+(?:for\s+)?20\d\d\b|\b(?-i:[A-Z]+(?:/[A-Z0-9.]+)+)"
    r"|\b(?:Convention|Protocol|Act|Directive|Regulation)\s+(?:of\s+|No\.\s*)?\d{4}\b"
    r"|(?:[$€£]|\b(?:USD|EUR|GBP|CHF|euros?|pages?|pp?\.|rooms?|paragraphs?|paras?\.?|articles?|sections?|lines?|hall))"
    r"\s*\d{4}\b"
    r"|\b(?:Nos?\.|resolution|General Comment No\.)\s*\d[\d/]*|\d+(?:,\d{3})+|(?<![\d.])\d+(?:\.\d{3})+(?!\d)"
    r"|\b(?:COVID|SARS)-\d+",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"\s+(?:people|persons|migrants?|refugees|children|women|men|workers|families|households|participants|members|"
    r"respondents|euros?|dollars?|USD|EUR|km|kilometres|kilometers)\b",
    re.IGNORECASE,
)
BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|by|since|until|during|early|mid|late|from|to|and|last|next)|[(,;/-])\s*$", re.IGNORECASE
)
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}


def _compile(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.]){body}(?!\w)", re.IGNORECASE)


def _patterns() -> Iterator[re.Pattern[str]]:
    """Periods before single dates, the longest forms first."""
    firsts, lasts = ([point.format(side) for point in _PAIRED] for side in "ab")
    year, last_year = _YEAR_ONLY.format("a"), _YEAR_ONLY.format("b")
    yield _compile(_DAY_DASHES)
    for first in firsts:
        yield from (_compile(first + _DASH + last) for last in lasts)
    yield from (
        _compile(body)
        for body in (_QUARTERS, _QUARTERS_SAID, _LISTED_DAYS, _DAYS_OF_MONTH, _MONTH_LISTED, _MONTH_DAYS, _FISCAL)
    )
    yield from (_compile(first + _DASH + last_year) for first in firsts)
    yield _compile(year + _DASH + last_year)
    yield _compile(_SHORT_YEARS)
    yield from (_compile(point.format("a")) for point in _SINGLE)


PATTERNS = tuple(_patterns())
OPEN_END_RE = re.compile(OPEN_END, re.IGNORECASE)

"""By when something is asked: a date, a span, or a coming event."""

from __future__ import annotations

import re

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty|thirty|sixty|ninety)"
_PART = r"(?:(?:the\s+)?(?:(?:beginning|start|end|middle|course)\s+of\s+|early\s+|mid-?\s*|late\s+))?"
_YEAR = r"20[1-6]\d\b(?!\s+Agenda)"
_TIME_FRAME = re.compile(
    rf"\b(?:by|until|before|no later than|ahead of|in time for|prior to)\s+{_PART}"
    rf"(?P<when>(?:(?P<day>\d\d?)\s+)?(?:{_MONTH},?\s+)?{_YEAR})"
    rf"|\b(?P<within>(?:within|in no more than|in less than|over)\s+(?:the\s+(?:next|coming|first)\s+)?{_NUMBER}\s+"
    r"(?:working\s+)?(?:hours?|days?|weeks?|months?|years?))\b"
    rf"|\b(?P<since>from|starting\s+(?:in|from)|beginning\s+(?:in|from)|as\s+of)\s+{_PART}(?P<start>(?:{_MONTH}\s+)?{_YEAR})"
    rf"|\b(?:in|during)\s+{_PART}(?P<during>(?:{_MONTH}\s+)?{_YEAR})"
    r"|\b(?P<event>(?:by|before|ahead of|in time for|prior to)\s+the\s+(?:next|coming|upcoming|first|second|third)\s+"
    r"(?:review forum|regional reviews?|review|forum|session|summit|elections?|conference|winter|school year|season)"
    r")\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:adopted|signed|agreed|launched|held|published|established|decided|met|began|since|"
    r"(?:was|were|had|has been)\s+\w+)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)


def find_time_frame(text: str) -> str:
    """By when: ISO where a month or year is named, else as printed (`within two years`); empty where it is open.

    A start is kept as such (`from 2020`); a year of what was (`adopted in 2018`) is none.
    """
    for match in _TIME_FRAME.finditer(text):
        if match["during"] and _REPORTED.search(text[: match.start()]):
            continue
        if printed := match["within"] or match["event"]:
            return " ".join(printed.lower().split())
        prefix = "from " if match["since"] and not match["since"].lower().startswith(("starting", "beginning")) else ""
        return prefix + _when_to_iso(match["when"] or match["start"] or match["during"])
    return ""


def _when_to_iso(when: str) -> str:
    *before, year = when.replace(",", "").split()
    names = [name.lower() for name in _MONTH[3:-1].split("|")]
    month = next((f"-{names.index(word.lower()) + 1:02}" for word in before if word.lower() in names), "")
    day = next((f"-{int(word):02}" for word in before if word.isdigit()), "") if month else ""
    return year + month + day

"""Printed cells of annex rows to values: countries, kind of action, sectors, dates."""

from __future__ import annotations

import re

from models.actors.addresses import blank_addresses
from models.actors.dates import ReportingPeriod, find_period
from models.actors.letters import to_plain
from models.actors.places import find_iso3
from models.lexicons.country_actions import load_action_words
from models.records.annex import Activity, CountryAction, Practice

_TIME_LABEL = re.compile(
    r"\W*(?:time\s*-?\s*(?:line|frame)|dates?|duration|(?:\w+ )?period|when|timing)\s*(?:\(s\))?\s*:(?P<time>.*)",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\([^()]*\)")


def normalize_action(row: CountryAction, *, period: ReportingPeriod | None = None) -> CountryAction:
    """Fill iso3, action, sectors, dates and what predates the Compact; `period` gives days without a year theirs."""
    first, last = _find_action_period(row.description, period)
    return row.model_copy(
        update={
            "iso3": find_iso3(row.country),
            "action": find_action(row.type_of_action),
            "sectors": find_sectors(row.type_of_action),
            "predates_gcm": says_predates(f"{row.description} {row.type_of_action}"),
            "date_start": first,
            "date_end": last,
        }
    )


def normalize_practice(row: Practice, *, period: ReportingPeriod | None = None) -> Practice:
    """Fill the dates from the printed time; a practice that goes on has no last date."""
    first, last = find_period(row.time, period=period)
    return row.model_copy(update={"date_start": first, "date_end": last})


def normalize_activity(row: Activity, *, period: ReportingPeriod | None = None) -> Activity:
    """Fill countries (those of cities too, addresses and authors aside) and dates; a line labelled as time decides."""
    text = f"{row.project}\n{row.description}"
    first, last = find_period(_text_to_time(text), period=period)
    return row.model_copy(
        update={"countries": find_iso3(blank_addresses(text), cities=True), "date_start": first, "date_end": last}
    )


def find_action(printed: str) -> str:
    """The kind of action that a printed cell begins with; the cell's own first words where the list lacks it."""
    head = re.split(r"\s*[-:]\s*(?=[A-Z(])|\s*[-:]\s+", to_plain(printed).strip(), maxsplit=1)[0].strip()
    words = load_action_words().actions
    for word in sorted(words, key=len, reverse=True):
        if re.match(rf"{re.escape(word)}\b", head, re.IGNORECASE):
            return words[word]
    return head


def find_sectors(printed: str) -> tuple[str, ...]:
    """The sectors that a printed cell names after the kind of action, in the order of the vocabulary."""
    words = load_action_words().sectors
    parts = re.split(r"\s*[-:]\s*(?=[A-Z(])|\s*[-:]\s+", to_plain(printed).strip(), maxsplit=1)
    rest = parts[1] if len(parts) > 1 else ""
    found = set()
    for word in sorted(words, key=len, reverse=True):
        rest, count = re.subn(rf"(?<![\w-]){re.escape(word)}(?![\w-])", " ", rest, flags=re.IGNORECASE)
        if count:
            found.add(words[word])
    return tuple(sector for sector in dict.fromkeys(words.values()) if sector in found)


def says_predates(text: str) -> bool:
    """Whether a row says that its action began before the Compact."""
    plain = to_plain(text).lower()
    return any(phrase in plain for phrase in load_action_words().predates)


def _find_action_period(description: str, period: ReportingPeriod | None) -> tuple[str, str]:
    """Dates in parentheses decide; where there are none, those of the running text."""
    for part in reversed(_PARENTHESIS.findall(description)):
        found = find_period(part, period=period)
        if any(found):
            return found
    return find_period(description, period=period)


def _text_to_time(text: str) -> str:
    labelled = [match["time"] for line in text.splitlines() if (match := _TIME_LABEL.match(line))]
    return "\n".join(labelled) if any(any(find_period(time)) for time in labelled) else text

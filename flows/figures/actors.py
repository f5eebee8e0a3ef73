"""Who and what recommendations ask: against the reference marks, and against marks in texts of the repository's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.figures import news
from flows.figures.tools import ROOT, check, gcmatrix, gold_file, read_csv, write_csv
from models.actors.country_actions import normalize_activity
from models.actors.dates import ReportingPeriod, find_period
from models.actors.recognizer import Recognizer, load_recognizer
from models.actors.roles import assign_roles
from models.lexicons.organizations import COLUMNS
from models.recommendations.describe import describe
from models.records.annex import Activity
from models.records.segmentation import Subject

ACTIVITIES = ROOT / "tests" / "models" / "actors" / "marked_activities.csv"
DATES = ROOT / "tests" / "models" / "actors" / "marked_dates.csv"
ROLES = ROOT / "tests" / "models" / "actors" / "marked_roles.csv"
RECOMMENDATIONS = ROOT / "tests" / "models" / "recommendations" / "marked.csv"
PLAIN = ("passage_id", "section", "text")
HALVES = ("develop", "held out", "fresh")

Pairs = set[tuple[str, str]]


def figures() -> Iterator[str]:
    """F1 of roles and lists, accuracy of single values.

    The rules were written for `develop`; `fresh` was marked later, and before the lists of words were widened.
    """
    yield from sheets()
    yield from news.figures()
    yield from activities()
    yield "== roles and what recommendations ask: marked rows and recommendations"
    recognizer = load_recognizer()
    for half in HALVES:
        rows = [row for row in read_csv(ROLES) if row["half"] == half]
        if rows:
            yield f"roles, {half}: F1 {f1((gold_roles(row), find_roles(row, recognizer)) for row in rows):.3f}"
    for half in HALVES:
        rows = [row for row in read_csv(RECOMMENDATIONS) if row["half"] == half]
        for field in ("strength", "time_frame"):
            right = sum(describe_row(row)[field] == {row[field]} - {""} for row in rows)
            yield f"{field}, {half}: {right} of {len(rows)}"
        for field in ("target_groups", "principles"):
            pairs = ((set(row[field].split(";")) - {""}, describe_row(row)[field]) for row in rows)
            yield f"{field}, {half}: F1 {f1(pairs):.3f}"


def sheets() -> Iterator[str]:
    """The commands for spreadsheets against the reference marks: addressees, and mentions with and without the list."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from addressees(folder)
        yield from mentions(folder)


def addressees(folder: Path) -> Iterator[str]:
    """Addressees with and without the column that says what a passage is."""
    gold, sheet = gold_file("objectives-dev.csv"), gold_file("objectives-dev-sheet.csv")
    write_csv(folder / "plain.csv", [{name: row[name] for name in PLAIN} for row in read_csv(sheet)])
    for kind, source in (("with a column kind", sheet), ("without", folder / "plain.csv")):
        gcmatrix("tag", str(source), "--out", str(folder / "tagged.csv"))
        yield f"== addressees: objectives-dev.csv {kind}"
        yield check("score_tags.py", gold, folder / "tagged.csv", "--field", "addressee")


def mentions(folder: Path) -> Iterator[str]:
    """Mentions with the packaged list of organizations and with an empty one."""
    passages = gold_file("mentions-dev-passages.csv")
    empty = folder / "empty.csv"
    empty.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    for name, options in (("with the list", ()), ("with an empty list", ("--organizations", str(empty)))):
        gcmatrix("mentions", str(passages), "--out", str(folder / "mentions.csv"), *options)
        yield f"== mentions: mentions-dev.csv {name}"
        yield check("score_mentions.py", gold_file("mentions-dev.csv"), folder / "mentions.csv", "--passages", passages)


def activities() -> Iterator[str]:
    """Places and dates of the activities of a digest, cell by cell, and dates in many printed forms."""
    rows = read_csv(ACTIVITIES)
    yield f"== places and dates: {len(rows)} activities of a digest"
    for field in ("countries", "date_start", "date_end"):
        right = sum(describe_activity(row)[field] == row[field] for row in rows)
        yield f"{field}: {right} of {len(rows)}"
    forms = read_csv(DATES)
    period = ReportingPeriod("2019", "2019")
    right = sum(find_period(row["text"], period=period) == (row["first"], row["last"]) for row in forms)
    yield f"printed forms of dates: {right} of {len(forms)}"


def describe_activity(row: dict[str, str]) -> dict[str, str]:
    """Places and dates that are found in an activity; the digest tells of 2019."""
    place = {"document_id": "d", "activity_id": "a", "page_first": 1, "page_last": 1, "bbox": (0, 0, 0, 0)}
    printed = {name: row[name] for name in ("project", "description")}
    done = normalize_activity(Activity.model_validate(place | printed), period=ReportingPeriod("2019-01", "2019-12"))
    return {"countries": ";".join(done.countries), "date_start": done.date_start, "date_end": done.date_end}


def gold_roles(row: dict[str, str]) -> Pairs:
    """Names with their marked roles."""
    parts = (part.split(": ", 1) for part in row["roles"].split(";") if part)
    return {(name, role) for role, name in parts}


def find_roles(row: dict[str, str], recognizer: Recognizer) -> Pairs:
    """Names with the roles that are found."""
    subject = Subject(id="1", text=row["text"], kind=row["kind"])
    found = assign_roles([subject], recognizer.find_mentions([subject]), {"1": row["other_stakeholders"]})
    return {(mention.mention, mention.role) for mention in found if mention.role}


def describe_row(row: dict[str, str]) -> dict[str, set[str]]:
    """Fields of a recommendation as sets."""
    ask = describe(Subject(id="1", text=row["text"], context=row["context"], kind="recommendation"))
    single = {"strength": ask.strength, "time_frame": ask.time_frame}
    lists = {"target_groups": set(ask.target_groups), "principles": set(ask.principles)}
    return {name: {value} - {""} for name, value in single.items()} | lists


def f1(pairs: Iterable[tuple[set[str] | Pairs, set[str] | Pairs]]) -> float:
    """2 x both / (marked + found) over all rows."""
    counted = [(len(gold & found), len(gold) + len(found)) for gold, found in pairs]
    total = sum(size for _, size in counted)
    return 2 * sum(both for both, _ in counted) / total if total else 1.0

"""The bundled corpus is what its script makes from its sources, and its facts are those of the reports."""

from __future__ import annotations

import csv
import hashlib
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from tests.shared import SHARED, needs_shared

CORPUS = Path(__file__).parents[2] / "corpus"
SOURCES = CORPUS / "sources"
RUN = 11
"""So many words in a row of a report are its wording."""


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build(out: Path) -> dict[str, str]:
    """Run the script into a folder; hashes of what it made."""
    subprocess.run([sys.executable, str(CORPUS / "build.py"), "--out", str(out)], check=True, capture_output=True)
    return {path.name: sha256(path) for path in sorted(out.rglob("*.*")) if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    pytest.importorskip("reportlab")
    return build(tmp_path_factory.mktemp("corpus"))


def test_same_sources_give_the_same_bytes(built: dict[str, str], tmp_path: Path) -> None:
    assert build(tmp_path) == built


def test_the_committed_files_are_what_the_script_makes(built: dict[str, str]) -> None:
    if not _same_reportlab():
        pytest.skip("another version of reportlab may set the same text in other bytes")
    committed = {path.name: sha256(path) for path in [*(CORPUS / "reports").glob("*.pdf"), CORPUS / "manifest.csv"]}
    assert committed == built


def _same_reportlab() -> bool:
    import reportlab

    for path in CORPUS.parent.glob("constraints*.txt"):
        pinned = re.search(r"^reportlab==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if pinned:
            return bool(pinned[1] == reportlab.__version__)
    return True


def test_the_manifest_describes_the_files() -> None:
    for row in read_csv(CORPUS / "manifest.csv"):
        path = CORPUS / row["file"]
        assert sha256(path) == row["sha256"]
        assert row["edition"] == "digest"
        assert "digest" in row["title"]
        assert path.stat().st_size < 300_000


def test_every_pdf_can_be_read_and_says_that_it_is_a_digest() -> None:
    for row in read_csv(CORPUS / "manifest.csv"):
        assert "digest" in words_of(CORPUS / row["file"])


@cache
def words_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return re.findall(r"[\w']+", text.lower().replace("\u2019", "'"))


def test_addresses_are_roles_at_example_org() -> None:
    for path in SOURCES.iterdir():
        hosts = re.findall(r"@([\w.-]+)", path.read_text(encoding="utf-8"))
        assert set(hosts) <= {"example.org"}


@pytest.mark.shared
@needs_shared
def test_activities_agree_with_the_report() -> None:
    made = load("ac-2019-digest.activities.yaml")
    gold = read_csv(SHARED / "gold" / "ac-2019-activities.csv")
    keys = (("category", "category"), ("organization", "organization"), ("project", "project"))
    assert [tuple(row.get(k, "") for k, _ in (*keys, ("objectives", ""))) for row in made] == [
        tuple(row[k] for _, k in (*keys, ("", "gcm_objectives"))) for row in gold
    ]


@pytest.mark.shared
@needs_shared
def test_country_rows_agree_with_the_report() -> None:
    keys = ("region", "country", "type_of_action", "initiator", "info_source")
    made = read_csv(SOURCES / "mmc-2019-digest.countries.csv")
    gold = read_csv(SHARED / "gold" / "mmc-2019-country-actions-normalized.csv")
    assert [tuple(row[k].rstrip("*") for k in keys) for row in made] == [tuple(row[k] for k in keys) for row in gold]
    assert [row["country"].endswith("*") for row in made] == [row["regional_scope"] == "true" for row in gold]


@pytest.mark.shared
@needs_shared
def test_practices_members_and_acronyms_agree_with_the_reports() -> None:
    gold = SHARED / "gold"
    practices = [(row["name"], row["time"]) for row in load("mmc-2019-digest.practices.yaml")]
    assert practices == [(row["name"], row["time"]) for row in read_csv(gold / "mmc-2019-practices.csv")]
    members = {(row["organization"], row["observer"]) for row in read_csv(gold / "ac-2019-members.csv")}
    assert {
        (row["organization"], row["observer"]) for row in read_csv(SOURCES / "ac-2019-digest.members.csv")
    } == members
    acronyms = read_csv(gold / "acronyms.csv")
    for document, name in (("ac2019", "ac-2019-digest"), ("mmc2019", "mmc-2019-digest")):
        known = {(row["acronym"], row["expansion"]) for row in acronyms if row["document"] == document}
        assert {tuple(row.values()) for row in read_csv(SOURCES / f"{name}.acronyms.csv")} <= known


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.md")), ids=lambda path: path.stem)
def test_no_sentence_of_a_report_is_repeated(source: Path) -> None:
    """Stricter than the check of the repository: line ends and commas do not break a run."""
    published = [p.read_text(encoding="utf-8") for p in sorted((SHARED / "corpus" / "text").glob("*.txt"))]
    known = {run for text in published for run in runs(re.sub(r"<[^>]+>|\*\*", " ", text))}
    text = re.sub(r"\*\*|\[\^\d+\]", "", source.read_text(encoding="utf-8").split("---\n", 2)[2])
    assert sorted(runs(text) & known) == []


def runs(text: str) -> set[tuple[str, ...]]:
    found = re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))
    return {tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1)}


def load(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((SOURCES / name).read_text(encoding="utf-8"))
    return rows

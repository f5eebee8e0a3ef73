"""Scores of a run: passages found again after a re-run, ceiling, errors with evidence, mentions, segments."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models.errors import SettingsError
from models.objectives.taxonomy import load_taxonomy
from pipeline.audit.agree_step import agree
from pipeline.audit.calibration import find_bins, measure_calibration
from pipeline.audit.coding import Coding
from pipeline.audit.confusion import count_pairs, list_confused, list_pairs
from pipeline.audit.corpus import Passage, Run, Tag, hash_text, read_run
from pipeline.audit.draw_step import draw, find_taxonomy
from pipeline.audit.errors import list_worst
from pipeline.audit.matching import Item, match_run, match_tagged, read_reference, reweigh
from pipeline.audit.mention_scores import measure_mentions
from pipeline.audit.rehearsal import rehearse
from pipeline.audit.report import Figure, read_figures
from pipeline.audit.score_step import Sources, score
from pipeline.audit.segment_scores import find_state, make_key, measure_segments
from pipeline.audit.tag_figures import measure_codes, measure_overall
from pipeline.audit.ways import HEAD, KEYWORDS, NEARNESS, ask
from tests.models.objectives.samples import WordEncoder
from tests.pipeline.audit.runs import make_run, write_rows
from tests.shared import SHARED, needs_shared

DATE = "2026-11-26"
REFERENCE = ("passage_id", "primary", "secondary", "text", "text_hash", "coders", "weight", "stratum")


@pytest.fixture(autouse=True)
def _keywords_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder is not what is tested here."""
    monkeypatch.setattr("models.objectives.encoder.load_encoder", lambda *_: None)


def _item(reference: str, found: str, report: str = "r", **tags: str) -> Item:
    codings = [Coding(frozenset(filter(None, cell.split(";"))), frozenset()) for cell in (reference, found)]
    evidence = tuple(Tag(code, "primary", "inferred", evidence=words) for code, words in tags.items())
    return Item(Passage("p", report, "finding", "Ports", "Help desk", tags=evidence), *codings)


def _audit(folder: Path) -> tuple[Path, Path]:
    """A run, coded by two programs, agreed."""
    out, audit = make_run(folder / "out"), folder / "audit"
    draw(out, audit, ["one", "two"], {"random": 4, "keyword": 8, "borderline": 9})
    sheets = [audit / "sheet-one.xlsx", audit / "sheet-two.xlsx"]
    rehearse(sheets, out, noise=0.2)
    agree(sheets, DATE)
    return out, audit


def test_the_loop_from_sample_to_score(tmp_path: Path) -> None:
    out, audit = _audit(tmp_path)
    outcome = score(Sources(), out, audit, DATE)
    said = "\n".join(outcome.lines)
    assert re.search(r"F1, primary codes: \d\.\d\d", said)
    assert "was coded by one (program), two (program): these scores are not against human coding" in said
    assert "drawn passages have no decided codes" in said
    figures = {figure[:3]: figure for figure in read_figures(audit / f"score-{DATE}.csv")}
    assert ("by report", "r0", "F1") in figures
    assert ("by kind", "finding", "F1") in figures
    assert ("by section", "Part 0", "F1") in figures
    assert ("each witness by itself", KEYWORDS, "F1") in figures
    assert any("coders' F1, programs" in key for key in figures)
    page = (audit / f"score-{DATE}.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert (audit / f"confusion-{DATE}.csv").read_text(encoding="utf-8").startswith("truth,predicted,count\n")
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*|url\(", page) == []


def test_passages_of_a_new_run_are_found_by_their_text(tmp_path: Path) -> None:
    out, audit = _audit(tmp_path)
    again = make_run(tmp_path / "again", 20, prefix="new")
    said = "\n".join(score(Sources(), again, audit, DATE).lines)
    assert re.search(r"\d+ passages have another id in this run; they were found by their text", said)
    assert re.search(r"\d+ of \d+ passages are not in this run any more and are left out", said)
    other = make_run(tmp_path / "other", 20)
    rows = read_reference(audit / f"reference-{DATE}.csv")
    texts = [row | {"text_hash": hash_text("changed")} for row in rows]
    assert match_run(texts, read_run(other)).items == ()
    assert out.exists()


def test_a_taxonomy_that_is_gone_is_named() -> None:
    with pytest.raises(SettingsError, match=r"used the taxonomy gone\.yaml, which is not there"):
        find_taxonomy(Run((), {}, {"taxonomy": "gone.yaml"}), None)


def test_without_any_passage_or_reference_one_sentence_says_so(tmp_path: Path) -> None:
    out = make_run(tmp_path / "out")
    with pytest.raises(SettingsError, match="has no reference codes"):
        score(Sources(), out, tmp_path / "audit", DATE)
    write_rows(tmp_path / "gone.csv", REFERENCE, [("x", "7", "", "not there", "", "", "", "")])
    with pytest.raises(SettingsError, match=r"no passage of gone\.csv is in the run"):
        score(Sources(tmp_path / "gone.csv"), out, tmp_path / "audit", DATE)
    write_rows(tmp_path / "bad.csv", ("passage_id", "primary"), [("x", "7")])
    with pytest.raises(SettingsError, match="no column secondary"):
        read_reference(tmp_path / "bad.csv")
    for weight in ("heavy", "-1", "inf"):
        write_rows(tmp_path / "bad.csv", ("passage_id", "primary", "secondary", "weight"), [("x", "7", "", weight)])
        with pytest.raises(SettingsError, match="row 2: the weight"):
            read_reference(tmp_path / "bad.csv")
    write_rows(tmp_path / "bad.csv", ("passage_id", "label"), [("x", "ORG")])
    with pytest.raises(SettingsError, match="has no column mention"):
        score(Sources(mentions=tmp_path / "bad.csv"), out, tmp_path / "audit", DATE)


def test_codes_that_the_taxonomy_does_not_have_are_said(tmp_path: Path) -> None:
    out = make_run(tmp_path / "out")
    write_rows(tmp_path / "ref.csv", REFERENCE, [("psg-1", "7;99", "x y", "Help desk 1 opens.", "", "", "", "")])
    said = "\n".join(score(Sources(tmp_path / "ref.csv"), out, tmp_path / "audit", DATE).lines)
    assert "that the taxonomy does not have, left out: 99, X Y" in said
    assert "no ceiling is shown" in said


def test_a_passage_that_a_file_of_tags_lacks_counts_as_untagged() -> None:
    rows = [{"passage_id": name, "primary": "7", "secondary": "1"} for name in "ab"]
    found = match_tagged(rows, [{"passage_id": "a", "primary": "7(c)", "secondary": "", "evidence": "7: trap | 1: x"}])
    assert [item.found.primary for item in found.items] == [{"7"}, set()]
    assert [tag.evidence for tag in found.items[0].passage.tags] == ["trap", "x"]
    assert "1 of 2 passages have no tags" in found.notes[0]


def test_a_stratum_counts_in_full_where_some_of_it_is_not_coded() -> None:
    items = [_item("1", "1")._replace(stratum="a", weight=2.0)] * 3 + [_item("1", "7")._replace(stratum="b")]
    weights = [item.weight for item in reweigh(items, {"a": 12.0})]
    assert weights == [4.0, 4.0, 4.0, 1.0]


def test_only_what_the_text_gave_is_scored(tmp_path: Path) -> None:
    out = make_run(tmp_path / "out", 2)
    header = ("subject_id", "objective", "grade", "source", "score", "keyword_score", "evidence", "needs_review")
    rows = [("psg-0", "7", "primary", "inferred"), ("psg-0", "5", "primary", "declared")]
    rows += [("psg-0", "9", "secondary", "cited"), ("psg-0", "2", "primary", "reviewed")]
    write_rows(out / "datasets" / "objective_tags.csv", header, [(*row, "", "", "", "") for row in rows])
    write_rows(tmp_path / "ref.csv", REFERENCE, [("psg-0", "7", "", "Help desk 0 opens.", "", "", "", "")])
    (item,) = match_run(read_reference(tmp_path / "ref.csv"), read_run(out)).items
    assert (item.found.primary, item.found.secondary) == ({"7"}, {"9"})


@pytest.mark.shared
@needs_shared
def test_figures_equal_the_reference_scorer(tmp_path: Path) -> None:
    gold = SHARED / "gold" / "objectives-dev.csv"
    with gold.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    others = [rows[number - number % 3]["primary"] for number in range(len(rows))]
    header = ("passage_id", "primary", "secondary")
    cells = [(row["passage_id"], code, row["secondary"]) for row, code in zip(rows, others, strict=True)]
    write_rows(tmp_path / "tags.csv", header, cells[:-5])
    command = [sys.executable, str(SHARED / "checks/score_tags.py"), str(gold), str(tmp_path / "tags.csv")]
    printed = re.sub(r"\s+", " ", subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    with (tmp_path / "tags.csv").open(newline="", encoding="utf-8") as file:
        found = match_tagged(rows, list(csv.DictReader(file)))
    figures = {figure[1:3]: figure.value or 0.0 for figure in measure_overall(found.items, load_taxonomy())}
    for name, shown in (("primary codes", "primary"), ("primary and secondary codes", "any")):
        p, r, f1 = (figures[name, measure] for measure in ("precision", "recall", "F1"))
        assert f"{shown} P {p:.3f} R {r:.3f} F1 {f1:.3f}" in printed
    assert f"macro {figures['primary codes', 'macro F1']:.3f}" in printed
    assert f"IFR F1 {figures['IFR as primary', 'F1']:.3f}" in printed
    assert f"jaccard {figures['primary codes', 'Jaccard']:.3f}" in printed


def test_coder_agreement_stands_beside_each_score() -> None:
    agreement = [Figure("each objective (programs)", "7", "F1 between coders", 0.8)]
    figures = {figure[1:3]: figure for figure in measure_codes([_item("7", "7")], load_taxonomy(), agreement)}
    assert figures["7", "coders' F1, programs"].value == 0.8
    assert figures["7", "F1"].value == 1
    assert figures["7", "F1"].interval is None


def test_the_surest_mistakes_come_first_with_their_words() -> None:
    items = [_item("1", "7", **{"7": "<i>trap</i>"}), _item("1", "7"), _item("1", "1")]
    table = list_worst(items, [{"7": 0.6, "1": 0.4}, {"7": 0.9, "1": 0.1}, {}])
    assert [row[6] for row in table.rows] == ["7 (0.90): ", "7 (0.60): <i>trap</i>"]
    assert table.rows[0][7] == "1 (0.10)"


def test_what_is_taken_for_what() -> None:
    items = [_item("1;7", "7;9"), _item("", ""), _item("1", "")._replace(weight=2.0), _item("1", "9")]
    pairs = count_pairs(items)
    assert pairs == pytest.approx({("", ""): 0.8, ("1", ""): 1.6, ("1", "9"): 1.6, ("7", "7"): 0.8})
    assert list_pairs(pairs)[0] == ("", "", "0.8000")
    assert list(list_confused(pairs).rows) == [("1", "nothing", "1.6"), ("1", "9", "1.6")]


def test_calibration_bins_undo_weights() -> None:
    items = [_item("7", "7")._replace(weight=3.0), _item("1", "7")]
    bins = find_bins(items, np.array([[0.8], [0.8]]), ["7"])
    assert [tuple(one) for one in bins] == [pytest.approx((0.8, 0.75, 4.0))]
    assert next(measure_calibration(bins)).value == pytest.approx(0.05)
    assert find_bins(items, np.array([[0.01], [0.0]]), ["7"]) == []


def test_each_witness_is_asked_alone() -> None:
    passage = Passage("p", "r", text="No child behind bars: end the detention of migrant families.")
    taxonomy = load_taxonomy()
    assert set(ask([passage], taxonomy, None).codes) == {KEYWORDS}
    ways = ask([passage], taxonomy, WordEncoder())
    assert {KEYWORDS, NEARNESS} <= set(ways.codes) <= {KEYWORDS, NEARNESS, HEAD}
    assert ways.codes[KEYWORDS][0].primary == {"13"}
    assert ways.probabilities.shape == (1, len(taxonomy.codes))


def _mention(passage: str, mention: str, canonical: str, label: str = "ORG") -> dict[str, str]:
    named = {"label": label, "mention": mention, "canonical": canonical}
    return {"passage_id": passage, "occurrence": "1", "iso3": "", **named}


def test_mentions_by_label_and_name() -> None:
    wanted = [
        _mention("a", "MFA", "Migrant Forum in Asia"),
        _mention("a", "ICMC", "X"),
        _mention("b", "Asia", "Asia", "REGION"),
    ]
    found = [_mention("a", "MFA", "Ministry"), _mention("a", "ILO", "ILO"), _mention("z", "ICMC", "X")]
    figures = {figure[1:3]: figure.value for figure in measure_mentions(wanted, found, {"a", "b"})}
    assert (figures["ORG", "precision"], figures["ORG", "recall"]) == (0.5, 0.5)
    assert figures["ORG", "filed under the same name"] == 0
    assert figures["REGION", "F1"] == 0
    assert figures["REGION", "filed under the same name"] is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("1. Open a help desk in every port.", "found"),
        ("Open a help desk in every harbour", "missing"),
        ("Train the staff", "merged"),
        ("Pay the fees of all who arrive by sea and land, and more besides", "split"),
    ],
)
def test_states_of_segmentation(text: str, state: str) -> None:
    texts = ["Open a help-\ndesk in every port", "Train the staff, then leave", "Pay the fees of all who arrive by sea"]
    assert find_state(make_key(text), [make_key(one) for one in texts]) == state


def test_segmentation_lists_what_is_lost() -> None:
    reference = [
        {"passage_id": "a", "kind": "item", "text": "One two"},
        {"passage_id": "b", "kind": "box", "text": "Gone"},
    ]
    figures, lost = measure_segments(reference, ["One two"])
    assert {figure[1:3]: figure.value for figure in figures}["all", "found"] == 0.5
    assert lost.rows == [("b", "missing", "Gone")]


def test_mentions_and_segments_of_a_run(tmp_path: Path) -> None:
    out, audit = _audit(tmp_path)
    header = ("subject_id", "label", "mention", "occurrence", "iso3", "canonical")
    write_rows(out / "datasets" / "mentions.csv", header, [("psg-1", "ORG", "Help", "1", "", "Help")])
    marked = [("m1", "ORG", "Help", "1", "", "Help"), ("m2", "ORG", "Desk", "1", "", "Desk")]
    write_rows(tmp_path / "marked.csv", ("passage_id", *header[1:]), marked)
    passages = [("m1", "box", "Help desk 1 opens."), ("m2", "box", "Nowhere at all.")]
    write_rows(tmp_path / "passages.csv", ("passage_id", "kind", "text"), passages)
    named = Sources(mentions=tmp_path / "marked.csv", mention_passages=tmp_path / "passages.csv")
    said = "\n".join(score(named._replace(segments=tmp_path / "passages.csv"), out, audit, DATE).lines)
    assert "F1, ORG: 1.00" in said
    assert "1 of 2 passages with marked mentions are not in this run" in said
    assert "found, all: 0.50" in said
    with pytest.raises(SettingsError, match="give their text with --mention-passages"):
        score(Sources(mentions=tmp_path / "marked.csv"), out, audit, DATE)

"""A sample has known weights, is the same for a seed, and its sheets are blind, locked and never overwritten."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from models.errors import SettingsError
from models.objectives.taxonomy import load_taxonomy
from pipeline.audit.codebook import codebook_rows
from pipeline.audit.corpus import Passage, Tag, hash_text, read_run, read_table
from pipeline.audit.draw_step import draw
from pipeline.audit.sampling import draw_sample, find_stratum
from tests.pipeline.audit.runs import make_run, write_rows

SIZES = {"random": 2, "keyword": 3, "borderline": 4}


@pytest.mark.parametrize(
    ("tag", "stratum"),
    [
        (Tag("7", "primary", "inferred", keyword_score=0.6, needs_review=True), "borderline"),
        (Tag("7", "primary", "inferred", keyword_score=0.6), "keyword"),
        (Tag("7", "primary", "inferred", keyword_score=0.0), "random"),
        (Tag("7", "primary", "declared", keyword_score=0.6), "random"),
    ],
)
def test_every_passage_is_in_one_stratum(tag: Tag, stratum: str) -> None:
    assert find_stratum(Passage("p", "r", tags=(tag,))) == stratum


def test_weights_add_up_to_the_corpus_and_a_small_stratum_is_taken_whole(tmp_path: Path) -> None:
    passages = read_run(make_run(tmp_path)).passages
    drawn = draw_sample(passages, {**SIZES, "random": 99}, seed=1)
    assert sum(row.weight for row in drawn) == pytest.approx(len(passages))
    assert {row.weight for row in drawn if row.stratum == "random"} <= {1.0}


def test_the_same_seed_draws_the_same(tmp_path: Path) -> None:
    passages = read_run(make_run(tmp_path, 90)).passages
    one, same, other = (draw_sample(passages, SIZES, seed) for seed in (1, 1, 2))
    assert one == same != other
    assert [row.passage_id for row in one] == [p.passage_id for p in passages if p.passage_id in {r[0] for r in one}]


def test_sheets_are_blind_and_locked(tmp_path: Path) -> None:
    draw(make_run(tmp_path / "out"), tmp_path / "audit", ["Ana María"], SIZES)
    book = openpyxl.load_workbook(tmp_path / "audit" / "sheet-ana-maría.xlsx")
    page = book["Coding"]
    names = [cell.value for cell in page[1]]
    code, text = names.index("primary_1") + 1, names.index("text") + 1
    assert page.max_row == 1 + 9
    assert all(page.cell(2, column).value is None for column in range(code, len(names) + 1))
    assert page.protection.sheet
    assert not page.cell(2, code).protection.locked
    assert page.cell(2, text).protection.locked
    lists = {choice.formula1 for choice in page.data_validations.dataValidation}
    assert lists == {f"Codebook!$A$2:$A${len(load_taxonomy().objectives) + 1}"}
    assert book["Codebook"].protection.sheet
    assert book["Coder"]["B2"].value == "Ana María"
    assert "0.7" not in str(list(page.values))


def test_a_text_like_a_formula_stays_text(tmp_path: Path) -> None:
    out = make_run(tmp_path / "out", 4)
    rows = read_table(out / "datasets" / "passages.csv")
    rows[0]["text"] = "'=HYPERLINK(1)"
    write_rows(out / "datasets" / "passages.csv", tuple(rows[0]), [tuple(row.values()) for row in rows])
    draw(out, tmp_path / "audit", ["Ana"], {"random": 9, "keyword": 9, "borderline": 9})
    cells = [
        cell for row in openpyxl.load_workbook(tmp_path / "audit/sheet-ana.xlsx")["Coding"].iter_rows() for cell in row
    ]
    found = next(cell for cell in cells if str(cell.value).startswith("=HYPER"))
    assert found.data_type == "s"
    assert found.quotePrefix


def test_a_sheet_with_codes_is_not_overwritten(tmp_path: Path) -> None:
    out, audit = make_run(tmp_path / "out"), tmp_path / "audit"
    draw(out, audit, ["Ana"], SIZES)
    draw(out, audit, ["Ana"], SIZES)
    with pytest.raises(SettingsError, match="not overwritten"):
        draw(out, audit, ["Ana"], SIZES, seed=9)


@pytest.mark.parametrize(("coders", "words"), [(["Ana", "ana"], "two coders"), (["?"], "needs a name")])
def test_every_coder_needs_a_name_of_their_own(coders: list[str], words: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=words):
        draw(make_run(tmp_path / "out"), tmp_path / "audit", coders, SIZES)


def test_without_a_run_one_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="gcmatrix run"):
        draw(tmp_path, tmp_path / "audit", ["Ana"], SIZES)
    with pytest.raises(SettingsError, match="nothing to draw"):
        draw(make_run(tmp_path / "out"), tmp_path / "audit", ["Ana"], dict.fromkeys(SIZES, 0))


def test_the_codebook_names_the_codes_of_the_taxonomy_only() -> None:
    taxonomy = load_taxonomy()
    rows = codebook_rows(taxonomy)
    assert tuple(row[0] for row in rows[: len(taxonomy.codes)]) == taxonomy.codes
    said = " ".join(row[2] for row in rows)
    assert "{" not in said
    assert "IFR" in said
    sdgs = codebook_rows(load_taxonomy(taxonomy.path.with_name("sdgs.yaml")))
    assert "IFR" not in " ".join(row[2] for row in sdgs)


def test_line_breaks_make_no_other_text() -> None:
    assert hash_text("a b\n c") == hash_text("a  b c") != hash_text("a bc")

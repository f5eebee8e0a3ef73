from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.errors import GcmError
from pipeline.audit.confusion import HEADER, list_pairs
from pipeline.compare.correction import Confusion, Figures, correct, read_corrections
from pipeline.compare.intervals import Interval, wilson
from pipeline.spreadsheets import write_csv


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "audit.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_estimate_is_that_of_rogan_and_gladen() -> None:
    """A share p of passages with the objective shows as p × sensitivity + (1 - p) × (1 - specificity)."""
    seen = 0.3 * 0.8 + 0.7 * 0.1
    corrected = correct(Interval(seen, 0.2, 0.4), 200, Confusion(right=80, missed=20, extra=10, neither=90))
    assert corrected is not None
    assert corrected.value == pytest.approx(0.3)
    assert corrected.low < 0.3 < corrected.high


def test_without_errors_the_share_stays() -> None:
    corrected = correct(Interval(0.25, 0.2, 0.3), 300, Confusion(500, 0, 0, 500))
    assert corrected is not None
    assert corrected.value == 0.25


def test_the_interval_holds_the_truth_in_92_to_98_of_100_draws() -> None:
    chance, kept = np.random.default_rng(11), []
    for _ in range(500):
        right, neither = chance.binomial(60, 0.85), chance.binomial(140, 0.95)
        seen = chance.binomial(200, 0.2 * 0.85 + 0.8 * 0.05) / 200
        table = Confusion(right, 60 - right, 140 - neither, neither)
        found = correct(wilson(np.array([seen]), np.array([200.0])).at(0), 200, table)
        assert found is not None
        kept.append(found.low <= 0.2 <= found.high)
    assert 0.92 <= np.mean(kept) <= 0.98


@pytest.mark.parametrize("table", [Confusion(0, 0, 3, 9), Confusion(4, 1, 0, 0), Confusion(5, 5, 5, 5)])
def test_an_audit_that_tells_nothing_corrects_nothing(table: Confusion) -> None:
    assert correct(Interval(0.2, 0.1, 0.3), 50, table) is None


def test_precision_and_recall_scale_the_share() -> None:
    assert correct(Interval(0.2, 0.1, 0.3), 50, Figures(0.8, 0.5)) == pytest.approx((0.32, 0.16, 0.48))
    assert correct(Interval(0.9, 0.8, 1.0), 50, Figures(1.0, 0.5)) == (1, 1, 1)


def test_a_table_of_pairs_becomes_one_table_an_objective(tmp_path: Path) -> None:
    text = "truth,predicted,count\n15,15,40\n15,7,5\n7,15,3\n7,7,50\nNONE,NONE,2\n"
    found = read_corrections(write(tmp_path, text))
    assert found["15"] == Confusion(40, 5, 3, 52)
    assert set(found) == {"15", "7", "NONE"}


def test_what_an_audit_writes_is_read(tmp_path: Path) -> None:
    pairs = {("", ""): 20.0, ("15", "15"): 8.0, ("15", ""): 2.0, ("", "15"): 1.0, ("7", "7"): 5.0}
    found = read_corrections(write(tmp_path, write_csv(HEADER, list_pairs(pairs))))
    assert found["15"] == Confusion(right=8, missed=2, extra=1, neither=25)
    assert set(found) == {"15", "7"}


def test_figures_are_read_with_more_columns(tmp_path: Path) -> None:
    assert read_corrections(write(tmp_path, "objective,precision,recall,f1\n15,0.8,0.5,0.6\n")) == {
        "15": Figures(0.8, 0.5)
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("truth,predicted,count\n15,15,many\n", r"audit\.csv, line 2: 'many' is no count"),
        ("truth,predicted,count\n15,15,1\n15,7,-2\n", r"audit\.csv, line 3: '-2' is no count"),
        ("objective,precision,recall\n15,0.8,0\n", r"audit\.csv, line 2: '0' cannot be"),
        ("objective,precision\n15,0.8\n", "needs the columns truth,predicted,count or objective,precision,recall"),
        ("", "holds no audited figures"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(GcmError, match=message):
        read_corrections(write(tmp_path, text))
    with pytest.raises(GcmError, match="there is no file"):
        read_corrections(tmp_path / "nowhere.csv")

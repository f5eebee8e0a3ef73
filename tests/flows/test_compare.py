"""`gcmatrix compare` as a user meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.cli import run_command
from tests.pipeline.compare.builders import Rows, add_recommendation, make_report, write

ASK = "End the detention of migrant children in all countries."


@pytest.fixture(name="out")
def make_out(tmp_path: Path) -> Path:
    rows: Rows = {}
    make_report(rows, "early", "2018", ["15"] * 4 + ["7"] * 36)
    make_report(rows, "late", "2021", ["15"] * 36 + ["7"] * 4)
    add_recommendation(rows, "early", "early-r", ASK, strength="should")
    add_recommendation(rows, "late", "late-r", ASK, strength="must")
    return write(tmp_path / "out", rows)


def run(out: Path, *more: str) -> int:
    return run_command(["compare", "--out", str(out), "--words-only", *more])


def test_it_says_what_changed_and_where_to_look(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(out) == 0
    said = capsys.readouterr().out
    assert "82 passages of 2 reports compared by year: 2018, 2021" in said
    assert "recommendation, 15: 2018 12 % → 2021 90 %, +78 points" in said
    assert "linked by words alone: 0 repeated, 1 strengthened" in said
    assert str(out / "compare" / "compare.html") in said
    assert run(out, "--by", "document") == 0
    assert "early 12 % → late 90 %" in capsys.readouterr().out


def test_a_bad_line_among_the_decisions_is_exit_1_and_the_rest_is_used(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(out) == 0
    decisions = out / "compare" / "decisions.csv"
    lines = decisions.read_text(encoding="utf-8").splitlines()
    decisions.write_text(
        "\n".join([lines[0], lines[1].replace(",", ",cut", 1), "nonsense,cut"]) + "\n", encoding="utf-8"
    )
    capsys.readouterr()
    assert run(out) == 1
    said = capsys.readouterr()
    assert "decisions.csv, line 3: 'nonsense' is no id of a link" in said.err
    assert "0 strengthened, 0 weakened, 1 new, 1 dropped" in said.out
    assert "nonsense" in decisions.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--kind", "song"], "'song' is no kind of passage"),
        (["--by", "moon"], "--by"),
        (["--corrected", "none.csv"], "there is no file none.csv"),
        (["--taxonomy", "none.yaml"], "no file none.yaml"),
    ],
)
def test_wrong_usage_is_exit_2(arguments: list[str], words: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(out, *arguments) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert words in said
    assert "Traceback" not in said


def test_without_a_run_the_command_that_is_missing_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path) == 2
    assert "gcmatrix run --out" in capsys.readouterr().err

"""The README keeps its word: its commands run, its files exist, its example shows the real output."""

from __future__ import annotations

import re
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from flows.cli import run_command
from pipeline.datasets import DATASETS
from tests.pdfs import make_pdf

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HEADER = "document_id,file,title,family,edition\ndeck-2018-digest,reports/deck-2018-digest.pdf,Slides,slides,digest\n"


def code_blocks(language: str) -> list[str]:
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL)
    return [text for name, text in fenced if name == language]


def commands() -> list[str]:
    lines = [line.partition("#")[0].strip() for block in code_blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("gcmatrix ")]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the checkout after `make run`, with one short report."""
    reports = tmp_path / "corpus" / "reports"
    reports.mkdir(parents=True)
    for name in ("deck-2018-digest.pdf", "imrf-2021-digest.pdf"):
        shutil.copy(ROOT / "corpus" / "reports" / name, reports)
    (tmp_path / "corpus" / "manifest.csv").write_text(HEADER, encoding="utf-8")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    make_pdf(tmp_path / "Annual mapping 2023.pdf")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_of_the_readme_runs(checkout: Path) -> None:
    done = {command: run_command(shlex.split(command)[1:]) for command in commands()}
    assert len(done) >= 5
    assert set(done.values()) == {0}
    assert "annual-mapping-2023" in (checkout / "outputs" / "datasets" / "documents.csv").read_text(encoding="utf-8")


@pytest.mark.embed
@pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="the embedding parts are not installed")
@pytest.mark.parametrize("command", ["tag", "mentions"])
def test_the_examples_show_the_real_output(command: str, checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command([command, "docs/passages.csv"]) == 0
    assert capsys.readouterr().out.replace("\r\n", "\n") in code_blocks("")


def test_the_example_of_compare_shows_the_real_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the bundled corpus: all but its figures, which change with the rules, and the changes, which may be none."""
    monkeypatch.chdir(tmp_path)
    assert run_command(["run", "--no-prefect", "--corpus", str(ROOT / "corpus")]) == 0
    capsys.readouterr()
    assert run_command(["compare"]) == 0
    shown = next(block for block in code_blocks("") if "compare.html" in block)
    assert without_figures(capsys.readouterr().out) == without_figures(shown)


def without_figures(output: str) -> list[str]:
    """The lines that are there whatever changed, without their numbers."""
    plain = output.replace("by meaning and words", "by words alone")
    return [re.sub(r"\d+", "#", line) for line in plain.splitlines() if not line.startswith("  ")]


def test_every_dataset_is_in_the_readme() -> None:
    missing = [name for name in DATASETS if f"{name}.csv" not in README]
    assert missing == []


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []

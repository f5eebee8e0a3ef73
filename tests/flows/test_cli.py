"""The command line as a user meets it: exit codes, one sentence for a mistake, results where they belong."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import run_command
from flows.commands.run import parse_ids
from tests.pdfs import FRENCH, make_pdf

COMMANDS = ("run", "add", "extract", "tag", "mentions", "compare", "doctor")


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command([command, "--help"]) == 0
    assert f"gcmatrix {command}" in capsys.readouterr().out.partition("Example:")[2]


@pytest.mark.parametrize("command", ["add-alias", "unresolved"])
def test_every_command_on_organizations_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["organizations", command, "--help"]) == 0
    assert f"gcmatrix organizations {command}" in capsys.readouterr().out.partition("Example:")[2]


@pytest.mark.parametrize("command", ["sample", "agree", "score", "matrix", "rehearse"])
def test_every_audit_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["audit", command, "--help"]) == 0
    assert f"gcmatrix audit {command}" in capsys.readouterr().out.partition("Example:")[2]


def test_an_alias_of_the_user_files_a_name(tmp_path: Path) -> None:
    sheet, own, out = tmp_path / "sheet.csv", tmp_path / "own.csv", tmp_path / "out.csv"
    sheet.write_text("text\nThe Forum of Sailors in Asia met.\n")
    alias = ["organizations", "add-alias", "Migrant Forum in Asia", "Forum of Sailors in Asia", "--file", str(own)]
    assert run_command(alias) == 0
    assert run_command(["mentions", str(sheet), "--organizations", str(own), "--out", str(out)]) == 0
    assert [row["canonical"] for row in read_csv(out) if row["label"] == "ORG"] == ["Migrant Forum in Asia"]


def test_help_loads_nothing_heavy() -> None:
    heavy = {"torch", "spacy", "pandas", "prefect", "openpyxl", "pypdfium2", "sentence_transformers", "numpy"}
    code = f"import sys, flows.cli; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gcmatrix ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "--corpus", "nowhere"], "no such folder"),
        (["run", "--workers", "0"], "--workers"),
        (["run", "--combine", "loudest"], "calibrated"),
        (["run", "--taxonomy", "none.yaml"], "no file none.yaml"),
        (["run", "extra"], "'extra' is not an option"),
        (["run", "--no-such-option"], "--no-such-option"),
        (["tag", "none.csv"], "no file none.csv"),
        (["mentions", "none.csv"], "no file none.csv"),
        (["extract", "none.pdf"], "none.pdf"),
        (["add", "none.pdf", "--corpus", "."], "none.pdf"),
        (["organizations", "unresolved", "--out", "nowhere"], "run gcmatrix run first"),
        (["audit", "sample", "--out", "nowhere"], "start with: gcmatrix run"),
        (["audit", "agree", "nowhere.xlsx"], "no coded sheet can be read: there is no file nowhere.xlsx"),
        (["audit", "score", "--folder", "nowhere"], "has no reference codes"),
        (["audit", "matrix", "nowhere.csv", "nowhere.csv"], "there is no file nowhere.csv"),
        (["audit", "agree", "nowhere.xlsx", "--date", "soon"], "is not a date such as"),
        (["organizations", "add-alias", "Nobody at all", "NAA", "--file", "mine.csv"], "no organization"),
        (["organizations", "add-alias", "MFA", "PICUM", "--file", "mine.csv"], "is a spelling of"),
        (["sing"], "sing"),
    ],
)
def test_wrong_usage_is_exit_2_and_no_traceback(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command(arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["tag", "mentions"])
def test_a_missing_column_is_exit_2(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("id,body\n1,x\n")
    assert run_command([command, str(sheet)]) == 2
    assert "no column 'text'; the columns are id, body" in capsys.readouterr().err


def test_mentions_of_a_spreadsheet_go_to_the_named_file(tmp_path: Path) -> None:
    sheet, out = tmp_path / "sheet.csv", tmp_path / "new" / "out.csv"
    sheet.write_text("passage_id,text\np1,Officials from Kenya spoke.\n")
    assert run_command(["mentions", str(sheet), "--out", str(out)]) == 0
    assert [(row["passage_id"], row["mention"]) for row in read_csv(out)] == [("p1", "Kenya")]


@pytest.mark.parametrize("format_", ["json", "text", "markdown"])
def test_extract_writes_the_structure(format_: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    pdf = make_pdf(tmp_path / "coast.pdf")
    assert run_command(["extract", str(pdf), "--format", format_]) == 0
    out = capsysbinary.readouterr().out.decode("utf-8")
    assert "harbour office" in out
    if format_ == "json":
        assert json.loads(out)["document_id"] == "coast"


def test_extract_reports_how_a_file_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = make_pdf(tmp_path / "a.pdf")
    assert run_command(["extract", str(pdf), "--report"]) == 0
    assert "0 of them are missing here" in capsys.readouterr().out
    assert run_command(["extract", str(pdf), "--report", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["readers"], report["lost"], report["missing"]) == ({"pdfium": 1}, 0, 0)


def test_extract_draws_the_structure_over_the_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = make_pdf(tmp_path / "a.pdf")
    for _ in range(2):
        assert run_command(["extract", str(pdf), "--debug-pages", str(tmp_path / "pages"), "--report"]) == 0
    assert [path.name for path in sorted((tmp_path / "pages").iterdir())] == ["a-page-001.png"]
    assert "drawn" in capsys.readouterr().err


def test_a_folder_for_pictures_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = make_pdf(tmp_path / "a.pdf")
    assert run_command(["extract", str(pdf), "--debug-pages", str(pdf)]) == 2
    assert "--debug-pages" in capsys.readouterr().err


def test_extract_opens_encrypted_files_with_their_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = make_pdf(tmp_path / "locked.pdf", password="open")
    assert run_command(["extract", str(pdf)]) == 2
    assert "password" in capsys.readouterr().err
    assert run_command(["extract", str(pdf), "--password", "open", "--out", str(tmp_path / "x.json")]) == 0


def make_mixed_corpus(folder: Path) -> Path:
    make_pdf(folder / "good.pdf", title="The coast")
    make_pdf(folder / "french.pdf", FRENCH)
    make_pdf(folder / "locked.pdf", password="open")
    make_pdf(folder / "scan.pdf", ())
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "letter.pdf").write_bytes(b"Dear reader, this is no PDF.")
    return folder


def test_bad_reports_are_listed_and_the_good_one_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    arguments = ["run", "--corpus", str(make_mixed_corpus(tmp_path / "corpus")), "--out", str(out), "--no-prefect"]
    assert run_command(arguments) == 1
    statuses = {row["document_id"]: row["status"] for row in read_csv(out / "datasets" / "documents.csv")}
    failed = {"empty", "letter", "locked", "scan"}
    assert statuses == {"good": "ok", "french": "partial"} | dict.fromkeys(failed, "failed")
    problems = {row["document_id"]: row["message"] for row in read_csv(out / "datasets" / "problems.csv")}
    assert problems.keys() == failed | {"french"}
    assert all(f"{name}.pdf" in message for name, message in problems.items())
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "matrix.xlsx" in said.out
    tagged = {row["document_id"] for row in read_csv(out / "datasets" / "objective_tags.csv")}
    assert "french" not in tagged


@pytest.mark.parametrize(
    ("only", "more", "ids"),
    [
        (["a"], ["b"], ("a", "b")),
        (["a,b"], [], ("a", "b")),
        (["b", "a"], [], ("a", "b")),
        (["a, a"], [], ("a",)),
        (None, [], ()),
    ],
)
def test_only_takes_ids_in_every_usual_form(only: list[str] | None, more: list[str], ids: tuple[str, ...]) -> None:
    assert parse_ids(only, more) == ids


def test_doctor_tells_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "spacy" in said
    assert "Sentence encoder" in said or "keyword rules only" in said

"""The main job: what is due is computed once, and one bad report never stops the others."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from models.errors import CorpusError, SettingsError
from pipeline.jobs import KINDS
from pipeline.run import Outcome, run_corpus
from pipeline.settings import Settings
from tests.pipeline.fakes import FakeWork, make_corpus


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.PAUSE", 0.0)


def run(tmp_path: Path, work: FakeWork, **changes: object) -> Outcome:
    settings = Settings.model_validate({"corpus": tmp_path / "corpus", "out": tmp_path / "out", **changes})
    return run_corpus(settings, work=work)


def statuses(outcome: Outcome) -> dict[str, str]:
    return outcome.record.statuses


def test_every_stage_of_every_report_runs_once(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north", "south")
    work = FakeWork()
    outcome = run(tmp_path, work)
    assert sorted(work.done) == sorted((name, stage) for name in ("north", "south") for stage in KINDS)
    assert statuses(outcome) == {"north": "ok", "south": "ok"}
    assert not outcome.failed


def test_a_second_run_computes_nothing_and_changes_no_dataset(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    run(tmp_path, FakeWork())
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and path.parent.name != "runs"]
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}
    work = FakeWork()
    outcome = run(tmp_path, work)
    assert work.done == []
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files} == before
    assert {total.cached for total in outcome.record.stages.values()} == {1}


def test_the_record_tells_what_is_new_and_what_was_computed_again(tmp_path: Path) -> None:
    def states(work: FakeWork) -> dict[str, str]:
        return {name: report.state for name, report in run(tmp_path, work).record.reports.items()}

    corpus = make_corpus(tmp_path / "corpus", "north")
    assert states(FakeWork()) == {"north": "new"}
    make_corpus(corpus, "bad", "south")
    assert states(FakeWork()) == {"bad": "new", "north": "as before", "south": "new"}
    (corpus / "north.pdf").write_bytes(b"%PDF newer")
    assert states(FakeWork()) == {"bad": "as before", "north": "again", "south": "as before"}
    (corpus / "north.pdf").write_bytes(b"%PDF newest")
    assert states(FakeWork(PermissionError(13, "no")))["north"] == "again"


def test_a_changed_file_is_worked_on_again_alone(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", "north", "south")
    run(tmp_path, FakeWork())
    (corpus / "south.pdf").write_bytes(b"%PDF newer")
    work = FakeWork()
    run(tmp_path, work)
    assert {document_id for document_id, _ in work.done} == {"south"}


@pytest.mark.parametrize("damage", ["", "{", '{"key": 1}'])
@pytest.mark.parametrize("stage", KINDS)
def test_a_damaged_stage_file_is_computed_again(stage: str, damage: str, tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    run(tmp_path, FakeWork())
    (tmp_path / "out" / "stages" / "assemble" / "north.json").unlink()
    (tmp_path / "out" / "stages" / stage / "north.json").write_text(damage)
    work = FakeWork()
    assert statuses(run(tmp_path, work)) == {"north": "ok"}
    assert {done for _, done in work.done} == {stage, "assemble"}


def test_a_deleted_dataset_is_written_again(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    run(tmp_path, FakeWork())
    path = tmp_path / "out" / "datasets" / "passages.csv"
    before = path.read_bytes()
    path.write_text("edited by hand")
    run(tmp_path, FakeWork())
    assert path.read_bytes() == before


def test_force_computes_everything_again(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    run(tmp_path, FakeWork())
    work = FakeWork()
    run(tmp_path, work, force=True)
    assert [stage for _, stage in work.done] == list(KINDS)


def test_a_bad_report_is_listed_and_the_others_are_done(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "bad", "north")
    outcome = run(tmp_path, FakeWork())
    assert statuses(outcome) == {"bad": "failed", "north": "ok"}
    assert outcome.failed
    with (tmp_path / "out" / "datasets" / "problems.csv").open(encoding="utf-8") as file:
        (problem,) = csv.DictReader(file)
    assert (problem["document_id"], problem["stage"], problem["severity"]) == ("bad", "extract", "error")
    assert problem["message"] == "bad.pdf: the file is not a PDF; export it as PDF"


def test_a_bad_report_is_not_tried_again_while_it_is_the_same_file(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "bad")
    run(tmp_path, FakeWork())
    work = FakeWork()
    assert statuses(run(tmp_path, work)) == {"bad": "failed"}
    assert work.done == []


def test_a_fleeting_error_is_tried_again(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    work = FakeWork(OSError("busy"), OSError("busy"))
    assert statuses(run(tmp_path, work)) == {"north": "ok"}


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), ValueError("odd\nlines")])
def test_other_errors_are_problems_and_are_tried_in_the_next_run(error: Exception, tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    outcome = run(tmp_path, FakeWork(error))
    assert statuses(outcome) == {"north": "failed"}
    (problem,) = outcome.record.problems
    assert "north.pdf" in problem.message
    assert "\n" not in problem.message
    assert statuses(run(tmp_path, FakeWork())) == {"north": "ok"}


def test_a_bad_setting_ends_the_run(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    with pytest.raises(SettingsError):
        run(tmp_path, FakeWork(SettingsError("no such model")))


def test_an_unusable_corpus_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        run(tmp_path, FakeWork())
    assert not (tmp_path / "out").exists()


def test_the_record_tells_what_was_run(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    run(tmp_path, FakeWork())
    (path,) = (tmp_path / "out" / "runs").glob("*.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["stages"]["extract"]["pages"] == 3
    assert record["stages"]["tag"]["computed"] == 1
    assert record["counts"]["passages"] == 1
    assert record["versions"]["python"]
    assert record["inputs"].keys() == {"north"}

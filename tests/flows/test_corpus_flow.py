"""The flow under Prefect: the same work, with retries; started once for the file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.corpus_flow import QUIET, prepare_environment, run_with_prefect
from models.errors import SettingsError
from pipeline.jobs import KINDS
from pipeline.run import RETRIES, run_corpus
from pipeline.settings import Settings
from tests.pipeline.fakes import FakeWork, make_corpus


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The engine reads its environment once a process."""
    folder = tmp_path_factory.mktemp("prefect")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**QUIET, "PREFECT_HOME": str(folder)}.items():
            patch.setenv(name, value)
        yield folder


def settings_in(folder: Path) -> Settings:
    return Settings(corpus=folder / "corpus", out=folder / "out", workers=2)


def test_the_environment_is_quiet_and_respects_what_the_user_has_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "DEBUG")
    monkeypatch.delenv("DO_NOT_TRACK")
    prepare_environment(tmp_path / "new" / "folder")
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert os.environ["DO_NOT_TRACK"] == "1"


@pytest.mark.flow
def test_the_flow_does_every_stage_tries_again_and_lists_bad_reports(tmp_path: Path, home: Path) -> None:
    """The first task to begin meets a fleeting error; one report has an error that stays."""
    make_corpus(tmp_path / "corpus", "bad", "north", "south")
    work = FakeWork(OSError("busy"))
    outcome = run_corpus(settings_in(tmp_path), execute=run_with_prefect(2, home), work=work)
    assert outcome.record.statuses == {"bad": "failed", "north": "ok", "south": "ok"}
    assert len([done for done in work.done if done[0] != "bad"]) in (2 * len(KINDS), 2 * len(KINDS) + 1)


@pytest.mark.flow
def test_a_report_whose_tries_are_used_up_is_a_problem(tmp_path: Path, home: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    work = FakeWork(*[OSError("busy")] * (RETRIES + 1))
    outcome = run_corpus(settings_in(tmp_path), execute=run_with_prefect(1, home), work=work)
    assert outcome.record.statuses == {"north": "failed"}
    assert "busy" in outcome.record.problems[0].message


@pytest.mark.flow
def test_an_error_that_concerns_all_reports_ends_the_flow(tmp_path: Path, home: Path) -> None:
    make_corpus(tmp_path / "corpus", "north")
    with pytest.raises(SettingsError, match="no such model"):
        run_corpus(
            settings_in(tmp_path), execute=run_with_prefect(1, home), work=FakeWork(SettingsError("no such model"))
        )


def test_without_a_working_engine_the_work_is_done_all_the_same(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("no port is free")

    monkeypatch.setattr("flows.corpus_flow.make_flow", break_down)
    make_corpus(tmp_path / "corpus", "north")
    outcome = run_corpus(settings_in(tmp_path), execute=run_with_prefect(1, home), work=FakeWork())
    assert outcome.record.statuses == {"north": "ok"}
    assert "no port is free" in capsys.readouterr().err

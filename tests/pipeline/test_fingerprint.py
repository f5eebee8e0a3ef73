"""Keys: they change with everything that a result depends on, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import fingerprint
from pipeline.catalogue import Document
from pipeline.fingerprint import STAGES, USES, code_hash, stage_keys
from pipeline.settings import Settings


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF one")
    return Document(document_id="a", path=path)


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [stage for stage in STAGES if before[stage] != after[stage]]


def test_the_same_input_gives_the_same_keys_wherever_it_lies(document: Document, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere.pdf"
    copy.write_bytes(document.path.read_bytes())
    moved = document.model_copy(update={"path": copy})
    before = stage_keys(document, Settings())
    assert changed(before, stage_keys(moved, Settings(out=tmp_path, workers=9, force=True))) == []


def test_another_file_changes_every_key(document: Document) -> None:
    before = stage_keys(document, Settings())
    document.path.write_bytes(b"%PDF two")
    assert changed(before, stage_keys(document, Settings())) == list(STAGES)


@pytest.mark.parametrize(
    ("settings", "stages"),
    [
        ({"combine": "union"}, ["tag", "assemble"]),
        ({"encoder": "another"}, ["tag", "assemble"]),
        ({"organizations": "a.csv"}, ["recognize", "tag", "assemble"]),
        ({"only": ("a",)}, []),
    ],
)
def test_a_setting_changes_the_stages_that_use_it_and_those_after(
    settings: dict[str, object], stages: list[str], document: Document
) -> None:
    after = stage_keys(document, Settings.model_validate(settings))
    assert changed(stage_keys(document, Settings()), after) == stages


def test_a_setting_that_names_a_file_counts_by_its_content(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("one")
    settings = Settings(organizations=path)
    before = stage_keys(document, settings)
    path.write_text("two")
    assert changed(before, stage_keys(document, settings)) == ["recognize", "tag", "assemble"]


def test_what_the_manifest_tells_changes_the_stages_that_read_it(document: Document) -> None:
    titled = document.model_copy(update={"title": "Another title"})
    after = stage_keys(titled, Settings())
    assert changed(stage_keys(document, Settings()), after) == ["segment", "recognize", "tag", "assemble"]


@pytest.mark.parametrize(("name", "counts"), [("code.py", True), ("data.npz", True), ("README.md", False)])
def test_an_edited_source_or_data_file_changes_the_code_hash(
    name: str, counts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / name).write_text("one")
    monkeypatch.setattr(fingerprint, "ROOT", tmp_path)
    uses = fingerprint.Uses(("models",))
    code_hash.cache_clear()
    before = code_hash(uses)
    (folder / name).write_text("two")
    code_hash.cache_clear()
    assert (code_hash(uses) != before) is counts
    code_hash.cache_clear()


def test_every_source_is_there() -> None:
    assert all((fingerprint.ROOT / source).exists() for uses in USES.values() for source in uses.sources)

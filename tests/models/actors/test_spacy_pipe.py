"""What a statistical pipeline adds; a pipeline of rules stands in for it."""

from __future__ import annotations

from importlib import metadata

import pytest
import spacy

from models.actors import spacy_pipe
from models.actors.recognizer import Recognizer
from models.actors.spacy_pipe import EntityFinder, installed_pipelines, load_entity_finder
from models.lexicons.name_shapes import load_name_shapes
from models.lexicons.organizations import load_organizations
from models.records.segmentation import Subject


@pytest.fixture(scope="module")
def entities() -> EntityFinder:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    names = ("the Mar Lento", "Climate Resolution", "Social Protection", "Harbour Network", "QZX", "Global Compact")
    ruler.add_patterns([{"label": "ORG", "pattern": name} for name in names])  # type: ignore[attr-defined]
    return EntityFinder(pipeline)


def test_articles_are_no_part_of_a_name(entities: EntityFinder) -> None:
    assert entities.find("We met the Mar Lento in June.") == ((11, 20),)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met the Mar Lento in June.", [("Mar Lento", "statistical")]),
        ("We met the Harbour Network in June.", [("Harbour Network", "shape")]),
        ("The Climate Resolution and Social Protection and a QZX and the Global Compact.", []),
    ],
)
def test_candidates_are_names_that_nothing_else_found(
    entities: EntityFinder, text: str, names: list[tuple[str, str]]
) -> None:
    recognizer = Recognizer(load_organizations(), load_name_shapes(), entities)
    found = recognizer.find_mentions([Subject(id="1", text=text)])
    assert [(mention.mention, mention.method) for mention in found] == names


def test_without_a_pipeline_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "entry_points", lambda group: ())
    load_entity_finder.cache_clear()
    assert installed_pipelines() == {}
    assert spacy_pipe.load_entity_finder() is None
    load_entity_finder.cache_clear()

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import numpy as np
import pytest

from models.errors import LexiconError, SettingsError
from models.objectives.coded import make_folds, read_passages, row_context
from models.objectives.head import Inputs, find_head, head_file, load_head
from models.objectives.judge import judge_file, load_settings
from models.objectives.measures import calibration_error, f1, macro_f1
from models.objectives.tagger import Tagger
from models.objectives.taxonomy import PACKAGED, Taxonomy, load_taxonomy
from models.objectives.training import hash_text, list_data, read_material, to_lesson, train
from models.records.segmentation import Subject
from tests.models.objectives.samples import SMALL, WordEncoder, write_small

TAXONOMIES = sorted(path.with_suffix("").with_suffix(".yaml") for path in PACKAGED.parent.glob("*.judge.json"))
PARTS = {"1": ("pond", "rain", "wet bed", "watering"), "2": ("tree", "hedge", "fruit", "branch"), "PLAN": ("charter",)}


@pytest.fixture
def gardens(tmp_path: Path) -> Taxonomy:
    """A small taxonomy with sixty coded passages."""
    path = write_small(tmp_path, SMALL.replace("units:", "passages: [coded.csv]\nunits:"))
    dice = random.Random(1)
    fillers = [f"filler{number}" for number in range(400)]
    rows = [
        (" ".join([word, *dice.sample(fillers, 2), words[0]]), code, "")
        for _ in range(8)
        for code, words in PARTS.items()
        for word in words
    ]
    with (tmp_path / "coded.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("text", "primary", "secondary"), *rows])
    return load_taxonomy(path)


@pytest.mark.parametrize("path", TAXONOMIES, ids=lambda path: path.stem)
def test_a_packaged_head_was_trained_on_the_files_beside_it(path: Path) -> None:
    taxonomy, card = load_taxonomy(path), load_settings(path).card
    assert card is not None
    assert card.data == {file.name: hash_text(file) for file in list_data(taxonomy)}
    head = find_head(taxonomy, card.encoder)
    assert head is not None
    empty = Inputs(np.zeros((2, 384), np.float32), np.zeros((2, 384), np.float32), [["visa"], []])
    assert head.predict(empty).sum() == pytest.approx(2.0)


def test_figures_of_the_card_are_as_good_as_promised() -> None:
    card = load_settings().card
    assert card is not None
    assert card.figures["with_head, primary F1"] >= 0.8
    assert card.figures["with_head, calibration error"] <= 0.04


@pytest.mark.parametrize("path", TAXONOMIES, ids=lambda path: path.stem)
def test_passages_are_coded_and_none_stands_twice(path: Path) -> None:
    taxonomy = load_taxonomy(path)
    rows = [row for name in taxonomy.passages for row in read_passages(path.parent / name, taxonomy)]
    assert all(row["primary"] and row["text"].strip() for row in rows)
    assert len({row["text"] for row in rows}) == len({row["passage_id"] for row in rows}) == len(rows)


def test_a_taxonomy_is_trained_to_the_same_bytes(gardens: Taxonomy) -> None:
    files = (head_file(gardens.path), judge_file(gardens.path))
    figures = train(gardens, WordEncoder())
    first = [file.read_bytes() for file in files]
    assert figures["with_head, primary F1"] > 0.9
    assert train(gardens, WordEncoder()) == figures
    assert [file.read_bytes() for file in files] == first


def test_a_trained_taxonomy_is_tagged_by_its_own_head(gardens: Taxonomy) -> None:
    train(gardens, WordEncoder())
    load_settings.cache_clear()
    tagger = Tagger(gardens, WordEncoder())
    assert "trained head" in tagger.method
    found = tagger.tag([Subject(id="s", text="branch tree filler3")])
    assert [tag.objective for tag in found if tag.grade == "primary"] == ["2"]
    assert all(tag.head_score is not None and 0 < tag.head_score < 1 for tag in found)


def test_an_adapted_encoder_is_judged_by_passages_that_the_adapter_did_not_see(gardens: Taxonomy) -> None:
    material = read_material(gardens, WordEncoder())
    half = len(material.held) // 2
    material = material._replace(held=np.arange(len(material.held)) < half, reference=half)
    held, lesson = {row["text"] for row in material.coded.rows[:half]}, to_lesson(material)
    assert held.isdisjoint(lesson.texts)
    assert set(lesson.shares.sum(axis=1).tolist()) == {1.0, 0.5}
    assert lesson.coefficients.shape == (3, 64)


def test_head_and_judge_are_made_for_the_adapted_encoder(gardens: Taxonomy) -> None:
    adapted = WordEncoder()
    adapted.name = "words adapted to gardens"
    train(gardens, WordEncoder(), adapted)
    load_settings.cache_clear()
    settings = load_settings(gardens.path)
    assert settings.adapted is not None
    assert settings.card is not None
    assert settings.card.encoder == adapted.name
    assert "trained head" in Tagger(gardens, adapted).method
    assert "trained head" not in Tagger(gardens, WordEncoder()).method


def test_where_no_keyword_stands_the_sentence_that_the_head_goes_by_is_shown(gardens: Taxonomy) -> None:
    train(gardens, WordEncoder())
    load_settings.cache_clear()
    text = "Somebody wrote filler1 here. The hedge has fruit. Others came too."
    found = Tagger(gardens, WordEncoder()).tag([Subject(id="s", text=text)])
    assert [tag.evidence for tag in found if tag.objective == "2"] == ["The hedge has fruit."]


def test_a_head_of_other_codes_or_vectors_is_not_used(gardens: Taxonomy, tmp_path: Path) -> None:
    train(gardens, WordEncoder())
    load_settings.cache_clear()
    assert find_head(gardens, "words") is not None
    assert find_head(gardens, "another encoder") is None
    judge_file(gardens.path).write_text("{}", encoding="utf-8")
    load_settings.cache_clear()
    with pytest.raises(LexiconError, match="fitted numbers"):
        find_head(gardens, "words")


def test_a_damaged_head_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.head.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(LexiconError, match="trained head"):
        load_head(path, 3)


def test_passages_that_are_all_alike_teach_nothing(gardens: Taxonomy, tmp_path: Path) -> None:
    alike = "text,primary,secondary\n" + "The pond is wet.,1,\n" * 30
    (tmp_path / "coded.csv").write_text(alike, encoding="utf-8")
    with pytest.raises(SettingsError, match="too alike"):
        train(gardens, WordEncoder())


def test_near_duplicates_share_a_fold() -> None:
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(40, 32)).astype(np.float32)
    vectors[1::2] = vectors[::2] + 0.01
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    folds = make_folds([{}] * 40, vectors)
    assert (folds[1::2] == folds[::2]).all()
    assert len(set(folds.tolist())) == 10


def test_the_items_of_a_list_share_a_fold() -> None:
    rows = [{"list_id": "shop" if number % 4 == 0 else ""} for number in range(40)]
    folds = make_folds(rows, np.eye(40, dtype=np.float32))
    assert len(set(folds[::4].tolist())) == 1
    assert len(set(folds.tolist())) == 10


def test_the_other_items_of_a_list_are_context() -> None:
    assert row_context({"section": "Asks", "around": "Ropes. Lamps"}) == "Asks. Ropes. Lamps"
    assert row_context({"section": "", "text": "Buoys"}) == ""


def test_a_code_that_is_not_in_the_taxonomy_is_named(tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    path.write_text("text,primary,secondary\nA,5,\nB,5,99\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="'99'") as caught:
        read_passages(path, load_taxonomy())
    assert caught.value.line == 3


def test_the_card_is_plain_text() -> None:
    assert json.loads(judge_file(PACKAGED).read_text(encoding="utf-8"))["card"]["passages"] > 2000


def test_measures() -> None:
    gold, found = np.array([[1.0, 0], [0, 1], [0, 1]]), np.array([[1.0, 0], [1, 1], [0, 0]])
    assert f1(gold, found) == pytest.approx(2 * 2 / (3 + 3))
    assert macro_f1(gold, found, support=2) == pytest.approx(2 / 3)
    scores = np.repeat([[0.2, 0.8]], 100, axis=0)
    assert calibration_error(scores, np.zeros((100, 2))) == pytest.approx(0.5)
    right = np.array([[float(n % 5 == 0), float(n % 5 > 0)] for n in range(100)])
    assert calibration_error(scores, right) == pytest.approx(0.0, abs=1e-9)

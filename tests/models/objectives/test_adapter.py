from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import numpy as np
import pytest

from models.errors import LexiconError
from models.objectives import adapting
from models.objectives.adapter import (
    Adapter,
    Change,
    adapter_file,
    apply_adapter,
    find_adapter,
    load_adapter,
    save_adapter,
)
from models.objectives.adapting import Lesson, learn_adapter
from models.objectives.encoder import is_prepared, load_encoder, packaged_path
from models.objectives.prepare import SentenceEncoder, load_sentence_encoder

needs_embed = pytest.mark.skipif(
    importlib.util.find_spec("sentence_transformers") is None, reason="the embedding parts are not installed"
)
NUMBERS = np.random.default_rng(0)
CHANGE = Change(*(NUMBERS.normal(size=shape).astype(np.float32) for shape in ((384, 2), (2, 384))))
LAYER = "encoder.layer.0.attention.self.query"
WATER, TREES = ("pond", "rain", "wet bed", "well"), ("hedge", "fruit", "branch", "leaf")


def load_packaged() -> SentenceEncoder:
    loaded = load_sentence_encoder("packaged", packaged_path() or "")
    assert loaded is not None
    return loaded


def make_lesson() -> Lesson:
    dice = random.Random(1)
    words = [dice.choice(part) for _ in range(16) for part in (WATER, TREES)]
    shares = np.tile(np.eye(2), (16, 1))
    return Lesson([f"Look after the {word}." for word in words], shares, np.zeros((2, 384)), np.zeros(2))


def test_an_adapter_is_read_as_it_was_written(tmp_path: Path) -> None:
    taxonomy = tmp_path / "gardens.yaml"
    assert find_adapter(taxonomy) is None
    save_adapter(Adapter("some encoder", {LAYER: CHANGE}), adapter_file(taxonomy))
    path = find_adapter(taxonomy)
    assert path is not None
    read = load_adapter(path)
    assert read.encoder == "some encoder"
    assert list(read.changes) == [LAYER]
    assert read.changes[LAYER].up == pytest.approx(CHANGE.up, abs=2e-3)


def test_a_damaged_adapter_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.adapter.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(LexiconError, match="adapter of the encoder"):
        load_adapter(path)


@needs_embed
@pytest.mark.embed
def test_a_model_without_such_a_layer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.adapter.npz"
    save_adapter(Adapter("x", {"encoder.layer.99": CHANGE}), path)
    with pytest.raises(LexiconError, match=r"layer\.99"):
        apply_adapter(path, load_packaged().model[0].auto_model)


@needs_embed
@pytest.mark.embed
def test_an_adapter_moves_texts_of_one_code_together_and_gives_the_same_bytes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapting, "WARM_STEPS", 2)
    probes = ["Look after the pond and the well.", "Look after the leaf and the fruit."]
    before, files = load_packaged().encode(probes), [tmp_path / f"{number}.adapter.npz" for number in range(2)]
    for file in files:
        learned = load_packaged()
        save_adapter(learn_adapter(learned, make_lesson()), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    adapted = load_sentence_encoder("adapted", packaged_path() or "", files[0])
    assert adapted is not None
    after = adapted.encode(probes)
    assert np.abs(after - learned.encode(probes)).max() < 1e-3
    assert after[0] @ after[1] < before[0] @ before[1] - 0.05


@needs_embed
@pytest.mark.embed
def test_an_encoder_with_an_adapter_has_a_name_and_a_place_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GCMATRIX_CACHE", "off")
    path = tmp_path / "gardens.adapter.npz"
    save_adapter(Adapter("x", {LAYER: CHANGE}), path)
    adapted = load_encoder(None, path)
    assert adapted is not None
    assert "adapted to gardens" in adapted.name
    assert not np.allclose(adapted.encode(["pond"]), load_packaged().encode(["pond"]), atol=1e-4)
    assert not is_prepared(None, path)
    other = load_encoder(packaged_path(), path)
    assert other is not None
    assert "adapted" not in other.name

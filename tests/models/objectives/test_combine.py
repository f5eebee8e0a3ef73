from __future__ import annotations

import numpy as np
import pytest

from models.objectives.combine import Evidence, combine, grade, lean_on_context, weigh
from models.objectives.head import Thresholds, Weights, load_head, load_settings

THRESHOLDS = Thresholds(floor=0.2, primary=0.2, ratio=0.5, rich=0.8, primary_rich=0.05, secondary=0.1, keyword=0.6)


@pytest.mark.parametrize(
    ("probabilities", "keywords", "primary", "secondary"),
    [
        ([0.7, 0.2, 0.05, 0.05], [0, 0, 0, 0], (0,), (1,)),
        ([0.4, 0.3, 0.25, 0.05], [0, 0, 0, 0], (0, 1, 2), ()),
        ([0.3, 0.3, 0.2, 0.2], [0, 0, 0, 0], (0, 1, 2), ()),
        ([0.85, 0.06, 0.06, 0.03], [0.6, 0.84, 0.6, 0], (0, 1), (2,)),
        ([0.1, 0.1, 0.1, 0.7], [0.9, 0, 0, 0], (3,), ()),
        ([0.19, 0.18, 0.18, 0.15], [0, 0, 0, 0], (3,), ()),
    ],
)
def test_grades(
    probabilities: list[float], keywords: list[float], primary: tuple[int, ...], secondary: tuple[int, ...]
) -> None:
    grades = grade(np.array(probabilities), np.array(keywords), THRESHOLDS, none=3)
    assert (grades.primary, grades.secondary) == (primary, secondary)


def test_without_a_code_of_nothing_nothing_is_given() -> None:
    assert grade(np.array([0.1, 0.1]), np.zeros(2), THRESHOLDS, none=None).primary == ()


def test_probabilities_of_a_taxonomy_without_nothing_leave_room_for_it() -> None:
    probabilities = weigh(np.array([[0.6, 0.0]]), None, None, Weights(keyword=5, none=2), None)
    assert 0 < float(probabilities.sum()) < 1


def test_a_silent_text_leans_more_on_its_context() -> None:
    context = np.array([[0.0, 1.0]])
    assert lean_on_context(np.array([[0.0, 0.0]]), context, 0.3)[0, 1] == pytest.approx(0.6)
    assert lean_on_context(np.array([[1.0, 0.0]]), context, 0.3)[0, 1] == pytest.approx(0.3)


def test_agreement_gives_no_more_than_union() -> None:
    rng = np.random.default_rng(1)
    keywords, nearness = rng.random((20, 4)), rng.random((20, 4))
    evidence = Evidence(keywords, np.zeros((20, 4)), nearness, np.zeros((20, 8), dtype=np.float32))
    both, either = (combine(evidence, load_settings(), None, policy, 3) for policy in ("agreement", "union"))
    for few, many in zip(both, either, strict=True):
        assert {*few.primary, *few.secondary} - {3} <= {*many.primary, *many.secondary}


def test_packaged_head_fits_its_card() -> None:
    head = load_head()
    assert head.coefficients.shape[0] == len(head.card.codes)
    assert head.predict(np.zeros((2, head.coefficients.shape[1]), dtype=np.float32)).sum() == pytest.approx(2.0)

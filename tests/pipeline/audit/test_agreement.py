"""Agreement figures equal published worked examples, and say nothing where nothing can be said."""

from __future__ import annotations

import pytest

from pipeline.audit.agreement import (
    cohen_kappa,
    gwet_ac1,
    krippendorff_alpha,
    masi_distance,
    nominal_distance,
    to_presence,
)


def _units(*coders: str) -> list[list[str | None]]:
    return [[None if value == "." else value for value in unit] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
    ids=["binary", "nominal", "four observers with gaps"],
)
def test_alpha_equals_the_examples_of_krippendorff_2011(coders: tuple[str, ...], alpha: float) -> None:
    assert krippendorff_alpha(_units(*coders), nominal_distance) == pytest.approx(alpha, abs=5e-4)


def test_ac1_and_kappa_equal_the_example_of_gwet_2008() -> None:
    units = [["+", "+"]] * 118 + [["+", "-"]] * 5 + [["-", "+"]] * 2
    assert gwet_ac1(units, "+-") == pytest.approx(0.941, abs=5e-4)
    assert cohen_kappa(units) == pytest.approx(-0.023, abs=5e-4)


def test_kappa_equals_the_example_of_artstein_and_poesio_2008() -> None:
    units = [["s", "s"]] * 20 + [["s", "i"]] * 20 + [["i", "s"]] * 10 + [["i", "i"]] * 50
    assert cohen_kappa(units) == pytest.approx(0.348, abs=5e-4)


def test_masi_counts_a_subset_more_than_an_overlap() -> None:
    a, ab, bc = frozenset("a"), frozenset("ab"), frozenset("bc")
    assert masi_distance(ab, ab) == masi_distance(frozenset(), frozenset()) == 0
    assert masi_distance(a, ab) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi_distance(ab, bc) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert masi_distance(a, bc) == masi_distance(frozenset(), a) == 1


def test_partly_equal_sets_agree_more_than_different_ones() -> None:
    near = [[frozenset("a"), frozenset("ab")], [frozenset("c"), frozenset("c")]]
    far = [[frozenset("a"), frozenset("b")], [frozenset("c"), frozenset("c")]]
    near_alpha, far_alpha = krippendorff_alpha(near, masi_distance), krippendorff_alpha(far, masi_distance)
    assert near_alpha is not None
    assert far_alpha is not None
    assert near_alpha > far_alpha


def test_nothing_is_claimed_without_two_coders_or_two_values() -> None:
    alone = _units("ab", "..")
    assert krippendorff_alpha(alone, nominal_distance) is gwet_ac1(alone, "ab") is cohen_kappa(alone) is None
    assert krippendorff_alpha(_units("aa", "aa"), nominal_distance) is cohen_kappa(_units("aa", "aa")) is None


def test_presence_keeps_gaps() -> None:
    assert to_presence([[frozenset({"7"}), None, frozenset()]], "7") == [[True, None, False]]

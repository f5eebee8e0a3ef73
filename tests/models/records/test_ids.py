from __future__ import annotations

import pytest

from models.records.ids import digest, join_code, number_ids, sort_codes, split_code


def test_ids_follow_the_content_and_tell_repeated_content_apart() -> None:
    first, again, other = number_ids("doc-p", ["same text", "same text", "other text"])
    assert len({first, again, other}) == 3
    assert number_ids("doc-p", ["new text", "same text"])[1] == first


def test_digest_keeps_its_parts_apart() -> None:
    assert digest("ab", "c") != digest("a", "bc")


@pytest.mark.parametrize(("code", "parts"), [("13", ("13", "")), ("13(h)", ("13", "h")), ("IFR", ("IFR", ""))])
def test_split_code_and_back(code: str, parts: tuple[str, str]) -> None:
    assert split_code(code) == parts
    assert join_code(*parts) == code


@pytest.mark.parametrize("code", ["13h", "", "thirteen", "13(H)", "(h)"])
def test_split_code_refuses_what_is_no_code(code: str) -> None:
    with pytest.raises(ValueError, match="is not an objective code"):
        split_code(code)


def test_codes_are_sorted_by_number_then_letter_then_name() -> None:
    assert sort_codes(["IFR", "13(h)", "2", "13", "23", "2"]) == ("2", "13", "13(h)", "23", "IFR")

"""Objective lists printed in a field or box → codes; words that stand instead of numbers are kept as a note."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.objectives.code_lists import ITEM, any_of, read_item
from models.objectives.taxonomy import Taxonomy
from models.records.annex import Declared
from models.records.ids import sort_codes

_NOTHING = re.compile(r"(?i)\W*(?:none|n/?a|not applicable|nil)?\W*")
_EXCEPT = re.compile(r"(?i)^\W*(?:except|but|other than|excluding|without)\b")
_NARROWED = re.compile(r"(?i)^\W*(?:\w+[\s-])?(?:related|relevant|relating|concerning|regarding|on|that|with|linked)\b")
_JOINING = re.compile(r"(?i)\b(?:and|or|as well as|also|plus|implementation|implementing|of|the|in|to|nos?|number)\b")
_ELSEWHERE = re.compile(r"(?i)\b(?:SDGs?|goals?|targets?|articles?|paragraphs?|paras?\.?)\s*\d[\d.,&\sand-]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROMAN = re.compile(r"^(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})$")
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_SPELLED = (*_UNITS, *_TEENS, "twenty", *(f"twenty-{unit}" for unit in _UNITS))
_NUMERAL = re.compile(r"\btwenty[\s-][a-z]+\b|\b[a-z]+\b", re.IGNORECASE)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def parse_printed(subject_id: str, printed: str, taxonomy: Taxonomy) -> Declared:
    """`2, 5-18`, `10: c,d,h`, `Objective 5, Action g`, `all` → codes; a note for what is no code of the taxonomy."""
    text = " ".join(printed.split())
    if _NOTHING.fullmatch(text):
        return Declared(subject_id=subject_id, printed=printed)
    codes, note = _parse_all(text, taxonomy) or _parse_list(text, taxonomy)
    return Declared(subject_id=subject_id, printed=printed, codes=sort_codes(codes), note=note)


def _parse_all(text: str, taxonomy: Taxonomy) -> tuple[tuple[str, ...], str] | None:
    """The codes of `all 23 objectives`, `all except 9`; None where the text does not say all."""
    total = rf"(?:\s+(?:{len(taxonomy.printed_codes)}|twenty[\s-]three))?"
    naming = rf"(?:\s+(?:{any_of(taxonomy.framework)}|{any_of(taxonomy.units)}|of|the))*"
    match = re.search(rf"\ball\b(?:\s+of)?(?:\s+the)?{total}{naming}", text, re.IGNORECASE)
    if not match:
        return None
    rest = text[match.end() :]
    if _NARROWED.match(rest):
        return (), text
    if _EXCEPT.match(rest):
        without, note = _parse_list(_EXCEPT.sub("", rest), taxonomy)
        return tuple(code for code in taxonomy.printed_codes if code not in without), note
    _, note = _parse_list(text[: match.start()] + " " + rest, taxonomy)
    return taxonomy.printed_codes, note.strip(" ,;:()")


def _parse_list(text: str, taxonomy: Taxonomy) -> tuple[tuple[str, ...], str]:
    naming = re.compile(rf"\b(?:{any_of(taxonomy.framework)}|{any_of(taxonomy.units)})\b\.?", re.IGNORECASE)
    bare = _write_digits(text, naming)
    bare = _ELSEWHERE.sub(" ", bare) if not _ELSEWHERE.search(" ".join(taxonomy.units) + " 1") else bare
    items = [read_item(match, taxonomy) for match in ITEM.finditer(bare)]
    codes = tuple(code for item in items for code in item.codes)
    unknown = tuple(word for item in items for word in item.unknown)
    words = _WORD.findall(_JOINING.sub(" ", naming.sub(" ", ITEM.sub(" ", bare))))
    return codes, _make_note(text, codes, unknown, words)


def _make_note(text: str, codes: Iterable[str], unknown: tuple[str, ...], words: list[str]) -> str:
    if words or not codes:
        return text
    return f"not in the taxonomy: {', '.join(unknown)}" if unknown else ""


def _write_digits(text: str, naming: re.Pattern[str]) -> str:
    """Spelled and Roman numbers as digits, only where nothing else stands in the text."""
    words = _NUMERAL.findall(_JOINING.sub(" ", naming.sub(" ", text)))
    if not words or not all(_number_of(word) for word in words):
        return text
    return _NUMERAL.sub(lambda match: str(_number_of(match[0]) or match[0]), naming.sub(" ", text))


def _number_of(word: str) -> int:
    """1 and more for a spelled number or a Roman one in capitals; 0 for other words."""
    spelled = "-".join(word.lower().split())
    if spelled in _SPELLED:
        return _SPELLED.index(spelled) + 1
    return _read_roman(word) if _ROMAN.match(word) else 0


def _read_roman(word: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in word]
    return sum(-now if now < then else now for now, then in zip(values, [*values[1:], 0], strict=True))

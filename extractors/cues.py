"""What headings and wording say about a passage: the phrases of `kinds.yaml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from models.errors import LexiconError

LEXICON = Path(__file__).with_name("kinds.yaml")
MIXED = "mixed"
"""Kind of a section whose heading announces findings and recommendations alike."""

_KINDS = ("recommendation", "finding", "narrative")
_SECTIONS = ("contents", "acronyms", "members", "observers", "form")
_PHRASES = ("recommends", "asks", "calls", "addressees", "no_addressees", "form", "declares")
_NO_WORD = re.compile(r"[^\w']+")
_QUESTION = re.compile(r"\?\W*$|^\W*q(?:uestion)?\s?\d{1,2}\b", re.IGNORECASE)
_ANNEX = re.compile(r"\W*(?:annex|appendix)\b", re.IGNORECASE)
_NAMED = re.compile(r"^(?:\w+\s+)?(?P<kind>recommendation|finding)s?\s+(?P<number>\d+(?:\.\d+)*)\b", re.IGNORECASE)
_ADVERBS = r"(?:(?:\w+ly|always|also|further|and|then|jointly|in parallel)\s+){0,4}"


class Cues(NamedTuple):
    """Compiled phrases; all are tried on folded text (`fold`)."""

    strong: Mapping[str, re.Pattern[str]]
    weak: Mapping[str, re.Pattern[str]]
    sections: Mapping[str, re.Pattern[str]]
    wording: Mapping[str, re.Pattern[str]]
    verbs: re.Pattern[str]


def fold(text: str) -> str:
    """Lower case, words separated by single spaces, no marks."""
    return _NO_WORD.sub(" ", text.casefold().replace("’", "'")).strip()


@lru_cache(maxsize=4)
def load_cues(path: Path = LEXICON) -> Cues:
    """Read and check the phrases; raises `LexiconError` where an entry is missing or of another form."""
    try:
        tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise LexiconError(path, line, f"this is not YAML: {error.problem}") from error
    headings, wording = _part(path, tree, "headings"), _part(path, tree, "wording")
    return Cues(
        strong=_to_patterns(path, _part(path, headings, "strong"), _KINDS),
        weak=_to_patterns(path, _part(path, headings, "weak"), _KINDS),
        sections=_to_patterns(path, _part(path, tree, "sections"), _SECTIONS),
        wording=_to_patterns(path, wording, _PHRASES),
        verbs=re.compile(rf"^{_ADVERBS}(?:{'|'.join(str(wording.get('verbs', '')).split())})\b(?!ing|ed)"),
    )


def _part(path: Path, tree: Any, name: str) -> Mapping[str, Any]:
    part = tree.get(name) if isinstance(tree, dict) else None
    if not isinstance(part, dict):
        raise LexiconError(path, None, f"{name} must be a mapping")
    return part


def _to_patterns(path: Path, part: Mapping[str, Any], names: Sequence[str]) -> dict[str, re.Pattern[str]]:
    for name in names:
        entries = part.get(name)
        if not isinstance(entries, list) or not entries or not all(isinstance(x, str) and x.strip() for x in entries):
            raise LexiconError(path, None, f"{name} must be a list of phrases")
    return {name: _to_pattern(part[name]) for name in names}


def _to_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})s?\b")


def path_to_kind(headings: Sequence[str], cues: Cues) -> str:
    """`recommendation`, `finding`, `narrative`, `mixed` or empty, by the headings above, outermost first.

    An annex has nothing to do with the chapter before it, whatever the levels of their headings.
    """
    mixed = ""
    annex = max((at for at, heading in enumerate(headings) if _ANNEX.match(heading)), default=0)
    headings = headings[annex:]
    below = len(headings)
    for at in range(len(headings) - 1, -1, -1):
        kinds = _kinds(headings[at], cues.strong)
        if len(kinds) == 1:
            return kinds.pop()
        if kinds:
            mixed, below = MIXED, at
            break
    inner = headings[below:] if mixed else headings
    weak = (_kinds(heading, cues.weak) for heading in reversed(inner))
    return next((min(kinds) for kinds in weak if len(kinds) == 1), mixed)


def _kinds(heading: str, patterns: Mapping[str, re.Pattern[str]]) -> set[str]:
    """The kinds whose phrases stand in a heading and in no longer phrase of another kind."""
    text = fold(heading)
    spans = [(kind, match.span()) for kind, pattern in patterns.items() for match in pattern.finditer(text)]
    return {kind for kind, span in spans if not any(_inside(span, other) for _, other in spans)}


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and other != span


def announced_kind(text: str, cues: Cues) -> str:
    """What a stem says of the list below it: the first strong phrase of its last sentence, empty without one."""
    last = fold(re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)[-1])
    found = [(match.start(), kind) for kind, pattern in cues.strong.items() if (match := pattern.search(last))]
    kind = min(found)[1] if found else ""
    return kind if kind != "narrative" else ""


def named_kind(text: str) -> tuple[str, str]:
    """`Recommendation 4: ...` → (`recommendation`, `4`); two empty texts where a text does not name itself."""
    found = _NAMED.match(text)
    return (found["kind"].lower(), found["number"]) if found else ("", "")


def is_section(heading: str, name: str, cues: Cues) -> bool:
    """True where a heading announces an acronym list, a member list, a form, ..."""
    return bool(cues.sections[name].search(fold(heading)))


def recommends(text: str, cues: Cues) -> bool:
    """True where the wording asks for something."""
    folded = fold(text)
    return bool(cues.verbs.match(folded) or cues.wording["recommends"].search(folded))


def begins_with_verb(text: str, cues: Cues) -> bool:
    """True for a text that begins with a verb that asks (`Ensure ...`), adverbs before it or not; no question does."""
    return bool(cues.verbs.match(fold(text))) and not text.rstrip().endswith("?")


def asks(text: str, cues: Cues) -> bool:
    """True for an item that begins with such a verb, or says that one should."""
    folded = fold(text)
    should = bool(cues.wording["asks"].search(folded)) and not text.rstrip().endswith("?")
    return should or begins_with_verb(text, cues) or calls(text, cues)


def calls(text: str, cues: Cues) -> bool:
    """True where the wording asks for something whatever the section is about."""
    return bool(cues.wording["calls"].search(fold(text)))


def is_contents(heading: str, cues: Cues) -> bool:
    """True for the heading of a table of contents."""
    return bool(cues.sections["contents"].fullmatch(fold(heading)))


def is_question(text: str, cues: Cues) -> bool:
    """True for a question or a line that asks a person to fill something in."""
    return bool(_QUESTION.search(text)) or asks_to_fill(text, cues)


def asks_to_fill(text: str, cues: Cues) -> bool:
    """True for a line of a form that asks a person to fill something in."""
    return bool(cues.wording["form"].search(fold(text)))


def names_addressee(text: str, cues: Cues) -> bool:
    """True for a short line such as `For civil society:`."""
    folded = fold(text)
    found = cues.wording["addressees"].match(folded) and not cues.wording["no_addressees"].match(folded)
    return bool(found) and text.rstrip().endswith(":") and len(text.split()) <= 10

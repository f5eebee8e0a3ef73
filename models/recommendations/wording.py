"""How a text recommends: its verb, how strongly, and whether it recommends at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from models.lexicons.recommendation_words import load_recommendation_words

_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\S)[^.;!?\n]+)*")
_FINITE = re.compile(
    r"\W*(?:(?!that\b|which\b|who\b|when\b)[\w-]+\W+){1,9}(?:is|are|was|were|has|can|could|may|would|will)\b"
)
_FIRST_WORD = re.compile(
    r"[\W\d]*(?:(?:to|and|please|also|further|where \w+|[A-Za-z]+ly|do not|never|not)\s+)*([A-Za-z-]+)",
    re.IGNORECASE,
)
_STEM = re.compile(
    r"^(?:in (?:addition|relation|line|accordance|order|the|this|cooperation|partnership)\b[^,]{0,90},\s*)",
    re.IGNORECASE,
)
_AFTER_MODAL = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|has to|have to|could|may|might|can)\s+(?:(?:\w+ly|also|not)\s+)*(\w+)",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?([a-z-]+)")
_SUBORDINATE = re.compile(
    r"\b(?:who|that|which|what)\s+(?:\w+\s+)?(?:might|could|must|should|calls? for)\b", re.IGNORECASE
)
_STEM_END = re.compile(r"(?::|\b(?:to|should|must))\s*$")
_RELATIVE = re.compile(r"\b(?:who|whom|that|which|whether|what)\s+$", re.IGNORECASE)
_DONE = re.compile(r"\b(?:has|have|had) (?:been )?\w+ed\b|\b(?:was|were) \w+ed\b")


def is_recommendation(text: str, context: str = "") -> bool:
    """Whether a text asks for something, by its wording or by headings such as Recommendations."""
    if find_strong_asking(text, context):
        return True
    words = load_recommendation_words()
    reports = _pattern(words.reports).search(text) or _DONE.search(text)
    return bool(_pattern(words.weak_asks).search(text)) and not reports


def find_asking(text: str, context: str = "") -> str:
    """The words or the heading that show that a text asks for something; empty where none do."""
    weak = _pattern(load_recommendation_words().weak_asks).search(text)
    return find_strong_asking(text, context) or (weak[0] if weak else "")


def find_strong_asking(text: str, context: str = "") -> str:
    """The words that ask outright: an asking word, a stem or heading that asks, a command; empty where none do."""
    words = load_recommendation_words()
    if asked := _asks_in_main_clause(text):
        return asked
    parts = re.split(r" > |\n|\. ", context)
    if stem := next((part for part in parts if _STEM_END.search(part) and _asks_in_main_clause(part)), ""):
        return stem.strip()
    if heading := next((part for part in reversed(parts) if _pattern(words.asking_headings).search(part)), ""):
        return heading.strip()
    sentences = tuple(_sentences(text))
    commands = (_first_word(part) for part in sentences if starts_with_command(part))
    return next(commands, "") or (_first_word(sentences[0]) if sentences and starts_with_gerund(sentences[0]) else "")


def _asks_in_main_clause(text: str) -> str:
    """The asking word that stands anywhere but in a relative clause (`the portal that should list them`)."""
    found = _pattern(load_recommendation_words().asks).finditer(text)
    return next((match[0] for match in found if not _RELATIVE.search(text[: match.start()])), "")


def starts_with_command(sentence: str) -> bool:
    """Whether a sentence begins with a verb in the base form, or with what leads to one."""
    verb = _first_word(sentence)
    return verb in load_recommendation_words().verbs and not _is_noun_use(sentence, verb)


def starts_with_gerund(sentence: str) -> bool:
    """Whether a sentence is the -ing form of a known verb with its object (Establishing firewalls) and no more."""
    return _first_word(sentence) in _gerund_to_verb() and not _FINITE.match(sentence)


def find_action_verb(text: str) -> str:
    """The verb of what is asked in its base form; empty where none of the known verbs is asked for."""
    verbs, gerunds = load_recommendation_words().verbs, _gerund_to_verb()
    for sentence in _sentences(text):
        first = _first_word(sentence)
        if first in verbs and not _is_noun_use(sentence, first):
            return first
        if first in gerunds:
            return gerunds[first]
        for verb in _asked_verbs(sentence):
            return verb
    return ""


def find_strength(text: str, context: str = "") -> str:
    """must, call on, should or consider, from the first sentence that asks.

    A bare command takes the strength of the stem that it completes (`We call on States to:`), else it is a should.
    """
    for sentence in _sentences(text):
        commands = starts_with_command(sentence) or starts_with_gerund(sentence)
        scope = " ".join(sentence.split()[:3]) if commands else _SUBORDINATE.sub(" ", sentence)
        if found := _name_strength(scope):
            return found
        if commands:
            return _stem_to_strength(context) or "should"
    return _stem_to_strength(context)


def _stem_to_strength(context: str) -> str:
    stems = [part for part in re.split(r" > |\n|\. ", context) if _STEM_END.search(part)]
    return _name_strength(stems[-1]) if stems else ""


def _name_strength(text: str) -> str:
    """The first strength, in the order of the data file, of which a wording stands in the text."""
    strengths = load_recommendation_words().strengths
    return next((strength for strength, cues in strengths.items() if _pattern(cues).search(text)), "")


def cues_to_pattern(cues: Iterable[str]) -> re.Pattern[str]:
    """A pattern of whole words, longest first; cues written in capitals match as written, others in any case."""
    return _pattern(tuple(cues))


@cache
def _pattern(cues: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(cues, key=lambda cue: (-len(cue), cue))
    parts = (re.escape(cue) if cue.upper() == cue and cue.isalpha() else f"(?i:{re.escape(cue)})" for cue in ordered)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")


@cache
def _gerund_to_verb() -> dict[str, str]:
    return {form: verb for verb in sorted(load_recommendation_words().verbs) for form in _verb_to_gerunds(verb)}


def _verb_to_gerunds(verb: str) -> tuple[str, ...]:
    if verb.endswith("e") and not verb.endswith("ee"):
        return (f"{verb[:-1]}ing",)
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb):
        return (f"{verb}ing", f"{verb}{verb[-1]}ing")
    return (f"{verb}ing",)


def _sentences(text: str) -> Iterator[str]:
    return (match[0].strip() for match in _SENTENCE.finditer(text) if re.search(r"[^\W\d]", match[0]))


def _first_word(sentence: str) -> str:
    match = _FIRST_WORD.match(_STEM.sub("", sentence))
    return match[1].lower() if match else ""


def _is_noun_use(sentence: str, verb: str) -> bool:
    """`Work of the network` and `Report Review and Release` begin with a noun that is spelled like a verb."""
    if re.match(rf"\W*{verb}\s+(?:of|is|are|was|were|has|have|will)\b", sentence, re.IGNORECASE):
        return True
    return bool(re.match(rf"\W*{verb.capitalize()} [A-Z][a-z]+ (?:and )?[A-Z][a-z]+", sentence))


def _asked_verbs(sentence: str) -> Iterator[str]:
    verbs = load_recommendation_words().verbs
    for match in _AFTER_MODAL.finditer(sentence):
        word = match[1].lower()
        if word == "be":
            participle = re.match(r"\s+(?:\w+ly\s+)?(\w+)", sentence[match.end() :])
            word = _participle_to_verb(participle[1].lower()) if participle else ""
        if word in verbs:
            yield word
    yield from (match[1] for match in _INFINITIVE.finditer(sentence) if match[1] in verbs)


def _participle_to_verb(participle: str) -> str:
    verbs = load_recommendation_words().verbs
    stems = (participle.removesuffix("ed"), participle.removesuffix("d"), re.sub(r"ied$", "y", participle))
    doubled = re.sub(r"(.)\1ed$", r"\1", participle)
    return next((stem for stem in (*stems, doubled, participle) if stem in verbs), "")

"""The taxonomy of objectives: a data file, read strictly; nothing in the code knows its codes or their number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from models.lexicons.yaml_file import YamlMapping, read_yaml
from models.objectives.words import fold_phrase
from models.records.ids import code_order, split_code
from models.records.layout import Record

PACKAGED = Path(__file__).parents[1] / "lexicons" / "objectives.yaml"

Role = Literal["objective", "process", "none"]
"""`process` is about the framework itself, `none` says that nothing applies; every other code is an `objective`."""


_KEYS = (
    *("code", "title", "role", "crosscutting", "scope", "neighbours"),
    *("actions", "keywords", "hints", "negatives", "examples"),
)


class Rule(Record):
    """One keyword rule: `15.k03`, its phrase and how much one hit says (0..1; 0 for a negative phrase)."""

    id: str
    phrase: str
    weight: float


class Action(Record):
    """A lettered action of an objective, in own words."""

    letter: str
    text: str


class Neighbour(Record):
    """An entry that is easily taken for this one, and what tells them apart."""

    code: str
    difference: str


class Objective(Record):
    """One entry of the taxonomy."""

    code: str
    title: str
    role: Role = "objective"
    scope: str
    actions: tuple[Action, ...] = ()
    rules: tuple[Rule, ...] = ()
    negatives: tuple[Rule, ...] = ()
    examples: tuple[str, ...] = ()
    crosscutting: bool = False
    """True where other objectives often are about it too, so that it has to be told whether it is object or setting."""
    neighbours: tuple[Neighbour, ...] = ()

    def letters(self) -> frozenset[str]:
        """The letters of its actions."""
        return frozenset(action.letter for action in self.actions)


class Taxonomy(Record):
    """All entries in printed order, and how texts refer to them (`GCM objective 7`)."""

    name: str
    framework: tuple[str, ...]
    """Names of the framework whose objectives these are: `GCM`, `Global Compact for Migration`."""
    units: tuple[str, ...]
    """Words for one entry, singular first: `objective`, `objectives`, `obj`."""
    strong: float
    """What one hit of a keyword says, 0..1."""
    weak: float
    """What one hit of a hint says, 0..1."""
    field: tuple[str, ...] = ()
    """Words of the field that the framework is about; a text without any of them seldom belongs to it."""
    others: tuple[str, ...] = ()
    """Names of other frameworks and bodies, whose follow-up is not that of this one."""
    passages: tuple[str, ...] = ()
    """Files of coded passages beside the taxonomy that its head is trained on, the one to measure on first."""
    objectives: tuple[Objective, ...]
    path: Path = PACKAGED
    sha256: str

    @cached_property
    def by_code(self) -> Mapping[str, Objective]:
        """Entries by code."""
        return {objective.code: objective for objective in self.objectives}

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in printed order."""
        return tuple(objective.code for objective in self.objectives)

    @property
    def printed_codes(self) -> tuple[str, ...]:
        """Codes that a printed list can name: those of objectives."""
        return tuple(objective.code for objective in self.objectives if objective.role == "objective")

    def code_of(self, role: Role) -> str:
        """The code with a role; empty where the taxonomy has none."""
        return next((objective.code for objective in self.objectives if objective.role == role), "")


def load_taxonomy(path: Path | None = None) -> Taxonomy:
    """The packaged taxonomy, or that of a file; LexiconError names file and line of what is wrong."""
    file = path or PACKAGED
    top = read_yaml(file)
    top.allow("name", "framework", "units", "weights", "field", "others", "passages", "objectives")
    weights = top.mapping("weights")
    weights.allow("keyword", "hint")
    strong, weak = weights.number("keyword"), weights.number("hint")
    objectives = tuple(_parse_objective(entry, strong, weak) for entry in top.mappings("objectives"))
    _refuse_twins(top, objectives)
    _refuse_strangers(top, objectives)
    return Taxonomy(
        name=top.text("name"),
        framework=top.texts("framework"),
        units=top.texts("units"),
        strong=strong,
        weak=weak,
        field=top.texts("field", needed=False),
        others=top.texts("others", needed=False),
        passages=top.texts("passages", needed=False),
        path=file,
        objectives=tuple(sorted(objectives, key=lambda objective: code_order(objective.code))),
        sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
    )


def _parse_objective(entry: YamlMapping, strong: float, weak: float) -> Objective:
    entry.allow(*_KEYS)
    code = _parse_code(entry)
    return Objective(
        code=code,
        title=entry.text("title"),
        role=_parse_role(entry),
        scope=entry.text("scope"),
        actions=tuple(_parse_actions(entry)),
        rules=_parse_rules(entry, code, strong, weak),
        negatives=tuple(
            Rule(id=f"{code}.n{number:02}", phrase=phrase, weight=0.0)
            for number, phrase in enumerate(entry.texts("negatives", needed=False), 1)
        ),
        examples=entry.texts("examples", needed=False),
        crosscutting=entry.flag("crosscutting"),
        neighbours=tuple(_parse_neighbours(entry)),
    )


def _parse_code(entry: YamlMapping) -> str:
    code = entry.text("code")
    try:
        objective, action = split_code(code)
    except ValueError as error:
        raise entry.error(str(error), "code") from error
    if action:
        raise entry.error(f"{code!r} names an action; an entry is a whole objective", "code")
    return objective


def _parse_role(entry: YamlMapping) -> Role:
    role = entry.text("role", default="objective")
    for known in get_args(Role):
        if role == known:
            return known  # type: ignore[no-any-return]
    raise entry.error(f"role {role!r} is none of {', '.join(get_args(Role))}", "role")


def _parse_actions(entry: YamlMapping) -> Iterator[Action]:
    if "actions" not in entry:
        return
    actions = entry.mapping("actions")
    for letter in actions.names:
        if not (1 <= len(letter) <= 2 and letter.isascii() and letter.isalpha() and letter.islower()):
            raise actions.error(f"{letter!r} is not the letter of an action", letter)
        yield Action(letter=letter, text=actions.text(letter))


def _parse_neighbours(entry: YamlMapping) -> Iterator[Neighbour]:
    if "neighbours" not in entry:
        return
    neighbours = entry.mapping("neighbours")
    for code in neighbours.names:
        yield Neighbour(code=code, difference=neighbours.text(code))


def _parse_rules(entry: YamlMapping, code: str, strong: float, weak: float) -> tuple[Rule, ...]:
    _refuse_repeats(entry)
    kinds = (("keywords", "k", strong), ("hints", "h", weak))
    return tuple(
        Rule(id=f"{code}.{letter}{number:02}", phrase=phrase, weight=weight)
        for key, letter, weight in kinds
        for number, phrase in enumerate(entry.texts(key, needed=False), 1)
    )


def _refuse_repeats(entry: YamlMapping) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for key in ("keywords", "hints", "negatives"):
        for phrase, line in entry.texts_with_lines(key):
            words = fold_phrase(phrase)
            if not words:
                raise entry.error(f"the phrase {phrase!r} has no word", line=line)
            if words in seen:
                raise entry.error(f"the phrase {phrase!r} repeats {seen[words]!r}", line=line)
            seen[words] = phrase


def _refuse_twins(top: YamlMapping, objectives: tuple[Objective, ...]) -> None:
    seen: set[str] = set()
    for entry, objective in zip(top.mappings("objectives"), objectives, strict=True):
        if objective.code in seen:
            raise entry.error(f"the code {objective.code} is used twice", "code")
        seen.add(objective.code)
    for role in ("process", "none"):
        if sum(objective.role == role for objective in objectives) > 1:
            raise top.error(f"more than one entry has the role {role}", "objectives")


def _refuse_strangers(top: YamlMapping, objectives: tuple[Objective, ...]) -> None:
    known = {objective.code for objective in objectives}
    for entry, objective in zip(top.mappings("objectives"), objectives, strict=True):
        for neighbour in objective.neighbours:
            if neighbour.code not in known or neighbour.code == objective.code:
                raise entry.error(f"the neighbour {neighbour.code!r} is no other entry of this taxonomy", "neighbours")

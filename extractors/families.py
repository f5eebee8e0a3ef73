"""Report families as data: what the headings of tables mean, and how a family is told by looking."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from extractors.cell_text import OPEN_END, fold_heading
from models.errors import LexiconError

LEXICON = Path(__file__).with_name("families.yaml")
GENERAL = frozenset({"extra", "details", "skip"})
"""Fields of columns that hold something of every kind, or nothing worth keeping."""
LEAST_KNOWN = 3
"""At least one of so many words of a heading must be known."""
EQUALLY_PLAIN = 0.1
"""Headings of which shares that differ by less say something else are as plain."""


class Kind(NamedTuple):
    """One kind of table: its fields with their folded headings, and what it must have."""

    name: str
    needs: tuple[frozenset[str], ...]
    key: str
    rest: str
    headings: Mapping[frozenset[str], tuple[str, ...]]
    """Words of a heading → the fields that it may mean, the likeliest first."""
    joined: Mapping[str, frozenset[str]]
    """Letters of a heading (see `_join_heading`) → its words, for words that a narrow column breaks."""
    starts: Mapping[str, tuple[frozenset[str], ...]]
    """The first word of a heading by the alphabet → all headings that it is the first of."""
    strangers: frozenset[frozenset[str]]
    """Words of headings that no table of this kind has."""
    fillers: frozenset[str]
    """Words of a heading that say nothing where there are others."""

    @property
    def fields(self) -> set[str]:
        """All fields."""
        return {field for fields in self.headings.values() for field in fields}

    def lists(self, text: str) -> bool:
        """True for a text that is an entry of the lexicon word for word."""
        return _join_heading(text) in self.joined


class Family(NamedTuple):
    """Signs of a family of reports; what is None or 0 is not asked for."""

    name: str
    table: str | None = None
    landscape: bool = False
    max_words_a_page: int = 0
    numbered_headings: int = 0
    lettered_items: int = 0


class Families(NamedTuple):
    """The lexicon of report families."""

    kinds: tuple[Kind, ...]
    contents: Mapping[str, re.Pattern[str]]
    heading_noise: tuple[str, ...]
    regional_mark: str
    families: tuple[Family, ...]

    def kind(self, name: str) -> Kind:
        """The kind of table of that name."""
        return next(kind for kind in self.kinds if kind.name == name)


class Roles(NamedTuple):
    """What a table is, which column holds which field, and the heading of each column as printed."""

    kind: Kind
    columns: Mapping[int, str]
    headings: Mapping[int, str]
    body: int = 0
    """The first row below the headings."""


def load_families(path: Path | None = None) -> Families:
    """The families of a YAML file, the one beside this module unless told; raises `LexiconError` with the line."""
    return _load(path or LEXICON)


@lru_cache(maxsize=8)
def _load(path: Path) -> Families:
    data = _Lines(path)
    known = {"tables", "contents", "fillers", "heading_noise", "regional_mark", "families"}
    data.check(set(data.tree) <= known, (), f"only {', '.join(sorted(known))} may stand here")
    return Families(
        kinds=tuple(_to_kind(data, name) for name in data.mapping("tables")),
        contents={name: _to_pattern(data, name) for name in data.mapping("contents")},
        heading_noise=tuple(data.strings("heading_noise")),
        regional_mark=str(data.tree.get("regional_mark", "*")),
        families=tuple(_to_family(data, name) for name in data.mapping("families")),
    )


class _Lines:
    """A YAML file and the line at which each of its entries stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        text = path.read_text(encoding="utf-8")
        try:
            self.tree: dict[str, Any] = yaml.safe_load(text) or {}
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise LexiconError(path, line, f"this is not YAML: {error.problem}") from error
        self.check(isinstance(self.tree, dict), (), "a mapping must stand here")

    def line(self, keys: Sequence[str]) -> int | None:
        node, line = yaml.compose(self.path.read_text(encoding="utf-8")), 1
        for key in keys:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            found = next(((k, v) for k, v in pairs if k.value == key), None)
            if found is None:
                return line
            line, node = found[0].start_mark.line + 1, found[1]
        return line

    def check(self, right: bool, keys: Sequence[str], message: str) -> None:
        if not right:
            raise LexiconError(self.path, self.line(keys), message)

    def get(self, *keys: str) -> Any:
        value: Any = self.tree
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def mapping(self, *keys: str) -> dict[str, Any]:
        value = self.get(*keys)
        self.check(isinstance(value, dict) and bool(value), keys, f"{keys[-1]} must be a mapping")
        return dict(value)

    def strings(self, *keys: str) -> list[str]:
        value = self.get(*keys)
        right = isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
        self.check(right, keys, f"{keys[-1]} must be a list of texts (put words such as no or on in quotes)")
        return list(value)


def _to_kind(data: _Lines, name: str) -> Kind:
    at = ("tables", name)
    fields = data.mapping(*at, "fields")
    fillers = frozenset(data.strings("fillers"))
    headings: dict[frozenset[str], tuple[str, ...]] = {}
    joined: dict[str, frozenset[str]] = {}
    for field in fields:
        for entry in data.strings(*at, "fields", field):
            words = heading_words(entry, fillers)
            headings[words] = tuple(dict.fromkeys((*headings.get(words, ()), field)))
            joined.setdefault(_join_heading(entry), words)
    needs = data.get(*at, "needs")
    data.check(isinstance(needs, list) and bool(needs), (*at, "needs"), "needs must be a list of lists of fields")
    for need in needs:
        right = isinstance(need, list) and bool(need) and all(field in [*fields] for field in need)
        data.check(right, (*at, "needs"), f"{need} is no list of fields of {name}")
    for entry in ("key", "rest"):
        data.check(data.get(*at, entry) in fields, (*at, entry), f"{entry} of {name} must be one of its fields")
    strange = frozenset(heading_words(entry, fillers) for entry in data.strings(*at, "strangers"))
    key, rest = data.get(*at, "key"), data.get(*at, "rest")
    must = tuple(frozenset(need) for need in needs)
    return Kind(name, must, key, rest, headings, joined, _by_first_word(headings), strange, fillers)


def _by_first_word(headings: Collection[frozenset[str]]) -> dict[str, tuple[frozenset[str], ...]]:
    starts: dict[str, tuple[frozenset[str], ...]] = {}
    for entry in headings:
        starts[min(entry)] = (*starts.get(min(entry), ()), entry)
    return starts


def _to_pattern(data: _Lines, name: str) -> re.Pattern[str]:
    try:
        return re.compile(str(data.get("contents", name)), re.IGNORECASE)
    except re.error as error:
        raise LexiconError(data.path, data.line(("contents", name)), f"not a regular expression: {error}") from error


def _to_family(data: _Lines, name: str) -> Family:
    signs = data.get("families", name) or {}
    allowed = set(Family._fields) - {"name"}
    right = isinstance(signs, dict) and set(signs) <= allowed
    data.check(right, ("families", name), f"signs of a family are {', '.join(sorted(allowed))}")
    kinds = data.mapping("tables")
    data.check(signs.get("table") in {None, *kinds}, ("families", name, "table"), f"no table {signs.get('table')!r}")
    return Family(name, **signs)


@lru_cache(maxsize=4096)
def heading_words(text: str, fillers: frozenset[str]) -> frozenset[str]:
    """The words of a heading that tell what it means; their order does not."""
    words = frozenset(fold_heading(text).split())
    return words - fillers or words


def _join_heading(text: str) -> str:
    """The letters of a folded heading but `s`: a narrow column may break a word before its plural's ending."""
    return fold_heading(text).replace(" ", "").replace("s", "")


def label_to_field(text: str, kind: Kind) -> str:
    """The field that a text names by a heading of the lexicon and nothing else; empty where it is no label."""
    if OPEN_END.search(text) and not kind.lists(text):
        return ""
    return kind.headings.get(heading_words(text, kind.fillers), ("",))[0]


def heading_to_field(heading: str, kind: Kind) -> str:
    """The field that a printed heading means by itself, empty where none is meant."""
    return next((field for _, _, field in _meanings(heading, kind)), "")


def headings_to_columns(headings: Mapping[int, str], kind: Kind) -> dict[int, str]:
    """The field of each column: the plainest headings first, and each field once where others are possible.

    Of headings as plain, one with a single meaning comes before one that may mean another field.
    """
    meant = {col: list(_meanings(text, kind)) for col, text in headings.items()}
    order = sorted(
        (share // EQUALLY_PLAIN, len(found), share, place, col, field)
        for col, found in meant.items()
        for share, place, field in found
    )
    columns: dict[int, str] = {}
    for *_, col, field in order:
        if col not in columns and (field in GENERAL or field not in columns.values()):
            columns[col] = field
    rest = {col: found[0][2] for col, found in meant.items() if found and col not in columns}
    return dict(sorted({**columns, **rest}.items()))


def _meanings(heading: str, kind: Kind) -> Iterator[tuple[float, int, str]]:
    """What a heading may mean, likeliest first: the share of its words that say something else, a place, a field."""
    words = heading_words(heading, kind.fillers)
    folded = fold_heading(heading)
    known = words if words in kind.headings else kind.joined.get(_join_heading(heading), words)
    listed = [known] if known in kind.headings else []
    within = listed or [entry for word in words for entry in kind.starts.get(word, ()) if entry <= words]
    found = []
    for entry in within:
        if entry != known and LEAST_KNOWN * len(entry) < len(folded.split()):
            continue
        share = 0.0 if entry == known else 1 - len(entry) / len(words)
        start = min(folded.find(word) for word in entry)
        found += [(share, start, n, field) for n, field in enumerate(kind.headings[entry])]
    for share, start, place, field in sorted(found):
        yield share + 0.001 * start, place, field


def headings_to_roles(headings: Mapping[int, str], families: Families) -> Roles | None:
    """The kind of table that column headings (by column) fit best, None where they fit none."""
    found = headings_to_kinds(headings, families)
    return max(found, key=roles_to_rank) if found else None


def headings_to_kinds(headings: Mapping[int, str], families: Families) -> list[Roles]:
    """The columns as each kind of table reads them that has all it needs under these headings (by column)."""
    found = []
    for kind in families.kinds:
        columns = headings_to_columns(headings, kind)
        words = [heading_words(text, kind.fillers) for text in headings.values()]
        strange = any(stranger <= one for one in words for stranger in kind.strangers)
        if all(need & set(columns.values()) for need in kind.needs) and not strange:
            found.append(Roles(kind, columns, dict(headings)))
    return found


def roles_to_rank(roles: Roles, held: Collection[str] = ()) -> tuple[int, int]:
    """How well a kind fits: its fields that headings name or cells plainly hold, then headings known word for word."""
    words = [heading_words(text, roles.kind.fillers) for text in roles.headings.values()]
    named = {*roles.columns.values(), *held} - {"extra", "skip"}
    return len(named), sum(one in roles.kind.headings for one in words)

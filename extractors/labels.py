"""Labels of list items and headings: their style, which comes next, and how numbers join (`4` and `c.` → `4.c`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
)
_CORE = re.compile(r"^\(?(?P<core>\w+(?:\.\w+)*)[.)]{0,2}$")


def label_core(label: str) -> str:
    """`(a)` → `a`, `100.1.` → `100.1`; empty for a bullet."""
    match = _CORE.match(label.strip().strip("*"))
    return match["core"] if match else ""


def label_to_style(label: str, open_labels: Sequence[str] = ()) -> str:
    """`bullet`, `number`, `letter`, `LETTER`, `roman`, `ROMAN` or `dotted`.

    `i.`, `v.` or `c.` may be letters or Roman numbers: what goes on with an open list has its style.
    """
    core = label_core(label)
    if not core:
        return "bullet"
    if "." in core:
        return "dotted"
    if core.isdigit():
        return "number"
    name = "roman" if _is_roman(core.lower(), label, open_labels) else "letter"
    return name.upper() if core.isupper() else name


def _is_roman(core: str, label: str, open_labels: Sequence[str]) -> bool:
    if core not in _ROMAN or (len(core) == 1 and any(label == next_label(one) for one in open_labels)):
        return core in _ROMAN and any(label_core(one).lower() in _ROMAN[1:] for one in open_labels)
    return len(core) > 1 or core == "i"


def next_label(label: str) -> str:
    """`a.` → `b.`, `3.` → `4.`, `IV.` → `V.`; empty for bullets and what has no next."""
    core = label_core(label)
    if not core or "." in core:
        return ""
    if core.isdigit():
        return label.replace(core, str(int(core) + 1))
    if len(core) > 1 or core.lower() == "i":
        lower = core.lower()
        if lower not in _ROMAN[:-1]:
            return ""
        after = _ROMAN[_ROMAN.index(lower) + 1]
        return label.replace(core, after.upper() if core.isupper() else after)
    return "" if core in "zZ" else label.replace(core, chr(ord(core) + 1))


def join_numbers(*labels: str) -> str:
    """Printed numbers and letters from the outermost on: `4.` and `c.` → `4.c`, `7.` and `7.1` → `7.1`.

    A plain number in a section with a plain number stays alone: `5.2` would be the name of a section.
    """
    joined = ""
    for core in map(label_core, labels):
        alone = not joined or "." in core or (joined.isdigit() and core.isdigit())
        joined = joined if not core else core if alone else f"{joined}.{core}"
    return joined

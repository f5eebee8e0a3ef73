"""Stable ids from content, and the codes of objectives."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

_CODE = re.compile(r"^(?P<objective>\d{1,3}|[A-Z]{2,10})(?:\((?P<action>[a-z]{1,2})\))?$")


def digest(*parts: str, length: int = 10) -> str:
    """Short hexadecimal digest of the parts; the same parts give the same digest everywhere."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:length]


def number_ids(prefix: str, keys: Iterable[str]) -> list[str]:
    """Ids `prefix-digest`, one a key; a key that comes again gets its own id by its occurrence."""
    seen: Counter[str] = Counter()
    ids = []
    for key in keys:
        seen[key] += 1
        ids.append(f"{prefix}-{digest(key, str(seen[key]))}")
    return ids


def split_code(code: str) -> tuple[str, str]:
    """`13(h)` → (`13`, `h`); `IFR` → (`IFR`, ``). Raises ValueError for anything else."""
    match = _CODE.match(code)
    if not match:
        raise ValueError(f"{code!r} is not an objective code such as 13, 13(h) or IFR")
    return match["objective"], match["action"] or ""


def join_code(objective: str, action: str = "") -> str:
    """(`13`, `h`) → `13(h)`."""
    return f"{objective}({action})" if action else objective


def code_order(code: str) -> tuple[int, int, str, str]:
    """Sort key: numbered objectives by number, then named codes, then actions by letter."""
    objective, action = split_code(code)
    number = int(objective) if objective.isdigit() else 0
    return (0 if objective.isdigit() else 1, number, objective, action)


def sort_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Distinct codes in printed order: 2, 5, 13(h), 23, IFR."""
    return tuple(sorted(set(codes), key=code_order))

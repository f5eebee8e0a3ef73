"""Prints every measured figure: `make figures`, or `make figures ARGS=icdar` for some of them.

Works where the reference reports, the truth files and the external material lie in ../shared.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from flows.figures import actors, audit, icdar, objectives, recommendations, reference, robustness
from flows.figures.tools import SHARED

PARTS: Mapping[str, Callable[[], Iterator[str]]] = {
    "reference": reference.figures,
    "objectives": objectives.figures,
    "actors": actors.figures,
    "icdar": icdar.figures,
    "recommendations": recommendations.figures,
    "robustness": robustness.figures,
    "audit": audit.figures,
}


def main(names: Sequence[str]) -> int:
    """Print the figures of the named parts, of all without names. Exit 2 where there is nothing to measure with."""
    if unknown := sorted(set(names) - set(PARTS)):
        sys.stderr.write(f"make figures knows {', '.join(PARTS)}, but not {', '.join(unknown)}\n")
        return 2
    if not (SHARED / "checks").is_dir() or not (SHARED / "gold").is_dir():
        sys.stderr.write(f"make figures needs the reference reports and truth files in {SHARED}; they are not there\n")
        return 2
    for name in names or PARTS:
        for line in PARTS[name]():
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The codebook as a table: codes with title, scope and what tells them from their neighbours, then the rules."""

from __future__ import annotations

from pathlib import Path

from models.lexicons.yaml_file import read_yaml
from models.objectives.taxonomy import Objective, Taxonomy

RULES = Path(__file__).with_name("codebook.yaml")
HEADER = ("code", "title", "what belongs to it", "what is taken for it")


def codebook_rows(taxonomy: Taxonomy, rules: Path = RULES) -> tuple[tuple[str, ...], ...]:
    """Rows of four cells: one a code, in printed order, then the rules. LexiconError names a bad line of the file."""
    top = read_yaml(rules)
    top.allow("unit", "rules")
    names = {"process": taxonomy.code_of("process"), "none": taxonomy.code_of("none")}
    texts = [top.text("unit"), *top.texts("rules")]
    kept = [text for text in texts if all(code or f"{{{role}}}" not in text for role, code in names.items())]
    said = (("", f"Rule {number}" if number else "Unit", text, "") for number, text in enumerate(kept))
    return (*map(_entry, taxonomy.objectives), *((*row[:2], row[2].format(**names), "") for row in said))


def _entry(objective: Objective) -> tuple[str, ...]:
    neighbours = "\n".join(f"{one.code}: {one.difference}" for one in objective.neighbours)
    return (objective.code, objective.title, objective.scope, neighbours)

"""Lists numbered `115.1`, `115.2`, ...: gives their items back the labels that stand in the text or on their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from models.records.layout import Block

ENOUGH = 3
"""Items with the same first number that make a list."""
_DOTTED = re.compile(r"^(?P<label>(?P<first>\d{1,3})\.\d{1,3})\.?(?:\s+(?P<text>\S.*))?$", re.DOTALL)


def label_dotted(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that begin with a number of such a list become items; a number alone belongs to the next text."""
    firsts = _lists(blocks)
    waiting: list[str] = []
    labelled = []
    for block in blocks:
        found = _DOTTED.match(block.text) if block.kind == "paragraph" else None
        if found and found["first"] in firsts:
            if found["text"]:
                labelled.append(_to_item(block, found["label"], found["text"]))
            else:
                waiting.append(found["label"])
        elif waiting and block.kind == "paragraph":
            labelled.append(_to_item(block, waiting.pop(0), block.text))
        else:
            waiting = waiting if block.kind in {"footnote", "caption"} else []
            labelled.append(block)
    return labelled


def _lists(blocks: Sequence[Block]) -> set[str]:
    """First numbers of the dotted lists of a document; numbers of headings are sections, not lists."""
    labels = [block.label if block.kind == "list_item" else block.text for block in blocks if block.kind != "heading"]
    counts = Counter(found["first"] for label in labels if (found := _DOTTED.match(label)))
    sections = {block.label.partition(".")[0] for block in blocks if block.kind == "heading"}
    return {first for first, count in counts.items() if count >= ENOUGH} - sections


def _to_item(block: Block, label: str, text: str) -> Block:
    return block.model_copy(update={"kind": "list_item", "label": label, "text": text})

"""Extraction → passages, rows and lists of one document: the segment stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.annex_passages import Rows, rows_to_units
from extractors.annexes import tables_to_rows
from extractors.box_passages import placed_to_boxes
from extractors.cues import Cues, load_cues
from extractors.dotted import label_dotted
from extractors.figures import find_figures
from extractors.forms import find_forms, forms_to_units
from extractors.inline import join_inline
from extractors.lists import find_acronyms, find_members
from extractors.row_passages import table_to_units
from extractors.sections import Placed, path_to_section, place_blocks
from extractors.units import Unit, blocks_to_units
from models.records.annex import Declared, Passage
from models.records.ids import number_ids
from models.records.layout import Extraction
from models.records.segmentation import Segmentation


class Group(NamedTuple):
    """Units whose parents count within the group, and the position of each among all blocks."""

    positions: tuple[int, ...]
    units: tuple[Unit, ...]


def extraction_to_segmentation(extraction: Extraction, family: str = "") -> Segmentation:
    """Passages, rows, acronyms, members and declared objectives of one document; printed values only.

    Headings, labels and wording tell what a passage is; the `family` of the report is not needed.
    """
    cues, document_id = load_cues(), extraction.document_id
    placed = place_blocks(join_inline(label_dotted(extraction.blocks)), cues)
    acronyms, acronym_blocks = find_acronyms(document_id, placed, cues)
    members, member_blocks = find_members(document_id, placed, cues)
    tables = [one.block.table for one in placed if one.block.table is not None]
    activities, actions, practices, problems = tables_to_rows(document_id, tables)
    groups = _to_groups(placed, acronym_blocks | member_blocks, Rows(activities, actions, practices), cues)
    units = _merge(groups)
    passages = _to_passages(document_id, units)
    return Segmentation(
        document_id=document_id,
        passages=passages,
        activities=activities,
        country_actions=actions,
        practices=practices,
        acronyms=acronyms,
        memberships=members,
        declared=_to_declared(units, passages),
        problems=(*problems, *find_figures(document_id, extraction.blocks, extraction.pictures)),
    )


def _to_groups(placed: Sequence[Placed], used: set[int], rows: Rows, cues: Cues) -> list[Group]:
    """Running text, boxes, forms and tables as groups of units; blocks in `used` are read already."""
    forms = find_forms(placed, cues) - used
    groups = [_tie(placed, forms_to_units([placed[at] for at in sorted(forms)], cues))]
    free = [one for at, one in enumerate(placed) if at not in used and at not in forms]
    flow = [one for one in free if one.block.box is None and one.block.table is None]
    groups.append(_tie(placed, blocks_to_units(flow, cues)))
    for at, units in placed_to_boxes(placed, cues).items():
        if at not in forms:
            groups.append(Group((at,) * len(units), tuple(units)))
    for at, one in enumerate(placed):
        if one.block.table is not None and at not in used:
            units = rows_to_units(one, rows) or table_to_units(one, cues)
            groups.append(Group((at,) * len(units), tuple(units)))
    return groups


def _tie(placed: Sequence[Placed], units: Iterable[Unit]) -> Group:
    """A group of units with the positions of their first blocks."""
    where = {id(one.block): at for at, one in enumerate(placed)}
    found = tuple(units)
    return Group(tuple(where[id(unit.blocks[0])] for unit in found), found)


def _merge(groups: Sequence[Group]) -> list[Unit]:
    """All units in reading order, parents counted anew."""
    order = sorted(
        (position, number, index)
        for number, group in enumerate(groups)
        for index, position in enumerate(group.positions)
    )
    new = {(number, index): at for at, (_, number, index) in enumerate(order)}
    units = []
    for _, number, index in order:
        unit = groups[number].units[index]
        units.append(unit if unit.parent is None else unit._replace(parent=new[number, unit.parent]))
    return units


def _to_passages(document_id: str, units: Sequence[Unit]) -> tuple[Passage, ...]:
    numbered = number_ids("psg", (f"{document_id} {unit.text}" for unit in units))
    ids = [unit.row_id or one for unit, one in zip(units, numbered, strict=True)]
    return tuple(
        Passage(
            passage_id=one,
            document_id=document_id,
            kind=unit.kind,
            section=path_to_section(unit.path),
            number=unit.number,
            text=unit.text,
            parent_id="" if unit.parent is None else ids[unit.parent],
            page_first=unit.blocks[0].page_first,
            page_last=unit.blocks[-1].page_last,
            bbox=unit.blocks[0].places[0].bbox,
            printed="\n".join(block.printed for block in unit.blocks),
            title=unit.title,
        )
        for one, unit in zip(ids, units, strict=True)
    )


def _to_declared(units: Sequence[Unit], passages: Sequence[Passage]) -> tuple[Declared, ...]:
    return tuple(
        Declared(subject_id=passage.passage_id, printed=printed)
        for unit, passage in zip(units, passages, strict=True)
        for printed in unit.declared
    )

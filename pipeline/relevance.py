"""Which passages of a report are worth asking for objectives: all, unless the report is about something else."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from math import ceil

from models.records.outcome import Problem
from models.records.segmentation import Subject

LEAST_PASSAGES = 20
"""Fewer say little about what a report is about."""
LEAST_SHARE = 0.1
"""Reports on migration have a word of it in most of their passages; those on other subjects in few."""


def leave_out_strangers(
    subjects: tuple[Subject, ...], is_of_field: Callable[[Subject], bool]
) -> tuple[tuple[Subject, ...], tuple[Problem, ...]]:
    """The subjects of one report or sheet; where hardly any text speaks of the field, only those that do, and a note.

    One heading may stand over many passages, so that headings do not tell what the report is about.
    """
    if len(subjects) < LEAST_PASSAGES:
        return subjects, ()
    needed = ceil(LEAST_SHARE * len(subjects))
    speaking = (one for one in subjects if is_of_field(one.model_copy(update={"context": ""})))
    if len(list(islice(speaking, needed))) == needed:
        return subjects, ()
    own = tuple(subject for subject in subjects if is_of_field(subject))
    message = f"{len(own)} of {len(subjects)} passages have a word of the taxonomy's field: the others get no objective"
    note = Problem(document_id=subjects[0].document_id, stage="tag", severity="note", message=message)
    return own, (note,)

"""Which evidence is asked: all of it in the way that was fitted, or keywords and nearness each for themselves.

`calibrated`, the default, judges all evidence that there is. `union` gives what keywords alone or nearness alone
would give; `agreement` only what both would. Probabilities are always those of all evidence.
"""

from __future__ import annotations

from typing import Literal

from models.objectives.evidence import Evidence, Roles
from models.objectives.judge import MOST_PRIMARY, Grades, Settings, Way, grade_all, judge

Policy = Literal["calibrated", "union", "agreement"]


def combine(evidence: Evidence, settings: Settings, roles: Roles, policy: Policy) -> list[Grades]:
    """Grades of each text."""
    way = pick_way(evidence, settings)
    judged = grade_all(judge(evidence, roles, way), evidence, roles, way.thresholds)
    if policy == "calibrated" or evidence.nearness is None:
        return judged
    by_keywords, by_nearness = (
        grade_all(judge(evidence, roles, alone), evidence, roles, alone.thresholds)
        for alone in (settings.keywords, pick_nearness(evidence, settings))
    )
    return [_merge(*three, policy, roles) for three in zip(judged, by_keywords, by_nearness, strict=True)]


def pick_way(evidence: Evidence, settings: Settings) -> Way:
    """The way that uses as much of the evidence as there is."""
    if evidence.nearness is None:
        return settings.keywords
    if evidence.opinion is not None and settings.with_head is not None:
        return settings.with_head
    return settings.both


def pick_nearness(evidence: Evidence, settings: Settings) -> Way:
    """The way that asks nearness alone; where there is a head, the vectors are those that it was made for."""
    return settings.nearness if evidence.opinion is None else settings.adapted or settings.nearness


def _merge(judged: Grades, keywords: Grades, nearness: Grades, policy: Policy, roles: Roles) -> Grades:
    """Codes of either or of both ways; a code is primary where it was so wherever it was given first."""
    nothing = {index for index, flag in enumerate(roles.nothing) if flag}
    given = [{*way.primary, *way.secondary} - nothing for way in (keywords, nearness)]
    codes = given[0] | given[1] if policy == "union" else given[0] & given[1]
    first = {*keywords.primary, *nearness.primary} if policy == "union" else {*keywords.primary} & {*nearness.primary}
    ordered = sorted(codes, key=lambda index: (-round(float(judged.probabilities[index]), 6), index))
    primary = tuple(index for index in ordered if index in first)[:MOST_PRIMARY]
    secondary = tuple(index for index in ordered if index not in primary)
    return judged._replace(primary=primary if codes else tuple(sorted(nothing)), secondary=secondary)

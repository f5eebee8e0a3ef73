"""All that is known about some texts as numbers: one row of features for each text and code.

The features are the same for every code and never name one, so that what is learned about them holds for any
taxonomy: how strongly keywords, nearness and head speak for the code, how strongly for its best rival, and whether
the text is about the field at all. Codes with a part of their own are told apart by role only: the code of nothing,
the process of the framework itself, and those that cut across others.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.objectives.embeddings import Scores
from models.objectives.taxonomy import Taxonomy

Features = NDArray[np.float64]
"""Shape (texts, codes, features), in the order of the names asked for."""

LEAST_OPINION = 1e-4
"""Keeps one opinion of the head from ruling a code out."""
STRETCH = 10.0
"""Cosines lie close together; stretched, they are of the size of the other features."""

KEYWORD = (
    *("keyword", "rival keyword", "context", "in field", "near field", "nothing", "nothing in field"),
    *("nothing near field", "nothing despite keyword", "process", "process near field", "process named"),
    *("process named around", "process of another", "process of another around", "nothing of framework"),
    *("nothing of another", "crosscutting", "crosscutting with rival", "crosscutting keyword", "process with rival"),
    *("process keyword",),
)
NEARNESS = ("nearness", "lead", "nothing near", "code near", "own near", "process near")
HEAD = ("opinion", "rival opinion", "opinion nothing", "keyword and opinion", "nothing opinion", "nothing rival")


class Evidence(NamedTuple):
    """Scores have the shape (texts, codes); signs (texts, 3): field, framework, another framework."""

    keywords: Scores
    context: Scores
    signs: Scores
    context_signs: Scores
    nearness: Scores | None = None
    opinion: Scores | None = None


class Roles(NamedTuple):
    """Which codes have a part of their own; each of shape (codes,), of ones and zeros."""

    nothing: NDArray[np.float64]
    process: NDArray[np.float64]
    crosscutting: NDArray[np.float64]


def find_roles(taxonomy: Taxonomy) -> Roles:
    """The roles of a taxonomy's codes."""
    return Roles(
        np.array([float(objective.role == "none") for objective in taxonomy.objectives]),
        np.array([float(objective.role == "process") for objective in taxonomy.objectives]),
        np.array([float(objective.crosscutting) for objective in taxonomy.objectives]),
    )


def find_silent(evidence: Evidence) -> NDArray[np.bool_]:
    """The texts that have no word of the field and do not name the framework, nor does their context; (texts,)."""
    return np.asarray(np.maximum(evidence.signs, evidence.context_signs)[:, :2].max(axis=1, initial=0.0) == 0.0)


def make_features(evidence: Evidence, roles: Roles, names: tuple[str, ...]) -> Features:
    """The features of these names."""
    found = _keyword_features(evidence, roles)
    if evidence.nearness is not None:
        found |= _nearness_features(evidence.nearness, roles)
    if evidence.opinion is not None:
        found |= _head_features(evidence.opinion, evidence.keywords, roles)
    shape = evidence.keywords.shape
    return np.stack([np.broadcast_to(found[name], shape) for name in names], axis=2)


def _keyword_features(evidence: Evidence, roles: Roles) -> dict[str, Scores]:
    keywords, rival = evidence.keywords, _rival(evidence.keywords)
    silence = 1.0 - keywords.max(axis=1, keepdims=True)
    field, framework, other = (evidence.signs[:, [column]] for column in range(3))
    around = [evidence.context_signs[:, [column]] for column in range(3)]
    near_field, named, others = (np.maximum(*pair) for pair in zip((field, framework, other), around, strict=True))
    nothing, process, cross = roles
    theme = 1.0 - nothing - process
    return {
        "keyword": keywords,
        "rival keyword": rival,
        "context": evidence.context * (1.0 + silence),
        "in field": theme * field,
        "near field": theme * near_field,
        "nothing": nothing * np.ones_like(silence),
        "nothing in field": nothing * field,
        "nothing near field": nothing * near_field,
        "nothing despite keyword": nothing * (1.0 - silence),
        "nothing of framework": nothing * named,
        "nothing of another": nothing * others,
        "process": process * np.ones_like(silence),
        "process near field": process * near_field,
        "process named": process * framework,
        "process named around": process * named,
        "process of another": process * other * (1.0 - framework),
        "process of another around": process * others * (1.0 - named),
        "process with rival": process * rival,
        "process keyword": process * keywords,
        "crosscutting": cross * np.ones_like(silence),
        "crosscutting with rival": cross * rival,
        "crosscutting keyword": cross * keywords,
    }


def _nearness_features(nearness: Scores, roles: Roles) -> dict[str, Scores]:
    nothing, process, _ = roles
    theme = 1.0 - nothing - process
    best = np.where(nothing > 0, -1.0, nearness).max(axis=1, keepdims=True)
    return {
        "nearness": STRETCH * (nearness - nearness.mean(axis=1, keepdims=True)),
        "lead": STRETCH * (nearness - nearness.max(axis=1, keepdims=True)),
        "nothing near": STRETCH * nothing * best,
        "code near": STRETCH * theme * best,
        "own near": STRETCH * theme * nearness,
        "process near": STRETCH * process * best,
    }


def _head_features(opinion: Scores, keywords: Scores, roles: Roles) -> dict[str, Scores]:
    nothing = roles.nothing
    logs = np.log(opinion + LEAST_OPINION)
    best = np.where(nothing > 0, -np.inf, logs).max(axis=1, keepdims=True)
    none = (logs * nothing).sum(axis=1, keepdims=True)
    return {
        "opinion": logs,
        "rival opinion": _rival(logs),
        "opinion nothing": none,
        "keyword and opinion": keywords * logs,
        "nothing opinion": nothing * logs,
        "nothing rival": nothing * best,
    }


def _rival(scores: Scores) -> Scores:
    """For each code the best score of any other code."""
    if scores.shape[1] < 2:
        return np.zeros_like(scores)
    ordered = np.sort(scores, axis=1)
    return np.where(scores == ordered[:, -1:], ordered[:, -2:-1], ordered[:, -1:])

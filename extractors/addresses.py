"""E-mail and web addresses that a line end breaks."""

from __future__ import annotations

import re

_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*[.,;)]?$")
_LOCAL_PART = re.compile(r"(?!e-?mail|contact)[a-z0-9._+-]{6,}")
_LOCAL = re.compile(r"[\w.+-]+$", re.ASCII)
_ENDING = re.compile(r"(?:org|int|com|net|gov|edu|info|eu|[a-z]{2})(?:[/.]|$)")
_MARKED = re.compile(r"[\w%&=?#/.~-]*[/=%&_#?][\w%&=?#/.~-]*|[\w-]+\.(?:pdf|html?|aspx?|php|org|int|com)\b")
"""What no word of a sentence holds but the rest of a web address does."""


def breaks_address(above: str, below: str) -> bool:
    """True where the last word above and the first word below are one address."""
    if not above.split() or not below.split():
        return False
    left, right = above.rsplit(maxsplit=1)[-1], below.split(maxsplit=1)[0]
    return _breaks_link(left, right) or _breaks_mail(left, right, alone=above.strip() == left)


def is_link(word: str) -> bool:
    """True for a word with the beginning of a web address."""
    return "://" in word or word.startswith(("www.", "(www."))


def _breaks_link(left: str, right: str) -> bool:
    """A web address goes on after a stroke, a hyphen or another sign of its own, or with such a sign."""
    if not is_link(left) or is_link(right) or not right[0].isascii() or left[-1] in ",;)":
        return False
    if left[-1] == ".":
        return left.endswith("www.") or bool(_ENDING.match(right))
    return left[-1] in "/-_=&?#%" or bool(_MARKED.match(right))


def _breaks_mail(left: str, right: str, *, alone: bool) -> bool:
    if left.count("@") == 1 and "@" not in right:
        domain = left.partition("@")[2]
        unfinished = not domain or domain[-1] in ".-" or ("." not in domain and "." in right.rstrip(".,;"))
        return bool(_DOMAIN.match(right) and unfinished) or bool(re.match(r"\.[a-z]", right))
    if "@" in right and "@" not in left:
        whole = alone and bool(_LOCAL_PART.fullmatch(left))
        return (
            (right.startswith("@") and bool(_LOCAL.match(left)))
            or whole
            or (left[-1] in "._-" and left == left.lower() and bool(_LOCAL.match(left)))
        )
    return False

"""The words of postal addresses and author lists: `addresses.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.lexicons.yaml_file import read_yaml

ADDRESSES = Path(__file__).with_name("addresses.yaml")
_LISTS = ("labels", "streets", "streets_in_front", "boxes", "affiliations")


class AddressWords(BaseModel):
    """Labels of lines, words of streets and boxes, and bodies that authors belong to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    labels: tuple[str, ...]
    streets: tuple[str, ...]
    streets_in_front: tuple[str, ...]
    boxes: tuple[str, ...]
    affiliations: tuple[str, ...]


@cache
def load_address_words(path: Path = ADDRESSES) -> AddressWords:
    """The words of the file; raises LexiconError with file and line for a missing list or a stranger key."""
    top = read_yaml(path)
    top.allow(*_LISTS)
    return AddressWords.model_validate({key: top.texts(key) for key in _LISTS})

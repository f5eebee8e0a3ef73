"""A sequence on disk: memory does not grow with the number of pages."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import Generic, TypeVar, overload

KEPT = 100
"""So many items stay in memory, because most reports have no more pages; the others go to a file."""

T = TypeVar("T")


class Spool(Sequence[T], Generic[T]):
    """Items of an iterable, read once; those after the first `KEPT` lie in a temporary file that goes with the object.

    Each look at such an item gives an equal copy, so compare items by value.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._kept: list[T] = []
        self._starts: list[int] = []
        for item in items:
            if len(self._kept) < KEPT:
                self._kept.append(item)
            else:
                self._write(item)

    def __len__(self) -> int:
        return len(self._kept) + len(self._starts)

    def __iter__(self) -> Iterator[T]:
        return (self[index] for index in range(len(self)))

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(f"no item {index} among {len(self)}")
        return self._kept[number] if number < KEPT else self._read(number - KEPT)

    def _write(self, item: T) -> None:
        if not self._starts:
            self._file = TemporaryFile()  # noqa: SIM115 - it lives as long as the spool
        self._starts.append(self._file.tell())
        pickle.dump(item, self._file, pickle.HIGHEST_PROTOCOL)

    def _read(self, number: int) -> T:
        self._file.seek(self._starts[number])
        item: T = pickle.load(self._file)
        return item

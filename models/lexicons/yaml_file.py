"""YAML files read strictly: every complaint names file and line."""

from __future__ import annotations

from pathlib import Path

import yaml

from models.errors import LexiconError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlMapping:
    """A mapping of a YAML file that knows where its keys stand."""

    def __init__(self, path: Path, node: yaml.Node) -> None:
        self._path = path
        self._node = node
        if not isinstance(node, yaml.MappingNode):
            raise LexiconError(path, _line(node), "a mapping of keys and values is expected here")
        self._values: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in self._values:
                raise LexiconError(path, _line(key), f"the key {name!r} stands here a second time")
            self._values[name], self._lines[name] = value, _line(key)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def names(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(self._values)

    def error(self, message: str, key: str = "", *, line: int | None = None) -> LexiconError:
        """An error at a key, at a line, or at the mapping."""
        return LexiconError(self._path, line or self._lines.get(key) or _line(self._node), message)

    def allow(self, *keys: str) -> None:
        """Refuse keys that nobody reads."""
        for key in self._values:
            if key not in keys:
                raise self.error(f"unknown key {key!r}; known are {', '.join(keys)}", key)

    def text(self, key: str, *, default: str | None = None) -> str:
        """A value as text; without a default it must be there and not be empty."""
        if key not in self._values and default is not None:
            return default
        return self._scalar(self._needed(key), key)

    def number(self, key: str) -> float:
        """A number from 0 to 1."""
        text = self.text(key)
        try:
            value = float(text)
        except ValueError as error:
            raise self.error(f"{key} is {text!r}, not a number", key) from error
        if not 0 <= value <= 1:
            raise self.error(f"{key} is {text}, not between 0 and 1", key)
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is not there."""
        text = self.text(key, default="false")
        if text not in ("true", "false"):
            raise self.error(f"{key} is {text!r}; it has to be true or false", key)
        return text == "true"

    def mapping(self, key: str) -> YamlMapping:
        """A mapping below this one."""
        return YamlMapping(self._path, self._needed(key))

    def mappings(self, key: str) -> tuple[YamlMapping, ...]:
        """A list of mappings; it must not be empty."""
        entries = tuple(YamlMapping(self._path, node) for node in self._list(key))
        if not entries:
            raise self.error(f"the list {key!r} is empty", key)
        return entries

    def texts(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts; empty where it is not needed and not there."""
        if needed and key not in self._values:
            self._needed(key)
        return tuple(text for text, _ in self.texts_with_lines(key))

    def texts_with_lines(self, key: str) -> tuple[tuple[str, int], ...]:
        """A list of texts, each with its line; empty where the key is not there."""
        if key not in self._values:
            return ()
        return tuple((self._scalar(node, key), _line(node)) for node in self._list(key))

    def _needed(self, key: str) -> yaml.Node:
        if key not in self._values:
            raise self.error(f"the key {key!r} is missing")
        return self._values[key]

    def _list(self, key: str) -> list[yaml.Node]:
        node = self._needed(key)
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(f"{key!r} has to be a list", key)
        return list(node.value)

    def _scalar(self, node: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(f"{key!r} has to be text", line=_line(node))
        text = " ".join(str(node.value).split())
        if not text:
            raise self.error(f"{key!r} is empty", line=_line(node))
        return text


def read_yaml(path: Path) -> YamlMapping:
    """The mapping at the top of a file."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise LexiconError(path, None, f"the file cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise LexiconError(path, None, "the file is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise LexiconError(path, mark.line + 1 if mark else None, f"not valid YAML: {error.problem}") from error
    if node is None:
        raise LexiconError(path, None, "the file is empty")
    return YamlMapping(path, node)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1

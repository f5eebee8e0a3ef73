"""CONTRIBUTING.md keeps its word: one page, its files exist, its commands are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.cli import run_command

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_link_leads_to_a_file_and_is_named_by_it() -> None:
    links = re.findall(r"\[([^\]]+)\]\(([^)]+)\)", TEXT)
    assert len(links) >= 8
    assert [target for name, target in links if name != target or not (ROOT / target).exists()] == []


def test_it_is_one_page() -> None:
    assert len(TEXT.splitlines()) <= 60


def test_the_keys_it_names_are_keys_of_the_data_files() -> None:
    families = (ROOT / "extractors" / "families.yaml").read_text(encoding="utf-8")
    objectives = (ROOT / "models" / "lexicons" / "objectives.yaml").read_text(encoding="utf-8")
    assert all(f"`{key}`" in TEXT and f"\n{key}" in families for key in ("tables:", "families:"))
    assert all(f"`{key}`" in TEXT and f"\n    {key}" in objectives for key in ("keywords:", "hints:", "negatives:"))


@pytest.mark.parametrize("target", re.findall(r"`make (\w+)`", TEXT))
def test_every_make_target_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", sorted(set(re.findall(r"gcmatrix ([a-z]+)", TEXT))))
def test_every_command_is_there(command: str) -> None:
    assert run_command([command, "--help"]) == 0


def test_the_module_that_fits_the_weights_is_there() -> None:
    modules = re.findall(r"python -m ([a-z.]+)", TEXT)
    assert modules
    assert all((ROOT / (module.replace(".", "/") + ".py")).is_file() for module in modules)

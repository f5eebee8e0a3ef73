"""Language: told coarsely, and never guessed from too little."""

from __future__ import annotations

import pytest

from pipeline.languages import find_language, language_name

ENGLISH = (
    "The council will open a desk in each of the harbours, "
    "and it should be staffed by people who speak more than one language."
)
FRENCH = (
    "Le conseil va ouvrir un guichet dans chacun des ports, "
    "et il est prévu que les équipes parlent plus d'une langue avec les marins."
)
SPANISH = (
    "El consejo va a abrir una oficina en cada uno de los puertos, "
    "y se espera que los equipos hablen más de un idioma con la gente."
)
RUSSIAN = "Совет откроет отдел в каждом порту и наймет людей, которые говорят на нескольких языках."
ARABIC = "سيفتح المجلس مكتبا في كل ميناء ويعين موظفين يتحدثون أكثر من لغة واحدة"
NONSENSE = " ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (RUSSIAN, "ru"),
        (ARABIC, "ar"),
        (NONSENSE, "und"),
        ("El consejo", None),
        ("", None),
        ("2019 2020 2021", None),
        (f"{ENGLISH} {SPANISH[:40]}", "en"),
    ],
)
def test_find_language(text: str, code: str | None) -> None:
    assert find_language(text) == code


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "French"), ("ar", "Arabic"), ("und", "an unknown language"), ("xx", "xx")]
)
def test_language_name(code: str, name: str) -> None:
    assert language_name(code) == name

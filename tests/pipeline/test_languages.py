"""Language: told coarsely, and never guessed from too little."""

from __future__ import annotations

import pytest

from models.lexicons.iso import language_name
from pipeline.languages import find_language

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
CHINESE = "市政府将在每个港口开设办事处并雇用会说多种语言的工作人员来帮助海员和他们的家人"
NAMES = (
    "Mozambique, Angola, São Tomé, Côte d'Ivoire, Sénégal, Perú, Panamá, México, Belgique, Österreich, Schweiz, "
    "Conseil des Ports, Hafenrat, Consiglio dei Porti, Conselho dos Portos"
)
NONSENSE = " ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (RUSSIAN, "ru"),
        (ARABIC, "ar"),
        (CHINESE, "zh"),
        (NONSENSE, "und"),
        (NAMES, "und"),
        ("Alternativas à detenção; Puertos seguros", None),
        ("El consejo", None),
        ("", None),
        ("2019 2020 2021", None),
        (f"{ENGLISH} {SPANISH[:40]}", "en"),
    ],
)
def test_find_language(text: str, code: str | None) -> None:
    assert find_language(text) == code


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "French"), ("ar", "Arabic"), ("yue", "Yue Chinese"), ("el", "Modern Greek"), ("xx", "xx")]
)
def test_language_name(code: str, name: str) -> None:
    assert language_name(code) == name

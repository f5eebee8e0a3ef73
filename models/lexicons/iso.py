"""Country names and codes of ISO 3166-1 and language names of ISO 639, from pycountry (imported late, here alone)."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable
from functools import cache

_USER_ASSIGNED = {"XKX": "Kosovo"}
"""Codes that ISO leaves to users and that reports need."""
_QUALIFIED = re.compile(r" ?[,;(]")


_LANGUAGES = ("fr", "es")
"""Languages of which the names are known besides English ones."""


@cache
def iso3_to_names() -> dict[str, tuple[str, ...]]:
    """The names of each country or territory by its alpha-3 code, the usual short name first."""
    import pycountry

    foreign = _load_translations()
    names = {country.alpha_3: _country_to_names(country, foreign) for country in pycountry.countries}
    return names | {code: (name,) for code, name in _USER_ASSIGNED.items()}


def is_iso3(code: str) -> bool:
    """Whether a code is an alpha-3 code of ISO 3166-1 (or `XKX`)."""
    return code in iso3_to_names()


def _load_translations() -> tuple[Callable[[str], str], ...]:
    """What turns an English name of ISO 3166-1 into that of another language."""
    import pycountry

    return tuple(
        gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language]).gettext for language in _LANGUAGES
    )


def _country_to_names(country: object, foreign: Iterable[Callable[[str], str]]) -> tuple[str, ...]:
    english = [getattr(country, field, "") or "" for field in ("common_name", "name", "official_name")]
    printed = [*english, *(translate(name) for translate in foreign for name in english[:2] if name)]
    plain = [name.removeprefix("the ") for name in printed if name and not set(name) & set(",(")]
    return tuple(dict.fromkeys(plain))


def language_name(code: str) -> str:
    """English name of a language by its ISO 639 code (`fr`, `yue`); an unknown code stands for itself."""
    import pycountry

    found = pycountry.languages.get(**{"alpha_2" if len(code) == 2 else "alpha_3": code})
    return _QUALIFIED.split(found.name)[0] if found else code

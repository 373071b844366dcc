"""Every sentence a person reads, in their language: Fluent messages, with CLDR's dates, plurals and country names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location
from fluent.runtime import FluentBundle, FluentResource

from briefs.reading import lexicon
from briefs.wording.localnames import local_names
from briefs.wording.reasons import reason_in

LANGUAGES: Final = ("en", "ru")
"""The languages that every catalogue is complete in; the first stands in for any other."""

Value = str | int
_KEPT: Final = 20_000
"""So many sentences are remembered: thousands of readers are told the same ones within minutes."""


class Wording:
    """The messages of one language. Made by `Wordings`; not for use by several threads at once."""

    def __init__(self, language: str, *catalogues: str) -> None:
        self.language = language
        self.locale = Locale.parse(language)
        # Names in another script than the sentence's would pull its punctuation about (Unicode's UAX #9, isolates).
        self._isolates = self.locale.text_direction == "rtl"
        self._bundle = FluentBundle([language], use_isolating=self._isolates)
        for text in catalogues:
            self._bundle.add_resource(FluentResource(text))
        self._names = local_names(language)
        self._said: dict[tuple[object, ...], str] = {}
        self._dates: dict[tuple[date, str], str] = {}

    def say(self, message: str, **values: Value) -> str:
        """The message called `message`, with `values` put in.

        KeyError when there is none, ValueError when a value is missing: both are mistakes of ours that tests find.
        """
        key = message, *values.items()
        known = self._said.get(key)
        if known is None:
            if len(self._said) >= _KEPT:
                self._said.clear()
            known = self._said[key] = self._formatted(message, values)
        return known

    def _formatted(self, message: str, values: dict[str, Value]) -> str:
        found = self._bundle.get_message(message)
        if found.value is None:
            raise KeyError(message)
        text, errors = self._bundle.format_pattern(found.value, values)
        if errors:
            raise ValueError(f"{message}: {errors[0]}")
        return str(text)

    def isolated(self, text: str) -> str:
        """Words of others that go between ours without a message: set apart where ours run from right to left."""
        return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if self._isolates and text else text

    def date(self, day: date, pattern: str) -> str:
        """`day` by the CLDR pattern that the message called `pattern` holds."""
        known = self._dates.get((day, pattern))
        if known is None:
            known = self._dates[day, pattern] = format_date(day, self.say(pattern), self.locale)
        return known

    def clock(self, at: datetime) -> str:
        """The clock time of an aware instant, in its own zone: "12:00"."""
        return f"{at:%H:%M}"

    def zone(self, zone: str) -> str:
        """The city that names an IANA zone, as CLDR has it: "Moscow"."""
        return get_timezone_location(ZoneInfo(zone), locale=self.locale, return_city=True)

    def country(self, name: str) -> str:
        """A country or body by its English name, in this language; any other name as it is."""
        if self.language == "en":
            return name
        known = lexicon.country_named(name)
        if known is None:
            return self._names.bodies.get(name, name)
        return str(self.locale.territories.get(known.code, name))

    def place(self, name: str) -> str:
        """A city, house or country by its English name, in this language; any other name as it is."""
        return self._names.places.get(name) or self.country(name)

    def office(self, title: str) -> str:
        """An office as an article titles it ("Prime Minister"), in this language; one we have no word for as it is."""
        return self._names.offices.get(title.casefold(), title)

    def reason(self, reason: str) -> str:
        """Why something failed, as an error tells it in English, in this language; as it is where we have no words."""
        return reason if self.language == "en" else reason_in(self.language, reason)

    def tongue(self, language: str) -> str:
        """A language by its ISO 639 code or English name, in this language; any other words as they are."""
        code = _tongues().get(language.casefold(), language)
        return self.locale.languages.get(code) or language


class Wordings:
    """The catalogues of one folder (`xx.ftl` for each of `LANGUAGES`) together with those of the briefs."""

    def __init__(self, *folders: Traversable) -> None:
        self._folders = (files("briefs.wording"), *folders)
        self._made: dict[str, Wording] = {}

    def of(self, language: str) -> Wording:
        """The wording of an IETF language tag ("ru", "en-GB"); English for one that has no catalogue or for ""."""
        chosen = language.replace("_", "-").partition("-")[0].casefold()
        if chosen not in LANGUAGES:
            chosen = LANGUAGES[0]
        if chosen not in self._made:
            texts = (folder / f"{chosen}.ftl" for folder in self._folders)
            self._made[chosen] = Wording(chosen, *(text.read_text("utf-8") for text in texts))
        return self._made[chosen]


@lru_cache(1)
def _tongues() -> Mapping[str, str]:
    return MappingProxyType({name.casefold(): code for code, name in Locale("en").languages.items()})

"""Right-to-left readiness: in such a language everything of others, names, places, quotes, is set apart (UAX #9)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from briefs.composing.cards import card
from briefs.composing.compose import compose
from briefs.model.brief import BriefRequest
from briefs.rendering.cards import card_message
from briefs.rendering.telegram import messages
from briefs.wording.wording import Wording
from tests.agendas import founding_agenda, instant

NOON = instant("2013-05-14T12:00:00+04:00")
OPEN, CLOSE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
OTHERS = (
    "Putin",
    "Netanyahu",
    "Ban Ki-moon",
    "Cameron",
    "Sochi",
    "Russia",
    "Syria",
    "Al Arabiya",
    "likely",
    "Early June is",
)


@pytest.fixture(scope="module")
def hebrew() -> Wording:
    """A language from right to left; its sentences are the English ones, which is enough to see what is set apart."""
    return Wording("he", (files("briefs.wording") / "en.ftl").read_text("utf-8"))


def outside(text: str) -> str:
    """What stands outside of all isolates; fails where one is opened and not closed in its line."""
    told, depth = "", 0
    for char in text:
        if char == OPEN:
            depth += 1
        elif char == CLOSE:
            depth -= 1
            assert depth >= 0, "closed before it was opened"
        elif char == "\n":
            assert depth == 0, f"left open: {told[-60:]!r}"
            told += char
        elif not depth:
            told += char
    assert depth == 0
    return told


def test_words_of_others_are_set_apart_in_a_brief(hebrew: Wording) -> None:
    brief = compose(founding_agenda(), BriefRequest(NOON, "Europe/Moscow"))
    for part in messages(brief, hebrew).parts:
        ours = outside(re.sub(r"<[^>]+>", "", part))
        assert [word for word in OTHERS if word in ours] == []
        assert "hour not stated" in ours


def test_words_of_others_are_set_apart_on_a_card(hebrew: Wording) -> None:
    found = card("Vladimir Putin", founding_agenda(), today=NOON.date())
    assert found is not None
    ours = outside(re.sub(r"<[^>]+>", "", card_message(found, hebrew, today=NOON.date(), timezone="Europe/Moscow")))
    assert [word for word in OTHERS if word in ours] == []


def test_other_languages_stay_as_they_are() -> None:
    brief = compose(founding_agenda(), BriefRequest(NOON, "Europe/Moscow"))
    english = Wording("en", (files("briefs.wording") / "en.ftl").read_text("utf-8"))
    assert OPEN not in "".join(messages(brief, english).parts)

"""The catalogues: complete in every language, with the same variables, and every message in use."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import briefs
from briefs.model.agenda import Change
from briefs.model.brief import Heading
from briefs.model.reading import Kind, Status
from briefs.wording.wording import LANGUAGES, Wording, Wordings

BRIEFS = Path(briefs.__file__).parent
MADE_FROM_VALUES = {
    *(f"heading-{heading.name.casefold()}" for heading in Heading),
    *(f"status-{status}" for status in Status),
    *(f"kind-{kind}" for kind in Kind),
    *(f"ledger-{change.replace(' ', '-')}" for change in Change),
    *(f"legend-{state}" for state in ("ahead", "vague", "unsure", "over")),
}


class Variables(Visitor):
    """Collects the names of variables in a message."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def catalogue(language: str) -> dict[str, set[str]]:
    """Message → its variables."""
    text = (files("briefs.wording") / f"{language}.ftl").read_text("utf-8")
    resource = FluentParser().parse(text)
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    messages: dict[str, set[str]] = {}
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            assert entry.id.name not in messages, f"{entry.id.name} twice"
            found = Variables()
            found.visit(entry)
            messages[entry.id.name] = found.names
    return messages


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_says_the_same_with_the_same_variables(language: str) -> None:
    assert catalogue(language) == catalogue(LANGUAGES[0])


def test_every_message_is_said_somewhere_and_every_one_said_exists() -> None:
    sources = [
        path.read_text("utf-8") for folder in ("rendering", "wording") for path in (BRIEFS / folder).rglob("*.py")
    ]
    quoted = {word for source in sources for word in re.findall(r"[\"']([a-z][a-z-]+)[\"']", source)}
    said = {word for source in sources for word in re.findall(r"say\(\s*[\"']([a-z-]+)[\"']", source)}
    known = set(catalogue("en"))
    assert known - quoted - MADE_FROM_VALUES == set(), "said nowhere"
    assert (said | MADE_FROM_VALUES) - known == set(), "in no catalogue"


@pytest.fixture(scope="module", params=LANGUAGES)
def wording(request: pytest.FixtureRequest) -> Wording:
    return Wordings().of(request.param)


def test_a_language_without_a_catalogue_gets_english() -> None:
    wordings = Wordings()
    assert [wordings.of(tag).language for tag in ("ru-RU", "en_GB", "de", "", "RU")] == ["ru", "en", "en", "en", "ru"]


def test_a_message_that_is_missing_or_lacks_a_value_is_a_mistake_of_ours(wording: Wording) -> None:
    with pytest.raises(LookupError):
        wording.say("no-such-message")
    with pytest.raises(ValueError, match="with-topic"):
        wording.say("with-topic")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["tomorrow", "in 2 days", "in 5 days", "in 21 days", "yesterday", "3 days ago", "in 18–27 days"]),
        ("ru", ["завтра", "через 2 дня", "через 5 дней", "через 21 день", "вчера", "3 дня назад", "через 18–27 дней"]),
    ],
)
def test_days_are_counted_by_the_plurals_of_the_language(language: str, told: list[str]) -> None:
    say = Wordings().of(language).say
    assert [
        *(say("in-days", n=n) for n in (1, 2, 5, 21)),
        *(say("days-ago", n=n) for n in (1, 3)),
        say("in-days-range", **{"from": 18, "to": 27}),
    ] == told


def test_dates_countries_zones_and_tongues_come_from_cldr() -> None:
    english, russian = (Wordings().of(language) for language in ("en", "ru"))
    assert [one.date(date(2013, 5, 14), "pattern-day") for one in (english, russian)] == ["Tue 14 May", "вт 14 мая"]
    assert [one.country("Syria") for one in (english, russian)] == ["Syria", "Сирия"]
    assert russian.country("Atlantis") == "Atlantis"
    assert [russian.country(one) for one in ("United Nations", "NATO")] == ["ООН", "НАТО"]
    assert [russian.place(one) for one in ("Vienna", "Geneva", "Russia", "Lesser Snoring")] == [
        "Вена",
        "Женева",
        "Россия",
        "Lesser Snoring",
    ]
    assert [russian.office(one) for one in ("Prime Minister", "Vice Grand Wizard")] == [
        "премьер-министр",
        "Vice Grand Wizard",
    ]
    assert [english.place("Vienna"), english.office("President")] == ["Vienna", "President"]
    assert [one.zone("Europe/Moscow") for one in (english, russian)] == ["Moscow", "Москва"]
    assert [one.tongue("ru") for one in (english, russian)] == ["Russian", "русский"]
    assert russian.tongue("Russian") == "русский"
    assert english.tongue("no language model") == "no language model"

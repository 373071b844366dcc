"""The simulator against the official description of the Bot API."""

from __future__ import annotations

import pytest

from bot.demo.simulator.journal import Journal
from bot.demo.simulator.markup import TAGS
from bot.demo.simulator.methods import METHODS
from tests.simulator.official import DESCRIPTION, complaints, official_methods

needs_description = pytest.mark.skipif(
    official_methods() is None, reason=f"the official description is not at hand ({DESCRIPTION.name})"
)


@needs_description
@pytest.mark.parametrize("name", sorted(METHODS))
def test_methods_take_what_the_description_says(name: str) -> None:
    official = (official_methods() or {})[name]
    taken = METHODS[name].parameters()
    assert {p for p in taken if p not in official} == set()
    assert {p: taken[p] for p in taken} == {p: official[p]["required"] for p in taken}
    assert {p for p, field in official.items() if field["required"]} <= taken.keys()


@needs_description
def test_complaints_name_what_is_wrong() -> None:
    journal = Journal()
    journal.open("sendMessage", 0, 1, {"chat_id": "1", "text": "x", "colour": "red", "disable_notification": "maybe"})
    journal.open("sendTelegram", 0, 1, {})
    journal.open("getFile", 0, 1, {})
    assert complaints(journal) == [
        "getFile: file_id is missing",
        "sendMessage: disable_notification is no Boolean: 'maybe'",
        "sendMessage: unknown parameter colour",
        "sendTelegram: no such method",
    ]


def test_html_has_seventeen_tags() -> None:
    assert len(TAGS) == 17

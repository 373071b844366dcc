"""Kin among thousands: found behind a sentence that all share, and at a cost that a hostile feed cannot raise."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from tinydb import where
from tinydb.table import Document

from bot.ingesting.kinship import drop_old_prints, leave_family, place_in_family
from bot.store.api import Store
from bot.store.opening import open_store
from bot.store.schema import PRINTS
from briefs.agenda.duplicates import fingerprint

NOW = datetime(2013, 5, 14, tzinfo=UTC)
WORDS = [f"word{number}" for number in range(3000)]
FOOTER = "Our correspondents in all the capitals of the world contributed to this report on the talks of the week."


def prose(seed: int, count: int = 120) -> str:
    """Sentences of twelve words that resemble no other seed's."""
    chance = random.Random(seed)
    return " ".join(f"{' '.join(chance.choices(WORDS, k=12)).capitalize()}." for _ in range(count // 12))


@pytest.fixture
def store() -> Store:
    """An empty one."""
    return open_store("memory:", exclusive=True)


def place(store: Store, number: int, text: str) -> str:
    """The family of one more text."""
    with store.transaction():
        place_in_family(store, str(number), fingerprint(text), now=NOW)
    return family(store, number)


def family(store: Store, number: int) -> str:
    print_ = store.table(PRINTS).get(where("article_id") == str(number))
    assert isinstance(print_, Document)
    return "" if print_["family"] == str(number) else str(print_["family"])


def test_a_reprint_is_found_though_hundreds_share_its_last_sentence(store: Store) -> None:
    for number in range(200):
        assert place(store, number, f"{prose(number)} {FOOTER}") == ""
    assert place(store, 999, f"{prose(150)} {FOOTER} They said no more.") == "150"


def test_a_flood_of_one_text_is_one_family_of_few_prints(store: Store) -> None:
    chance = random.Random(0)
    for number in range(120):
        words = prose(7).split()
        words[chance.randrange(len(words))] = chance.choice(WORDS)
        assert place(store, number, " ".join(words)) in ("", "0")
    filed = [bool(each["bands"]) for each in store.table(PRINTS).all()]
    assert (len(filed), sum(filed)) == (120, 20)
    assert place(store, 999, prose(7)) == "0"


def test_a_text_joins_two_families_and_parts_them_again(store: Store) -> None:
    one, other = prose(1), prose(2)
    place(store, 1, one)
    assert place(store, 2, f"{one} And so it ended.") == "1"
    assert place(store, 3, other) == ""
    place(store, 4, f"{one} {other}")
    assert len({family(store, number) or str(number) for number in (1, 2, 3, 4)}) == 1
    with store.transaction():
        leave_family(store, "4")
    assert (family(store, 1) or "1") == (family(store, 2) or "2") != (family(store, 3) or "3")
    with store.transaction():
        leave_family(store, "1")
    assert family(store, 2) == ""


def test_placed_again_it_is_filed_once(store: Store) -> None:
    place(store, 1, prose(1))
    place(store, 1, prose(2))
    assert len(store.table(PRINTS)) == 1
    assert place(store, 2, prose(2)) == "1"
    with store.transaction():
        assert drop_old_prints(store, now=datetime(2013, 8, 1, tzinfo=UTC), limit=1) == 1
        assert drop_old_prints(store, now=datetime(2013, 8, 1, tzinfo=UTC), limit=5) == 1
        assert drop_old_prints(store, now=datetime(2013, 8, 1, tzinfo=UTC), limit=5) == 0

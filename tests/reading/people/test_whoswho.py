from __future__ import annotations

from datetime import UTC, datetime

from briefs.model.reading import Person
from briefs.reading.whoswho import WhosWho


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


BROWN = Person("Gordon Brown", "prime minister", "United Kingdom", day("2009-05-01"), office="prime minister")
CAMERON = Person("David Cameron", "prime minister", "United Kingdom", day("2010-06-01"), office="prime minister")


def test_the_holder_of_an_office_is_the_one_at_the_date() -> None:
    known = WhosWho((CAMERON, BROWN))
    assert known.holder("government", "United Kingdom", at=day("2010-01-01")) == BROWN
    assert known.holder("government", "United Kingdom", at=day("2010-12-01")) == CAMERON
    assert known.holder("government", "United Kingdom", at=day("2012-01-01")) is None, "not seen for too long"
    assert known.holder("government", "United Kingdom", at=day("2001-01-01")) is None


def test_a_family_name_that_two_bear_means_nobody() -> None:
    known = WhosWho((BROWN, Person("Kerry Brown", "", "Australia", day("2009-01-01"))))
    assert known.named("Brown") is None
    assert known.named("Brown", country="United Kingdom") == BROWN


def test_somebody_called_former_no_longer_holds_it() -> None:
    left = Person(
        "Gordon Brown", "prime minister", "United Kingdom", day("2010-05-20"), office="prime minister", tenure="former"
    )
    assert WhosWho((BROWN, left)).holder("government", "United Kingdom", at=day("2010-05-21")) is None


def test_merging_keeps_first_and_last_sight() -> None:
    later = Person("Gordon Brown", "premier", "United Kingdom", day("2010-01-01"), office="prime minister")
    middle = Person("Gordon Brown", "premier", "United Kingdom", day("2009-10-01"), office="prime minister")
    merged = WhosWho((BROWN,)).merged(WhosWho((later, middle)))
    assert [person.seen_at for person in merged] == [BROWN.seen_at, later.seen_at]

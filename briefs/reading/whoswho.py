"""The who's who: people with office and country, from when and from which article. A value; the store keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from briefs.model.reading import Person
from briefs.reading import names
from briefs.reading.people import domain_of

LONGEST = timedelta(days=366)
"""How long after the last article that called somebody so an office still means them (ADR 0018)."""

_EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WhosWho:
    """Records of people as articles introduced them; one person may have several, an office each.

    Immutable: `merged` and `with_people` give new ones. Records without `seen_at` count as older than all others.
    """

    people: tuple[Person, ...] = ()
    _by_family: dict[str, list[Person]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_office: dict[tuple[str, str], list[Person]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for person in sorted(self.people, key=_when):
            for key in {names.sounded(word) for word in names.family(person.name, person.country).split()[-1:]}:
                self._by_family.setdefault(key, []).append(person)
            if person.office:
                place = person.country or person.body
                self._by_office.setdefault((domain_of(person.office), place), []).append(person)

    def __iter__(self) -> Iterator[Person]:
        return iter(self.people)

    def __len__(self) -> int:
        return len(self.people)

    def named(self, name: str, *, country: str = "", at: datetime | None = None) -> Person | None:
        """The one person a name can mean, whole or family name alone; None when nobody or when two could be meant.

        `country` narrows; with `at` records seen later than that are left out, and of one person the latest is given.
        """
        family = names.family(name, country).split()[-1:] or [name]
        found: list[Person] = []
        for person in self._by_family.get(names.sounded(family[0]), ()):
            if not _known_at(person, at) or (country and person.country and person.country != country):
                continue
            if not names.same_name(person.name, name):
                continue
            same = [index for index, other in enumerate(found) if names.same_name(other.name, person.name)]
            if same:
                found[same[0]] = person
            else:
                found.append(person)
        return found[0] if len(found) == 1 else None

    def holder(self, domain: str, place: str, *, at: datetime | None = None) -> Person | None:
        """Who was last seen in an office of `domain` ("state", "foreign") of the country or body `place`.

        Looks back from `at`, at most a year: who has not been called so for longer may be gone. Somebody called former
        or only incoming does not count. None when unknown.
        """
        gone: list[str] = []
        for person in reversed(self._by_office.get((domain, place), ())):
            if not _known_at(person, at):
                continue
            if at is not None and person.seen_at is not None and at - person.seen_at > LONGEST:
                break
            if person.tenure in ("former", "incoming"):
                gone.append(person.name)
            elif not any(names.same_name(person.name, name) for name in gone):
                return person
        return None

    def merged(self, other: WhosWho) -> WhosWho:
        """Both together: of records that say the same of the same person the earliest and the latest are kept."""
        return WhosWho(tuple(_pruned([*self.people, *other.people])))

    def with_people(self, people: Iterable[Person]) -> WhosWho:
        """This one and what an article taught."""
        return self.merged(WhosWho(tuple(people)))


def _known_at(person: Person, at: datetime | None) -> bool:
    return at is None or person.seen_at is None or person.seen_at <= at


def _when(person: Person) -> datetime:
    return person.seen_at or _EVER


def _pruned(people: list[Person]) -> Iterator[Person]:
    groups: dict[tuple[str, str, str, str, str], list[Person]] = {}
    for person in people:
        key = (names.fold(person.name), person.office, person.country, person.body, person.tenure)
        groups.setdefault(key, []).append(person)
    for group in groups.values():
        ordered = sorted(group, key=_when)
        yield ordered[0]
        if len(ordered) > 1 and ordered[-1].seen_at != ordered[0].seen_at:
            yield ordered[-1]

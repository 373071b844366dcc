"""Whatever the order of arrival, second readings and deletions: the agenda is what its readings say."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.agenda.agenda import Agenda
from briefs.agenda.stories import Told, group_stories
from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.model.reading import Entry, Status
from tests.agenda.noise import World
from tests.agenda.telling import RECEIVED, agenda_of, face, told

FIRST = datetime(2013, 5, 31, tzinfo=UTC)
Said = tuple[ArticleRef, tuple[Entry, ...]]


def in_order(said: list[Said]) -> Agenda:
    return agenda_of(*sorted(said, key=lambda item: (item[0].published_at, item[0].is_correction, item[0].url)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), size=st.integers(2, 30))
def test_the_order_of_arrival_does_not_matter(corpus_said: list[Said], seed: int, size: int) -> None:
    chance = random.Random(seed)
    begin = chance.randrange(len(corpus_said) - size + 1)
    dated = sorted(corpus_said, key=lambda item: (item[0].published_at, item[0].url))
    chosen = dated[begin : begin + size]
    shuffled = chance.sample(chosen, len(chosen))
    assert face(agenda_of(*shuffled)) == face(in_order(chosen))


@pytest.mark.parametrize("seed", range(3))
def test_the_whole_corpus_arrives_in_any_order(corpus_said: list[Said], seed: int) -> None:
    shuffled = random.Random(seed).sample(corpus_said, len(corpus_said))
    assert face(agenda_of(*shuffled)) == face(in_order(corpus_said))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_a_second_reading_replaces_the_first_and_a_deletion_takes_it_back(corpus_said: list[Said], seed: int) -> None:
    chance = random.Random(seed)
    dated = sorted(corpus_said, key=lambda item: (item[0].published_at, item[0].url))
    begin = chance.randrange(len(dated) - 20)
    chosen = dated[begin : begin + 20]
    agenda = agenda_of(*chosen)
    reread, other = chance.sample(chosen, 2)
    deleted = chance.choice([item for item in chosen if item not in (reread, other)])
    wrong = chance.sample(chosen, 3)
    agenda.merge(reread[0], [entry for _, entries in wrong for entry in entries[:1]], received_at=RECEIVED)
    agenda.merge(other[0], (), received_at=RECEIVED)
    agenda.forget(deleted[0].article_id)
    agenda.merge(reread[0], reread[1], received_at=RECEIVED)
    agenda.merge(other[0], other[1], received_at=RECEIVED)
    assert face(agenda) == face(in_order([item for item in chosen if item is not deleted]))


def test_the_same_reading_again_changes_nothing(corpus_said: list[Said]) -> None:
    agenda = in_order(corpus_said)
    for ref, entries in corpus_said:
        assert agenda.merge(ref, entries, received_at=RECEIVED).none


def test_everything_deleted_leaves_nothing(corpus_said: list[Said]) -> None:
    agenda = agenda_of(*corpus_said[:25])
    for ref, _ in corpus_said[:25]:
        agenda.forget(ref.article_id)
    assert len(agenda) == 0


COPY = st.builds(
    ArticleRef,
    article_id=st.sampled_from(["a1", "a2", "a3", "a4", "a5"]),
    source=st.sampled_from(["", "Wire", "Courier"]),
    title=st.sampled_from(["", "Talks"]),
    url=st.sampled_from(["", "https://a.example", "https://b.example"]),
    published_at=st.sampled_from([None, RECEIVED, RECEIVED + timedelta(hours=3)]),
    family=st.sampled_from(["", "a1"]),
    words=st.integers(0, 60),
    clutter=st.integers(0, 30),
)


@given(copies=st.lists(COPY, min_size=1, max_size=5, unique_by=lambda copy: copy.article_id), data=st.data())
def test_the_best_copy_is_cited_and_sources_counted_whatever_the_order(
    copies: list[ArticleRef], data: st.DataObject
) -> None:
    entry = told("meeting", "Ann Lee + Bob Ray", "2013-07-05", place="Oslo")
    shuffled = data.draw(st.permutations(copies))
    [one] = agenda_of(*((copy, [entry]) for copy in copies))
    [other] = agenda_of(*((copy, [entry]) for copy in shuffled))
    assert one.sources == other.sources
    assert one.cited is not None
    assert other.cited is not None
    assert one.cited.worth == other.cited.worth
    kin = [copy for copy in copies if copy.original == one.cited.original]
    assert one.cited.worth == max(copy.worth for copy in kin)
    stories = [group_stories([Told(copy, "Lee and Ray") for copy in each]) for each in (copies, shuffled)]
    assert [[copy.worth for copy in story.articles] for story in stories[0]] == [
        [copy.worth for copy in story.articles] for story in stories[1]
    ]


class Counting(Agenda):
    """Counts the entries that merging asks for."""

    looked_at = 0

    def near(self, keys: frozenset[str], *, open_on: date, told_after: datetime | None = None) -> list[AgendaEntry]:
        found = list(super().near(keys, open_on=open_on, told_after=told_after))
        self.looked_at += len(found)
        return found


@pytest.mark.parametrize("size", [1, 5])
def test_what_an_article_looks_at_does_not_grow_with_the_agenda(size: int) -> None:
    world, agenda = World(5, size=size), Counting()
    events: list[Entry] = []
    for number in range(200 * size):
        said = tuple(world.events(2))
        agenda.merge(world.article(number, FIRST + timedelta(seconds=number)), said, received_at=RECEIVED)
        events += said
    agenda.looked_at = 0
    for number, known in enumerate(random.Random(2).sample(events, 100)):
        said = (world.event(), replace(known, status=Status.CANCELLED))
        agenda.merge(world.article(10**6 + number, FIRST + timedelta(days=1)), said, received_at=RECEIVED)
    assert agenda.looked_at < 100 * 6

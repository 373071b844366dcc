"""Whatever the text: no exception, mentions quote it in order, and nonsense is read as fast as prose."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.model.article import Article
from briefs.reading.people import introduce
from briefs.reading.references import Cast

PIECES = """the The a A his her their both two three President president presidents Minister of for and , . ; : 's ’
' - — ( ) “ ” Russia Russian Russians Moscow Kremlin UN U.N. EU Taliban Putin Vladimir Ban Ki-moon al-
Assad von der Leyen Mr. Mr H.E. foreign ministers leaders counterpart host guest he him they who chairs
met with in at to from former then North South inter-Korean US-Russian LAVROV II Jr. delegation envoys
government opposition 5 É ß 李 😀 \u200b"""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n"])
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=300))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_mentions_quote_the_text(text: str) -> None:
    article = Article("a", text)
    cast = Cast(article)
    last = 0
    for mention in cast.mentions():
        assert last <= mention.start < mention.end <= len(text)
        last = mention.end
        assert all(who.mention == text[mention.start : mention.end] for who in mention.who)
        assert all(who.name for who in mention.who)
    for person in introduce(text, article=article):
        assert person.name
        assert person.evidence is not None
        assert text[person.evidence.start_char : person.evidence.end_char] == person.evidence.text


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_reading_twice_says_the_same(text: str) -> None:
    article = Article("a", text)
    whole = Cast(article).mentions()
    step = Cast(article)
    for start in range(0, len(text), 17):
        step.mentions(start, start + 17)
    assert step.mentions() == whole


@pytest.mark.parametrize(
    "piece",
    [
        "the ",
        "President ",
        "Aaa ",
        "A. ",
        "al-A ",
        "Mr. ",
        "Russia's ",
        "US, ",
        "he ",
        "both the two ",
        "\n",
        "('s",
        "of the Republic ",
    ],
)
def test_nonsense_is_read_in_linear_time(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    began = time.perf_counter()
    Cast(Article("a", text)).mentions()
    assert time.perf_counter() - began < 10

"""Any text is answered: spans quote it, windows are in order, nothing raises, garbage takes no longer than prose."""

from __future__ import annotations

import json
import random
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.reading.dates import Tense, find_dates, resolve

CORPUS = Path(__file__).parents[2] / "corpora" / "corpus" / "articles.jsonl"
VOCABULARY = """
Monday Tuesday Friday Sun Mon. May June Sept. March the a an of in on by until since before after between from to and or
not next last this coming past early late mid end middle first second third last half quarter week weeks month months
year years day days time ago later earlier two ten 3 5 14th 31 30 29 February 2013 1999 1990s '90s fiscal Q3 spring fall
summer Easter Ramadan Christmas New Year's Eve 10:30 a.m. p.m. 0900 GMT noon midnight local Moscow o'clock 14.05.2013
5/6 31/12 2013-02-30 2013-05-14T10:00
99:99 25:61 1,200 3.5 - – , . ; : ( ) ' 's ¶ today tomorrow yesterday tonight overnight
same following previous every each few several recent weekend fortnight century decade out is will met be held eve 0
00 0000 9999 2100 1900 32 ² ٣ hundred twenty one million percent
"""
WORDS = [*VOCABULARY.split(), "\n", "\n\n", ""]
DAYS = st.one_of(st.none(), st.dates())


def check(text: str, published: date | None) -> None:
    """The invariants of a list of mentions."""
    mentions = find_dates(text, published=published)
    for mention in mentions:
        assert text[mention.start_char : mention.end_char] == mention.text
        assert mention.text
        assert not (mention.start and mention.end and mention.end < mention.start)
        assert mention.window is not None
        for tense in (None, *Tense):
            resolve(mention, tense=tense)
            resolve(mention, tense=tense, published=date(2013, 5, 14))
    assert all(one.end_char <= two.start_char for one, two in pairwise(mentions))


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), DAYS)
@settings(max_examples=400, deadline=None)
def test_strings_of_date_words(text: str, published: date | None) -> None:
    """Every combination of the vocabulary is read without a stumble."""
    check(text, published)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join), DAYS)
@settings(max_examples=200, deadline=None)
def test_date_words_run_together(text: str, published: date | None) -> None:
    """And without blanks."""
    check(text, published)


@given(st.text(max_size=200), DAYS)
@settings(max_examples=200, deadline=None)
def test_any_characters(text: str, published: date | None) -> None:
    """Characters of any script, controls and surrogates' neighbours."""
    check(text, published)


@pytest.mark.parametrize("published", [date.min, date.max, date(1, 1, 8), date(9999, 12, 25)])
def test_the_ends_of_the_calendar(published: date) -> None:
    """A publication on the calendar's edge is odd, and no reason to fail."""
    for line in CORPUS.read_text(encoding="utf-8").splitlines()[:10]:
        check(json.loads(line)["text"], published)


def test_mutated_articles() -> None:
    """Real text with pieces cut, doubled and swapped."""
    chance = random.Random(14)
    texts = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    for text in texts[:40]:
        words = text.split(" ")
        for _ in range(len(words) // 4):
            i, j = chance.randrange(len(words)), chance.randrange(len(words))
            words[i] = chance.choice(
                (words[j], words[i][: len(words[i]) // 2], words[i] + words[j], chance.choice(WORDS))
            )
        check(" ".join(words), date(2013, 5, 14))


@pytest.mark.parametrize(
    "piece",
    [
        "Monday ",
        "June 5, ",
        "1 ",
        "the ",
        "first of the ",
        "mid-to-late ",
        "1,111",
        "'",
        "\n",
        " ",
        "5/",
        "FRIDAY ",
        "(",
        "Sept. ",
    ],
)
def test_garbage_is_no_slower_than_prose(piece: str) -> None:
    """100 kB of anything within a second of processor time: no rule backtracks."""
    text = piece * (100_000 // len(piece))
    begun = time.process_time()
    find_dates(text, published=date(2013, 5, 14))
    assert time.process_time() - begun < 1


def test_a_sentence_takes_half_a_millisecond_at_most() -> None:
    """Measured on whole articles, in processor time."""
    texts = [json.loads(line)["text"] for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    sentences = sum(text.count(". ") + text.count("\n\n") + 1 for text in texts)
    find_dates(texts[0], published=date(2013, 5, 14))
    begun = time.process_time()
    for text in texts:
        find_dates(text, published=date(2013, 5, 14))
    assert (time.process_time() - begun) / sentences < 0.0005

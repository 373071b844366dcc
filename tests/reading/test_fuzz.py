"""Reading answers any text: invented, mutated, huge, in any script.

`FUZZ_MINUTES` sets how long the slow run lasts.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefs.model.article import Article
from briefs.reading.model import Model
from briefs.reading.read import MOST_SENTENCES, read
from tests.evaluation.sets import CORPORA, SPLIT, articles_of

PUBLISHED = datetime(2013, 5, 14, 9, tzinfo=UTC)
NEWS = """Putin met Netanyahu in Sochi on Monday . the talks with between of after before will may not was due to hold
summit conference G8 ministers leaders he they his her host who where and or Mr Dr 14 May 2013 10:30 GMT MOSCOW ROME
(AP) said denied called off postponed until next week visit to Paris"""
ODD = [",", "“", "”", "(", ")", "–", "—", ":", ";", "'", '"', "\n", "\n\n", "\u200b", "\ufeff", "会談", "встреча", ""]
WORDS = re.findall(r"\S+", NEWS) + ODD


def check(article: Article, model: Model) -> None:
    """Whatever the text, each piece of evidence quotes it and each window is one."""
    reading = read(article, model=model)
    for entry in reading.entries:
        assert entry.evidence
        for proof in entry.evidence:
            assert article.text[proof.start_char : proof.end_char] == proof.text
            assert proof.text.strip()
        if entry.window.start and entry.window.end:
            assert entry.window.start <= entry.window.end


@given(st.text(max_size=400))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered(model: Model, text: str) -> None:
    check(Article("a", text, published_at=PUBLISHED), model)


@given(st.lists(st.sampled_from(WORDS), max_size=120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_news_words_in_any_order_are_answered(model: Model, words: list[str]) -> None:
    check(Article("a", " ".join(words), published_at=None), model)


def changed(piece: str, others: list[str], chance: random.Random) -> str:
    """A piece of text dropped, doubled, shouted, cut, swapped or made garbage."""
    garbage = chr(chance.randrange(32, 0x2FFF))
    ways = ("", piece * 2, piece.upper(), piece[: len(piece) // 2], chance.choice(others), chance.choice(WORDS))
    return chance.choice((*ways, piece + "\n", garbage))


def mutated(text: str, chance: random.Random) -> str:
    """The text with a few of its pieces changed."""
    pieces = text.split(" ")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(pieces))
        pieces[at] = changed(pieces[at], pieces, chance)
    return " ".join(pieces)


def rounds(seed: int, model: Model, until: Callable[[int], bool]) -> None:
    """Read mutated articles of the corpora as long as `until` says no."""
    chance = random.Random(seed)
    articles = [article for name in SPLIT for article in articles_of(CORPORA / name)]
    count = 0
    while not until(count):
        article = chance.choice(articles)
        text = mutated(article.text, chance)
        check(Article(article.id, text, published_at=article.published_at), model)
        count += 1


def test_mutated_articles_are_answered(model: Model) -> None:
    rounds(1, model, lambda count: count >= 40)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_mutated_articles_are_answered_for_minutes(model: Model) -> None:
    end = monotonic() + 60 * float(os.environ.get("FUZZ_MINUTES", "10"))
    rounds(int(monotonic()), model, lambda _: monotonic() > end)


def test_a_megabyte_is_bounded_and_says_what_was_left(model: Model) -> None:
    sentence = "President Ann Lee met Prime Minister Bo Ek in Oslo on Monday. "
    reading = read(Article("a", sentence * (1_000_000 // len(sentence)), published_at=PUBLISHED), model=model)
    assert len(reading.entries) == 1
    assert reading.left > 10_000 - MOST_SENTENCES


@pytest.mark.parametrize(
    "text", ["(" * 50_000, "a" * 100_000, "A " * 50_000, "\n" * 100_000, "." * 100_000, "МИД " * 20_000]
)
def test_garbage_does_not_hang_it(model: Model, text: str) -> None:
    began = monotonic()
    check(Article("a", text, published_at=PUBLISHED), model)
    assert monotonic() - began < 20

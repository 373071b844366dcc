"""Reprints, abridgements and light rewrites are one text; other reports of the same event are not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.agenda.duplicates import (
    Fingerprint,
    band_keys,
    containment,
    count_words,
    fingerprint,
    groups,
    same_text,
)
from briefs.model.article import Article
from tests.evaluation.sets import CORPORA, articles_of

REPRINTS = [("d02", "d01"), ("d75", "d22"), ("d25", "d24"), ("d76", "d40")]
SAME_DAY = [("d22", "d23"), ("d22", "d24"), ("d09", "d10"), ("d04", "d05"), ("d40", "d41")]


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {article.id: article for article in articles_of(CORPORA / "corpus")}


@pytest.mark.parametrize(("reprint", "original"), REPRINTS)
def test_a_reprint_is_found_and_is_the_same_text(articles: dict[str, Article], reprint: str, original: str) -> None:
    one, other = (fingerprint(articles[name].text) for name in (reprint, original))
    assert set(band_keys(one)) & set(band_keys(other))
    assert same_text(one, other)


@pytest.mark.parametrize(("one", "other"), SAME_DAY)
def test_two_reports_of_one_event_are_two_texts(articles: dict[str, Article], one: str, other: str) -> None:
    assert not same_text(fingerprint(articles[one].text), fingerprint(articles[other].text))


def test_no_two_other_articles_of_the_corpora_are_taken_for_one_text() -> None:
    for folder in ("corpus", "other-desks", "americas-europe"):
        printed = [(article.id, fingerprint(article.text)) for article in articles_of(CORPORA / folder)]
        for index, (name, one) in enumerate(printed):
            for other_name, other in printed[:index]:
                assert same_text(one, other) == ((name, other_name) in REPRINTS or (other_name, name) in REPRINTS)


def test_families_do_not_depend_on_the_order(articles: dict[str, Article]) -> None:
    """Whoever repeats one of a family is of it, also when it comes last and joins two that share nothing."""
    sentences = [sentence for article in articles.values() for sentence in article.text.split(". ")]
    told = [". ".join(sentences[first:last]) + "." for first, last in ((0, 8), (0, 16), (8, 16), (40, 48))]
    assert not same_text(fingerprint(told[0]), fingerprint(told[2]))
    for order in permutations(range(4)):
        found = groups({str(number): fingerprint(told[number]) for number in order})
        assert {frozenset(group) for group in found} == {frozenset("012"), frozenset("3")}


def test_a_third_of_the_sentences_makes_an_abridgement(articles: dict[str, Article]) -> None:
    text = articles["d16"].text
    paragraphs = text.split("\n\n")
    short = "\n\n".join(paragraphs[: max(3, len(paragraphs) // 3)])
    one, other = fingerprint(short), fingerprint(text)
    assert set(band_keys(one)) & set(band_keys(other))
    assert containment(one, other) > 0.8


@pytest.mark.parametrize("text", ["", "Share", "Menu\nHome\nLog in", "Читать далее"])
def test_too_short_a_text_resembles_nothing(text: str) -> None:
    printed = fingerprint(text)
    assert band_keys(printed) == ()
    assert not same_text(printed, printed)


@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint_that_survives_being_written(text: str) -> None:
    printed = fingerprint(text)
    assert Fingerprint.parse(printed.text()) == printed


def test_running_text_is_counted_apart_from_clutter() -> None:
    assert count_words("Menu\nHome\nThe ministers met in Oslo on Friday.\nShare this") == (7, 4)

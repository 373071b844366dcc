"""Reprints, abridgements and light rewrites are one text; other reports of the same event are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.agenda.duplicates import (
    Fingerprint,
    Printed,
    band_keys,
    best_text,
    containment,
    family_of,
    fingerprint,
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


def test_an_article_joins_the_family_of_the_text_it_repeats(articles: dict[str, Article]) -> None:
    near = [
        Printed("d22", "d22", fingerprint(articles["d22"].text)),
        Printed("d24", "x", fingerprint(articles["d24"].text)),
    ]
    assert family_of("d75", fingerprint(articles["d75"].text), near) == "d22"
    assert family_of("d25", fingerprint(articles["d25"].text), near) == "x"
    assert family_of("d33", fingerprint(articles["d33"].text), near) == "d33"
    assert family_of("d22", fingerprint(articles["d22"].text), near) == "d22"


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


def test_the_fullest_dated_text_is_kept(articles: dict[str, Article]) -> None:
    full, short = articles["d22"], articles["d75"]
    undated = replace(full, id="later", published_at=None)
    assert best_text([short, undated, full]) is full
    assert best_text([full, replace(full, id="z", published_at=articles["d33"].published_at)]) is full

"""What was learned of two people in one sentence: how it is learned, and how often it is wrong on sentences unseen."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from briefs.model.article import Article
from briefs.reading.lexicon import countries
from briefs.reading.model import Model, load_model
from briefs.reading.pairing.weights import BIAS, Weights, parse, weights, written
from briefs.reading.read import read
from tests.evaluation.sets import is_aside, parts
from tests.training.examples import Example, examples, in_article, silent_sentences, spoken, told_sentences
from tests.training.fitting import FEWEST_ARTICLES, fit

PUBLISHED = datetime.fromisoformat("2022-06-15T09:00:00+00:00")


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def article(text: str) -> Article:
    return Article("own", text, published_at=PUBLISHED)


def made(number: int, *traits: str, told: bool) -> Example:
    return Example(f"article {number}", frozenset(traits), told)


def test_the_same_examples_give_the_same_bytes(model: Model) -> None:
    first, second = (examples(parts(["phrases"]), model) for _ in range(2))
    assert len(first) > 50
    assert written(fit(first)) == written(fit(second))


def test_what_is_written_is_read_again() -> None:
    learned = Weights({BIAS: -1.5, "joint=verb meeting": 0.25, "length=3": -0.125})
    assert parse(written(learned)) == learned


def test_fitting_tells_what_speaks_for_and_against() -> None:
    found = [made(n, "with", "day", told=True) for n in range(9)] + [
        made(n, "against", "day", told=False) for n in range(9)
    ]
    learned = fit(found)
    assert learned.of["with"] > 0 > learned.of["against"]
    assert learned.chance({"with", "day"}) > 0.5 > learned.chance({"against", "day"})
    assert dict(learned.reasons({"with", "day", "unheard of"}, most=1)) == {"with": learned.of["with"]}


def test_what_few_articles_show_is_not_learned() -> None:
    found = [made(n, "common", told=bool(n % 2)) for n in range(12)]
    found += [made(n % (FEWEST_ARTICLES - 1), "rare", "common", told=True) for n in range(12)]
    assert "rare" not in fit(found).of


def test_traits_name_nobody(model: Model) -> None:
    known = {word.lower() for country in countries() for word in (country.name, *country.adjectives)}
    for trait in weights().of:
        assert trait.isascii()
        value = trait.partition("=")[2]
        assert not set(re.findall(r"[a-z]{4,}", value)) & known, trait
    text = "President Gitanas Nauseda walked round the lake at Trakai on Monday with Prime Minister Petr Fiala."
    for _, traits, _ in spoken(article(text), model):
        said = {word for trait in traits for word in re.findall(r"[A-Za-z]+", trait)}
        assert not said & {"Nauseda", "Fiala", "Trakai", "lake"}


def test_silent_sentences_are_left_alone(model: Model) -> None:
    unseen = [sentence for sentence in silent_sentences() if is_aside(sentence)]
    assert len(unseen) > 70
    claimed = [sentence for sentence in unseen if read(article(sentence), model=model).entries]
    assert len(claimed) <= len(unseen) // 10, claimed


def test_telling_sentences_are_found(model: Model) -> None:
    unseen = [(groups, sentence) for groups, sentence in told_sentences() if is_aside(sentence)]
    assert len(unseen) > 60
    found = 0
    for groups, sentence in unseen:
        named = [
            {part for who in entry.participants for part in re.split("[ -]", who.name)}
            for entry in read(in_article(sentence), model=model).entries
        ]
        found += any(len(group & names) > 1 for group in groups for names in named)
    assert found >= len(unseen) // 2, found


BRIDGE = "Foreign Minister Jan Lipavsky and Foreign Minister Urmas Reinsalu crossed the bridge in Prague on Tuesday."


def test_what_was_learned_decides(model: Model) -> None:
    sure, unsure = Weights({BIAS: 5.0}), Weights({BIAS: -5.0})
    assert not read(article(BRIDGE), model=model, learned=unsure).entries
    entry = read(article(BRIDGE), model=model, learned=sure).entries[0]
    assert [who.name for who in entry.participants] == ["Jan Lipavsky", "Urmas Reinsalu"]
    assert entry.evidence[0].text == BRIDGE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Jan Lipavsky's deputy, Jiri Kozak, crossed the bridge in Prague on Tuesday.", id="owner"),
        pytest.param(
            "Foreign Minister Jan Lipavsky and Foreign Minister Urmas Reinsalu crossed a bridge.", id="undated"
        ),
        pytest.param("Russia and Estonia closed the bridge in Narva on Tuesday.", id="countries"),
    ],
)
def test_some_pairs_are_never_claimed(model: Model, text: str) -> None:
    assert not read(article(text), model=model, learned=Weights({BIAS: 5.0})).entries

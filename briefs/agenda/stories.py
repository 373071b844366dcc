"""Articles about the same thing, grouped, for the lines "also in the news".

Two articles tell one story when they share an event of the agenda and talk about it in similar words, or when their
titles and leads are similar enough on their own. Similarity is the cosine of word weights (TF-IDF within the batch);
an article joins the story whose whole is most like it, so that long chains of half-alike articles do not form.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from briefs.agenda.names import words
from briefs.model.agenda import ArticleRef, best_text, count_sources

_ALIKE = 0.20
_ALIKE_SHARING = 0.14
_LASTS = timedelta(days=3)
_LEAD_WORDS = 60
_TITLE_WEIGHT = 2.0
_SHORTEST_WORD = 4
_SHORTEST_LEAD = 80


_NEVER = datetime.min.replace(tzinfo=UTC)
Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """An article as stories see it: `lead` is the beginning of its text, `entry_ids` the events it contributed to."""

    article: ArticleRef
    lead: str
    entry_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one thing, the best to show first; `sources` counts the independent ones."""

    articles: tuple[ArticleRef, ...]
    sources: int
    entry_ids: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Growing:
    members: list[Told] = field(default_factory=list)
    weights: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    norm: float = 0.0
    entry_ids: set[str] = field(default_factory=set)
    last_at: datetime = _NEVER


def group_stories(told: Iterable[Told]) -> tuple[Story, ...]:
    """Group a batch of articles (a day or a few) into stories.

    Returns:
        Every article in exactly one story. Stories told by more independent sources come first, then the newer; an
        empty batch gives none. The order of the batch does not matter.
    """
    batch = sorted(told, key=_age)
    vectors = _vectors(batch)
    growing: list[_Growing] = []
    by_word: defaultdict[str, set[int]] = defaultdict(set)
    by_mark: defaultdict[str, set[int]] = defaultdict(set)
    for one, vector in zip(batch, vectors, strict=True):
        near = {index for word in vector for index in by_word[word]}
        near |= {index for mark in _marks(one) for index in by_mark[mark]}
        index = _choose(one, vector, near, growing)
        if index is None:
            index = len(growing)
            growing.append(_Growing())
        _join(growing[index], one, vector)
        for word in _heaviest(vector):
            by_word[word].add(index)
        for mark in _marks(one):
            by_mark[mark].add(index)
    stories = [_finished(story) for story in growing]
    return tuple(sorted(stories, key=lambda story: (-story.sources, *_recency(story.articles[0]))))


def _choose(one: Told, vector: Vector, near: Iterable[int], growing: Sequence[_Growing]) -> int | None:
    best: tuple[float, int] | None = None
    for index in sorted(near):
        story = growing[index]
        family = any(one.article.original == member.article.original for member in story.members)
        if not family and _at(one) - story.last_at > _LASTS:
            continue
        alike = 1.0 if family else _cosine(vector, story)
        enough = _ALIKE_SHARING if one.entry_ids & story.entry_ids else _ALIKE
        if alike >= enough and (best is None or alike > best[0]):
            best = (alike, index)
    return best[1] if best else None


def _join(story: _Growing, one: Told, vector: Vector) -> None:
    story.members.append(one)
    for word, weight in vector.items():
        story.weights[word] += weight
    story.norm = math.sqrt(sum(weight * weight for weight in story.weights.values()))
    story.entry_ids |= one.entry_ids
    story.last_at = max(story.last_at, _at(one))


def _finished(story: _Growing) -> Story:
    """Of each text its best copy, those to show before others first, then the other copies."""
    leads = {member.article.article_id: len(member.lead) for member in story.members}
    families: defaultdict[str, list[ArticleRef]] = defaultdict(list)
    for member in story.members:
        families[member.article.original].append(member.article)
    best = {best_text(family) for family in families.values()}
    articles = [member.article for member in story.members]
    articles.sort(
        key=lambda one: (not one.title, one not in best, leads[one.article_id] < _SHORTEST_LEAD, *_recency(one))
    )
    return Story(tuple(articles), count_sources(articles), frozenset(story.entry_ids))


def _vectors(batch: Sequence[Told]) -> list[Vector]:
    """Unit vectors of word weights: rare words of titles weigh most."""
    counted: list[Vector] = []
    for one in batch:
        weights: defaultdict[str, float] = defaultdict(float)
        for word in words(one.article.title):
            weights[word] += _TITLE_WEIGHT
        for word in words(one.lead)[:_LEAD_WORDS]:
            weights[word] += 1
        counted.append(
            {word: count for word, count in weights.items() if len(word) >= _SHORTEST_WORD or word.isdigit()}
        )
    spread = Counter(word for weights in counted for word in weights)
    size = len(batch)
    vectors = []
    for told in counted:
        heavy: Vector = {
            word: (1 + math.log(count)) * math.log(1 + size / spread[word]) if size > 1 else 1.0
            for word, count in told.items()
        }
        norm = math.sqrt(sum(weight * weight for weight in heavy.values())) or 1.0
        vectors.append({word: weight / norm for word, weight in heavy.items()})
    return vectors


def _heaviest(vector: Vector) -> list[str]:
    return [word for word, _ in sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:8]]


def _cosine(vector: Vector, story: _Growing) -> float:
    if not story.norm:
        return 0.0
    return sum(weight * story.weights.get(word, 0.0) for word, weight in vector.items()) / story.norm


def _marks(one: Told) -> list[str]:
    marks = [f"entry {entry_id}" for entry_id in one.entry_ids]
    return [*marks, f"text {one.article.original}"]


def _at(one: Told) -> datetime:
    return one.article.published_at or _NEVER


def _age(one: Told) -> tuple[datetime, str, str]:
    return _at(one), one.article.url, one.article.article_id


def _recency(article: ArticleRef) -> tuple[float, str]:
    return -article.published_at.timestamp() if article.published_at else 0.0, article.article_id

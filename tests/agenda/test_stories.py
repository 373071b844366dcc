"""Articles about one thing are one story; what merely shares a topic or a word is not."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from briefs.agenda.stories import Told, group_stories
from briefs.model.agenda import ArticleRef
from tests.evaluation.sets import CORPORA, articles_of

ENTRIES = {"d22": {"geneva-prep"}, "d23": {"geneva-prep"}, "d24": {"geneva-prep"}, "d25": {"geneva-prep"}}


def corpus_told() -> list[Told]:
    told = []
    for article in articles_of(CORPORA / "corpus"):
        if article.published_at is None:
            continue
        family = {"d25": "d24", "d75": "d22", "d76": "d40", "d02": "d01"}.get(article.id, article.id)
        ref = ArticleRef(article.id, article.source, article.title, article.url, article.published_at, family)
        told.append(Told(ref, article.text, frozenset(ENTRIES.get(article.id, ()))))
    return told


def test_a_story_is_told_by_several_sources_and_reprints_count_once() -> None:
    stories = group_stories(corpus_told())
    (geneva,) = [story for story in stories if "d22" in {article.article_id for article in story.articles}]
    assert {"d22", "d24", "d25", "d75"} <= {article.article_id for article in geneva.articles}
    assert geneva.sources == len({article.source for article in geneva.articles} - {"Gulf Channel"})


def test_every_article_is_in_one_story_whatever_the_order() -> None:
    told = corpus_told()
    stories = group_stories(told)
    names = [article.article_id for story in stories for article in story.articles]
    assert sorted(names) == sorted(one.article.article_id for one in told)
    assert group_stories(random.Random(1).sample(told, len(told))) == stories


def test_the_same_words_weeks_apart_are_two_stories() -> None:
    at = datetime.fromisoformat("2013-06-05T10:00:00+00:00")
    title = "Talks on the fisheries quota stall again in Brussels"
    refs = [ArticleRef(f"a{day}", "Wire", title, "", at + timedelta(days=day)) for day in (0, 1, 20)]
    stories = group_stories(Told(ref, "Negotiators left without a deal on cod and haddock quotas.") for ref in refs)
    assert sorted(len(story.articles) for story in stories) == [1, 2]


def test_nothing_gives_no_story() -> None:
    assert group_stories([]) == ()

"""A rehearsal: seven days at 2,000 articles, nineteen in twenty of them noise, read, merged and told each noon."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from briefs.agenda.agenda import Agenda
from briefs.agenda.citing import cite
from briefs.agenda.duplicates import families
from briefs.composing.compose import compose
from briefs.model.brief import BriefRequest
from briefs.reading.model import load_model
from briefs.reading.read import read
from briefs.rendering.telegram import messages
from briefs.wording.wording import Wordings
from tests.app.feed_of_a_week import week
from tests.evaluation.sets import CORPORA, articles_of

FIRST = datetime(2013, 5, 8, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_week_of_noise_leaves_short_briefs_without_repeats() -> None:
    model, wording = load_model(), Wordings().of("en")
    told = [article for article in articles_of(CORPORA / "corpus") if article.published_at]
    agenda = Agenda()
    since = FIRST
    from_noise: Counter[str] = Counter()
    began, read_so_far = time.process_time(), 0
    for day, articles in enumerate(week(told, first=FIRST)):
        family = families(articles)
        for article in articles:
            with model.memory_zone():
                reading = read(article, model=model)
            if article.id.startswith("noise-"):
                from_noise.update(entry.evidence[0].text for entry in reading.entries)
            assert article.published_at is not None
            agenda.merge(cite(article, family=family[article.id]), reading.entries, received_at=article.published_at)
        read_so_far += len(articles)
        at = FIRST + timedelta(days=day + 1, hours=12)
        brief = compose(list(agenda), BriefRequest(at=at, timezone="Europe/Moscow", since=since))
        since = at
        parts = messages(brief, wording)
        assert 1 <= len(parts.parts) <= 2
        assert all(len(re.sub(r"<[^<>]*>", "", part)) <= 4096 for part in parts.parts)
        lines = [item.entry.id for item in parts.brief.items]
        assert len(lines) == len(set(lines)), "an event stands in the brief twice"
        assert len(lines) + parts.brief.left_out >= len(brief.items), "what was left out is not counted"
    assert read_so_far / (time.process_time() - began) >= 20, "articles a second on one core"
    assert sum(from_noise.values()) <= read_so_far * 0.001, from_noise.most_common(10)

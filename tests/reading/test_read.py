from __future__ import annotations

from datetime import UTC, datetime

from briefs.model.article import Article
from briefs.model.reading import Status
from briefs.reading.model import Model
from briefs.reading.read import TOGETHER, batched, read, read_all

PUBLISHED = datetime(2015, 3, 10, 12, tzinfo=UTC)


def test_a_meeting_is_read_with_its_evidence(model: Model) -> None:
    text = "LIMA (Andes Wire) – President Carla Montes met Prime Minister Jonas Brekke in Oslo on Monday. It rained."
    reading = read(Article("a", text, published_at=PUBLISHED), model=model)
    (entry,) = reading.entries
    assert [who.name for who in entry.participants] == ["Carla Montes", "Jonas Brekke"]
    assert entry.status is Status.HELD
    (evidence,) = entry.evidence
    assert text[evidence.start_char : evidence.end_char] == evidence.text
    assert evidence.text == "President Carla Montes met Prime Minister Jonas Brekke in Oslo on Monday."


def test_another_language_is_said_not_read(model: Model) -> None:
    assert read(Article("a", "Путин встретился с Нетаньяху.", language="ru"), model=model).unread == "ru"


def test_articles_read_together_are_read_as_alone(model: Model) -> None:
    texts = [
        "President Carla Montes met Prime Minister Jonas Brekke in Oslo on Monday.",
        "",
        "Brekke will host Finnish President Sauli Niinisto on Friday. It rained.",
        "No party here.",
    ]
    articles = [Article(str(number), text, published_at=PUBLISHED) for number, text in enumerate(texts)]
    articles.insert(2, Article("ru", "Путин встретился с Нетаньяху.", language="ru"))
    together = list(read_all(articles * 5, model=model))
    assert together == [read(article, model=model) for article in articles] * 5
    assert sum(len(reading.entries) for reading in together[:5]) == 2


def test_groups_of_articles_lose_none() -> None:
    articles = [Article(str(number), "") for number in range(TOGETHER + 1)]
    assert [len(some) for some in batched(articles, TOGETHER)] == [TOGETHER, 1]


def test_nothing_happens_in_an_empty_text(model: Model) -> None:
    assert read(Article("a", ""), model=model).entries == ()


def test_a_partner_is_found_behind_the_topic(model: Model) -> None:
    text = "President Carla Montes held talks on copper prices with Jonas Brekke in Oslo on Monday."
    (entry,) = read(Article("a", text, published_at=PUBLISHED), model=model).entries
    assert [who.name for who in entry.participants] == ["Carla Montes", "Jonas Brekke"]
    assert entry.topic == "copper prices"

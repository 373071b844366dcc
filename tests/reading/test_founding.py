"""The article the project began with: six entries, nothing else, every field right. Not in the repository."""

from __future__ import annotations

import json

import pytest

from briefs.reading.jsonl import to_jsonl
from briefs.reading.model import Model
from briefs.reading.read import read
from tests.evaluation.__main__ import scorer
from tests.evaluation.sets import FOUNDING, articles_of

pytestmark = pytest.mark.skipif(not FOUNDING.exists(), reason="the founding article is kept outside the repository")


def test_the_founding_article_is_read_perfectly(model: Model) -> None:
    (article,) = articles_of(FOUNDING)
    found = json.loads(to_jsonl(read(article, model=model)))["entries"]
    gold = json.loads((FOUNDING / "gold.jsonl").read_text(encoding="utf-8"))
    names = scorer().Names(json.loads((FOUNDING / "aliases.json").read_text(encoding="utf-8")))
    articles = {article.id: {"text": article.text}}
    corpus = {"articles": articles, "gold": {article.id: gold}, "names": names, "agenda": []}
    figures = scorer().evaluate(corpus, {article.id: found})
    assert len(found) == 6
    assert figures["event_detection"]["f1"] == 1.0
    for figure in ("date_exact", "status", "hedge_accuracy", "evidence_verbatim_all_predictions"):
        assert figures[figure] == 1.0, figure
    assert figures["participants"]["f1"] == 1.0
    assert found[0]["place"].startswith("Sochi")

"""The annotated corpus as readings, read once."""

from __future__ import annotations

import pytest

from briefs.model.agenda import ArticleRef
from briefs.model.reading import Entry
from tests.evaluation.agenda import article_refs, gold_readings
from tests.evaluation.sets import CORPORA

Said = tuple[ArticleRef, tuple[Entry, ...]]


@pytest.fixture(scope="session")
def corpus_said() -> list[Said]:
    """Every dated article of the corpus with its gold entries, in the order of the file."""
    refs = article_refs(CORPORA / "corpus")
    readings = gold_readings(CORPORA / "corpus", canonical=False)
    return [(refs[name], entries) for name, entries in readings.items() if refs[name].published_at is not None]

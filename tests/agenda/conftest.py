"""The annotated corpus as readings, read once."""

from __future__ import annotations

import pytest

from briefs.agenda.replaying import said_of
from briefs.model.agenda import ArticleRef
from briefs.model.reading import Entry, Reading
from tests.evaluation.agenda import gold_readings
from tests.evaluation.sets import CORPORA, articles_of

Said = tuple[ArticleRef, tuple[Entry, ...]]


@pytest.fixture(scope="session")
def corpus_said() -> list[Said]:
    """Every dated article of the corpus with its gold entries, in the order of the file."""
    readings = gold_readings(CORPORA / "corpus", canonical=False)
    wrapped = {name: Reading(name, entries) for name, entries in readings.items()}
    return said_of(articles_of(CORPORA / "corpus"), wrapped)

"""The language model, loaded once a session."""

from __future__ import annotations

import pytest

from briefs.reading.model import Model, load_model


@pytest.fixture(scope="session")
def model() -> Model:
    """The installed language model."""
    return load_model()

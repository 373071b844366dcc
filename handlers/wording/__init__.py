"""The message catalogues of what conversations say; those of the briefs lie under them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from briefs.wording.wording import Wording, Wordings


@cache
def _wordings() -> Wordings:
    return Wordings(files(__name__))


def wording_for(language: str) -> Wording:
    """The sentences of a language tag; English for one without a catalogue."""
    return _wordings().of(language)

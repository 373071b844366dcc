"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import Any

_LEAST_LETTERS = 40
_SURE = 0.8
_LOOKED_AT = 4000


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, "" when the text is too short or unclear to tell."""
    sample = " ".join(text[:_LOOKED_AT].split())
    if sum(char.isalpha() for char in sample) < _LEAST_LETTERS:
        return ""
    code, sureness = _identifier().classify(sample)
    return str(code) if sureness >= _SURE else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

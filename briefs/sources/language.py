"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Any

_LEAST_LETTERS = 40
_SURE = 0.8
_LOOKED_AT = 4000
_PLAINLY_LOOKED_AT = 600
_FEWEST_WORDS = 40
_ARTICLE_EVERY = 25  # words; English prose has "the" every fifteenth
_LINKS = frozenset({"and", "of", "to"})


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, "" when the text is too short or unclear to tell."""
    sample = " ".join(text[:_LOOKED_AT].split())
    if sum(1 for _ in islice(filter(str.isalpha, sample), _LEAST_LETTERS)) < _LEAST_LETTERS:
        return ""
    if _is_plainly_english(sample[:_PLAINLY_LOOKED_AT]):
        return "en"
    code, sureness = _identifier().classify(sample)
    return str(code) if sureness >= _SURE else ""


def _is_plainly_english(sample: str) -> bool:
    """No other language writes "the" so often, nor "and", "of" and "to" beside it: most texts need no more telling."""
    words = sample.lower().split()
    return (
        len(words) >= _FEWEST_WORDS
        and words.count("the") * _ARTICLE_EVERY >= len(words)
        and len(_LINKS.intersection(words)) >= 2
    )


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

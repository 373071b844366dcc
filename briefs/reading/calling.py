"""What a conference is called in a line of its own: its name without what only the sentence around it needs."""

from __future__ import annotations

import re
from functools import cache

from briefs.reading import lexicon
from briefs.reading.wordlists import words

_LISTED = re.compile(r"^[\s*•·‣▪◦#>|–—-]+")
_TRAILING = re.compile(r"[\s*,;:|(–—-]+$")
_POSSESSIVE = re.compile(r"['’]s$")
_SHOUTED = 6
"""Letters of a word all in capitals that is no acronym, at least."""


def canonical(name: str) -> str:
    """The name without list marks, half a pair of quotes, articles, and words that tell when it is, not which.

    "the year's second summit" is "second summit", "POSTPONED summit of the African Union" that of the African Union,
    "OAS PERMANENT COUNCIL" the "OAS Permanent Council". What would leave nothing stays as it is.
    """
    kept = _balanced(_TRAILING.sub("", _LISTED.sub("", name))).split()
    while len(kept) > 1 and _POSSESSIVE.sub("", kept[0]).lower() in words("prose", "calling", "leading"):
        kept.pop(0)
    if len(kept) > 1 and (owner := _POSSESSIVE.sub("", kept[0])) != kept[0] and owner.isupper():
        # "OAU's summit"
        kept[0] = owner
    return _spoken(kept) or name


def _balanced(name: str) -> str:
    """The name without quotation marks that have no partner in it."""
    if name.count('"') % 2:
        name = name.replace('"', "")
    if name.count("“") != name.count("”"):
        name = name.replace("“", "").replace("”", "")
    return name.replace("‘", "") if "‘" in name and "’" not in name else name


def _spoken(kept: list[str]) -> str:
    """The words in ordinary capitals where a heading or a ticker shouts them; acronyms stay."""
    name = " ".join(kept)
    if len(kept) < 2 or not name.isupper() or all(len(word) < _SHOUTED for word in kept):
        return name
    small = {"of", "the", "and", "on", "for", "in", "to", "at", "with"}
    return " ".join(
        word if word in _acronyms() else word.lower() if at and word.lower() in small else _capital(word)
        for at, word in enumerate(kept)
    )


def _capital(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(alias for body in lexicon.bodies() for alias in (body.name, *body.aliases) if alias.isupper())

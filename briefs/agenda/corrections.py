"""Whether an article corrects an earlier one, as its publisher marks it."""

from __future__ import annotations

import re

from briefs.model.article import Article

_MARKED_TITLE = re.compile(
    r"^\W*(?:update \d+\W+)?(?:corrected|correction|corrects|corrigendum|erratum|clarification)\s*[-–—:)\]]"
    r"|[(\[](?:corrected|correction)[)\]]\s*$",
    re.IGNORECASE,
)
_MARKED_TEXT = re.compile(
    r"^\W{0,3}(?:this (?:story|article|version|report) (?:corrects|has been corrected)|correction:"
    r"|(?:corrects|correcting)\b)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:an earlier version of this|a previous version of this|this (?:story|article) (?:has been|was) corrected"
    r"|this (?:story|article|version) corrects|in an earlier (?:story|report|version))",
    re.IGNORECASE,
)


def is_correction(article: Article) -> bool:
    """Whether the title, the first lines or a notice at the end say that it corrects what was published before.

    "CORRECTED: …", "(Corrects date in third paragraph)", "An earlier version of this article gave …". A text that
    merely reports on a correction is none.
    """
    head = article.text.lstrip()[:300]
    if _MARKED_TITLE.search(article.title) or _MARKED_TEXT.search(head):
        return True
    first, _, _ = head.partition("\n")
    if len(first) <= 160 and _MARKED_TITLE.match(first):
        return True
    return bool(_NOTICE.search(head) or _NOTICE.search(article.text[-600:]))

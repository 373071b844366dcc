"""Pages that stand before an article instead of it: consent, payment, robots' tests, errors."""

from __future__ import annotations

import re

_FEW = 1200  # letters; an article that speaks of cookies or subscribers is longer
_KINDS = (
    (
        "it asks for consent to cookies first",
        re.compile(
            r"before you continue|we (?:and our (?:\d+ )?partners )?(?:use|store|value your privacy)|"
            r"accept (?:all|cookies)|manage (?:your )?(?:cookie|privacy|consent)|your privacy choices|"
            r"consent to the use of|cookie (?:policy|settings|consent)",
            re.I,
        ),
    ),
    (
        "it is for subscribers",
        re.compile(
            r"subscribe (?:now )?to (?:continue|read|unlock)|(?:already|become) a subscriber|"
            r"for (?:our )?subscribers only|"
            r"(?:sign|log) in to (?:continue|read)|to (?:continue|keep) reading|"
            r"you have reached your (?:article )?limit|"
            r"free articles? (?:left|remaining)|unlock this article|"
            r"this (?:article|content) is (?:for|only available to)",
            re.I,
        ),
    ),
    (
        "it wants to know that we are no program",
        re.compile(
            r"verify (?:that )?you are (?:a )?human|are you a robot|enable javascript and cookies|"
            r"checking your browser|"
            r"unusual (?:traffic|activity)|access (?:to this page has been )?denied|just a moment",
            re.I,
        ),
    ),
)


def wall(text: str) -> str:
    """What stands in the article's place, one clause; "" where the text is an article's.

    Only a short text can be a wall. One sign is enough where there are hardly any sentences; two are needed else.
    """
    if len(text) > _FEW:
        return ""
    sentences = len(re.findall(r"[.!?…]", text))
    for reason, signs in _KINDS:
        found = len(signs.findall(text))
        if found >= 2 or (found and sentences <= 4):
            return reason
    return ""

"""Every reason that an error tells in English stands in the other languages, too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import briefs
from bot.sources import guarded
from briefs.sources import decoding, walls
from briefs.wording.wording import LANGUAGES, Wordings

HOUSE = Path(briefs.__file__).parent.parent
ERRORS = {"FormatError", "FetchError", "AddressRefused", "CannotUnpack"}


def reasons() -> Iterator[tuple[str, str]]:
    """Where a reason is told, and its English with something in each blank."""
    for folder in ("bot", "briefs"):
        for path in sorted((HOUSE / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                    for text in node.args[-1:]:
                        if isinstance(text, ast.Constant | ast.JoinedStr):
                            yield f"{path.relative_to(HOUSE)}:{node.lineno}", _spoken(text)


def _spoken(text: ast.Constant | ast.JoinedStr) -> str:
    if isinstance(text, ast.Constant):
        return str(text.value)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in text.values)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_reason_is_translated(language: str) -> None:
    wording = Wordings().of(language)
    told = dict(reasons())
    assert len(told) > 50
    more = {
        *guarded._REASONS.values(),
        *(reason for reason, _ in walls._KINDS),
        *(what for _, what in decoding._MAGIC),
    }
    assert {place: reason for place, reason in told.items() if wording.reason(reason) == reason} == {}
    assert [reason for reason in sorted(more) if wording.reason(reason) == reason] == []


def test_what_a_reason_names_stays_in_it() -> None:
    russian, english = Wordings().of("ru"), Wordings().of("en")
    assert russian.reason("talks.pdf: it is locked by a password") == "talks.pdf: он закрыт паролем"
    assert russian.reason("https://a.example/x: there is nothing at this address (status 404)") == (
        "https://a.example/x: по этому адресу ничего нет (код 404)"
    )
    assert russian.reason("a.bin: it is a PNG picture, not text") == "a.bin: это картинка PNG, а не текст"
    assert russian.reason("something else went wrong") == "something else went wrong"
    assert english.reason("it is empty") == "it is empty"

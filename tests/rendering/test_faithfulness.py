"""Nothing in a brief is made up: every word of every line comes from the entry it tells, its date, or our catalogue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

import pytest

from briefs.composing.compose import compose
from briefs.composing.vocabulary import words_of
from briefs.model.agenda import AgendaEntry
from briefs.model.brief import Brief, BriefRequest, Item
from briefs.model.window import Window
from briefs.rendering.layout import Fit, blocks
from briefs.rendering.pieces import plain
from briefs.wording.wording import Wordings
from tests.evaluation.sets import CORPORA
from tests.rendering.situations import agenda_at

WORDINGS = Wordings()
CHECKPOINTS = [
    json.loads(line)["as_of"] for line in (CORPORA / "corpus" / "agenda.jsonl").read_text("utf-8").splitlines()
]
_NUMBER = re.compile(r"\[(\d+)\]")


@cache
def agenda(as_of: str) -> tuple[AgendaEntry, ...]:
    return tuple(agenda_at(datetime.fromisoformat(as_of)))


def briefs_at(as_of: str) -> Iterator[Brief]:
    """The scheduled brief and the one asked by hand."""
    at = datetime.fromisoformat(as_of)
    for since in (None, at - timedelta(hours=24)):
        yield compose(agenda(as_of), BriefRequest(at, "Europe/Moscow", since=since))


@cache
def ours() -> frozenset[str]:
    """The words of our own catalogue."""
    text = (files("briefs.wording") / "en.ftl").read_text("utf-8")
    messages = re.findall(r"^[a-z-]+ = (.*)$|^ +\*?\[[^]]+\] (.*)$", text, re.MULTILINE)
    return frozenset(word for parts in messages for part in parts for word in words_of(re.sub(r"\{[^}]*\}", " ", part)))


def windows_of(item: Item) -> Iterator[Window]:
    """The entry's window, and those it had before, which a change may name."""
    yield item.entry.window
    yield from item.entry.former_windows
    for change in item.changes:
        try:
            yield Window.from_iso(change.was)
        except ValueError:
            continue


def words_of_dates(item: Item, today: date) -> set[str]:
    """Every word that dates of this entry can be told in, and every count of days from today."""
    english = WORDINGS.of("en")
    told: set[str] = set()
    for window in windows_of(item):
        for day in (window.start, window.end):
            if day is not None:
                patterns = ("pattern-day-year", "pattern-month-year", "pattern-short-month")
                for pattern in patterns:
                    told |= set(words_of(english.date(day, pattern)))
                told.add(str(abs((day - today).days)))
        if window.start and window.end:
            length = (window.end - window.start).days + 1
            told |= {str(length), str((today - window.start).days + 1)}
    return told


def words_of_entry(entry: AgendaEntry, changes: tuple[str, ...]) -> set[str]:
    """Every word the entry itself holds."""
    texts = [entry.name, entry.topic, entry.hedge, entry.time, entry.claimed_by, *entry.places, *changes]
    texts += [text for one in entry.participants for text in (one.name, one.country)]
    texts += [one.entry.said for one in entry.contributions]
    return {word for text in texts for word in words_of(text)}


@pytest.mark.parametrize("as_of", CHECKPOINTS)
def test_no_word_of_a_line_is_invented(as_of: str) -> None:
    for brief in briefs_at(as_of):
        items = {item.number: item for item in brief.items}
        rows = [plain(row) for block in blocks(brief, WORDINGS.of("en"), Fit(quote=0)) for row in block.rows]
        lines = {int(found[-1]): row for row in rows if (found := _NUMBER.findall(row))}
        assert lines.keys() == items.keys()
        for number, row in lines.items():
            item = items[number]
            known = words_of_entry(item.entry, tuple(change.was for change in item.changes))
            known |= words_of_dates(item, brief.today) | ours() | {str(number)}
            unknown = set(words_of(row)) - known
            more = len(item.entry.participants) - 6
            assert unknown - {str(more)} == set(), row


@pytest.mark.parametrize("as_of", CHECKPOINTS)
def test_every_line_cites_an_article_that_holds_its_evidence(as_of: str) -> None:
    for brief in briefs_at(as_of):
        for item in brief.items:
            cited = brief.citations[item.number - 1]
            quotes = {
                evidence.text
                for one in item.entry.contributions
                if one.article == cited
                for evidence in one.entry.evidence
            }
            assert item.entry.best is not None
            assert item.entry.best.text in quotes


@pytest.mark.parametrize("as_of", CHECKPOINTS)
def test_every_quote_is_verbatim_and_every_name_resolved_by_the_articles(as_of: str) -> None:
    for brief in briefs_at(as_of):
        whole = "\n".join(
            plain(row) for block in blocks(brief, WORDINGS.of("en"), Fit(quote=160)) for row in block.rows
        )
        quotes = re.findall(r"^[\d, ]+[^\n]*?: “(.+)”$", whole, re.MULTILINE)
        sentences = {
            " ".join(evidence.text.split())
            for item in brief.items
            for one in item.entry.contributions
            for evidence in one.entry.evidence
        }
        assert quotes or brief.empty
        for quote in quotes:
            start = quote.removesuffix("…")
            assert any(sentence.startswith(start) for sentence in sentences), quote
        for item in brief.items:
            said = {name.name for one in item.entry.contributions for name in one.entry.participants}
            assert {one.name for one in item.entry.participants} <= said


@pytest.mark.parametrize("as_of", CHECKPOINTS)
def test_a_hedge_is_quoted_and_never_upgraded(as_of: str) -> None:
    for brief in briefs_at(as_of):
        for block in blocks(brief, WORDINGS.of("en"), Fit(quote=0)):
            for row in map(plain, block.rows):
                found = _NUMBER.findall(row)
                entry = brief.items[int(found[-1]) - 1].entry if found else None
                if entry is not None and entry.hedge and entry.status in ("planned", "proposed"):
                    assert f"“{entry.hedge}”" in row
                if entry is not None and not entry.hedge and "was “" not in row:
                    assert "“" not in row

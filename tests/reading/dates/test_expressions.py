"""A table of date expressions at many reference dates, and things that look like dates and are none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefs.reading.dates import find_dates

EXPRESSIONS = Path(__file__).parent / "expressions.jsonl"
ROWS = [json.loads(line) for line in EXPRESSIONS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['ref']} {row['expr']}" for row in ROWS])
def test_expression(row: dict[str, Any]) -> None:
    """The expression's mention has the window, precision, relation and clock time that a reader gives it."""
    published = date.fromisoformat(row["ref"]) if row["ref"] else None
    mentions = find_dates(row["sentence"], published=published)
    found = {
        m.text: (str(m.start) if m.start else None, str(m.end) if m.end else None, str(m.precision), str(m.relation))
        for m in mentions
    }
    assert found.get(row["expr"]) == (row["start"], row["end"], row["precision"], row["relation"]), found
    mention = next(m for m in mentions if m.text == row["expr"])
    assert mention.time == row.get("time", "")
    assert mention.zone == row.get("zone", mention.zone)
    if "window" in row:
        assert [str(mention.window.start), str(mention.window.end)] == row["window"]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May will speak to Philip May.",
        "Tim May has asked for an audience.",
        "They may march to the palace and march home.",
        "The Sun and the Mon newspapers sat apart.",
        "The S-300 and Resolution 2118 were discussed at the G20 and Geneva 2.",
        "Security Council resolution 1973 passed by 10 votes to 0.",
        "The attacks of 9/11 cost $1,990 million, some 1,200 lives and 3.5 percent.",
        "They won 3:2 and lost 2-1.",
        "A second man, aged 45, was hurt.",
        "Flight 2014 carried 1980 passengers.",
        "The house on Second Street was sold for $2010.",
        "He spoke for the third time on the fall of the city.",
        "March on Washington! April Ryan and June Carter sang.",
    ],
)
def test_no_date(text: str) -> None:
    """Names, verbs, numbers, scores, money and ages are no dates."""
    assert [m.text for m in find_dates(text, published=date(2013, 5, 14)) if m.type in ("DATE", "TIME")] == []

"""Finding dates in a text, and resolving them again when more is known of their tense."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from briefs.model.window import Precision, Window
from briefs.reading.dates import almanac, grammar, relations
from briefs.reading.dates.composed import At, Range
from briefs.reading.dates.context import Context, is_heading, slashed_order
from briefs.reading.dates.meaning import Expression, Frame, Tense
from briefs.reading.dates.mention import DateMention, Relation
from briefs.reading.dates.reader import Reader
from briefs.reading.dates.relative import Duration
from briefs.reading.dates.spans import with_spans
from briefs.reading.dates.tense import told_after, told_by_words
from briefs.reading.dates.tokens import PARAGRAPH, cut
from briefs.reading.dates.words import words

TenseHint = Callable[[int, int], Tense | None]
"""Asked with a date's span in the text; None leaves the decision to the words around it."""

# No article names so many dates; a text that does is no article, and what follows is not worth its time.
MENTION_LIMIT = 5000


def find_dates(text: str, *, published: datetime | date | None, tense: TenseHint | None = None) -> list[DateMention]:
    """Find the times a reader would understand in `text`, in text order.

    Args:
        text: Plain text of any length and language; only English dates and figures are understood.
        published: What relative words count from: an aware datetime, whose own offset gives the local day, or a date.
            With None relative dates stay unresolved (both ends None, precision "open").
        tense: Optionally says of a date's span whether its event lies in the past or the future, for instance from a
            parse; it decides bare weekdays, days and months, instead of the words nearby.

    Returns:
        Mentions whose spans quote the text. Empty when there are none. Never raises; linear in the length of the text.

    Source: TimeML TIMEX3 1.2.1 for `type` and `value`; the conventions of docs/dates.md; ADR 0010.
    """
    on = _local_day(published)
    reader = Reader(cut(text), words(), day_first=slashed_order(text))
    found: list[DateMention] = []
    context = Context(text, on)
    if context.diary:
        context.looks_back = _looks_back(reader)
    at: list[int] = []
    headings: list[almanac.Span | None] = []
    i, count = 0, len(reader.tokens)
    while i < count and len(found) < MENTION_LIMIT:
        word = reader.tokens.low[i]
        if word == PARAGRAPH:
            context.paragraph()
        parsed = grammar.parse(reader, i) if grammar.rules_at(reader, i) is not None else None
        if parsed is None:
            i += 1
            continue
        mention = _mention(reader, i, parsed[0], parsed[1], context, tense)
        found.append(mention)
        context.note(mention, i)
        at.append(i)
        headings.append(context.heading)
        i = max(parsed[1], i + 1)
    return with_spans(reader, found, at, headings)


def resolve(
    mention: DateMention, *, tense: Tense | None = None, published: datetime | date | None = None
) -> DateMention:
    """The mention read again with a tense that is known better, or from another day of publication.

    Absolute dates come back as they were; `published` None keeps the day that the mention was found with.
    """
    if mention.expression is None or mention.frame is None or isinstance(mention.expression, Duration):
        return mention
    on = _local_day(published)
    tense = _told_by_relation(mention.relation) or tense or mention.frame.tense
    frame = replace(mention.frame, tense=tense, on=on or mention.frame.on)
    again = _resolved(mention, mention.expression, frame)
    if mention.opening and again.end and mention.opening <= again.end:
        return replace(again, start=mention.opening)
    return again


def _looks_back(r: Reader) -> bool:
    """Whether most of a diary's headed paragraphs tell of what has been."""
    told: list[Tense | None] = []
    for i, word in enumerate(r.tokens.low[: min(len(r.tokens), 20_000)]):
        if word in r.words.weekdays and is_heading(r.tokens.text, r.tokens.start[i], r.tokens.end[i]):
            told.append(told_after(r, i + 1))
    return told.count(Tense.PAST) > len(told) / 2


def _told_by_relation(how: Relation) -> Tense | None:
    """As "since Monday" lies behind and "by Friday" ahead, whatever the verb."""
    return {Relation.SINCE: Tense.PAST, Relation.BY: Tense.FUTURE}.get(how)


def _local_day(published: datetime | date | None) -> date | None:
    """The publisher's day; a year that no text was published in counts as unknown."""
    on = published.date() if isinstance(published, datetime) else published
    return on if on is not None and 100 <= on.year <= 9800 else None


def _mention(
    r: Reader, i: int, expression: Expression, j: int, context: Context, hint: TenseHint | None
) -> DateMention:
    start_char, end_char = r.tokens.start[i], r.tokens.end[j - 1]
    how = relations.relation(r, i, j)
    heading = is_heading(r.tokens.text, start_char, end_char)
    tense = hint(start_char, end_char) if hint else None
    tense = _told_by_relation(how) or tense
    if tense is None:
        tense = told_after(r, j) if heading else told_by_words(r, i, j)
    if isinstance(expression, Range) and r.word(i - 1) in ("from", "between"):
        how = Relation.IN
    blank = DateMention(
        start_char,
        end_char,
        r.tokens.text[start_char:end_char],
        None,
        None,
        Precision.OPEN,
        how,
        "DATE",
        "",
        time=expression.time if isinstance(expression, At) else "",
        zone=expression.zone if isinstance(expression, At) else "",
        heading=heading,
        expression=expression,
    )
    return _resolved(blank, expression, context.frame(tense, i, heading=heading))


def _resolved(mention: DateMention, expression: Expression, frame: Frame) -> DateMention:
    named = expression.resolve(frame)
    found = relations.applied(named, mention.relation, expression, frame.on)
    return replace(
        mention,
        start=found.start,
        end=found.end,
        precision=found.precision,
        type=found.type,
        value=found.value,
        mod=found.mod,
        named=Window(named.start, named.end, named.precision),
        said=found.said,
        frame=frame,
    )


def governing(mentions: Sequence[DateMention], at: int) -> DateMention | None:
    """The heading that dates what stands at offset `at`, as in a diary; None under no heading."""
    above = [mention for mention in mentions if mention.heading and mention.start_char <= at]
    return above[-1] if above else None

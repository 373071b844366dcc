"""When an event happens: the date of its sentence that belongs to it, read in its tense; else what the form implies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefs.model.reading import Status
from briefs.model.window import Precision, Window
from briefs.reading.attaching import closest
from briefs.reading.calendars import Calendar
from briefs.reading.dates import DateMention, Relation, Tense, resolve
from briefs.reading.events import EventMention
from briefs.reading.parsed import Parsed
from briefs.reading.setting import Setting
from briefs.reading.status import Judgement


def date_event(
    event: EventMention,
    judgement: Judgement,
    parsed: Parsed,
    calendar: Calendar,
    *,
    rivals: Sequence[int],
    setting: Setting,
) -> None:
    """Set the event's window and hour, and let a date settle a status that the words leave open."""
    sentence, doc = parsed.sentence, parsed.doc
    usable = [mention for mention in parsed.dates if _usable(mention)]
    heads = [parsed.head(m.start_char - sentence.start, m.end_char - sentence.start) for m in usable]
    pairs = [(mention, head) for mention, head in zip(usable, heads, strict=True) if head is not None]
    chosen = closest(doc[event.anchor], [head for _, head in pairs], [doc[index] for index in rivals])
    if chosen is not None:
        mention = resolve(pairs[chosen][0], tense=_tense(judgement))
        event.window = mention.named if mention.relation is Relation.SINCE else mention.window
        if mention.time:
            event.time = f"{mention.time} {mention.zone}".strip()
    elif setting.day is not None:
        event.window = setting.day
    elif setting.same_day is not None:
        event.window = setting.same_day
    settle(event, judgement, calendar.published_on)


def _usable(mention: DateMention) -> bool:
    if mention.relation is Relation.NOT or not mention.resolved:
        return False
    return mention.type in {"DATE", "TIME"} or mention.precision in {Precision.WEEK, Precision.MONTH}


def _tense(judgement: Judgement) -> Tense | None:
    if judgement.loose or judgement.lapsed:
        return None
    if judgement.status is Status.HELD:
        return Tense.PAST
    if judgement.status in {Status.PLANNED, Status.PROPOSED}:
        return Tense.FUTURE
    return None


def settle(event: EventMention, judgement: Judgement, published_on: date | None) -> None:
    """Bring status and window into line: what lies ahead is not held, what is running is today."""
    window = event.window
    if published_on is None:
        return
    if event.status is Status.HELD and window.start and window.start > published_on:
        event.status = Status.PLANNED
    if judgement.loose and event.status is Status.PLANNED and window.end and window.end < published_on:
        event.status = Status.HELD
    if event.status is Status.ONGOING:
        if not window.known:
            event.window = Window(published_on, published_on, Precision.DAY)
        elif window.start and window.start > published_on:
            event.status = Status.PLANNED
        elif window.end and window.end < published_on:
            event.status = Status.HELD

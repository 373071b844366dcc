"""When an event happens: the date of its sentence that belongs to it, read in its tense; else what the form implies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Status
from briefs.model.window import Precision, Window
from briefs.reading import grammar
from briefs.reading.attaching import FARTHEST, closest, distance, is_course
from briefs.reading.calendars import Calendar
from briefs.reading.dates import DateMention, Relation, Tense, resolve
from briefs.reading.disowning import is_at_first, is_own
from briefs.reading.events import EventMention
from briefs.reading.governing import Judgement
from briefs.reading.lasting import begins, lasting, number
from briefs.reading.parsed import Parsed
from briefs.reading.setting import Setting
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token


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
    if event.kind not in _LASTING and event.status is not Status.ONGOING:
        # "A, in Lima since Monday, saw B": no encounter lasts since a day
        usable = [mention for mention in usable if mention.relation is not Relation.SINCE]
    heads = [parsed.head(m.start_char - sentence.start, m.end_char - sentence.start) for m in usable]
    anchor = doc[event.anchor]
    pairs = [
        (mention, head)
        for mention, head in zip(usable, heads, strict=True)
        if head is not None and is_own(head, anchor, event.status)
    ]
    if is_topic(event, anchor):
        inside = {token.i for token in anchor.subtree}
        pairs = [(mention, head) for mention, head in pairs if head.i in inside]
    if any(not is_at_first(head) for _, head in pairs):
        pairs = [pair for pair in pairs if not is_at_first(pair[1])]
    heads_left = [head for _, head in pairs]
    chosen = closest(doc[event.anchor], heads_left, [doc[index] for index in rivals])
    beside = _beside(anchor, pairs)
    if chosen is None and not event.back:
        chosen = _only(doc[event.anchor], heads_left)
    if beside is not None:
        event.window = beside
    elif chosen is not None:
        chosen = _refined(
            chosen, [mention for mention, _ in pairs], [distance(doc[event.anchor], head) for _, head in pairs]
        )
        mention, head = pairs[chosen]
        own = _own_tense(head, doc[event.anchor])
        mention = _resolved(mention, judgement, calendar.published_on, own=own)
        if own is Tense.PAST and event.status is Status.PLANNED and _has_run(head):
            event.status = Status.HELD
        event.window = _window(mention, setting)
        if event.status is Status.PLANNED and not event.hedge:
            event.hedge = _doubt(mention, parsed)
        if event.status is Status.ONGOING and mention.relation is Relation.UNTIL:
            event.window = _from(calendar.published_on, event.window)
        if mention.time:
            event.time = f"{mention.time} {mention.zone}".strip()
    elif setting.day is not None:
        event.window = setting.day
    elif setting.same_day is not None and not is_topic(event, doc[event.anchor]):
        event.window = setting.same_day
    elif setting.logged is not None and (judgement.present or judgement.status is Status.HELD):
        event.window = setting.logged
        over = setting.passed and event.kind not in _LASTING
        if event.status is Status.PLANNED or (event.status is Status.ONGOING and over):
            event.status = Status.HELD
    elif setting.opening is not None and judgement == Judgement(Status.HELD) and not parsed.dates:
        event.window = setting.opening
    if since := _since(event, anchor, parsed, calendar.published_on):
        event.status, event.window = Status.ONGOING, since
    tied = [(mention, head) for mention, head in zip(usable, heads, strict=True) if head is not None]
    event.window = lasting(event.window, doc[event.anchor], tied)
    settle(event, judgement, calendar.published_on, begun=begins(doc[event.anchor]))


def _since(event: EventMention, anchor: Token, parsed: Parsed, today: date | None) -> Window | None:
    """From the day that what has been going on began to today: "have been closeted since Saturday with B"."""
    verb = anchor if grammar.is_verb(anchor) else grammar.clause_verb(anchor)
    if verb is None or today is None or event.status not in {Status.HELD, Status.ONGOING}:
        return None
    helpers = {child.text.lower() for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    goes_on = grammar.tag(verb) == "VBG" or grammar.lemma(verb) in words("status", "links", "lasting")
    if not helpers & {"have", "has", "'ve"} or not goes_on:
        return None
    for mention in parsed.dates:
        head = parsed.head(mention.start_char - parsed.sentence.start, mention.end_char - parsed.sentence.start)
        first = mention.named.start
        if mention.relation is Relation.SINCE and head is not None and grammar.clause_verb(head) == verb and first:
            near = mention.named.precision is Precision.DAY and today - _RUNNING < first <= today
            return Window(first, today, Precision.DAY) if near else None
    return None


def _beside(anchor: Token, dates: Sequence[tuple[DateMention, Token]]) -> Window | None:
    """The day so many days before or after the one named first: "met A on Saturday, a day after seeing B"."""
    clause = next((token for token in (anchor, *grammar.ancestors(anchor)) if token.dep_ in {"pcomp", "advcl"}), None)
    if clause is None or not (side := _side(clause)):
        return None
    days = next((child for child in side.children if child.dep_ == "npadvmod" and child.text in {"day", "days"}), None)
    if days is None:
        return None
    counted = next((child for child in days.children if child.dep_ in {"nummod", "det"}), None)
    base = next((m.window for m, head in dates if head.i < side.i and m.precision is Precision.DAY), None)
    count = 1 if counted is None or counted.text.lower() in {"a", "the"} else number(counted.text)
    if base is None or base.start is None or base.start != base.end or not count:
        return None
    day = base.start + timedelta(days=count if side.text.lower() == "before" else -count)
    return Window(day, day, Precision.DAY)


def _side(clause: Token) -> Token | None:
    """The "before" or "after" that leads a clause."""
    if clause.dep_ == "pcomp":
        return clause.head if clause.head.text.lower() in {"before", "after"} else None
    return next((c for c in clause.children if c.dep_ == "mark" and c.text.lower() in {"before", "after"}), None)


def _doubt(mention: DateMention, parsed: Parsed) -> str:
    """The word that makes the date itself uncertain: "perhaps in mid-September"."""
    found = _DOUBT.search(parsed.sentence.text, 0, mention.start_char - parsed.sentence.start)
    return found["doubt"] if found else ""


_DOUBT = re.compile(
    r"\b(?P<doubt>perhaps|possibly|probably|maybe|likely|tentatively|provisionally),? "
    r"(?:(?:as early as|in|on|by|for|during|some ?time|at|the|early|late) )*$",
    re.I,
)


def _only(anchor: Token, dates: Sequence[Token]) -> int | None:
    """The only date of a sentence whose main clause it stands in, and within which the event is told."""
    if len(dates) != 1:
        return None
    verb = grammar.clause_verb(dates[0])
    if verb is None or verb.dep_ != "ROOT" or grammar.is_saying(verb):
        return None
    for clause in (anchor, *grammar.ancestors(anchor)):
        if clause.i == verb.i:
            return 0
        if clause.dep_ in {"advcl", "pcomp"} or (clause.dep_ == "prep" and clause.text.lower() in _APART):
            marks = {child.text.lower() for child in clause.children if child.dep_ in {"mark", "prep"}}
            if marks & _APART or clause.text.lower() in _APART:
                return None
    return None


_APART = frozenset({"after", "before", "since", "until", "following", "if"})
"""What puts a clause on another day than the one it hangs on."""


def is_topic(event: EventMention, anchor: Token) -> bool:
    """Whether a conference is only what something in the clause is about: "a date for a peace conference"."""
    if event.kind is not Kind.CONFERENCE or anchor.dep_ != "pobj":
        return False
    owner = anchor.head.head
    about = anchor.head.text.lower() in {"for", "about", "on", "of", "to"}
    if owner.text.lower() in words("events", "conferences", "sides"):
        return False
    return about and owner.tag_.startswith("NN") and not grammar.is_verb(owner) and not lexicon().noun(owner.text)


def _refined(chosen: int, mentions: list[DateMention], distances: list[float]) -> int:
    """A nearer day within a chosen week, month or year: "this week … on Friday"."""
    outer = mentions[chosen].window
    for index, mention in enumerate(mentions):
        inner = mention.window
        if (
            distances[index] <= FARTHEST
            and inner.precision.rank < outer.precision.rank
            and inner.start
            and inner.end
            and outer.start
            and outer.end
            and outer.start <= inner.start
            and inner.end <= outer.end
        ):
            return index
    return chosen


def _window(mention: DateMention, setting: Setting) -> Window:
    """The window of a chosen date, with what the diary heading above it adds."""
    window = mention.window
    if setting.day is not None and mention.time and _CLOCK.fullmatch(mention.text):
        return setting.day
    opens = setting.day.start if setting.day is not None else None
    closes = mention.named.end
    if opens and closes and mention.relation is Relation.UNTIL and opens <= closes:
        return Window(opens, closes, Precision.DAY)
    if mention.relation is Relation.SINCE:
        return mention.named
    return window


def _from(today: date | None, window: Window) -> Window:
    """What is running until a day: from today to it."""
    if today is None or window.end is None or window.start != window.end or not today < window.end < today + _RUNNING:
        return window
    return Window(today, window.end, Precision.DAY)


_RUNNING = timedelta(days=45)
_CLOCK = re.compile(r"\W*\d{1,2}(?:[.:]?\d{2})?\s*(?:[ap]\.?m\.?|GMT|h|hrs|noon)?\W*", re.I)


def _usable(mention: DateMention) -> bool:
    if mention.relation is Relation.NOT or not mention.resolved:
        return False
    return mention.type in {"DATE", "TIME"} or mention.precision in {Precision.WEEK, Precision.MONTH}


def _own_tense(head: Token, anchor: Token) -> Tense | None:
    """The tense of a clause of the date's own, apart from the event's: "the summit, which closed on Sunday"."""
    verb = grammar.clause_verb(head)
    above = {anchor.i, *(token.i for token in grammar.ancestors(anchor))}
    if verb is None or verb.i in above or verb.dep_ != "relcl" or grammar.tag(verb) != "VBD":
        return None
    return Tense.PAST


def _has_run(date: Token) -> bool:
    verb = grammar.clause_verb(date)
    return verb is not None and is_course(verb)


def _resolved(mention: DateMention, judgement: Judgement, on: date | None, *, own: Tense | None = None) -> DateMention:
    """The mention read in its clause's own tense or the event's; where that is open, nearest to publication."""
    if own is not None:
        return resolve(mention, tense=own)
    if not judgement.either or on is None:
        return resolve(mention, tense=_tense(judgement))
    past, future = resolve(mention, tense=Tense.PAST), resolve(mention, tense=Tense.FUTURE)
    if not (past.start and future.start):
        return resolve(mention, tense=None)
    return past if abs(on - past.start) <= abs(future.start - on) else future


def _tense(judgement: Judgement) -> Tense | None:
    if judgement.status is Status.HELD:
        return Tense.PAST
    if judgement.lapsed or (judgement.loose and not (judgement.said or judgement.hedge)):
        return None
    if judgement.status in {Status.PLANNED, Status.PROPOSED}:
        return Tense.FUTURE
    return None


_SOON = timedelta(days=4)
"""What "ends" within so many days is running."""
_LASTING = frozenset({Kind.CONFERENCE, Kind.VISIT})


def settle(event: EventMention, judgement: Judgement, published_on: date | None, *, begun: bool) -> None:
    """Bring status and window into line: what lies ahead is not held, what is running is today."""
    window = event.window
    if published_on is None:
        return
    if event.status is Status.HELD and window.start and window.start > published_on:
        event.status = Status.PLANNED
    if judgement.loose and event.status is Status.PLANNED and window.end and window.end < published_on:
        event.status = Status.HELD
    several = window.start != window.end and window.precision is Precision.DAY
    if event.status is Status.HELD and begun and window.covers(published_on) and (event.kind in _LASTING or several):
        event.status = Status.ONGOING
    lasts = several and window.start and window.start < published_on and window.covers(published_on)
    if lasts and (event.status is Status.PLANNED or (event.status is Status.HELD and window.end != published_on)):
        # of days that have begun and not ended, it is running
        event.status = Status.ONGOING
    if event.status is Status.ONGOING:
        if not window.known:
            event.window = Window(published_on, published_on, Precision.DAY)
        elif window.start and window.start > published_on + (_SOON if judgement.ending else timedelta(0)):
            event.status = Status.PLANNED
        elif window.end and window.end < published_on:
            event.status = Status.HELD

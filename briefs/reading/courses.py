"""What later words say of an encounter told before: "it has slipped to June", "diplomats now speak of 5 June".

Such sentences name nobody, so that nothing else reads them, and need no parse: a pronoun or a noun that takes an
encounter up, auxiliaries, a verb that only an encounter has, and a day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from datetime import timedelta

from briefs.model.reading import Kind, Status
from briefs.model.window import Precision, Window
from briefs.reading.calendars import Calendar
from briefs.reading.dates import DateMention, Relation, Tense, resolve
from briefs.reading.events import EventMention
from briefs.reading.places import find_places, locates
from briefs.reading.sentences import Sentence
from briefs.reading.triggers import lexicon

_NEAR = 2
"""Sentences back to the encounter that is taken up."""
_LONGEST_SENTENCE = 1000
"""Characters of a sentence at most; what is longer is no prose, and would take long."""
_LONGEST = 48
"""Characters between a verb and the day that belongs to it."""
_AUXILIARIES = (
    r"(?:(?:has|have|had|is|are|was|were|been|be|being|will|would|shall|should|could|may|might|can|now|then|since|also|"
    r"already|again|once|twice|probably|likely|perhaps|possibly|to|due|expected|set|scheduled|planned|hoped|still|"
    r"instead|therefore|thus|later|further|more|simply|quietly|today|yesterday|all|both|first|fixed|arranged|pencilled|"
    r"slated|brought|agreed|in) )*?"
)
_COURSE = re.compile(
    r"\b(?P<subject>[Ii]t|[Tt]hey(?= (?:will|are to|were to|would|had|have|are now)\b)"
    r"|(?:[Tt]he|[Tt]h(?:is|at|eir)|[Hh]is|[Hh]er) "
    r"(?P<noun>event|gathering|get-together|affair|conference|summit|forum|congress|session|meeting|encounter|round|"
    r"visit|trip|tour|opening|date|start|talks|negotiations|discussions|consultations|dinner|lunch|audience|appointment|"
    r"call)(?: itself)?) "
    rf"(?P<helpers>{_AUXILIARIES})"
    r"(?:(?P<postponed>slips?|slipped|put (?:off|back)|pushed (?:back|off)|delayed|postponed|deferred|rescheduled|"
    r"adjourned|moved|shifted|shelved)"
    r"|(?P<cancelled>cancell?ed|called off|scrapped|abandoned)"
    r"|(?P<planned>held|takes? place|opens?|begins?|starts?|convened?|resumes?|reconvenes?|comes?|follows?|forward"
    r"|(?:in|on|for|at|by|before|within)(?= )))\b",
)
_SPOKEN_OF = re.compile(
    r"(?:\b(?:speaks?|spoke|speaking|talks?|talked|talking|thinking) (?:\w+ )?of"
    r"|\b(?:look(?:s|ed|ing)?|aim(?:s|ed|ing)?|work(?:s|ed|ing)?) (?:at|for|towards?)"
    r"|\b(?:ey(?:e|es|ed|eing)|target(?:s|ed|ing)?|mention(?:s|ed|ing)?|float(?:s|ed|ing)?|consider(?:s|ed|ing)?"
    r"|pencil(?:s|led|ling)? in|favou?r(?:s|ed|ing)?|moot(?:s|ed|ing)?))"
    r"(?: (?:a date|dates|somewhere|some time|sometime|in|at|for|about|around|the|early|mid|late))*,? $"
)
"""Before a day: it is looked at."""
_LOOKED_AT = re.compile(
    r",? (?:is|are|was|were|has been|had been|have been) (?:now |also |still |already )?(?:being )?"
    r"(?:looked at|mentioned|mooted|floated|discussed|considered|pencill?ed in|under (?:discussion|consideration)|named"
    r"|(?:the|a) (?:target|aim|goal|likely date|favou?red date)|(?:the )?(?:likely|likeliest|most likely|possible))\b"
)
"""After a day."""
_AT_FIRST = re.compile(r"\b(?:had|first|originally|initially|once|earlier)(?: \w+)? $")
"""Before a verb: it is the day no longer ("who had first talked of May, now speak of June")."""
_HEDGES = re.compile(r"\b(?:could|may|might|should|can|probably|likely|perhaps|possibly|expected|hoped)\b")
_HOPED = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|wish(?:es|ed)?|expect(?:s|ed)?|believ(?:e|es|ed)|think(?:s)?|thought) "
    r"(?:that )?$"
)
_CAN = re.compile(r"\b(?:could|may|might|can|should|would)\b")
_FIXED = re.compile(
    r"\b(?:due|expected|set|scheduled|planned|likely|be|hoped|fixed|arranged|slated|pencilled|agreed)\b"
)
_PREPOSITIONS = frozenset({"in", "on", "for", "at", "by", "before", "within"})
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)*")
_PAST = re.compile(r"\b(?:has|have|had|was|were|been)\b")
_AHEAD = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSTPONED})
_OPEN = _AHEAD | {Status.ONGOING}
_KINDS = {
    "conference": frozenset({Kind.CONFERENCE}),
    "summit": frozenset({Kind.CONFERENCE, Kind.MEETING}),
    "forum": frozenset({Kind.CONFERENCE}),
    "congress": frozenset({Kind.CONFERENCE}),
    "session": frozenset({Kind.CONFERENCE, Kind.TALKS}),
    "gathering": frozenset({Kind.CONFERENCE, Kind.MEETING, Kind.TALKS}),
    "meeting": frozenset({Kind.CONFERENCE, Kind.MEETING, Kind.TALKS}),
    "encounter": frozenset({Kind.MEETING, Kind.TALKS}),
    "round": frozenset({Kind.TALKS, Kind.MEETING}),
    "visit": frozenset({Kind.VISIT, Kind.MEETING}),
    "trip": frozenset({Kind.VISIT, Kind.MEETING}),
    "tour": frozenset({Kind.VISIT}),
    "talks": frozenset({Kind.TALKS, Kind.MEETING, Kind.CONFERENCE}),
    "negotiations": frozenset({Kind.TALKS, Kind.CONFERENCE}),
    "discussions": frozenset({Kind.TALKS, Kind.MEETING}),
    "consultations": frozenset({Kind.TALKS, Kind.MEETING}),
    "dinner": frozenset({Kind.MEETING, Kind.TALKS}),
    "lunch": frozenset({Kind.MEETING, Kind.TALKS}),
    "audience": frozenset({Kind.MEETING}),
    "appointment": frozenset({Kind.MEETING}),
    "call": frozenset({Kind.CALL}),
}


def follow(sentences: Sequence[Sentence], calendar: Calendar, found: Sequence[EventMention]) -> None:
    """Let what the sentences say of the course of the encounters in `found` change their day, status and hedge."""
    if not any(event.status in _OPEN | _HAPPENING for event in found):
        return
    is_open = any(event.status in _OPEN for event in found)
    for sentence in sentences:
        if len(sentence.text) > _LONGEST_SENTENCE:
            continue
        _go_on(sentence, calendar, found)
        if not is_open:
            continue
        _accept(sentence, found)
        dates = [each for each in calendar.within(sentence.start, sentence.end) if _is_ahead(each, calendar)]
        _close(sentence, dates, found)
        for match in _COURSE.finditer(sentence.text):
            event = _taken_up(sentence, match.start(), match["noun"] or "", found)
            if event is not None and _run(event, match, sentence, dates):
                break
        else:
            _speak_of(sentence, dates, found)


def _is_ahead(mention: DateMention, calendar: Calendar) -> bool:
    on = calendar.published_on
    window = resolve(mention, tense=Tense.FUTURE).window
    if mention.relation in {Relation.NOT, Relation.SINCE} or mention.type not in {"DATE", "TIME"} or on is None:
        return False
    last = window.end or window.start
    return last is not None and last >= on


def _accept(sentence: Sentence, found: Sequence[EventMention]) -> None:
    """Let what was proposed be planned when a party to it is told to have accepted."""
    match = _ACCEPTED.search(sentence.text)
    event = _taken_up(sentence, match.start(), "", found) if match else None
    if event is None or event.status is not Status.PROPOSED or _NOT.search(sentence.text):
        return
    event.status = Status.PLANNED


_ACCEPTED = re.compile(
    r"\b(?:accepted|agreed(?= (?:on|to it|to go|to come|to attend)\b|[.,;]))"
    r"(?! (?:responsibility|blame|that|defeat|a |an |an?other))"
)
_NOT = re.compile(r"\b(?:not|never|no|refused|declined|yet|if|unless|should)\b|n['’]t\b")


def _go_on(sentence: Sentence, calendar: Calendar, found: Sequence[EventMention]) -> None:
    """Let an encounter of today that is told to go on be running: "The talks were still going on at midnight"."""
    match = _GOES_ON.search(sentence.text)
    event = _taken_up(sentence, match.start(), match["noun"] or "", found, statuses=_HAPPENING) if match else None
    if event is not None and calendar.published_on and event.window.covers(calendar.published_on):
        event.status = Status.ONGOING


_GOES_ON = re.compile(
    r"\b(?:[Ii]t|[Tt]hey|[Tt]he (?P<noun>gathering|conference|summit|session|meeting|talks|negotiations|discussions)) "
    r"(?:is|are|was|were) (?:still (?:\w+ )?)?(?:going on|under ?way|in progress|continuing|in session)\b"
)
_HAPPENING = frozenset({Status.HELD, Status.PLANNED})


def _close(sentence: Sentence, dates: Sequence[DateMention], found: Sequence[EventMention]) -> None:
    """Let an encounter that has a first day last to the one it is told to end on: "It closes on Friday"."""
    match = _CLOSES.search(sentence.text)
    event = _taken_up(sentence, match.start(), match["noun"] or "", found, statuses=_OPEN) if match else None
    if match is None or event is None or event.window.precision is not Precision.DAY or event.window.start is None:
        return
    after = sentence.start + match.end()
    day = next((each for each in dates if 0 <= each.start_char - after <= _SHORT), None)
    end = resolve(day, tense=Tense.FUTURE).named.end if day is not None else None
    if end is not None and event.window.end is not None and event.window.end < end <= event.window.start + _MOST:
        event.window = Window(event.window.start, end, Precision.DAY)


_CLOSES = re.compile(
    r"\b(?:[Ii]t|[Tt]he (?P<noun>event|gathering|affair|conference|summit|forum|congress|session|meeting|visit|trip|"
    r"tour|talks|negotiations)) (?:(?:is|are) (?:due|expected|set|scheduled) to |will |is to |are to )?"
    r"(?:closes?|ends?|concludes?|finish(?:es)?|winds? up|wraps? up"
    r"|(?:runs?|lasts?|continues?|goes? on)(?= (?:until|till|to|through)\b))\b"
)
_SHORT = 14
_MOST = timedelta(days=45)


def _taken_up(
    sentence: Sentence, at: int, noun: str, found: Sequence[EventMention], *, statuses: Set[Status] | None = None
) -> EventMention | None:
    """The encounter told last before a place in a sentence, if the noun can mean it and its status is one of these."""
    kinds = _KINDS.get(noun.lower(), frozenset(Kind) - {Kind.CALL})
    for event in reversed(found):
        back = sentence.index - event.sentence.index
        if sentence.paragraph - event.sentence.paragraph > (2 if noun else 1):
            return None
        if back < 0 or event.back or (back == 0 and _starts(event) >= sentence.start + at):
            continue
        if back > _NEAR:
            return None
        return event if event.kind in kinds and event.status in (statuses or _AHEAD) else None
    return None


def _starts(event: EventMention) -> int:
    """About where in the article an encounter is told: the first of its words that are known."""
    name = event.name_as or (event.parties[0].who.mention if event.parties else "")
    at = event.sentence.text.find(name) if name else -1
    return event.sentence.start + max(at, 0)


def _run(event: EventMention, match: re.Match[str], sentence: Sentence, dates: Sequence[DateMention]) -> bool:
    """Let an encounter be put off, called off or given a day; whether the words did any of it."""
    after = sentence.start + match.end()
    day = next((each for each in dates if -4 <= each.start_char - after <= _LONGEST), None)
    window = resolve(day, tense=Tense.FUTURE).window if day is not None else Window()
    before = sentence.text[: match.start()]
    hedge = _HEDGES.search(match["helpers"]) or _HOPED.search(before)
    if match["cancelled"]:
        if not _PAST.search(match["helpers"]):
            return False
        event.status = Status.CANCELLED
    elif match["postponed"]:
        moved = match["postponed"] in {"moved", "shifted"}
        done = _PAST.search(match["helpers"]) or match["postponed"].startswith("slip")
        known = event.status is Status.POSTPONED and not window.known
        if not done or known or (moved and not day) or _CAN.search(match["helpers"]):
            return False
        event.status, event.window = Status.POSTPONED, window
    else:
        loose = match["planned"] in _PREPOSITIONS and not _FIXED.search(match["helpers"])
        settled = event.window.precision is Precision.DAY or _PAST.search(match["helpers"])
        place = _place(sentence, match.end()) if match["planned"] in _HELD and not event.place else ""
        event.place = event.place or place
        if loose or settled or not window.known:
            return bool(place)
        event.window = window
    if hedge:
        event.hedge = event.hedge or hedge.group().strip()
    _prove(event, sentence)
    return True


def _place(sentence: Sentence, after: int) -> str:
    """The town right after the words for an encounter's being held: "will be held in Basel"."""
    found = (each for each in find_places(sentence.text, "") if 0 < each.start_char - after <= _LONGEST)
    return next((each.place for each in found if locates(each) and ", " in each.place), "")


_HELD = frozenset({"held", "take place", "takes place", "open", "opens", "begin", "begins", "convene", "convened"})


def _speak_of(sentence: Sentence, dates: Sequence[DateMention], found: Sequence[EventMention]) -> None:
    """Give the encounter told last, when it has no day, the one that somebody looks at."""
    named = any(lexicon().noun(word) for word in _WORD.findall(sentence.text))
    for day in dates:
        low, high = day.start_char - sentence.start, day.end_char - sentence.start
        words = _SPOKEN_OF.search(sentence.text[:low]) or _LOOKED_AT.match(sentence.text, high)
        if words and words.start() < low and _AT_FIRST.search(sentence.text[: words.start()]):
            continue
        event = _taken_up(sentence, low, "", found) if words else None
        if named and event is not None and event.sentence.index != sentence.index:
            continue
        if words and event is not None and not event.window.known:
            event.window = resolve(day, tense=Tense.FUTURE).window
            event.hedge = event.hedge or words.group().strip(" ,")
            _prove(event, sentence)
            return


def _prove(event: EventMention, sentence: Sentence) -> None:
    """Keep the sentence as the encounter's first proof, and what told it as a further one."""
    if event.sentence.index == sentence.index:
        return
    told = EventMention(event.kind, event.sentence, event.anchor, "course", back=True, span=event.span)
    event.proofs.append(told)
    event.span = (sentence.start, sentence.end)

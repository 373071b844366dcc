"""What can be said of two parties in a sentence without knowing who they are: grammar, classes of words, setting.

Traits name no person, country or word of the article; words count only by the lists of the lexicon they stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from briefs.model.reading import Kind
from briefs.model.window import Precision
from briefs.reading import grammar
from briefs.reading.events import EventMention
from briefs.reading.fields import fields
from briefs.reading.governing import effect_of, negated
from briefs.reading.pairing.pairs import Pair, Seat
from briefs.reading.parsed import Parsed
from briefs.reading.setting import Setting
from briefs.reading.triggers import call, lexicon
from briefs.reading.wordlists import tables, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = ("conj", "relcl", "ccomp", "advcl", "acl", "appos", "parataxis", "poss", "xcomp", "pcomp")
_CARRIED = frozenset({"prep", "dobj", "acomp", "attr", "prt"})
_EMPTY = frozenset({"punct", "det", "cc"})
_LISTS = (
    ("events", "phases"),
    ("events", "remote"),
    ("events", "spans"),
    ("events", "rows"),
    ("events", "sharing"),
    ("events", "joint"),
    ("status", "adjectives"),
    ("status", "nouns"),
    ("status", "modifiers"),
    ("status", "hedges"),
    ("prose", "groups"),
    ("prose", "conferences"),
    ("prose", "places"),
    ("prose", "calendar"),
    ("prose", "sport"),
)
"""Tables of word lists whose names are classes of words."""


def traits(
    pair: Pair, parsed: Parsed, setting: Setting, *, seats: Sequence[Seat], people: int, events: Sequence[EventMention]
) -> frozenset[str]:
    """The traits of a pair in its sentence.

    `seats` are all that the sentence names, `people` the number of people among them, `events` what frames tell of it.
    """
    return frozenset(
        (
            *_ways(pair),
            *_words(pair, parsed),
            *_who(pair),
            *_company(pair, seats),
            *_setting(parsed, setting),
            f"seats={min(len(seats), 6)}",
            f"people={min(people, 6)}",
            f"apart={min(abs(pair.first.token.i - pair.second.token.i) // 3, 8)}",
            *_framed(pair, events),
        )
    )


def _framed(pair: Pair, events: Sequence[EventMention]) -> Iterator[str]:
    """What the frames make of the sentence: of others, of one of the two, of both."""
    for event in events:
        names = event.names
        both = sum(bool(names & seat.names) for seat in (pair.first, pair.second))
        kind = "conference" if event.kind is Kind.CONFERENCE else "visit" if event.kind is Kind.VISIT else "encounter"
        yield f"framed={kind} of {both}"


def _label(token: Token) -> str:
    return f"{token.dep_}:{token.text.lower()}" if token.dep_ in {"prep", "agent", "dative"} else token.dep_


def _ways(pair: Pair) -> Iterator[str]:
    """The steps from each of the two up to their joint: prepositions by name, the clauses they lie in."""
    yield f"length={min(sum(map(len, pair.ways)), 9)}"
    for side, way in zip("ab", pair.ways, strict=True):
        for step in map(_label, way):
            if ":" in step:
                yield f"step.{side}={step}"
            elif step in _CLAUSES:
                yield f"in.{side}={step}"
        own = [_label(token) for token in way if token.dep_ != "conj"]
        yield f"role.{side}={'<'.join(own[:2]) or 'joint'}"


def _words(pair: Pair, parsed: Parsed) -> Iterator[str]:
    """The classes of the joint, of the words on the ways and of those that hang on both."""
    joint = pair.joint
    yield f"joint.tag={joint.tag_}"
    for name in classes(joint):
        yield f"joint={name}"
    inner = [token for way in pair.ways for token in way[1:] if token.i not in parsed.at]
    for token in inner:
        for name in classes(token):
            yield f"on.way={name}"
    beside = [child for token in (joint, *inner) for child in token.children]
    beside += [below for child in beside if child.dep_ in _CARRIED for below in child.children]
    for token in beside:
        if token.i in parsed.dates_at:
            yield "beside=date"
        elif token.i in parsed.places_at:
            yield "beside=place"
        elif token.i not in parsed.at and not token.tag_.startswith("NNP") and token.dep_ not in _EMPTY:
            yield f"beside.as={token.dep_}"
            for name in classes(token):
                yield f"beside={name}"
    if grammar.is_verb(joint) and negated(joint):
        yield "negated"


def _who(pair: Pair) -> Iterator[str]:
    """What the two are, without saying who."""
    sides = [pair.first, pair.second]
    homes = [{party.who.country for party in seat.parties} for seat in sides]
    if "" not in homes[0] | homes[1]:
        yield "one country" if homes[0] & homes[1] else "two countries"
    yield f"titles={sum(any(party.who.title for party in seat.parties) for seat in sides)}"
    sorts = [_sort(seat) for seat in sides]
    yield "sorts=" + "+".join(sorted(sorts))
    for side, seat in zip("ab", sides, strict=True):
        yield f"shape.{side}={seat.mention.shape.value}"
        if not seat.mention.sure:
            yield f"unsure.{side}"
        if len(seat.parties) > 1:
            yield f"several.{side}"
    if _leader(pair.first.token).i == _leader(pair.second.token).i:
        yield "coordinated"


def _leader(token: Token) -> Token:
    """The first of the row that a token stands in."""
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def _company(pair: Pair, others: Sequence[Seat]) -> Iterator[str]:
    """How the two sit, in a row ("A and B") or apart, and where third parties do: in their row or beside it."""
    rows = [_leader(pair.first.token).i, _leader(pair.second.token).i]
    under = {token.i for token in pair.joint.children}
    row = beside = 0
    for seat in others:
        if seat in (pair.first, pair.second):
            continue
        leader = _leader(seat.token)
        row += leader.i in rows
        beside += leader.i not in rows and (leader.i in under or leader.head.i in under)
    kind = "row" if rows[0] == rows[1] else "sides"
    yield f"{kind} with {min(row, 2)} in row, {min(beside, 2)} beside"
    roles = [next((_label(token) for token in reversed(way) if token.dep_ != "conj"), "joint") for way in pair.ways]
    yield f"{kind} roles={roles[0]}|{roles[1]}"
    for name in classes(pair.joint):
        yield f"{kind} joint={name}"


def _sort(seat: Seat) -> str:
    return "several" if len(seat.parties) > 1 else seat.parties[0].who.sort.value


def _setting(parsed: Parsed, setting: Setting) -> Iterator[str]:
    """What else the sentence holds."""
    known = lexicon()
    yield f"called={call(parsed.sentence.text).name.lower()}"
    if parsed.dates:
        yield "date"
    if any(date.precision is Precision.DAY for date in parsed.dates):
        yield "day"
    if parsed.places:
        yield "place"
    lows = {token.text.lower() for token in parsed.doc}
    for key in ("strong", "weak", "loose", "holders"):
        if lows & words("prose", "conferences", key):
            yield f"conference {key}"
    if any(known.noun(low) for low in lows):
        yield "event noun"
    if setting.item is not None:
        yield "item"


def classes(token: Token) -> list[str]:
    """The classes of words that a token belongs to: what it is by the lexicon, else its part of speech."""
    known = lexicon()
    lemma, low = grammar.lemma(token), token.text.lower()
    found: list[str] = []
    if grammar.is_verb(token):
        frames = known.verbs.get(lemma, ())
        found += [f"verb {frame.kind}{' weak' if 'weak' in frame.slots else ''}" for frame in frames]
        if lemma in known.light:
            found.append("verb light")
        if effect := effect_of(token):
            found.append(f"verb {effect}")
        if lemma in _saying():
            found.append("verb saying")
    elif noun := known.noun(low):
        kind, marks = known.nouns[noun]
        found.append(f"noun {kind}{' weak' if 'weak' in marks else ''}")
    found += sorted(_listed().get(low, set()) | _listed().get(lemma, set()))
    found += [f"field {field}" for field in fields(token)]
    return found or [f"other {'verb' if grammar.is_verb(token) else token.tag_[:2]}"]


@cache
def _saying() -> frozenset[str]:
    return frozenset(str(tables("prose")["saying"]["verbs"]).split())


@cache
def _listed() -> dict[str, set[str]]:
    """For each word, the lists of the lexicon it stands in."""
    found: dict[str, set[str]] = {}
    for file, table in _LISTS:
        for key, text in tables(file)[table].items():
            for word in _flat(text):
                found.setdefault(word, set()).add(f"{table} {key}")
    return found


def _flat(text: object) -> Iterable[str]:
    return str(text).split() if isinstance(text, str) else []

"""A person's question → what a brief should tell: "who is Putin meeting this week?", "Syria 14 May"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from babel import Locale

from briefs.composing.matching import Index
from briefs.composing.vocabulary import fold, parties_in, words_of
from briefs.model.brief import BriefRequest, Heading
from briefs.model.reading import Kind
from briefs.model.window import Precision
from briefs.reading.dates import DateMention, Tense, find_dates

LONGEST: Final = 300
"""So many characters of a question are read."""
_TOKEN: Final = re.compile(r"[^\s,;:?!()«»“”\"]+")
_NUMBERS: Final = re.compile(r"\b(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.((?:19|20)\d\d)\b")
"""Day, month and year divided by dots, which nobody writes in another order."""
_ENCOUNTERS: Final = (Kind.MEETING, Kind.TALKS, Kind.VISIT, Kind.CALL)
_UPCOMING: Final = (Heading.CHANGED, Heading.TODAY, Heading.CONFERENCES)
_MEETINGS: Final = (Heading.CHANGED, Heading.TODAY, Heading.COMING, Heading.LATER, Heading.HELD)
_MOST_DAYS: Final = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question was understood to ask.

    `words` are phrases as typed, each naming one thing; `from_on` and `to_on` a span of local dates; `kinds` the sorts
    of encounter, none for all; `sections` those of the brief, none for all; `undated` lets through what has no date.
    """

    words: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    kinds: tuple[Kind, ...] = ()
    sections: tuple[str, ...] = ()
    undated: bool = False

    @property
    def everything(self) -> bool:
        """Whether nothing restricts the answer."""
        return self == Asked()

    def request(self, base: BriefRequest) -> BriefRequest:
        """`base` with what was asked; it is a brief asked by hand and so shows everything."""
        return replace(
            base,
            since=None,
            words=self.words,
            from_on=self.from_on,
            to_on=self.to_on,
            undated=self.undated,
            kinds=self.kinds,
            sections=self.sections or base.sections,
        )


def understand(text: str, *, today: date, command: str = "brief", index: Index | None = None) -> Asked:
    """What a person's words ask for.

    Args:
        text: What was typed after the command, or a plain question; only its beginning is read.
        today: The reader's local date, from which "tomorrow" counts.
        command: "brief", "meetings" or "upcoming"; for "upcoming" a bare number is a number of days.
        index: The agenda's words, to tell a person called May from the month.

    Returns:
        The restrictions; `Asked()` for a text that restricts nothing. Never raises.
    """
    words = [_Word(found[0], found.start()) for found in _TOKEN.finditer(text[:LONGEST].replace("’", "'"))]
    english = _in_english([word.text for word in words])
    days = _days(english) if command == "upcoming" else None
    dates, kept = _dates(english, today, index)
    phrases = tuple(_phrases([words[position].text for position in kept]))
    named = [kind for position in kept if (kind := kind_said(words[position].text))]
    asked = Asked(words=phrases, kinds=_kinds(named))
    if dates is not None:
        asked = replace(asked, from_on=dates[0], to_on=dates[1])
    if command == "meetings":
        return replace(asked, kinds=asked.kinds or _ENCOUNTERS, sections=tuple(one.value for one in _MEETINGS))
    if command == "upcoming":
        asked = replace(asked, kinds=(Kind.CONFERENCE,), sections=tuple(one.value for one in _UPCOMING))
        if dates is None and days is not None:
            asked = replace(asked, from_on=today, to_on=today + timedelta(days=days), undated=True)
    return asked


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int


def _dates(
    words: Sequence[str], today: date, index: Index | None
) -> tuple[tuple[date | None, date | None] | None, list[int]]:
    """The span of dates that words name, and the positions of the words that are no date."""
    spelled, starts = "", []
    for word in words:
        starts.append(len(spelled))
        spelled += f"{_as_date(word, words, index)} "
    over = _asks_past(words)
    tense = (lambda start, end: Tense.PAST) if over else None
    mentions = [one for one in find_dates(spelled, published=today, tense=tense) if one.resolved]
    spans = [(one.start, one.end) if over else _ahead(one, today) for one in mentions]
    covered = [(one.start_char, one.end_char) for one in mentions]
    ends = [*starts[1:], len(spelled)][: len(words)]
    kept = [
        position
        for position, (start, end) in enumerate(zip(starts, ends, strict=True))
        if words[position] and not any(start < last and first < end - 1 for first, last in covered)
    ]
    if not spans:
        return None, kept
    starts_on, ends_on = [start for start, _ in spans], [end for _, end in spans]
    first = None if None in starts_on else min(start for start in starts_on if start)
    last = None if None in ends_on else max(end for end in ends_on if end)
    return (first, last) if not (first and last and first > last) else (last, first), kept


def _ahead(mention: DateMention, today: date) -> tuple[date | None, date | None]:
    """The span of a mention; a bare weekday or month that is over means the next one, since people ask ahead."""
    start, end = mention.start, mention.end
    bare = not any(char.isdigit() for char in mention.text) and len(mention.text.split()) == 1
    if bare and start and end and end < today:
        if mention.precision is Precision.DAY and fold(mention.text) in _weekdays():
            return start + timedelta(days=7), end + timedelta(days=7)
        if mention.precision is Precision.MONTH:
            return _year_later(start), _year_later(end)
    return start, end


def _year_later(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def _as_date(word: str, words: Sequence[str], index: Index | None) -> str:
    """A word that is a time only when it stands alone, in a form that is one."""
    bare = word.strip(".").casefold()
    if bare in _table()["alone"]:
        return str(_table()["alone"][bare])
    if bare in _months() and not any(char.isdigit() for other in words for char in other):
        somebody = index is not None and bare == "may" and any(one for one in words if one.casefold() != "may")
        if not (somebody and index is not None and index.find("May")):
            return f"in {word.capitalize()}"
    return word


def dates_in_english(text: str) -> str:
    """`text` with its dates as `find_dates` reads them: "15 мая 2013" → "15 May 2013", "15.5.2013" → ISO 8601, in
    capitals what is typed without ("friday").
    """
    numbers = _NUMBERS.sub(lambda found: f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", text[:LONGEST])
    words = [word for word in _in_english(numbers.split()) if word]
    return " ".join(_capital(words, position) for position in range(len(words)))


def _capital(words: Sequence[str], position: int) -> str:
    """A weekday or month as it is written; short ones, and "may" and "march", where what stands beside says so."""
    word = words[position]
    bare = word.strip(".,;").casefold()
    if not word.islower() or bare not in _names_of_days():
        return word
    beside = [*words[max(0, position - 1) : position], *words[position + 1 : position + 2]]
    said = len(words) == 1 or any(char.isdigit() for other in beside for char in other)
    if said or _names_of_days()[bare] or (position and words[position - 1].casefold() in _table()["before"]):
        return word.capitalize()
    return word


def _in_english(words: Sequence[str]) -> list[str]:
    """Words, with those of Russian dates in English; of several that become one, the others are left empty."""
    told = list(words)
    for position in range(len(told)):
        for russian, english in _russian():
            end = position + len(russian)
            if tuple(fold(word) for word in words[position:end]) == russian:
                told[position:end] = [english, *[""] * (len(russian) - 1)]
    return told


def _days(words: Sequence[str]) -> int | None:
    """A bare number of days."""
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    return min(numbers[0], _MOST_DAYS) if len(numbers) == 1 and numbers[0] > 0 else None


def kind_said(word: str) -> Kind | None:
    """The sort of encounter that a word means ("summit", "визит"); None for other words."""
    return _kind_words().get(fold(word).removesuffix("'s"))


def _kinds(named: Sequence[Kind]) -> tuple[Kind, ...]:
    """The kinds to tell: asking who meets whom asks for every sort of encounter but conferences."""
    if any(kind in (Kind.MEETING, Kind.TALKS) for kind in named):
        return _ENCOUNTERS + ((Kind.CONFERENCE,) if Kind.CONFERENCE in named else ())
    return tuple(dict.fromkeys(named))


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """What is left of a question, in phrases: countries and bodies by themselves, other words that stand together."""
    idle = _idle()
    run: list[str] = []
    shouted = all(word.isupper() for word in words)
    for word in [*words, ""]:
        plain = (word if word.count(".") > 1 else word.rstrip(".")).removesuffix("'s")
        acronym = plain.isupper() and len(plain) > 1 and not shouted  # "WHO" is no "who"
        if (
            plain
            and (acronym or fold(plain) not in idle)
            and kind_said(plain) is None
            and not plain.isdigit()
            and words_of(plain)
        ):
            run.append(plain)
        elif run:
            yield from _parted(run)
            run = []


def _parted(run: Sequence[str]) -> Iterator[str]:
    """A run of words divided around the countries and bodies in it."""
    folded = [words_of(word) for word in run]
    flat = [part for parts in folded for part in parts]
    owner = [position for position, parts in enumerate(folded) for _ in parts]
    at = 0
    for start, end, _ in parties_in(flat):
        first, last = owner[start], owner[end - 1] + 1
        if first > at:
            yield " ".join(run[at:first])
        if last > at:
            yield " ".join(run[max(first, at) : last])
            at = last
    if at < len(run):
        yield " ".join(run[at:])


def _asks_past(words: Sequence[str]) -> bool:
    past = set(_table()["past"])
    return any(word.casefold() in past for word in words)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("briefs.composing") / "asking.toml").read_text("utf-8"))


@cache
def _idle() -> frozenset[str]:
    return frozenset(fold(word) for word in _table()["idle"])


@cache
def _kind_words() -> Mapping[str, Kind]:
    return {fold(word): Kind(kind) for kind, words in _table()["kinds"].items() for word in words}


@cache
def _months() -> frozenset[str]:
    wide = Locale("en").months["format"]["wide"]
    return frozenset(name.casefold() for name in wide.values())


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name.casefold() for name in Locale("en").days["format"]["wide"].values())


@cache
def _names_of_days() -> Mapping[str, bool]:
    """Weekdays and months, whole and short, in small letters; whether one is nothing else than that."""
    locale = Locale("en")
    short = {*locale.months["format"]["abbreviated"].values(), *locale.days["format"]["abbreviated"].values()}
    whole = {*locale.months["format"]["wide"].values(), *locale.days["format"]["wide"].values()}
    doubtful = {name.casefold() for name in short} | set(_table()["doubtful"])
    return {name.casefold(): name.casefold() not in doubtful for name in short | whole}


@cache
def _russian() -> Sequence[tuple[tuple[str, ...], str]]:
    """Folded Russian words of dates and their English, the longest first."""
    english = Locale("en").months["format"]["wide"]
    months = Locale("ru").months
    pairs = [(tuple(fold(russian).split()), str(told)) for russian, told in _table()["russian"].items()]
    for number, name in english.items():
        forms = {months["format"]["wide"][number], months["stand-alone"]["wide"][number]}
        pairs += [((fold(form),), name) for form in forms | {_prepositional(form) for form in forms}]
    return sorted(dict(pairs).items(), key=lambda one: (-len(one[0]), one[0]))


def _prepositional(month: str) -> str:
    """The form after "в": "июнь" → "июне", "март" → "марте"."""
    return month[:-1] + "е" if month[-1] in "ьяй" else month + "е"

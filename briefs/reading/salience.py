"""What a text has just been speaking of: mentions in order, and who stands out before an offset.

Weights are the usual ones of centering: the subject of a sentence counts more than what follows it, and every sentence
back counts half (ADR 0017).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from briefs.model.reading import Participant, Sort

LOOK_BACK = 4
"""Sentences in which a pronoun or plural may find what it takes up."""

MOST = 400
"""Traces looked back at, so that a text of a million names is read, too."""

_OBJECT, _DECAY, _REPEATED = 0.7, 0.5, 0.3


NOBODY = Participant("", "", Sort.PERSON)
"""Somebody spoken of whom the text so far does not name: "the former guerrilla"."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One mention: in which sentence, where, whether as a subject, and in which group of coordinated ones."""

    sentence: int
    start: int
    subject: bool
    who: Participant
    group: int


class Trail:
    """The traces of one article, in text order."""

    def __init__(self) -> None:
        self._traces: list[Trace] = []

    def add(self, trace: Trace) -> None:
        """Add the next mention."""
        self._traces.append(trace)

    @property
    def last(self) -> Trace | None:
        """The last mention."""
        return self._traces[-1] if self._traces else None

    def recent(self, here: int, *, back: int = LOOK_BACK) -> list[Trace]:
        """Mentions of the sentences `here - back` to `here`, the latest first."""
        found = []
        for trace in islice(reversed(self._traces), MOST):
            if here - trace.sentence > back:
                break
            found.append(trace)
        return found

    def last_of(self, fits: Callable[[Participant], bool]) -> Participant | None:
        """The last party mentioned that fits, however far back."""
        known = (trace.who for trace in reversed(self._traces) if trace.who is not NOBODY)
        return next((who for who in known if fits(who)), None)

    def ranked(self, here: int, fits: Callable[[Participant], float]) -> list[tuple[float, Participant]]:
        """Who stands out at sentence `here`, best first; `fits` weighs each (0 leaves it out)."""
        scores: dict[str, float] = {}
        whom: dict[str, Participant] = {}
        for trace in self.recent(here):
            weight = fits(trace.who)
            if not weight:
                continue
            value = weight * (1.0 if trace.subject else _OBJECT) * _DECAY ** (here - trace.sentence)
            name = trace.who.name
            best, other = max(scores.get(name, 0.0), value), min(scores.get(name, 0.0), value)
            scores[name] = best + _REPEATED * other
            whom.setdefault(name, trace.who)
        return sorted(((score, whom[name]) for name, score in scores.items()), key=lambda pair: -pair[0])

    def counts(self, fits: Callable[[Participant], bool]) -> dict[str, int]:
        """How often each party that fits was mentioned lately, in a text of ordinary length in all of it."""
        known = [trace.who for trace in self._traces[-MOST:] if trace.who is not NOBODY]
        return dict(Counter(who.name for who in known if fits(who)))

    def groups(self, here: int, *, back: int = LOOK_BACK) -> list[tuple[int, list[Participant]]]:
        """Coordinated or plural mentions ("A and B", "the two leaders"), the latest first, with sentences back."""
        groups: dict[int, tuple[int, list[Participant]]] = {}
        for trace in self.recent(here, back=back):
            if trace.who is not NOBODY:
                groups.setdefault(trace.group, (here - trace.sentence, []))[1].insert(0, trace.who)
        told = [(distance, distinct(group)) for distance, group in groups.values()]
        return [(distance, group) for distance, group in told if len(group) > 1]

    def by_sentence(
        self, here: int, fits: Callable[[Participant], bool], *, back: int = LOOK_BACK
    ) -> list[tuple[int, list[Participant]]]:
        """The distinct parties of each recent sentence that fit, the latest first, with sentences back."""
        sentences: dict[int, list[Participant]] = {}
        for trace in self.recent(here, back=back):
            if trace.who is not NOBODY and fits(trace.who):
                sentences.setdefault(trace.sentence, []).insert(0, trace.who)
        return [(here - number, distinct(some)) for number, some in sentences.items()]


def distinct(some: Iterable[Participant]) -> list[Participant]:
    """The participants without repetitions of a name, order kept."""
    return list({who.name: who for who in reversed(list(some))}.values())[::-1]


def is_person(who: Participant) -> bool:
    """Whether a participant is a person."""
    return who.sort is Sort.PERSON

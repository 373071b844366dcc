"""What one sentence says of one encounter, before mentions of the same encounter are merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefs.model.reading import Kind, Status
from briefs.model.window import Window
from briefs.reading.parties import Party
from briefs.reading.sentences import Sentence


@dataclass(slots=True)
class EventMention:
    """An encounter as one sentence tells it. `anchor` is the token that carries it, `rule` the frame that found it.

    `agents` and `others` are the two sides where the frame tells them apart. `back` marks a definite back-reference
    ("the talks with B"), which adds to a known event and makes no new one; `known` marks a
    conference whose name holds a known country or body, `weak` an everyday word
    for it, `dated` one that needs a day or a place beside it.
    `settled` is a status that the frame itself tells; `claimed_by` the side whose word alone the event is.
    `nearby` is where it is when no mention of it gives a place. `span` is its evidence in the article's text. `proofs`
    are further mentions of the same encounter.
    """

    kind: Kind
    sentence: Sentence
    anchor: int
    rule: str
    parties: list[Party] = field(default_factory=list)
    agents: list[Party] = field(default_factory=list)
    others: list[Party] = field(default_factory=list)
    status: Status = Status.HELD
    settled: Status | None = None
    hedge: str = ""
    said: str = ""
    window: Window = field(default_factory=Window)
    place: str = ""
    nearby: str = ""
    name: str = ""
    name_as: str = ""
    topic: str = ""
    time: str = ""
    claimed_by: str = ""
    back: bool = False
    weak: bool = False
    known: bool = False
    dated: bool = False
    span: tuple[int, int] = (0, 0)
    proofs: list[EventMention] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """The names of those who take part."""
        return {each.who.name for each in self.parties}

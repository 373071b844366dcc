"""What one sentence says of one encounter, before mentions of the same encounter are merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefs.model.reading import Kind, Participant, Status
from briefs.model.window import Window
from briefs.reading.sentences import Sentence


@dataclass(slots=True)
class EventMention:
    """An encounter as one sentence tells it. `anchor` is the token that carries it, `rule` the frame that found it.

    `back` marks a definite back-reference ("the talks with B"), which adds to a known event and makes no new one.
    """

    kind: Kind
    sentence: Sentence
    anchor: int
    rule: str
    participants: list[Participant] = field(default_factory=list)
    host_first: bool = False
    status: Status = Status.HELD
    hedge: str = ""
    window: Window = field(default_factory=Window)
    place: str = ""
    name: str = ""
    name_as: str = ""
    topic: str = ""
    time: str = ""
    claimed_by: str = ""
    back: bool = False
    said: str = ""
    agents: list[Participant] = field(default_factory=list)
    others: list[Participant] = field(default_factory=list)
    proofs: list[EventMention] = field(default_factory=list)

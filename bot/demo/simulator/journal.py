"""What was asked of the simulator and what it answered, for tests and benchmarks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Call:
    """One request.

    Attributes:
        at: Monotonic seconds when it was received; `answered_at` when its answer was ready.
        code: The HTTP status; 0 if the connection was cut instead.
        accepted: The message ids it created.
        inside_halt: It came while a 429 for its chat (or for all) still ran; `known_for` is how many seconds before it
            came that 429 had been answered. In flight when the 429 left, it has `known_for` near 0.
        fault: The kind of fault it met, if any.
    """

    number: int
    method: str
    at: float
    chat_id: int | None
    parameters: dict[str, Any]
    answered_at: float = 0.0
    code: int = 0
    description: str = ""
    accepted: list[int] = field(default_factory=list)
    inside_halt: bool = False
    known_for: float = 0.0
    fault: str = ""


@dataclass(slots=True)
class Journal:
    """All requests in order of receipt."""

    calls: list[Call] = field(default_factory=list)
    keep_parameters: bool = True

    def open(self, method: str, at: float, chat_id: int | None, parameters: dict[str, Any]) -> Call:
        """Note a request as it comes in."""
        kept = parameters if self.keep_parameters else {}
        call = Call(len(self.calls), method, at, chat_id, kept)
        self.calls.append(call)
        return call

    def of(self, *methods: str, chat_id: int | None = None) -> list[Call]:
        """The calls of these methods (all, if none is named), to this chat if one is."""
        return [
            call
            for call in self.calls
            if (not methods or call.method in methods) and (chat_id is None or call.chat_id == chat_id)
        ]

    def refused(self) -> Iterator[Call]:
        """The calls that Telegram answered with a 4xx, but for a 429."""
        return (call for call in self.calls if 400 <= call.code < 500 and call.code != 429)

    def sent_inside_halt(self, *, grace: float = 0.05) -> list[Call]:
        """The calls made though a 429 was known: answered more than `grace` seconds before they came."""
        return [call for call in self.calls if call.inside_halt and call.known_for > grace]

    def codes(self) -> Counter[int]:
        """How often each status was answered; 0 counts cut connections."""
        return Counter(call.code for call in self.calls)

    def clear(self) -> None:
        """Forget everything so far."""
        self.calls.clear()

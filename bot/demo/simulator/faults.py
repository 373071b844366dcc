"""Faults on purpose: seeded probabilities, or a script of what happens to the next requests."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal[
    "drop_before",
    "drop_after",
    "error_before",
    "error_after",
    "flood",
    "slow",
    "block",
    "deactivate",
    "kick",
    "migrate",
    "delete_topic",
    "close_topic",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one request.

    `drop_before`/`drop_after`: the connection is cut before or after the message was accepted. `error_before`/
    `error_after`: a 502 before, a 500 after acceptance. `flood`: 429 for `seconds`. `slow`: accepted at once, answered
    after `seconds`. The rest first change the world (the person blocks the bot, the group is upgraded, ...), so that
    the request meets Telegram's own refusal.
    """

    kind: Kind
    seconds: float = 0.0


@dataclass(slots=True)
class FaultPlan:
    """Faults by chance. The same seed gives the n-th message of a chat the same fate, whatever the order of chats."""

    seed: int = 0
    chances: dict[Kind, float] = field(default_factory=dict)
    seconds: dict[Kind, float] = field(default_factory=dict)
    methods: frozenset[str] = frozenset({"sendMessage", "sendDocument", "sendPhoto", "sendMediaGroup"})

    def draw(self, chat_id: int, nth: int) -> Fault | None:
        """The fate of the n-th message to this chat."""
        number = random.Random(f"{self.seed}/{chat_id}/{nth}").random()
        for kind, chance in self.chances.items():
            if number < chance:
                return Fault(kind, self.seconds.get(kind, _SECONDS.get(kind, 0.0)))
            number -= chance
        return None


_SECONDS: dict[Kind, float] = {"flood": 5.0, "slow": 2.0}


@dataclass(slots=True)
class _Scripted:
    method: str
    chat_id: int | None
    faults: deque[Fault | None]


@dataclass(slots=True)
class Faults:
    """Which fault, if any, the next request meets."""

    plan: FaultPlan | None = None
    _scripts: list[_Scripted] = field(default_factory=list)
    _counts: dict[int, int] = field(default_factory=dict)

    def script(self, method: str, *faults: Fault | None, chat_id: int | None = None) -> None:
        """The next calls of `method` (to this chat) meet these, in order; `None` lets one through unharmed."""
        self._scripts.append(_Scripted(method.lower(), chat_id, deque(faults)))

    def clear(self) -> None:
        """No more faults."""
        self.plan = None
        self._scripts.clear()

    def draw(self, method: str, chat_id: int) -> Fault | None:
        """The fault that this request meets, used up by asking."""
        for script in self._scripts:
            if script.faults and script.method == method.lower() and script.chat_id in (None, chat_id):
                return script.faults.popleft()
        if self.plan is None or method not in self.plan.methods:
            return None
        nth = self._counts[chat_id] = self._counts.get(chat_id, 0) + 1
        return self.plan.draw(chat_id, nth)

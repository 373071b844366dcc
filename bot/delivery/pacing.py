"""How fast messages may leave: per chat, per group, overall, and not at all while a 429 runs.

Pure arithmetic on monotonic seconds; who waits for what is `turns`. Civil time has no part in it.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

_CHAT_BURST = 3
"""Messages that a private chat takes at once before one a second holds: the parts of a brief arrive together."""
_CATCHING_UP = 0.15
"""Seconds of the overall pace that are made up after a stall. At 25 a second it is never more than 29 in any second."""
_SECOND_CHAT_WITHIN = 5.0
"""A second chat's 429 this soon after the first means that the bot, not the chat, is too fast (DESIGN §6)."""
_SWEEP_AT = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """`[telegram.limits]`: messages a second in all and to one chat, messages in any sixty seconds to one group."""

    overall_per_second: float = 25
    chat_per_second: float = 1
    group_per_minute: float = 18


@dataclass(slots=True)
class _Bucket:
    """A token bucket that remembers when it will be full (GCRA): one number says everything."""

    interval: float
    burst: float
    full_at: float = 0.0

    def free_at(self) -> float:
        return self.full_at - (self.burst - 1) * self.interval

    def take(self, now: float) -> None:
        self.full_at = max(self.full_at, now) + self.interval


@dataclass(slots=True)
class _Window:
    """At most `size` in any sixty seconds, as Telegram counts groups; a bucket could let twice as many through."""

    size: int
    taken: deque[float] = field(default_factory=deque)

    def free_at(self) -> float:
        return self.taken[0] + 60.0 if len(self.taken) >= self.size else 0.0

    def take(self, now: float) -> None:
        self.taken.append(now)
        if len(self.taken) > self.size:
            self.taken.popleft()


class Pacing:
    """When each chat's next message may leave.

    All instants are monotonic seconds given by the caller. A chat is a group when its id is negative, as Telegram
    numbers them (channels, too).
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        rate = limits.overall_per_second
        self._overall = _Bucket(1 / rate, max(1.0, rate * _CATCHING_UP))
        self._chats: dict[int, _Bucket | _Window] = {}
        self._halted: dict[int, float] = {}
        self._all_halted_until = 0.0
        self._last_flood: tuple[int, float] | None = None

    def chat_free_at(self, chat_id: int) -> float:
        """When this chat's own limits and halts let it have its next message; the past means now."""
        pace = self._chats.get(chat_id)
        return max(pace.free_at() if pace else 0.0, self._halted.get(chat_id, 0.0))

    def all_free_at(self) -> float:
        """When the overall limit and halts let the next message leave, whoever it is for."""
        return max(self._overall.free_at(), self._all_halted_until)

    def halted_until(self, chat_id: int) -> float:
        """The deadline of a 429 that holds for this chat, its own or everybody's; the past means none."""
        return max(self._halted.get(chat_id, 0.0), self._all_halted_until)

    def everybody_halted_until(self) -> float:
        """The deadline of a halt for all; the past means none."""
        return self._all_halted_until

    def take(self, chat_id: int, now: float) -> None:
        """Count one message to this chat."""
        self._overall.take(now)
        pace = self._chats.get(chat_id)
        if pace is None:
            if len(self._chats) >= _SWEEP_AT:
                self._sweep(now)
            pace = self._chats[chat_id] = self._new(chat_id)
        pace.take(now)

    def flooded(self, chat_id: int, retry_after: float, *, sent_at: float, now: float) -> None:
        """A 429 for a message that was sent at `sent_at` came at `now`: halt its chat, or everybody.

        A second chat's 429 within five seconds halts all, until the earlier of both deadlines. One that was already in
        flight when the first came says nothing new and halts its own chat only.
        """
        deadline = now + retry_after
        self._halted[chat_id] = max(self._halted.get(chat_id, 0.0), deadline)
        if self._last_flood is None or now - self._last_flood[1] > _SECOND_CHAT_WITHIN:
            self._last_flood = (chat_id, now)
            return
        first, since = self._last_flood
        if first != chat_id and sent_at > since:
            both = min(deadline, max(self._halted.get(first, 0.0), now))
            self._all_halted_until = max(self._all_halted_until, both)
            self._last_flood = (chat_id, now)

    def halt_all(self, until: float) -> None:
        """Nobody is sent anything before then: the network or the token is in trouble."""
        self._all_halted_until = max(self._all_halted_until, until)

    def _new(self, chat_id: int) -> _Bucket | _Window:
        if chat_id < 0:
            return _Window(max(1, int(self._limits.group_per_minute)))
        return _Bucket(1 / self._limits.chat_per_second, _CHAT_BURST)

    def _sweep(self, now: float) -> None:
        """Forget chats whose past no longer slows them; their new start is as good."""
        self._halted = {chat: until for chat, until in self._halted.items() if until > now}
        self._chats = {chat: pace for chat, pace in self._chats.items() if not _forgotten(pace, now)}


def _forgotten(pace: _Bucket | _Window, now: float) -> bool:
    return pace.full_at <= now if isinstance(pace, _Bucket) else not pace.taken or pace.taken[-1] + 60.0 <= now

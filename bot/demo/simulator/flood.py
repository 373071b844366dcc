"""Flood limits: token buckets per chat, per group and for the whole bot, each with its own deadline after a 429.

All instants are monotonic seconds. Telegram publishes no exact values; the defaults are those that bots observe.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from time import monotonic

from bot.demo.simulator.refusals import too_many_requests


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the simulator takes. A rate of 0 means no limit of that kind.

    `penalty_seconds` is the least `retry_after` told; `callback_seconds` how long a button's press can be answered.
    """

    overall_per_second: float = 30
    overall_burst: float = 30
    chat_per_second: float = 1
    chat_burst: float = 5
    group_per_minute: float = 20
    penalty_seconds: float = 3
    callback_seconds: float = 15
    upload_bytes: int = 50 * 1024 * 1024
    download_bytes: int = 20 * 1024 * 1024
    photo_bytes: int = 10 * 1024 * 1024


@dataclass(slots=True)
class _Scope:
    rate: float
    burst: float
    tokens: float
    filled_at: float
    halted_until: float = 0.0
    told_at: float = math.inf

    def wait(self, now: float) -> float:
        """Seconds until one more message fits; 0 if it fits now."""
        self.tokens = min(self.burst, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.rate


@dataclass(frozen=True, slots=True)
class Halt:
    """A request came while a 429's deadline still ran.

    `known_for` is how long before the request came the 429 had been answered, 0.0 if it was still on its way.
    """

    known_for: float


@dataclass(slots=True)
class Flood:
    """Decides whether one more message may go out, and remembers who was told to wait."""

    limits: Limits
    _chats: dict[int, _Scope] = field(default_factory=dict)
    _overall: _Scope | None = None

    def change(self, limits: Limits) -> None:
        """Start afresh under other limits; deadlines already told are forgotten."""
        self.limits = limits
        self._chats.clear()
        self._overall = None

    def admit(self, chat_id: int) -> None:
        """Take one message for this chat.

        Raises `Refusal` 429 with the seconds to wait when a bucket is empty or a deadline runs; call `told` once that
        answer has left.
        """
        now = monotonic()
        scopes = self._scopes(chat_id, now)
        for scope in scopes:
            if scope.halted_until > now:
                raise too_many_requests(max(1, math.ceil(scope.halted_until - now)))
        for scope in scopes:
            wait = scope.wait(now)
            if wait > 0:
                self._halt(scope, max(wait, self.limits.penalty_seconds), now)
                raise too_many_requests(max(1, math.ceil(scope.halted_until - now)))
        for scope in scopes:
            scope.tokens -= 1

    def halt_of(self, chat_id: int, received_at: float) -> Halt | None:
        """The running deadline that a request for this chat, received then, came into."""
        for scope in (self._overall, self._chats.get(chat_id)):
            if scope is not None and scope.halted_until > received_at:
                return Halt(max(0.0, received_at - scope.told_at))
        return None

    def punish(self, chat_id: int, seconds: float) -> None:
        """Halt this chat for so long, as a fault plan asks for it."""
        now = monotonic()
        scope = self._chats.get(chat_id)
        if scope is None:
            scope = self._chats[chat_id] = _Scope(0, math.inf, math.inf, now)
        self._halt(scope, seconds, now)

    def told(self, chat_id: int) -> None:
        """The 429 for this chat has left: from now on the bot can know."""
        now = monotonic()
        for scope in (self._overall, self._chats.get(chat_id)):
            if scope is not None and scope.halted_until > now and scope.told_at == math.inf:
                scope.told_at = now

    def _halt(self, scope: _Scope, seconds: float, now: float) -> None:
        scope.halted_until, scope.told_at = now + seconds, math.inf

    def _scopes(self, chat_id: int, now: float) -> list[_Scope]:
        limits, scopes = self.limits, []
        if limits.overall_per_second > 0:
            if self._overall is None:
                burst = max(1.0, limits.overall_burst)
                self._overall = _Scope(limits.overall_per_second, burst, burst, now)
            scopes.append(self._overall)
        scope = self._chats.get(chat_id)
        if scope is None:
            rate, burst = limits.chat_per_second, limits.chat_burst
            if chat_id < 0:
                rate, burst = limits.group_per_minute / 60, limits.group_per_minute
            if rate > 0:
                burst = max(1.0, burst)
                scope = self._chats[chat_id] = _Scope(rate, burst, burst, now)
        if scope is not None:
            scopes.append(scope)
        return scopes

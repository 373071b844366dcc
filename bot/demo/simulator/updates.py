"""The queue of updates: long polling with confirmation by offset, or delivery to a webhook."""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import Any

from bot.demo.simulator.refusals import bad_request, conflict

Json = dict[str, Any]

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "message_reaction",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
)
OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KEPT_SECONDS = 24 * 3600.0
LONGEST_POLL = 50.0


class Updates:
    """Updates not yet confirmed. What may enter is decided when it happens, by the kinds remembered then."""

    def __init__(self) -> None:
        self.pending: deque[tuple[float, Json]] = deque()
        self.allowed: frozenset[str] = frozenset(KINDS) - OPT_IN
        self.webhook_url = ""
        self.webhook_secret = ""
        self.webhook_connections = 40
        self.webhook_error: tuple[int, str] | None = None
        self.arrived = asyncio.Event()
        self._next_id = 700_000_001
        self._poller: asyncio.Future[None] | None = None

    def add(self, kind: str, content: Json) -> int | None:
        """Queue an update; returns its id, or `None` if the bot did not ask for this kind."""
        if kind not in self.allowed:
            return None
        number, self._next_id = self._next_id, self._next_id + 1
        self.pending.append((monotonic(), {"update_id": number, kind: content}))
        self.arrived.set()
        return number

    def allow(self, kinds: object) -> None:
        """Remember which kinds the bot wants; an empty list means the default, nothing means no change."""
        if kinds is None:
            return
        if not isinstance(kinds, list):
            raise bad_request("can't parse allowed updates: JSON object must be an Array")
        known = frozenset(k for k in kinds if k in KINDS)
        self.allowed = known if kinds else frozenset(KINDS) - OPT_IN

    async def poll(self, offset: int, limit: int, wait: float) -> list[Json]:
        """The unconfirmed updates from `offset` on, waiting up to `wait` seconds for one.

        Raises `Refusal` 409 when a webhook is set, or when another call of this method comes meanwhile.
        """
        if self.webhook_url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        self.end_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._confirm(offset)
        limit = limit if 1 <= limit <= 100 else 100
        deadline = monotonic() + min(max(wait, 0.0), LONGEST_POLL)
        while not self.pending:
            left = deadline - monotonic()
            if left <= 0:
                return []
            self.arrived.clear()
            mine = self._poller = asyncio.get_running_loop().create_future()
            arrival = asyncio.ensure_future(self.arrived.wait())
            try:
                await asyncio.wait({mine, arrival}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                if mine.done():
                    mine.result()
            finally:
                arrival.cancel()
                mine.cancel()
                if self._poller is mine:
                    self._poller = None
        return [update for _, update in list(self.pending)[:limit]]

    def end_poll(self, reason: str) -> None:
        """End the call that is waiting now, if any, with a 409."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(conflict(reason))
        self._poller = None

    def set_webhook(self, url: str, secret: str, connections: int) -> None:
        """Deliver to this address from now on, or to polling again if it is empty."""
        self.webhook_url, self.webhook_secret, self.webhook_connections = url, secret, connections
        self.webhook_error = None
        self.arrived.set()

    def remove(self, update_id: int) -> None:
        """Forget one update that a webhook took."""
        self.pending = deque(item for item in self.pending if item[1]["update_id"] != update_id)

    def drop(self) -> None:
        """Forget what is pending."""
        self.pending.clear()

    def _confirm(self, offset: int) -> None:
        oldest = monotonic() - KEPT_SECONDS
        while self.pending and self.pending[0][0] < oldest:
            self.pending.popleft()
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while self.pending and self.pending[0][1]["update_id"] < offset:
            self.pending.popleft()

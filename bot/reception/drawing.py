"""Pictures, drawn on a thread of their own: neither the event loop nor the store waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from briefs.model.agenda import AgendaEntry
from briefs.rendering.pictures import network, timeline
from briefs.wording.wording import Wordings
from handlers.exchange import PictureKind

FEWEST: Mapping[PictureKind, int] = MappingProxyType({"network": 2, "timeline": 2})
"""A picture of fewer entries says no more than the lines above it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be drawn, for whom; `about` says in plain text what the entries were chosen by."""

    kind: PictureKind
    entries: tuple[AgendaEntry, ...]
    today: date
    timezone: str
    language: str
    about: str = ""


class Draughtsman:
    """Draws one picture at a time. Its sentences are its own, since a `Wording` serves one thread."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
        self._wordings = Wordings()

    async def draw(self, drawing: Drawing) -> bytes | None:
        """A PNG; None when there is too little to draw."""
        if len(drawing.entries) < FEWEST[drawing.kind]:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._draw, drawing)

    def close(self) -> None:
        """Finish the picture at hand and end."""
        self._thread.shutdown(cancel_futures=True)

    def _draw(self, drawing: Drawing) -> bytes | None:
        wording = self._wordings.of(drawing.language)
        if drawing.kind == "network":
            return network(drawing.entries, wording, today=drawing.today, about=drawing.about)
        return timeline(drawing.entries, wording, today=drawing.today, timezone=drawing.timezone, about=drawing.about)

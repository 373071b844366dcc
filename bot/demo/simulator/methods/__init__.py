"""The Bot API methods that the simulator speaks, by their official names."""

from __future__ import annotations

from bot.demo.simulator.methods import answering, chats, editing, media, profile, receiving, sending
from bot.demo.simulator.methods.method import Method

METHODS: dict[str, Method] = {
    **receiving.METHODS,
    **sending.METHODS,
    **media.METHODS,
    **editing.METHODS,
    **chats.METHODS,
    **profile.METHODS,
    **answering.METHODS,
}

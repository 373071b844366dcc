"""The buttons under what delivery sends; `bot` asks for them when it composes."""

from __future__ import annotations

from briefs.wording.wording import Wording
from handlers.buttons import button
from handlers.desk import Keyboard


def brief_keyboard(wording: Wording, brief_id: str) -> Keyboard:
    """[Evidence] [Calendar] [Wrong?] under a brief; `brief_id` finds its lines again."""
    return (
        (
            button(wording.say("button-evidence"), "ev", brief_id),
            button(wording.say("button-calendar"), "cal"),
            button(wording.say("button-wrong"), "wrong", brief_id),
        ),
    )

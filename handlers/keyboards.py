"""The buttons under what delivery sends; `bot` asks for them when it composes."""

from __future__ import annotations

from collections.abc import Sequence

from briefs.wording.wording import Wording
from handlers.buttons import button
from handlers.exchange import Keyboard
from handlers.watching import key_of

MOST_UNFOLLOWED = 4


def brief_keyboard(wording: Wording, brief_id: str, *, left_out: int = 0, empty: bool = False) -> Keyboard:
    """[Evidence] [Calendar] [Wrong?] under a brief; `brief_id` finds its lines again. [+14 more] where some are not.

    Under an empty brief there is nothing to prove or to correct.
    """
    if empty:
        return ((button(wording.say("button-calendar"), "cal"),),)
    more = ((button(wording.say("button-left-out", n=left_out), "rest", brief_id, 0),),) if left_out else ()
    return (
        *more,
        (
            button(wording.say("button-evidence"), "ev", brief_id),
            button(wording.say("button-calendar"), "cal"),
            button(wording.say("button-wrong"), "wrong", brief_id),
        ),
    )


def alert_keyboard(wording: Wording, brief_id: str, entry_ids: Sequence[str], words: Sequence[str]) -> Keyboard:
    """[Evidence] [Calendar] [Wrong?] under an alert, then [Mute event] and [Unfollow] for what it came of."""
    mute = wording.say("button-mute")
    muting = button(mute, "mute", entry_ids[0]) if len(entry_ids) == 1 else button(mute, "mutes", brief_id)
    unfollow = wording.say("button-unwatch")
    named = len(words) > 1
    leaving = [
        button(f"{unfollow}: {wording.place(word)}"[:40] if named else unfollow, "unw", key_of(word))
        for word in words[:MOST_UNFOLLOWED]
    ]
    first, *others = leaving
    return (*brief_keyboard(wording, brief_id), (muting, first), *((each,) for each in others))

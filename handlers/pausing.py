"""/pause, /resume and /stop: no briefs for a while, or none any more."""

from __future__ import annotations

from briefs.scheduling.phrases import parse_pause
from briefs.scheduling.quiet import FOREVER
from handlers.buttons import button
from handlers.scheduling import subscribed
from handlers.talk import Talk
from handlers.timetable import tell_instant, tell_next


async def pause(talk: Talk) -> None:
    """`/pause [3d, until DATE]`: no briefs meanwhile."""
    subscriber = await subscribed(talk)
    until = parse_pause(talk.text, now=talk.desk.office.now(), timezone=subscriber.schedule.timezone)
    await talk.desk.subscriptions.pause(talk.where, None if until == FOREVER else until)
    if until == FOREVER:
        text = talk.t("paused")
    else:
        text = talk.t("paused-until", until=tell_instant(talk, until, subscriber))
    await talk.say(text, keyboard=((button(talk.wording.say("button-resume"), "resume"),),))


async def resume(talk: Talk) -> None:
    """`/resume`: go on, with one catch-up brief for what was missed."""
    before = await subscribed(talk)
    subscriber = await talk.desk.subscriptions.resume(talk.where)
    sentence = "resumed" if before.paused_until and before.paused_until > talk.desk.office.now() else "not-paused"
    await talk.show(talk.t(sentence, next=tell_next(talk, subscriber)))


async def stop(talk: Talk) -> None:
    """`/stop`: unsubscribes; everything else is kept for a /start."""
    await subscribed(talk)
    await talk.desk.subscriptions.unsubscribe(talk.where, "stopped")
    await talk.remember()
    await talk.say(talk.t("stopped"), keyboard=((button(talk.wording.say("button-start-again"), "start"),),))

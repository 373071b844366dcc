"""/export, /forget, /privacy and /about: what is kept about people, to take along or to be deleted."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from handlers.buttons import button
from handlers.exchange import Attachment
from handlers.talk import Talk

DISTRIBUTION = "attache-bot"


async def export(talk: Talk) -> None:
    """`/export`: everything stored about this chat, in private about the person, too, as one JSON file."""
    content = await talk.desk.subscriptions.export(talk.where, talk.visitor)
    caption = "export-caption" if talk.is_private else "export-caption-group"
    await talk.say(talk.t(caption), attachment=Attachment("attache-export.json", content))


async def forget(talk: Talk) -> None:
    """`/forget`: says what would go, and asks."""
    question = "forget-owner" if talk.is_owner and talk.is_private else "forget" if talk.is_private else "forget-group"
    verb = "forget" if talk.is_private else "forget-chat"
    keyboard = (
        (button(talk.wording.say("button-forget"), verb, "yes"), button(talk.wording.say("button-keep"), verb, "no")),
    )
    await talk.say(talk.t(question), keyboard=keyboard)


async def forget_person(talk: Talk) -> None:
    """[Delete everything] or [Keep it] in a private chat; strangers may, too."""
    if talk.is_private:
        await forget_chat(talk)


async def forget_chat(talk: Talk) -> None:
    """The same in any chat, for its admins. The last words are edited in, so that they are not stored anew."""
    if talk.arguments != ("yes",):
        await talk.show(talk.t("forget-kept"))
        return
    await talk.desk.subscriptions.forget(talk.where, talk.visitor)
    await talk.show(talk.t("forgotten"))


async def privacy(talk: Talk) -> None:
    """`/privacy`: what is kept, where, and for how long."""
    keeping = talk.desk.keeping
    await talk.say(talk.t("privacy", deliveries=keeping.deliveries.days, updates=keeping.updates.days))


async def about(talk: Talk) -> None:
    """`/about`: which version this is, what it knows, and whose work it stands on."""
    health = await talk.desk.office.health()
    try:
        number = version(DISTRIBUTION)
    except PackageNotFoundError:
        number = "?"
    await talk.say(talk.t("about-bot", version=number, articles=health.articles, entries=health.entries))

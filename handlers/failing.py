"""What a person is told when something cannot be done, or went wrong on our side."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError
from telegram.ext import CallbackContext

from briefs.errors import NotAllowed, RequestError, StoreFull
from briefs.wording.wording import Wording
from handlers.buttons import button
from handlers.talk import Talk, echo
from handlers.wording import wording_for

SAID = ("words", "word")
"""Values of a refusal that repeat what the person said."""
LOGGER = logging.getLogger("attache.handlers")


async def explain_refusal(talk: Talk, error: RequestError) -> None:
    """Say why not; a stranger is offered to ask for access. In a group a stranger gets silence."""
    if isinstance(error, NotAllowed):
        if not talk.is_private:
            await talk.acknowledge(talk.wording.say("not-allowed"), alert=True)
            return
        if talk.visitor.role == "stranger":
            await talk.say(
                talk.t("stranger"), keyboard=((button(talk.wording.say("button-request-access"), "access"),),)
            )
        else:
            await talk.say(talk.t("not-allowed"))
        return
    reason = refusal_in(talk.wording, error)
    if talk.query_id:
        await talk.acknowledge(reason[:200], alert=True)
    else:
        await talk.say(talk.t("refused", reason=reason))


def refusal_in(wording: Wording, error: RequestError) -> str:
    """Why not, in a person's language."""
    if not error.sentence:
        return str(error)
    values = {
        name: echo(value) if isinstance(value, str) and name in SAID else value for name, value in error.values.items()
    }
    if "reason" in values:
        values["reason"] = wording.reason(str(values["reason"]))
    return wording.say(error.sentence, **values)


async def report_failure(update: object, context: CallbackContext) -> None:  # type: ignore[type-arg]
    """The application's error handler: log, tell the person once, never raise. A second poller is left to `bot.app`."""
    error = context.error
    if isinstance(error, (Conflict, Forbidden)) or (
        isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    ):
        LOGGER.warning("Telegram: %s", error)
        return
    LOGGER.error("a conversation failed", exc_info=error)
    if not isinstance(update, Update) or update.effective_chat is None or update.effective_chat.type != "private":
        return
    language = (update.effective_user.language_code or "en") if update.effective_user else "en"
    sentence = "failed-disk-full" if isinstance(error, StoreFull) else "failed"
    try:
        await context.bot.send_message(update.effective_chat.id, wording_for(language).say(sentence))
    except Exception as second:  # noqa: BLE001 - the edge: an error handler must not raise
        LOGGER.warning("could not tell the person: %s", second)

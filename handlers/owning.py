"""The owner's business: the panel, who may do what, a message to all, subscribers as a file."""

from __future__ import annotations

import hashlib
import html
from datetime import datetime, timedelta

from briefs.errors import RequestError
from briefs.model.subscriber import Role
from handlers.buttons import button
from handlers.exchange import Attachment, Button, Health, Keyboard, Visitor
from handlers.talk import Talk, echo

SUBSCRIBERS_FILE = "attache-subscribers.jsonl"
MOST_WAITING, MOST_FAILING, MOST_PEOPLE = 5, 5, 40
LONGEST_ANNOUNCEMENT = 3500
GIVEN_ROLES = (Role.READER, Role.CONTRIBUTOR, Role.EDITOR, Role.OWNER)
MEGABYTE = 1024 * 1024


async def admin(talk: Talk) -> None:
    """`/admin`, and [Refresh] under it: how the bot does, who waits to be let in, and what an owner may do."""
    health = await talk.desk.office.health()
    text = await _panel(talk, health)
    waiting = health.waiting_for_access[:MOST_WAITING]
    keyboard: Keyboard = (
        *(_verdicts(talk, person) for person in waiting),
        (
            button(talk.wording.say("button-refresh"), "admin"),
            button(talk.wording.say("button-people"), "people"),
            button(talk.wording.say("button-sources"), "sources", 0),
        ),
        (button(talk.wording.say("button-message-all"), "tell"),),
        (button(talk.wording.say("button-subscribers-file"), "subs"),),
    )
    await talk.show(text, keyboard=keyboard)


async def admit(talk: Talk) -> None:
    """[Let in] or [Refuse] under a stranger's request: `admit:USER:ROLE`."""
    user_id, role = int(talk.arguments[0]), Role(talk.arguments[1])
    await talk.desk.office.admit(talk.visitor, user_id, role)
    name = next((each.name for each in await talk.desk.office.people() if each.user_id == user_id), "") or str(user_id)
    await talk.show(talk.t("admitted" if role is not Role.STRANGER else "not-admitted", user=name))


async def people(talk: Talk) -> None:
    """`/people`: everybody with a role, a button each; `/people NAME`: whoever of that name is known."""
    words = talk.text.strip()
    known = await (talk.desk.office.find_people(words) if words else talk.desk.office.people())
    known = sorted(known, key=lambda each: (list(Role).index(each.role), each.name))
    shown = known[:MOST_PEOPLE]
    buttons = [
        button(f"{_name(each)} · {talk.wording.say(f'role-{each.role.value}')}"[:60], "person", each.user_id)
        for each in shown
    ]
    if words:
        text = talk.t("people-found", n=len(known), words=echo(words))
    else:
        text = f"{talk.t('people', n=len(known)) if known else talk.t('people-none')}\n{talk.t('people-more')}"
    if len(known) > len(shown):
        text = f"{text}\n{talk.wording.say('more', n=len(known) - len(shown))}"
    back = (button(talk.wording.say("button-back"), "admin"),)
    await talk.show(text, keyboard=(*((one,) for one in buttons), back))


async def person(talk: Talk) -> None:
    """One of them, `person:USER`: what they may do, and buttons that change it."""
    await _show_person(talk, int(talk.arguments[0]))


async def give_role(talk: Talk) -> None:
    """`role:USER:ROLE`; the person is told. Without a role they are a stranger again."""
    from handlers.profile import introduce_to  # it shows the catalogue, which knows this conversation

    user_id, role = int(talk.arguments[0]), Role(talk.arguments[1])
    await talk.desk.office.admit(talk.visitor, user_id, role)
    if role is Role.STRANGER:
        await people(talk)
    else:
        await _show_person(talk, user_id)
    await introduce_to(talk.update.get_bot(), user_id, role)


async def ask_announcement(talk: Talk) -> None:
    """[Message all]: asks for the words."""
    await talk.remember(step="announcement")
    await talk.say(talk.t("announcement-what"))


async def preview_announcement(talk: Talk) -> None:
    """The words: shown as they will look, with how many get them; nothing is sent yet."""
    text = talk.text.strip()
    if not text:
        raise RequestError("there is no text in it", sentence="no-text")
    if len(text) > LONGEST_ANNOUNCEMENT:
        raise RequestError(
            f"{LONGEST_ANNOUNCEMENT} characters are the most", sentence="announcement-long", most=LONGEST_ANNOUNCEMENT
        )
    count = await talk.desk.office.message_all(talk.visitor, text)
    await talk.remember(step="announcement", text=text)
    keyboard: Keyboard = (
        (
            button(talk.wording.say("button-send"), "announce", _mark(text)),
            button(talk.wording.say("button-cancel"), "announce", "no"),
        ),
    )
    await talk.say(f"{talk.t('announcement-preview', n=count)}\n\n{html.escape(text, quote=False)}", keyboard=keyboard)


async def announce(talk: Talk) -> None:
    """[Send] or [Cancel] under the preview, `announce:MARK`; the mark tells that these very words were shown."""
    text = (await talk.desk.office.recall(talk.where, talk.visitor.user_id)).get("text", "")
    if talk.arguments[0] == "no":
        await talk.remember()
        await talk.show(talk.t("announcement-cancelled"))
        return
    if not text or _mark(text) != talk.arguments[0]:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    count = await talk.desk.office.message_all(talk.visitor, text, name=f"preview {talk.message_id}")
    await talk.remember()
    await talk.show(talk.t("announcement-sent", n=count))


async def send_subscribers(talk: Talk) -> None:
    """[Subscribers as a file]: everything needed to go on elsewhere, or with another token."""
    content = await talk.desk.office.export_subscribers(talk.visitor)
    await talk.say(talk.t("subscribers-file"), attachment=Attachment(SUBSCRIBERS_FILE, content))


async def take_subscribers(talk: Talk, content: bytes) -> None:
    """That file sent back by an owner."""
    count = await talk.desk.office.import_subscribers(talk.visitor, content)
    await talk.say(talk.t("subscribers-taken", n=count))


async def _show_person(talk: Talk, user_id: int) -> None:
    known = await talk.desk.office.find_people(str(user_id))
    found = next((each for each in known if each.user_id == user_id), None)
    if found is None:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    roles = [
        button(talk.wording.say(f"role-{role.value}"), "role", user_id, role.value)
        for role in GIVEN_ROLES
        if role is not found.role
    ]
    keyboard: Keyboard = (
        tuple(roles),
        (
            button(talk.wording.say("button-remove"), "role", user_id, Role.STRANGER.value),
            button(talk.wording.say("button-back"), "people"),
        ),
    )
    role = talk.wording.say(f"role-{found.role.value}")
    await talk.show(talk.t("person", name=_name(found), role=role), keyboard=keyboard)


async def _panel(talk: Talk, health: Health) -> str:
    say = talk.t
    lines = [
        say("panel-stored", articles=health.articles, entries=health.entries),
        say("panel-subscribers", active=health.subscribers, inactive=health.inactive),
        say("panel-sent", sent=health.sent_today, owed=health.owed),
    ]
    if health.oldest_owed is not None:
        lines.append(say("panel-oldest", age=_span(health.oldest_owed)))
    if health.unknown:
        lines.append(say("panel-unknown", n=health.unknown))
    lines += [say("panel-refused", reason=reason, n=n) for reason, n in sorted(health.refused.items())]
    lines += [
        say("panel-minute", time=f"{_local(talk, at):%H:%M} UTC", n=n, mean=_span(mean), worst=_span(worst))
        for at, n, mean, worst in health.lateness
    ]
    feeds = await talk.desk.intake.feeds()
    failing = [feed for feed in feeds if feed.trouble]
    lines.append(say("panel-sources", n=len(feeds), failing=len(failing)))
    lines += [
        say("panel-failing", name=feed.name or feed.url, trouble=talk.wording.reason(feed.trouble))
        for feed in failing[:MOST_FAILING]
    ]
    if health.reports_open:
        lines.append(say("panel-reports", n=health.reports_open))
    if health.waiting_for_access:
        lines.append(say("panel-waiting", n=len(health.waiting_for_access)))
    if health.reading_off:
        lines.append(say("panel-reading-off", reason=health.reading_off))
    if health.disk_free is not None:
        lines.append(say("panel-disk", megabytes=health.disk_free // MEGABYTE))
    lines.append(say("panel-as-of", time=f"{talk.desk.office.now():%H:%M:%S} UTC"))
    return "\n".join((f"<b>{say('panel')}</b>", *lines))


def _local(talk: Talk, at: datetime) -> datetime:
    return at.astimezone(talk.desk.office.now().tzinfo)


def _verdicts(talk: Talk, visitor: Visitor) -> tuple[Button, ...]:
    say = talk.wording.say
    return (
        button(f"{say('button-let-in')}: {_name(visitor)}"[:60], "admit", visitor.user_id, Role.READER.value),
        button(say("button-refuse"), "admit", visitor.user_id, Role.STRANGER.value),
    )


def _name(visitor: Visitor) -> str:
    return visitor.name or str(visitor.user_id)


def _span(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02}:{seconds % 60:02}"


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]

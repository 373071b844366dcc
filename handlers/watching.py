"""/watch, /unwatch, /watching: whom and what a chat follows, what of it alerts, and what an alert's buttons do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2s

from briefs.composing.vocabulary import is_cyrillic
from briefs.errors import RequestError
from briefs.model.subscriber import ALERTS, Subscriber, Watch, WatchScope
from briefs.wording.wording import Wording
from handlers.buttons import button, fits
from handlers.exchange import Keyboard, Matches
from handlers.proving import line_buttons
from handlers.showing import entry_lines, short_name
from handlers.talk import Talk
from handlers.timetable import fitted_rows, rows

MOST_SHOWN = 30
LONGEST_WORD = 60
_SCOPES = {"any": WatchScope.ANY_MENTION, "part": WatchScope.PARTICIPANTS}


def key_of(word: str) -> str:
    """A watch as a button names it: short, whatever its word, and the same after a restart."""
    return blake2s(word.casefold().encode(), digest_size=5).hexdigest()


async def watch(talk: Talk) -> None:
    """`/watch X`: follow it. A word that nothing is known of and that looks like a name gets the name offered first."""
    word = " ".join(talk.text.split())[:LONGEST_WORD]
    subscriber = await _subscriber(talk)
    if not word:
        await _offer(talk)
        return
    known = _by_word(subscriber, word)
    if known is not None:
        await _panel(talk, known)
        return
    found = await talk.desk.answers.matches(talk.where, Watch(word))
    if not found.total and found.suggestions:
        names = [(button(name, "wadd", name),) for name in found.suggestions if fits("wadd", name)]
        if fits("wadd", word):
            names.append((button(talk.wording.say("button-follow-anyway", word=word), "wadd", word.replace(":", " ")),))
        await talk.say(talk.t("watch-did-you-mean", word=word), keyboard=tuple(names))
        return
    await _follow(talk, word, found)


async def add(talk: Talk) -> None:
    """A name's button: `wadd:WORD`. Pressed again, it shows the watch."""
    word = talk.arguments[0]
    known = _by_word(await _subscriber(talk), word)
    if known is not None:
        await _panel(talk, known)
        return
    await _follow(talk, word, await talk.desk.answers.matches(talk.where, Watch(word)))


async def unwatch(talk: Talk) -> None:
    """`/unwatch X`; without a word, or with one that is not followed, a button for each that is."""
    subscriber = await _subscriber(talk)
    word = " ".join(talk.text.split())
    known = _by_word(subscriber, word)
    if known is None and word:
        meant = (await talk.desk.answers.matches(talk.where, Watch(word))).name
        known = _by_word(subscriber, meant)
    if known is not None:
        await talk.desk.subscriptions.unwatch(talk.where, known.word)
        await talk.say(talk.t("unwatched", word=_told(talk.wording, known)), keyboard=_again(talk, known))
        return
    if not subscriber.watches:
        await talk.say(talk.t("watching-nothing"))
        return
    head = talk.t("not-watching", word=word) if word else talk.t("unwatch-which")
    buttons = [button(_told(talk.wording, each), "unw", key_of(each.word)) for each in subscriber.watches[:MOST_SHOWN]]
    await talk.say(head, keyboard=fitted_rows(buttons))


async def drop(talk: Talk) -> None:
    """[Unfollow]: `unw:KEY`."""
    known = await _pressed(talk)
    if known is not None:
        await talk.desk.subscriptions.unwatch(talk.where, known.word)
        await talk.say(talk.t("unwatched", word=_told(talk.wording, known)), keyboard=_again(talk, known))


async def watching(talk: Talk) -> None:
    """`/watching`: everything that is followed here, a button each."""
    subscriber = await _subscriber(talk)
    if not subscriber.watches:
        await _offer(talk)
        return
    lines, buttons = [talk.t("watching")], []
    for each in subscriber.watches[:MOST_SHOWN]:
        found = await talk.desk.answers.matches(talk.where, each)
        mark = talk.wording.say("pinned-mark") if each.pinned else ""
        lines.append(f"{mark}{talk.t('watching-line', word=_told(talk.wording, each), n=found.total)}")
        buttons.append(button(_told(talk.wording, each), "wsee", key_of(each.word)))
    if len(subscriber.watches) > MOST_SHOWN:
        lines.append(talk.t("more", n=len(subscriber.watches) - MOST_SHOWN))
    await talk.say("\n".join(lines), keyboard=fitted_rows(buttons))


async def see(talk: Talk) -> None:
    """A watch's button: `wsee:KEY`."""
    known = await _pressed(talk)
    if known is not None:
        await _panel(talk, known)


async def scope(talk: Talk) -> None:
    """[Any mention] and [Only participants]: `wscope:any|part:KEY`."""
    await _change(talk, lambda known: replace(known, scope=_SCOPES[talk.arguments[0]]))


async def pin(talk: Talk) -> None:
    """[Always a line]: `wpin:KEY`."""
    await _change(talk, lambda known: replace(known, pinned=not known.pinned))


async def alert(talk: Talk) -> None:
    """A kind of alert, on or off: `walert:KIND:KEY`."""
    kind = talk.arguments[0]

    def switched(known: Watch) -> Watch:
        wanted = set(known.alerts) ^ {kind}
        return replace(known, alerts=tuple(each for each in ALERTS if each in wanted))

    await _change(talk, switched)


async def mute(talk: Talk) -> None:
    """[Mute event] under an alert: `mute:ENTRY`."""
    entry = await talk.desk.answers.entry(talk.arguments[0])
    await talk.desk.subscriptions.mute(talk.where, talk.arguments[0])
    what = short_name(entry, talk.wording) if entry else ""
    await talk.acknowledge(talk.wording.say("muted", what=what)[:200], alert=True)


async def choose_muted(talk: Talk) -> None:
    """[Mute event] under an alert of several events: `mutes:BRIEF`."""
    entries = await talk.desk.answers.told(talk.where, talk.arguments[0])
    if not entries:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    buttons = line_buttons(talk, entries, "mute")
    await talk.say(talk.t("mute-which"), keyboard=rows(buttons, 1))


async def _follow(talk: Talk, word: str, found: Matches) -> None:
    """Follow a party by its name, anything else by the words used, which find it however it is spelled later.

    In Russian letters the words may be in any case: who is known by them is followed by name.
    """
    by_name = found.sort in ("country", "body") or (is_cyrillic(word) and found.sort in ("person", "place"))
    followed = Watch(found.name if by_name else word, sort=found.sort)
    await talk.desk.subscriptions.watch(talk.where, followed)
    await _panel(talk, followed, fresh=True)


async def _offer(talk: Talk) -> None:
    """Nothing is followed: what could be, from what the agenda holds."""
    holds = await talk.desk.answers.followable()
    buttons = [
        button(f"{talk.wording.country(word)} {count}", "wadd", word) for word, count in holds if fits("wadd", word)
    ]
    await talk.say(talk.t("watch-what"), keyboard=fitted_rows(buttons))


async def _change(talk: Talk, change: Callable[[Watch], Watch]) -> None:
    known = await _pressed(talk)
    if known is not None:
        changed = change(known)
        await talk.desk.subscriptions.watch(talk.where, changed)
        await _panel(talk, changed, edit=True)


async def _panel(talk: Talk, known: Watch, *, fresh: bool = False, edit: bool = False) -> None:
    """One watch: what it takes now, and everything that can be changed about it."""
    found = await talk.desk.answers.matches(talk.where, known)
    reader = await talk.desk.answers.reader(talk.where)
    head = talk.t("watch-followed" if fresh else "watch-panel", word=_told(talk.wording, known))
    lines = [head, talk.t("watch-matches", n=found.total) if found.total else talk.t("watch-matches-nothing")]
    if found.entries:
        lines.append("\n" + entry_lines(found.entries, talk.wording, reader))
        if found.total > len(found.entries):
            lines.append(talk.t("more", n=found.total - len(found.entries)))
    lines.append("\n" + talk.t("watch-alerts-hint"))
    text, keyboard = "\n".join(lines), _keyboard(talk.wording, known)
    if edit:
        await talk.show(text, keyboard=keyboard)
    else:
        await talk.say(text, keyboard=keyboard)


def _keyboard(wording: Wording, known: Watch) -> Keyboard:
    key = key_of(known.word)

    def label(name: str, on: bool) -> str:
        return f"✓ {wording.say(name)}" if on else wording.say(name)

    scopes = tuple(
        button(label(f"button-scope-{name}", known.scope is each), "wscope", name, key)
        for name, each in _SCOPES.items()
    )
    kinds = [button(label(f"button-alert-{kind}", kind in known.alerts), "walert", kind, key) for kind in ALERTS]
    last = (
        button(label("button-pin", known.pinned), "wpin", key),
        button(wording.say("button-unwatch"), "unw", key),
    )
    return (scopes, *fitted_rows(kinds), last)


def _again(talk: Talk, known: Watch) -> Keyboard:
    """Second thoughts."""
    return ((button(talk.wording.say("button-undo"), "wadd", known.word),),) if fits("wadd", known.word) else ()


def _told(wording: Wording, known: Watch) -> str:
    return wording.place(known.word)


def _by_word(subscriber: Subscriber, word: str) -> Watch | None:
    return next((each for each in subscriber.watches if each.word.casefold() == word.casefold()), None)


async def _pressed(talk: Talk) -> Watch | None:
    """The watch whose key is the button's last argument; a button of one that is gone says so."""
    subscriber = await _subscriber(talk)
    found = next((each for each in subscriber.watches if key_of(each.word) == talk.arguments[-1]), None)
    if found is None:
        await talk.acknowledge(talk.wording.say("watch-gone"), alert=True)
    return found


async def _subscriber(talk: Talk) -> Subscriber:
    subscriber = await talk.desk.subscriptions.find(talk.where)
    if subscriber is None or not subscriber.active:
        raise RequestError("this chat is not subscribed: /start", sentence="not-subscribed")
    return subscriber

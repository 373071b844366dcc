"""Buttons of another version, or made up: every verb says that they are too old, and nothing fails."""

from __future__ import annotations

import pytest

from handlers.exchange import Where
from handlers.rights import Right
from handlers.routes import BUTTONS
from tests.app.conftest import OWNER, Stage
from tests.handlers.people import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
TAILS = {"person": "1", "admit": "1:reader", "role": "1:reader", "announce": "no", "sources": "0"}
MADE_UP = "1:{verb}:::@:@:@:@"


async def test_no_verb_takes_just_anything() -> None:
    takes_words = {"ask", "evq", "cal", "find"}
    for verb, press in BUTTONS.items():
        assert verb in takes_words or not press.means(("", "", "@", "@", "@", "@")), verb
        assert verb in takes_words or not press.means(("9" * 19, "x", "")), verb


async def test_what_no_button_of_ours_says_is_too_old(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    nina = Person(stage)
    shown = await nina.say("/start", "subscribed")
    for verb in ("hour", "set", "wwhat", "csplit", "role", "dated", "unheard-of"):
        assert "too old" in await nina.press_old(shown, MADE_UP.format(verb=verb)), verb
    assert not [record for record in caplog.records if record.levelname == "ERROR" and "attache" in record.name]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("1:zone:Europe/Atlantis", "no time zone"),
        ("1:set:colour:blue", "too old"),
        ("1:set:quiet:25000700", "too old"),
        ("1:hour:2500", "too old"),
        ("1:role:1:emperor", "too old"),
        ("1:person:42", "too old"),
        ("1:dated:no-such-article:0", ""),
        ("1:proof:no-such-entry", "is gone"),
        ("1:wline:no-such-entry:1", "is gone"),
        ("1:ev:1", "too old"),
        ("1:wrong:1", "too old"),
        ("1:mutes:1", "too old"),
        ("1:cok:4242", "decided already"),
        ("1:csplit:4242:2:1", "decided already"),
        ("1:wpin:0123456789", "not followed here"),
        ("1:announce:0123456789ab", "too old"),
        ("1:addsrc:0", "too old"),
        ("1:rmsrc:0", ""),
    ],
)
async def test_what_is_gone_says_so(stage: Stage, data: str, told: str, caplog: pytest.LogCaptureFixture) -> None:
    owner = Person(stage, user_id=OWNER)
    shown = await owner.say("/start", "subscribed")
    assert told in await owner.press_old(shown, data)
    assert not [record for record in caplog.records if record.levelname == "ERROR" and "attache" in record.name]


async def test_every_verb_has_its_right(stage: Stage) -> None:
    nina = Person(stage)
    shown = await nina.say("/start", "subscribed")
    for verb, press in BUTTONS.items():
        if press.right in (Right.OWN, Right.MANAGE_SOURCES, Right.EDIT):
            data = TAILS.get(verb, "")
            for tail in (f":{data}", ":1", ":1:1:1", ""):
                if press.means(tuple(tail.split(":")[1:])):
                    await nina.press_old(shown, f"1:{verb}{tail}")
                    await nina.hear("You may not do that here", since=shown)
                    break
    assert await stage.house.desk.subscriptions.find(Where(nina.id)) is not None

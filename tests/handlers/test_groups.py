"""Two people in one group, in every conversation: what its admin settles, what anybody asks, whose answer is whose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from briefs.model.subscriber import Role, Subscriber
from handlers.exchange import Visitor, Where
from tests.handlers.founding import ANNA, MARC, Scene, founding_scene, labels, words

pytestmark = pytest.mark.asyncio(loop_scope="module")
FOR_ADMINS = "That is for the admins of this chat."
ARTICLE = (
    "GENEVA (Reuters) - {who} will meet Swiss President Ueli Maurer in Geneva on Friday, officials said. "
    "The two will discuss banking, they added."
)


@dataclass
class Desk:
    """A group of Anna's, who is its admin, and Marc's, who is not; the bot is an admin and reads everything."""

    scene: Scene
    id: int

    async def anna(self, text: str, containing: str = "") -> dict[str, Any]:
        """What the bot says to Anna here."""
        return await self.scene.say(text, containing, who=ANNA, where=self.id)

    async def marc(self, text: str, containing: str = "") -> dict[str, Any]:
        """What the bot says to Marc here."""
        return await self.scene.say(text, containing, who=MARC, where=self.id)

    async def refuses_marc(self, message: dict[str, Any], *pressed: str) -> None:
        """Each of these buttons is the admins'."""
        for label in pressed:
            assert (await self.scene.press(message, label, who=MARC))["text"] == FOR_ADMINS

    async def subscriber(self) -> Subscriber:
        """The group."""
        found = await self.scene.house.desk.subscriptions.find(Where(self.id))
        assert found is not None
        return found

    def silent_since(self, message: dict[str, Any]) -> bool:
        """Whether the bot has said nothing here since."""
        return self.scene.simulator.sent(self.id, since=message["message_id"]) == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    folder = tmp_path_factory.mktemp("groups") / "data"
    async with founding_scene(folder, settings={"ATTACHE_READING_MODEL": "off"}) as scene:
        people = scene.simulator.people
        await scene.say("/start", "subscribed", who=MARC)
        office = scene.house.desk.office
        await office.admit(Visitor(ANNA, "Anna", "en", Role.OWNER), MARC, Role.CONTRIBUTOR)
        group = people.add_chat("supergroup", "Desk", creator=ANNA, members=[MARC])
        people.add_bot(group.id, by=ANNA)
        yield Desk(scene, group.id)


async def test_starting_is_the_admins(desk: Desk) -> None:
    await desk.marc("/start", FOR_ADMINS)
    greeting = await desk.anna("/start", "You are subscribed")
    await desk.refuses_marc(greeting, "Everything", "Russia")
    await desk.scene.press(greeting, "Russia")
    hours = await desk.scene.edited(greeting, "First comes: Russia")
    await desk.refuses_marc(hours, "12:00", "Back")
    assert (await desk.scene.press(hours, "Other city"))["text"] == ""
    await desk.scene.simulator.wait_for(desk.id, "Say it with the command", since=hours["message_id"], within=10)
    await desk.scene.press(hours, "12:00")
    done = await desk.scene.edited(hours, "12:00, every day")
    await desk.refuses_marc(done, "Days", "Undo")
    assert [watch.word for watch in (await desk.subscriber()).watches] == ["Russia"]
    assert (await desk.scene.house.desk.subscriptions.find(Where(MARC))).watches == ()  # type: ignore[union-attr]


async def test_settings_and_pauses_are_the_admins(desk: Desk) -> None:
    for command in ("/settings", "/pause 3d", "/resume", "/stop", "/export", "/forget", "/schedule 09:00"):
        await desk.marc(command, FOR_ADMINS)
    before = await desk.subscriber()
    shown = await desk.anna("/settings", "Length: standard")
    await desk.refuses_marc(shown, "Short", "Silent", "Sections", "Quiet hours", "Language")
    assert await desk.subscriber() == before
    await desk.scene.press(shown, "Quiet hours")
    nights = await desk.scene.edited(shown, "Other hours")
    assert "private" in (await desk.scene.press(nights, "Other hours"))["text"]
    paused = await desk.anna("/pause 3d", "Paused until")
    await desk.refuses_marc(paused, "Resume")
    await desk.scene.press(paused, "Resume")
    await desk.scene.edited(paused, "Here again")
    asked = await desk.anna("/forget", "Delete everything?")
    await desk.refuses_marc(asked, "Delete everything", "Keep it")
    await desk.scene.press(asked, "Keep it")
    await desk.scene.edited(asked, "Nothing was deleted")


async def test_a_group_speaks_its_own_language(desk: Desk) -> None:
    shown = await desk.anna("/settings", "Language: English")
    await desk.scene.press(shown, "Language")
    await desk.scene.press(await desk.scene.edited(shown, "Русский"), "Русский")
    await desk.scene.edited(shown, "Language: Русский")
    assert "СЕГОДНЯ" in words(await desk.marc("/brief", "СЕГОДНЯ"))
    assert "TODAY" in words(await desk.scene.say("/brief", "TODAY", who=MARC))
    await desk.scene.press(await desk.scene.edited(shown, "Русский"), "Language")
    await desk.scene.press(await desk.scene.edited(shown, "English"), "English")
    await desk.scene.edited(shown, "Language: English")


async def test_watches_are_the_admins_and_shown_to_all(desk: Desk) -> None:
    await desk.marc("/watch Lavrov", FOR_ADMINS)
    panel = await desk.anna("/watch Syria", "Following Syria")
    await desk.refuses_marc(panel, "Only participants", "Moved", "Always a line", "Unfollow")
    assert "Syria" in words(await desk.marc("/watching", "You follow"))
    await desk.marc("/unwatch Syria", FOR_ADMINS)
    gone = await desk.scene.tap(panel, "Unfollow", "not followed any more")
    await desk.refuses_marc(gone, "Undo")


async def test_anybody_asks_and_turns_the_pages(desk: Desk) -> None:
    answer = await desk.marc("/meetings", "Putin – Netanyahu")
    proof = await desk.scene.tap(answer, "Evidence", "Which line")
    assert labels(proof)[0] == "1 Putin – Netanyahu"
    await desk.scene.tap(proof, "1 Putin", "Al Arabiya", who=MARC)
    await desk.scene.say("/upcoming", "conference", who=MARC, where=desk.id)
    await desk.scene.say("/who Putin", "Vladimir Putin", who=ANNA, where=desk.id)
    assert (await desk.marc("/calendar", "calendar"))["document"]["file_name"] == "attache.ics"


async def test_what_is_wrong_is_told_in_private_and_mended_in_the_group(desk: Desk) -> None:
    brief = await desk.marc("/brief", "[1]")
    pressed = await desk.scene.press(brief, "Wrong?", who=MARC)
    assert pressed["url"].startswith("https://t.me/")
    which = await desk.scene.say(f"/start {pressed['url'].partition('?start=')[2]}", "Which line is wrong", who=MARC)
    fields = await desk.scene.tap(which, "Netanyahu", "What is wrong", who=MARC)
    await desk.scene.say("/help", "/brief", who=MARC)  # something else comes between
    await desk.scene.tap(fields, "The place", "Where is it", who=MARC)
    since = desk.scene.last(ANNA)
    await desk.scene.say("Moscow", "Thank you", who=MARC)
    shown = await desk.scene.simulator.wait_for(ANNA, "reports as wrong", since=since, within=30)
    await desk.scene.press(shown, "Accept")
    amended = await desk.scene.edited(brief, "Putin – Netanyahu, Moscow")
    assert "corrected" in words(amended)
    assert labels(amended) == labels(brief)


async def test_each_dates_the_article_of_their_own(desk: Desk) -> None:
    bot = desk.scene.simulator.cloud.bot.username
    first = await desk.anna(f"@{bot} {ARTICLE.format(who='Estonian President Toomas Hendrik Ilves')}", "Stored")
    second = await desk.marc(f"@{bot} {ARTICLE.format(who='Latvian Prime Minister Valdis Dombrovskis')}", "Stored")
    people = desk.scene.simulator.people
    said = people.say(desk.id, MARC, "12 May, you say? Lunch at one then")
    assert desk.silent_since(said), "what people say to each other is no answer to the bot"
    people.say(desk.id, MARC, "12 May 2013", reply_to=second["message_id"])
    dated = await desk.scene.simulator.wait_for(desk.id, "published", since=said["message_id"], within=20)
    assert "Dombrovskis" in words(dated)
    people.say(desk.id, ANNA, f"@{bot} 11 May 2013")
    dated = await desk.scene.simulator.wait_for(desk.id, "Sat 11 May", since=dated["message_id"], within=20)
    assert "Ilves" in words(dated)
    assert "Stored" in words(first)


async def test_silence_unless_meant(desk: Desk) -> None:
    last = await desk.marc("/help", "I brief this chat")
    for text in ("thanks!", "👍", "/nonsense", "who is Putin meeting?", "https://news.example/putin", "x" * 3000):
        said = desk.scene.simulator.people.say(desk.id, MARC, text)
    await desk.scene.simulator.wait_until(lambda: True)
    again = await desk.marc("/help", "I brief this chat")
    between = desk.scene.simulator.sent(desk.id, since=last["message_id"])
    assert [each["message_id"] for each in between] == [again["message_id"]], said

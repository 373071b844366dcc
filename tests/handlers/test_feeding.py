"""Sending articles in: links, forwards, pasted text, files; and what is refused, with its reason."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import web
from PIL import Image

from bot.clock import RehearsalClock
from bot.demo.running import DEMO_START, start_simulator
from bot.demo.simulator import Limits
from briefs.model.subscriber import Role
from tests.app.conftest import OWNER, Stage, running
from tests.handlers.conftest import UNPACED
from tests.handlers.people import Person, labels
from tests.simulator.official import complaints

pytestmark = pytest.mark.asyncio(loop_scope="module")

GENEVA = (
    "GENEVA (Reuters) - {who} will meet Swiss President Ueli Maurer in Geneva on Friday, officials said. "
    "The two will discuss banking, they added."
)
NOON_ON_14_MAY = 1368518400
PAGE = """<!doctype html><html><head><title>Talks in Vienna</title>
<meta property="article:published_time" content="2013-05-13T10:00:00Z"></head><body><article><h1>Talks in Vienna</h1>
<p>Austrian President Heinz Fischer will meet Hungarian President Janos Ader in Vienna on Thursday, his office said.</p>
<p>The presidents will discuss trade and the minority in the south, the office said in a statement on Monday.</p>
<p>They last met in Budapest a year ago, when both countries signed an agreement on roads and railways.</p>
</article></body></html>"""


async def contributor(stage: Stage) -> Person:
    """Somebody who may send articles."""
    person = Person(stage)
    await person.say("/help", "/brief")
    owner = await stage.house.desk.office.visitor(OWNER, "Anna", "en")
    await stage.house.desk.office.admit(owner, person.id, Role.CONTRIBUTOR)
    await person.hear("You are contributor here")
    return person


async def test_pasted_text_is_read_and_its_date_asked(stage: Stage) -> None:
    nina = await contributor(stage)
    told = await nina.say(GENEVA.format(who="Latvian Prime Minister Valdis Dombrovskis"), "Stored:")
    assert "does not say when it was published" in told["text"]
    assert labels(told) == [["Today", "Yesterday"]]
    await nina.say("whenever", "I cannot make a date of “whenever”")
    await nina.say("20 May 2013", "still to come")
    dated = await nina.say("13 May 2013", "read again")
    assert "Dombrovskis" in dated["text"]
    assert "17 May" in dated["text"], "Friday after the 13th"
    assert "will meet Swiss President Ueli Maurer" in dated["text"], "the sentence that proves it"
    again = await nina.say(GENEVA.format(who="Latvian Prime Minister Valdis Dombrovskis"), "I have that already")
    assert "Dombrovskis" in again["text"]


async def test_the_date_by_button_and_second_thoughts(stage: Stage) -> None:
    nina = await contributor(stage)
    told = await nina.say(GENEVA.format(who="Estonian President Toomas Hendrik Ilves"), "Stored:")
    await nina.say("who is Putin meeting?", "Putin")
    dated = await nina.tap(told, "Yesterday", "")
    dated = await nina.hear("read again", since=told)
    assert "17 May" in dated["text"]


async def test_a_question_is_no_article(stage: Stage) -> None:
    nina = await contributor(stage)
    before = await stage.house.desk.office.health()
    await nina.say(
        "I heard that Putin is travelling again this month. Could you tell me whom Putin is meeting in Sochi?", "Putin"
    )
    assert (await stage.house.desk.office.health()).articles == before.articles


async def test_one_sentence_told_as_news_is_an_article(stage: Stage) -> None:
    nina = await contributor(stage)
    statement = "The Slovenian foreign minister will receive his Croatian counterpart in Ljubljana, he said on Tuesday."
    told = await nina.say(statement, "Stored:")
    assert "does not say when it was published" in told["text"]
    await nina.say("thanks!", "You are welcome")
    assert "read again" in (await nina.say("13 мая 2013", "read again"))["text"], "courtesies leave the date awaited"


async def test_a_forward_keeps_its_date_and_channel(stage: Stage) -> None:
    nina = await contributor(stage)
    channel = next(each for each in stage.simulator.cloud.chats.values() if each.type == "channel")
    stage.simulator.people.say(
        nina.id,
        nina.id,
        GENEVA.format(who="Finnish President Sauli Niinisto"),
        forwarded_channel=channel.id,
        forwarded_at=NOON_ON_14_MAY - 7 * 86400,
    )
    told = await nina.hear("Stored:")
    assert "10 May" in told["text"], "Friday after Tuesday, 7 May"
    assert "published" not in told["text"]


async def test_ten_at_once_get_one_answer(stage: Stage) -> None:
    nina = await contributor(stage)
    picture = BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "JPEG")
    for number in range(9):
        stage.simulator.people.send_document(
            nina.id, nina.id, f"{number}.txt", GENEVA.format(who=f"Mayor Adam Novak-{number}").encode()
        )
    stage.simulator.people.send_photo(nina.id, nina.id, picture.getvalue())
    told = await nina.hear("Stored ", within=20)
    assert "I cannot read pictures" in told["text"]
    assert "of them do not say when they were published" in told["text"]
    await nina.tap(told, "Today")
    await nina.hear("articles: published", since=told)
    assert len(stage.simulator.sent(nina.id)) == 4, "let in, one answer, the date"


async def test_a_long_paste_is_one_article(stage: Stage) -> None:
    nina = await contributor(stage)
    filler = "The delegation walked through the old town and talked about the weather of the past weeks. "
    text = GENEVA.format(who="Danish Prime Minister Helle Thorning-Schmidt") + " " + filler * 60 + "That was all"
    told = await nina.say(text, "Stored:")
    assert "Thorning-Schmidt" in told["text"]
    await nina.say("/help", "/brief", within=5)
    assert len(stage.simulator.sent(nina.id)) == 4, "help, let in, one answer to both parts, help"


@asynccontextmanager
async def site() -> AsyncIterator[str]:
    """A page with a meeting, on this machine; its address."""

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    application = web.Application()
    application.router.add_get("/talks", page)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/talks"
    finally:
        await runner.cleanup()


async def test_a_link_into_this_network_is_refused(stage: Stage) -> None:
    nina = await contributor(stage)
    async with site() as address:
        told = await nina.say(f"Please read {address}, it is new", "Not stored: ")
    assert "127.0.0.1" in told["text"], "no stranger may make the bot ask machines of this network"


async def test_a_link_inside_a_sentence_is_fetched(tmp_path: Path) -> None:
    clock = RehearsalClock(DEMO_START)
    simulator = await start_simulator(clock, limits=Limits(overall_per_second=0, chat_per_second=0, group_per_minute=0))
    settings = {**UNPACED, "ATTACHE_FETCH_ALLOW_PRIVATE_ADDRESSES": "true"}
    try:
        async with site() as address, running(tmp_path, simulator, clock, samples=False, settings=settings) as stage:
            nina = await contributor(stage)
            told = await nina.say(f"Please read {address}, it is new", "Stored: Talks in Vienna", within=30)
            assert "Fischer – Ader, Vienna" in told["text"].replace("Heinz ", "").replace("Janos ", "")
            assert "Thu 16 May" in told["text"], "the page says when it was published"
            await nina.say(address, "I have that already: Talks in Vienna")
            several = await nina.say(f"{address} and {address.replace('talks', 'gone')}", "Stored 0, known already 1")
            assert "refused 1" in several["text"]
            assert "404" in several["text"] or "not found" in several["text"]
        assert complaints(simulator.journal) == []
    finally:
        await simulator.stop()


async def test_an_album_of_a_channel_is_one_article(stage: Stage) -> None:
    nina = await contributor(stage)
    channel = next(each for each in stage.simulator.cloud.chats.values() if each.type == "channel")
    picture = BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "JPEG")
    for number in range(3):
        stage.simulator.people.send_photo(
            nina.id,
            nina.id,
            picture.getvalue(),
            caption="" if number else GENEVA.format(who="Croatian President Ivo Josipovic"),
            album="7001",
            forwarded_channel=channel.id,
            forwarded_at=NOON_ON_14_MAY - 7 * 86400,
        )
    told = await nina.hear("Stored:")
    assert "Josipovi" in told["text"]
    assert "10 May" in told["text"]
    assert "pictures" not in told["text"]
    for number in range(2):
        stage.simulator.people.send_photo(nina.id, nina.id, picture.getvalue(), album=f"{7002 + number}")
    refused = await nina.hear("I cannot read pictures", since=told)
    assert refused["text"].count("pictures") == 1


async def test_files_of_several_kinds(stage: Stage) -> None:
    nina = await contributor(stage)
    people = stage.simulator.people
    people.send_document(nina.id, nina.id, "talks.html", PAGE.encode())
    told = await nina.hear("Talks in Vienna")
    assert "Thu 16 May" in told["text"]
    people.send_document(nina.id, nina.id, "broken.bin", bytes(range(256)) * 20)
    await nina.hear("Not stored:")
    people.send_document(nina.id, nina.id, "huge.txt", b"x", size=21 * 1024 * 1024)
    await nina.hear("20 MB is the most")
    people.send_document(nina.id, nina.id, "clip.mp4", b"x", mime_type="video/mp4")
    await nina.hear("I cannot listen or watch")


async def test_a_reader_may_not_send_and_is_told_once(stage: Stage) -> None:
    nina = Person(stage)
    for number in range(5):
        stage.simulator.people.say(
            nina.id, nina.id, GENEVA.format(who=f"Mayor Jan Novak-{number}"), forwarded_from="Kim"
        )
    await nina.hear("You may not do that here.")
    await nina.say("/help", "/brief")
    assert len(stage.simulator.sent(nina.id)) == 2


async def test_silence_in_a_group_unless_named(stage: Stage) -> None:
    people = stage.simulator.people
    nina = await contributor(stage)
    group = people.add_chat("supergroup", "Desk", creator=nina.id)
    people.add_bot(group.id, by=nina.id, rights=[])
    here = Person(stage, chat_id=group.id, user_id=nina.id)
    people.say(group.id, nina.id, GENEVA.format(who="Mayor Otto Grau"))
    people.send_document(group.id, nina.id, "x.txt", GENEVA.format(who="Mayor Paul Grau").encode())
    bot = stage.simulator.cloud.bot.username
    await here.say(f"@{bot} {GENEVA.format(who='Mayor Rolf Grau')}", "Stored:")
    assert not any("Otto" in each["text"] or "Paul" in each["text"] for each in stage.simulator.sent(group.id))
    assert complaints(stage.simulator.journal) == []
    assert list(stage.simulator.journal.refused()) == []

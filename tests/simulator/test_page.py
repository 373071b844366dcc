"""The chat page in a real browser, talking to a small bot through the simulator."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.demo.simulator import Simulator
from tests.simulator.echo_bot import echo_bot

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
PHONE, DESKTOP = (390, 844), (1280, 860)
ANNA, MARC = 501, 502

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"),
    pytest.mark.enable_socket,
]


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        await running.close()


@pytest_asyncio.fixture
async def demo(simulator: Simulator) -> AsyncIterator[Simulator]:
    simulator.set_clock(datetime.fromisoformat("2013-05-14T11:58:00+04:00"))
    simulator.people.add_user("Anna", last_name="Petrova", id=ANNA)
    simulator.people.add_user("Marc", id=MARC)
    async with echo_bot(simulator):
        yield simulator


async def opened(browser: Browser, demo: Simulator, size: tuple[int, int]) -> Page:
    """The page at this size. It may reach nothing but the simulator and must log no error."""
    context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(8000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    foreign: list[str] = []
    page.on(
        "request", lambda request: foreign.append(request.url) if not request.url.startswith(demo.base_url) else None
    )
    await page.goto(f"{demo.base_url}/")
    await page.wait_for_selector("html[data-ready]")
    assert complaints == []
    assert foreign == []
    return page


async def height(element: Locator) -> float:
    box = await element.bounding_box()
    assert box is not None
    return box["height"]


async def say(page: Page, text: str) -> None:
    await page.fill("#text", text)
    await page.keyboard.press("Enter")


async def test_first_conversation_on_a_phone(browser: Browser, demo: Simulator, tmp_path: Path) -> None:
    page = await opened(browser, demo, PHONE)
    log = page.locator("#messages")
    await expect(page.locator("#clock-time")).to_contain_text("14 May 11:58")
    await expect(log).to_contain_text("I read the news for you.")
    await page.get_by_role("button", name="START").click()
    await expect(log).to_contain_text("Good morning, Anna.")

    await page.locator(".text .command", has_text="/brief").click()
    brief = log.locator(".message", has_text="TODAY, Tue 14 May 2013")
    await expect(brief.locator("b").first).to_have_text("TODAY, Tue 14 May 2013")
    await expect(brief.locator("i")).to_have_text("Sochi")
    await expect(brief.locator("a", has_text="[1]")).to_have_attribute("href", "https://wire.example/1")
    await expect(brief).to_contain_text("<img src=x onerror=alert(1)>")
    assert await brief.locator("img").count() == 0

    keys, bubble = await brief.locator(".keys").bounding_box(), await brief.locator(".bubble").bounding_box()
    assert keys is not None
    assert bubble is not None
    assert keys["width"] <= bubble["width"] + 1
    assert await brief.locator(".keys").evaluate("keys => keys.scrollWidth <= keys.clientWidth")

    quote = brief.locator(".quote")
    folded = await height(quote)
    await quote.get_by_role("button", name="Show more").click()
    await expect(quote.get_by_role("button", name="Show less")).to_be_visible()
    assert await height(quote) > folded

    await brief.get_by_role("button", name="Wrong?").click()
    await expect(page.get_by_role("dialog")).to_contain_text("What is wrong?")
    await page.get_by_role("button", name="OK").click()
    await brief.get_by_role("button", name="Calendar").click()
    async with page.expect_download() as download:
        await log.get_by_role("link", name="Download agenda.ics").click()
    saved = tmp_path / "agenda.ics"
    await (await download.value).save_as(saved)
    assert saved.read_bytes() == b"BEGIN:VCALENDAR"
    await brief.get_by_role("button", name="Evidence").click()
    await expect(page.locator(".toast")).to_have_text("One source")
    await expect(log).to_contain_text("EVIDENCE: “set to meet”")
    await expect(log).not_to_contain_text("TODAY, Tue 14 May 2013")

    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE[0]
    await page.get_by_role("button", name="Back to the chats").click()
    await expect(page.get_by_label("Chat list")).to_contain_text("agenda.ics")


async def test_everything_one_can_send(browser: Browser, demo: Simulator, tmp_path: Path) -> None:
    page = await opened(browser, demo, DESKTOP)
    log = page.locator("#messages")
    await page.get_by_role("button", name="START").click()
    await expect(log).to_contain_text("Good morning")
    await say(page, "<b>not bold</b>")
    await expect(log).to_contain_text("heard: <b>not bold</b>")

    await page.get_by_role("button", name="Commands of the bot").click()
    await expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    await page.keyboard.press("Escape")
    await expect(page.locator("#pop")).to_be_hidden()
    await page.fill("#text", "/pi")
    await page.get_by_role("option", name="/picture").click()
    await expect(log.get_by_alt_text("Who meets whom")).to_be_visible()
    natural = await log.get_by_alt_text("Who meets whom").evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    assert natural == 320

    await page.get_by_role("button", name="Attach", exact=True).click()
    await page.get_by_role("menuitem", name="Location").click()
    await page.get_by_label("Place").select_option("Sochi")
    await page.get_by_role("button", name="Share").click()
    await expect(log).to_contain_text("at 43.60")

    await page.get_by_role("button", name="Attach", exact=True).click()
    await page.get_by_role("menuitem", name="Forward a text").click()
    await page.get_by_label("Sent on").fill("2013-05-13T09:30")
    await page.get_by_label("Text", exact=True).fill("Cameron is due in Moscow on Friday.")
    await page.get_by_role("button", name="Forward").click()
    await expect(log).to_contain_text("Forwarded from Wire desk · Mon, 13 May 2013")
    await expect(log).to_contain_text("forwarded 2013-05-13 05:30")

    note = tmp_path / "note.txt"
    note.write_text("Ban is due in Russia.")
    await page.get_by_role("button", name="Attach", exact=True).click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("menuitem", name="File").click()
    await (await chooser.value).set_files(note)
    await expect(log).to_contain_text("file note.txt")

    await page.locator("#text").press_sequentially("@attache_demo_bot putin")
    await page.get_by_role("option", name="Putin – Netanyahu").click()
    await expect(log).to_contain_text("Sochi")
    nameless = await page.evaluate(
        "[...document.querySelectorAll('button:not([aria-label])')]"
        ".filter(b => b.offsetParent && !b.textContent.trim()).length"
    )
    assert nameless == 0


async def test_two_people_in_a_group_and_what_comes_by_itself(browser: Browser, demo: Simulator) -> None:
    people = demo.people
    group = people.add_chat("group", "Moscow desk", creator=ANNA, members=[MARC])
    people.add_bot(group.id, by=ANNA)
    page = await opened(browser, demo, DESKTOP)
    chats = page.get_by_label("Chat list")
    await chats.get_by_text("Moscow desk").click()
    await say(page, "/brief@attache_demo_bot")
    await expect(page.locator("#messages")).to_contain_text("TODAY, Tue 14 May 2013")
    await page.get_by_label("Whose phone this is").select_option("Marc")
    await expect(page.locator("#messages")).not_to_contain_text("TODAY")
    people.say(group.id, ANNA, "from Anna")
    await expect(chats.locator(".row", has_text="Moscow desk")).to_contain_text("Anna: from Anna")
    await expect(chats.locator(".row", has_text="Moscow desk").locator(".badge")).to_have_text("1")
    await chats.get_by_text("Moscow desk").click()
    await expect(page.locator(".sender", has_text="Anna Petrova").first).to_be_visible()

    await page.get_by_role("button", name="What can happen in this chat").click()
    await page.get_by_role("menuitem", name="Upgrade to a supergroup").click()
    await expect(chats.locator(".row", has_text="Moscow desk")).to_have_count(1)
    await page.get_by_role("button", name="Light or dark").click()
    theme = await page.evaluate("document.documentElement.dataset.theme")
    await page.reload()
    await page.wait_for_selector("html[data-ready]")
    assert await page.evaluate("document.documentElement.dataset.theme") == theme


async def test_blocking_and_coming_back(browser: Browser, demo: Simulator) -> None:
    page = await opened(browser, demo, PHONE)
    await page.get_by_role("button", name="START").click()
    await expect(page.locator("#messages")).to_contain_text("Good morning")
    await page.get_by_role("button", name="What can happen in this chat").click()
    await page.get_by_role("menuitem", name="Block the bot").click()
    await page.get_by_role("button", name="UNBLOCK AND RESTART").click()
    await expect(page.locator("#messages .message:not(.mine)")).to_have_count(2)
    assert not demo.cloud.users[ANNA].blocked

"""Photographs of the demo's chat page on a phone, several side by side in one picture."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

from bot.demo.simulator import Simulator

CHROMIUM = shutil.which("chromium")
WIDTH, LOWEST, HIGHEST = 390, 480, 1480
"""CSS pixels: a phone's width; the page is as high as what is on it."""
GAP = 14
COLOURS = (192, 128, 80, 48, 32, 24)
LARGEST = 150_000
"""Bytes of a picture; with as many colours as that allows."""
_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
_NEEDED = """() => {
  const log = document.getElementById("messages"), scroll = document.getElementById("scroll");
  const last = log.lastElementChild;
  const used = last ? last.getBoundingClientRect().bottom - log.firstElementChild.getBoundingClientRect().top : 0;
  return Math.ceil(used + (innerHeight - scroll.clientHeight) + 24);
}"""


class Camera:
    """Takes pictures of what one person sees in one chat. `flash` takes a panel, `save` glues them together."""

    def __init__(self, browser: Browser, simulator: Simulator, folder: Path) -> None:
        self._browser, self._simulator, self._folder = browser, simulator, folder
        self._panels: list[Image.Image] = []

    async def flash(self, user_id: int, chat_id: int = 0, *, since: int = 0, typing: str = "") -> None:
        """One panel: the chat from message `since` on, perhaps with something `typing` in the field."""
        context = await self._browser.new_context(viewport={"width": WIDTH, "height": LOWEST}, locale="en-GB")
        try:
            page = await context.new_page()
            await page.add_init_script(
                f"localStorage.setItem('me', '{user_id}');"
                f"localStorage.setItem('chat:{user_id}', '{chat_id or user_id}');"
                "localStorage.setItem('theme', 'light');"
            )
            await page.goto(f"{self._simulator.base_url}/")
            await page.wait_for_selector("html[data-ready]")
            await self._settle(page, since)
            if typing:
                await page.locator("#text").press_sequentially(typing)
                await page.wait_for_selector("#pop [role=option]")
                await page.wait_for_timeout(300)
            self._panels.append(Image.open(BytesIO(await page.screenshot())).convert("RGB"))
        finally:
            await context.close()

    def drop(self) -> None:
        """Throw the panels away that were taken since the last picture."""
        self._panels.clear()

    def save(self, name: str) -> Path:
        """The panels taken since the last picture, side by side, in few colours."""
        panels, self._panels = self._panels, []
        height = max(panel.height for panel in panels)
        whole = Image.new("RGB", (len(panels) * (WIDTH + GAP) - GAP, height), "white")
        for number, panel in enumerate(panels):
            whole.paste(panel, (number * (WIDTH + GAP), 0))
        path = self._folder / f"{name}.png"
        for colours in COLOURS:
            few = whole.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(path, optimize=True)
            if path.stat().st_size <= LARGEST:
                break
        return path

    async def _settle(self, page: Page, since: int) -> None:
        """As high as what is shown, scrolled to its end, pictures drawn."""
        await page.evaluate(
            "since => document.querySelectorAll('#messages [data-id]')"
            ".forEach(one => { if (Number(one.dataset.id) < since) one.remove(); })",
            since,
        )
        await page.evaluate("Promise.all([...document.images].map(one => one.decode().catch(() => null)))")
        needed = await page.evaluate(_NEEDED)
        await page.set_viewport_size({"width": WIDTH, "height": min(max(needed, LOWEST), HIGHEST)})
        await page.evaluate("document.getElementById('scroll').scrollTop = 1e6")
        await page.wait_for_timeout(150)


@asynccontextmanager
async def camera(simulator: Simulator, folder: Path) -> AsyncIterator[Camera]:
    """A camera for this simulator's page, whose pictures go to `folder`."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield Camera(browser, simulator, folder)
        finally:
            await browser.close()

"""Inline mode: cited lines for any chat, and the way in for strangers."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

from tests.handlers.founding import ANNA, MARC, Scene, founding_scene, words


async def typed(scene: Scene, who: int, text: str) -> dict[str, Any]:
    query = scene.simulator.people.ask_inline(who, text)
    return {"query_id": query.id, **(await query.answered)}


async def test_cited_lines_and_strangers(tmp_path: Path) -> None:
    async with founding_scene(tmp_path / "data", settings={"ATTACHE_ACCESS_MODE": "approval"}) as scene:
        answer = await typed(scene, ANNA, "putin netanyahu")
        (only,) = answer["results"]
        assert only["title"].startswith("Vladimir Putin – Benjamin Netanyahu, Sochi")
        assert (answer["is_personal"], answer["cache_time"]) == (True, 60)
        sent = scene.simulator.people.choose_inline(ANNA, ANNA, answer["query_id"], only["id"])
        assert "[Al Arabiya, 14 May]" in words(sent)
        assert any(each.get("url") == "https://news.example/a1" for each in sent["entities"])

        assert len((await typed(scene, ANNA, ""))["results"]) == 6
        assert (await typed(scene, ANNA, "xyzzy"))["results"] == []
        held = (await typed(scene, ANNA, "kerry"))["results"][0]
        assert "last week" in held["description"]

        began = perf_counter()
        for _ in range(10):
            await typed(scene, ANNA, "syria")
        assert (perf_counter() - began) / 10 < 0.3

        stranger = await typed(scene, MARC, "putin")
        assert stranger["results"] == []
        assert stranger["button"] == {"text": "Request access", "start_parameter": "access"}
        await scene.say("/start access", "let in", who=MARC)

"""HTTP itself: forms, doors, webhooks, faults on the wire, the control paths, a process of its own."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.demo.simulator import Fault, FaultPlan, Limits, Simulator

ANNA = 501


@pytest.fixture(autouse=True)
def cast(simulator: Simulator) -> None:
    simulator.people.add_user("Anna", id=ANNA, started=True)


async def call(simulator: Simulator, method: str, **how: Any) -> dict[str, Any]:
    url = f"{simulator.base_url}/bot{simulator.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, **how) as response:
        body: dict[str, Any] = await response.json()
        assert body["ok"] == (response.status == 200)
        return body


async def control(simulator: Simulator, name: str, **body: Any) -> Any:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{simulator.base_url}/control/{name}", json=body) as response,
    ):
        return await response.json()


async def test_parameters_come_in_every_form(simulator: Simulator) -> None:
    values = {"chat_id": str(ANNA), "text": "é & ü"}
    form = aiohttp.FormData(values)
    form.add_field("unused", b"x", filename="x.txt")
    for how in ({"params": values}, {"data": values}, {"json": values | {"chat_id": ANNA}}, {"data": form}):
        assert (await call(simulator, "sendmessage", **how))["result"]["text"] == "é & ü"
    simulator.journal.clear()


async def test_doors(simulator: Simulator) -> None:
    async with aiohttp.ClientSession() as session:
        for path, status, description in (
            ("/bot123/getMe", 404, "Not Found"),
            ("/bot7000000001:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/getMe", 401, "Unauthorized"),
            (f"/bot{simulator.token}/getLost", 404, "Not Found: method not found"),
        ):
            async with session.get(simulator.base_url + path) as response:
                assert response.status == status
                assert (await response.json())["description"] == description
        for path in ("/page.py", "/../running.py", "/%2e%2e/running.py", "/samples/articles.jsonl"):
            async with session.get(simulator.base_url + path) as response:
                assert response.status == 404
        async with session.get(simulator.base_url + "/") as response:
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    simulator.journal.clear()


async def test_control_is_for_this_page_only(simulator: Simulator) -> None:
    url = f"{simulator.base_url}/control/say"
    body = {"chat_id": ANNA, "user_id": ANNA, "text": "hello"}
    async with aiohttp.ClientSession() as session:
        for headers, status in (
            ({"Origin": "https://evil.example"}, 403),
            ({"Host": "evil.example"}, 403),
            ({"Origin": simulator.base_url}, 200),
        ):
            async with session.post(url, json=body, headers=headers) as response:
                assert response.status == status
        async with session.post(url, data="{}", headers={"Content-Type": "text/plain"}) as response:
            assert response.status == 415


async def test_everything_by_control(simulator: Simulator) -> None:
    made = await control(simulator, "add_user", first_name="Marc")
    group = await control(simulator, "add_chat", type="group", title="Desk", creator=made["id"])
    await control(simulator, "add_bot", chat_id=group["id"], by=made["id"])
    assert "unexpected keyword" in (await control(simulator, "say", chat_id=1, words="x"))["error"]
    assert "no chat" in (await control(simulator, "say", chat_id=1, user_id=ANNA, text="x"))["error"]
    limits = await control(simulator, "limits", overall_per_second=5)
    assert limits["overall_per_second"] == 5
    await control(simulator, "script", method="sendMessage", faults=["error_before", None])
    assert (await call(simulator, "sendMessage", data={"chat_id": str(group["id"]), "text": "x"}))["error_code"] == 502
    await call(simulator, "sendMessage", data={"chat_id": str(group["id"]), "text": "x"})
    await call(simulator, "sendMessage", data={"chat_id": str(group["id"]), "text": "x"})
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{simulator.base_url}/control/stored") as response:
            stored = await response.json()
        async with session.get(f"{simulator.base_url}/control/journal?since=1") as response:
            calls = (await response.json())["calls"]
        async with session.get(f"{simulator.base_url}/control/messages?chat_id={group['id']}") as response:
            messages = (await response.json())["messages"]
    assert stored == {"messages": {str(group["id"]): 2}, "duplicates": 1, "codes": {"502": 1, "200": 2}}
    assert [c["code"] for c in calls] == [200, 200]
    assert [m.get("text") for m in messages] == [None, "x", "x"]
    await control(simulator, "clock", at="2013-05-14T11:58:00+04:00", speed=60)
    assert simulator.cloud.now().year == 2013


async def test_cut_connections_lose_or_keep_the_message(simulator: Simulator) -> None:
    simulator.faults.script("sendMessage", Fault("drop_before"), Fault("drop_after"), Fault("error_after"))
    for text in ("one", "two"):
        with pytest.raises(aiohttp.ClientConnectionError):
            await call(simulator, "sendMessage", data={"chat_id": str(ANNA), "text": text})
    answer = await call(simulator, "sendMessage", data={"chat_id": str(ANNA), "text": "three"})
    assert answer["error_code"] == 500
    assert [m["text"] for m in simulator.sent(ANNA)] == ["two", "three"]
    assert [(c.code, c.fault) for c in simulator.journal.calls] == [
        (0, "drop_before"),
        (0, "drop_after"),
        (500, "error_after"),
    ]


async def test_faults_that_change_the_world(simulator: Simulator) -> None:
    people = simulator.people
    group = people.add_chat("group", "Desk", creator=ANNA)
    people.add_bot(group.id, by=ANNA)
    simulator.faults.script("sendMessage", Fault("migrate"), chat_id=group.id)
    simulator.faults.script("sendMessage", Fault("flood", 7), Fault("block"), chat_id=ANNA)
    moved = await call(simulator, "sendMessage", data={"chat_id": str(group.id), "text": "x"})
    assert moved["parameters"] == {"migrate_to_chat_id": group.migrated_to}
    waited = await call(simulator, "sendMessage", data={"chat_id": str(ANNA), "text": "x"})
    assert waited["parameters"] == {"retry_after": 7}
    assert waited["description"] == "Too Many Requests: retry after 7"
    blocked = await call(simulator, "sendMessage", data={"chat_id": str(ANNA), "text": "x"})
    assert blocked["description"] == "Forbidden: bot was blocked by the user"


def test_a_seed_gives_each_chat_the_same_fate_in_any_order() -> None:
    plan = FaultPlan(7, {"drop_after": 0.05, "error_before": 0.05})
    fates = {(chat, nth): plan.draw(chat, nth) for chat in range(400) for nth in range(5)}
    again = {key: plan.draw(*key) for key in reversed(fates)}
    assert again == fates
    kinds = [fate.kind for fate in fates.values() if fate]
    assert 60 <= kinds.count("drop_after") <= 140
    assert 60 <= kinds.count("error_before") <= 140


async def test_overall_and_group_limits(simulator: Simulator) -> None:
    simulator.cloud.flood.change(Limits(overall_per_second=0, chat_per_second=0, group_per_minute=3))
    group = simulator.people.add_chat("group", "Desk", creator=ANNA)
    simulator.people.add_bot(group.id, by=ANNA)
    codes = [
        (await call(simulator, "sendMessage", data={"chat_id": str(group.id), "text": "x"})).get("error_code")
        for _ in range(4)
    ]
    assert codes == [None, None, None, 429]
    assert simulator.journal.calls[-1].description == "Too Many Requests: retry after 20"
    simulator.cloud.flood.change(Limits(overall_burst=2, chat_per_second=0))
    answers = [await call(simulator, "sendMessage", data={"chat_id": str(ANNA), "text": "x"}) for _ in range(3)]
    assert answers[-1]["parameters"] == {"retry_after": 3}
    await call(simulator, "getMe")
    assert simulator.journal.calls[-1].code == 200


async def test_webhook_is_in_order_per_chat_retried_and_may_answer_with_a_method(simulator: Simulator) -> None:
    seen: list[tuple[int, str, str | None]] = []
    failures = 2

    async def take(request: web.Request) -> web.Response:
        nonlocal failures
        update = await request.json()
        message = update["message"]
        if failures and message["text"] == "one":
            failures -= 1
            return web.Response(status=500)
        seen.append((message["chat"]["id"], message["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if message["text"] == "two":
            return web.json_response({"method": "sendMessage", "chat_id": message["chat"]["id"], "text": "by answer"})
        return web.Response()

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        refused = await call(simulator, "setWebhook", data={"url": "http://example.com/hook"})
        assert refused["description"] == "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
        simulator.people.say(ANNA, ANNA, "one")
        simulator.people.say(ANNA, ANNA, "two")
        await call(simulator, "setWebhook", data={"url": url, "secret_token": "s3cret"})
        assert (await call(simulator, "getUpdates"))["error_code"] == 409
        boris = simulator.people.add_user("Boris", id=502)
        simulator.people.say(boris.id, boris.id, "three")
        await simulator.wait_for(ANNA, "by answer")
        assert sorted(seen) == [(ANNA, "one", "s3cret"), (ANNA, "two", "s3cret"), (502, "three", "s3cret")]
        assert seen.index((ANNA, "one", "s3cret")) < seen.index((ANNA, "two", "s3cret"))
        assert seen[0][1] == "three"
        info = (await call(simulator, "getWebhookInfo"))["result"]
        assert info["pending_update_count"] == 0
        assert info["last_error_message"].startswith("Wrong response from the webhook: 500")
        await call(simulator, "deleteWebhook")
        assert (await call(simulator, "getUpdates"))["result"] == []
    finally:
        await runner.cleanup()


async def test_a_waiting_poll_ends_with_the_simulator() -> None:
    simulator = Simulator()
    await simulator.start()
    waiting = asyncio.create_task(call(simulator, "getUpdates", data={"timeout": "50"}))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await simulator.stop()
    with pytest.raises(aiohttp.ClientError):
        await waiting
    assert time.monotonic() - began < 2


def test_a_process_of_its_own_stops_on_sigterm() -> None:
    command = [sys.executable, "-m", "bot.demo.simulator", "--port", "0", "--print-port", "--overall-per-second", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert 1024 < int(process.stdout.readline()) < 65536
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0

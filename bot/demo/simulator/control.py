"""`/control/…`: everything people do and everything a test or the chat page wants to see, over HTTP.

Acts are POST requests with a JSON object; their names and parameters are those of `People` and of this module's own.
Only pages of this very server may use it from a browser: other origins and other hosts' names are refused.
"""

from __future__ import annotations

import asyncio
import base64
import inspect
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

import orjson
from aiohttp import web

from bot.demo.simulator.cloud import Cloud, Query, system_now
from bot.demo.simulator.faults import KINDS, Fault, FaultPlan, Kind
from bot.demo.simulator.flood import Limits
from bot.demo.simulator.people import People
from bot.demo.simulator.refusals import Refusal
from bot.demo.simulator.world import Chat, Json, StoredFile, User

_LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
_ACTS = (
    *("add_user", "add_chat", "join", "leave", "promote", "block", "unblock", "deactivate", "upgrade"),
    *("add_bot", "promote_bot", "demote_bot", "restrict_bot", "remove_bot"),
    *("open_topic", "close_topic", "reopen_topic", "delete_topic"),
    *("say", "edit", "react", "share_location", "share_contact", "send_document", "send_photo", "choose_inline"),
)
_HEARTBEAT = 15.0


class Control:
    """Serves the control paths for one cloud."""

    def __init__(self, cloud: Cloud, people: People) -> None:
        self.cloud, self.people = cloud, people
        self.rehearsal: Json | None = None
        self.acts: dict[str, Callable[..., Any]] = {name: getattr(people, name) for name in _ACTS}
        self.acts |= {
            "press": self._press,
            "ask_inline": self._ask_inline,
            "clock": self.set_clock,
            "limits": self._limits,
            "faults": self._faults,
            "script": self._script,
            "clear_faults": self.cloud.faults.clear,
            "clear_journal": self.cloud.journal.clear,
            "permit": self._permit,
        }

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one control request."""
        self._check_origin(request)
        name = request.path.removeprefix("/control/")
        if request.method == "POST":
            return await self._act(request, name)
        if name == "events":
            return await self._events(request)
        if name == "file":
            return self._file(request)
        view = {
            "state": self._state,
            "messages": self._messages,
            "journal": self._journal,
            "stored": self._stored,
        }.get(name)
        if view is None:
            raise web.HTTPNotFound
        return _json(view(request))

    # — acts —

    async def _act(self, request: web.Request, name: str) -> web.Response:
        act = self.acts.get(name)
        if act is None:
            raise web.HTTPNotFound
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            arguments = orjson.loads(await request.read() or b"{}")
            if isinstance(arguments.get("content"), str):
                arguments["content"] = base64.b64decode(arguments["content"], validate=True)
            result = act(**arguments)
            if inspect.isawaitable(result):
                result = await result
        except Refusal as refusal:
            return _json({"error": refusal.description}, 400)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            return _json({"error": str(error)}, 400)
        return _json(_shown(result))

    async def _press(self, wait: float = 0.0, **arguments: Any) -> Json:
        return await _awaited(self.people.press(**arguments), wait)

    async def _ask_inline(self, wait: float = 0.0, **arguments: Any) -> Json:
        return await _awaited(self.people.ask_inline(**arguments), wait)

    def set_clock(self, at: str = "", speed: float = 1.0) -> None:
        """Run the civil time of messages from this ISO 8601 instant on, `speed` times as fast; "" is the real time."""
        if not at:
            self.cloud.now, self.rehearsal = system_now, None
            self.cloud.announce("clock", clock=self._clock())
        else:
            start, made = datetime.fromisoformat(at), monotonic()
            if start.tzinfo is None:
                raise ValueError("the instant needs an offset")
            offset = start.utcoffset() or timedelta()
            self.follow(lambda: start + timedelta(seconds=(monotonic() - made) * speed), speed=speed, offset=offset)

    def follow(self, now: Callable[[], datetime], *, speed: float, offset: timedelta) -> None:
        """Take the civil time of messages from elsewhere and show it as a rehearsal."""
        self.cloud.now = now
        self.rehearsal = {"speed": speed, "offset_minutes": int(offset.total_seconds() // 60)}
        self.cloud.announce("clock", clock=self._clock())

    def _limits(self, **changes: float) -> Json:
        self.cloud.flood.change(replace(self.cloud.limits, **changes))  # type: ignore[arg-type]
        return asdict(self.cloud.limits)

    def _faults(
        self,
        seed: int = 0,
        seconds: dict[Kind, float] | None = None,
        methods: list[str] | None = None,
        **chances: float,
    ) -> None:
        unknown = set(chances) - set(KINDS)
        if unknown:
            raise ValueError(f"unknown kinds of fault: {', '.join(sorted(unknown))}")
        plan = FaultPlan(seed, {kind: chances[kind] for kind in KINDS if kind in chances}, seconds or {})
        self.cloud.faults.plan = replace(plan, methods=frozenset(methods)) if methods else plan

    def _script(self, method: str, faults: list[Json | str | None], chat_id: int | None = None) -> None:
        made = [None if f is None else Fault(f) if isinstance(f, str) else Fault(**f) for f in faults]  # type: ignore[arg-type]
        self.cloud.faults.script(method, *made, chat_id=chat_id)

    def _permit(self, **flags: bool) -> None:
        for name in ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries"):
            if name in flags:
                setattr(self.cloud, name, bool(flags[name]))

    # — views —

    def _clock(self) -> Json:
        return {"now": self.cloud.now().isoformat(), "rehearsal": self.rehearsal}

    def _state(self, request: web.Request) -> Json:
        cloud = self.cloud
        return {
            "bot": cloud.bot.shown(),
            "token": cloud.token,
            "clock": self._clock(),
            "limits": asdict(cloud.limits) if isinstance(cloud.limits, Limits) else {},
            "people": [_person(user) for user in cloud.users.values() if not user.is_bot],
            "chats": [self._chat(chat) for chat in cloud.chats.values()],
            "description": cloud.profile.descriptions.get("", ""),
        }

    def _chat(self, chat: Chat) -> Json:
        people = [user for user in self.cloud.users.values() if not user.is_bot]
        members = [u for u in people if u.id == chat.id or self.cloud.member(chat, u.id).inside]
        return chat.card | {
            "members": [user.id for user in members],
            "administrators": [user.id for user in members if self.cloud.member(chat, user.id).manages],
            "bot": "member" if chat.person else self.cloud.member(chat, self.cloud.bot.id).status,
            "topics": [asdict(topic) for topic in chat.topics.values()],
            "keyboard": chat.keyboard,
            "pinned": chat.pinned,
            "migrated_to": chat.migrated_to,
            "own": sorted(chat.own & chat.messages.keys()),
            "commands": {user.id: self.cloud.commands_for(chat, user) for user in members},
        }

    def _messages(self, request: web.Request) -> Json:
        chat = self.people.chat(int(request.query["chat_id"]))
        since = int(request.query.get("since", 0))
        messages = [message for number, message in chat.messages.items() if number > since]
        return {"messages": messages, "own": sorted(chat.own & chat.messages.keys())}

    def _journal(self, request: web.Request) -> Json:
        since = int(request.query.get("since", 0))
        return {"calls": [asdict(call) for call in self.cloud.journal.calls[since:]]}

    def _stored(self, request: web.Request) -> Json:
        """Totals for benchmarks: how many messages each chat holds from the bot, and texts that came twice."""
        counts = {chat.id: len(chat.own) for chat in self.cloud.chats.values() if chat.own}
        return {"messages": counts, "duplicates": self.duplicates(), "codes": dict(self.cloud.journal.codes())}

    def duplicates(self) -> int:
        """How many of the bot's messages repeat an earlier text of the same chat and topic."""
        repeated = 0
        for chat in self.cloud.chats.values():
            seen: set[tuple[object, ...]] = set()
            for number in sorted(chat.own & chat.messages.keys()):
                message = chat.messages[number]
                key = (message.get("message_thread_id"), message.get("text"), message.get("caption"))
                repeated += key in seen
                seen.add(key)
        return repeated

    def _file(self, request: web.Request) -> web.Response:
        file: StoredFile | None = self.cloud.files.get(request.query.get("id", ""))
        if file is None:
            raise web.HTTPNotFound
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
        if file.kind == "photo":
            kinds = {b"\x89": "image/png", b"G": "image/gif", b"R": "image/webp"}
            return web.Response(
                body=file.content, content_type=kinds.get(file.content[:1], "image/jpeg"), headers=headers
            )
        response = web.Response(body=file.content, content_type="application/octet-stream", headers=headers)
        response.headers["Content-Disposition"] = _attachment(file.name)
        return response

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue = self.cloud.listen()
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n" + _event({"kind": "clock", "clock": self._clock()}))
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _HEARTBEAT)
                except TimeoutError:
                    event = {"kind": "clock", "clock": self._clock()}
                await response.write(_event(event))
        except ConnectionError:
            return response
        finally:
            self.cloud.unlisten(queue)

    @staticmethod
    def _check_origin(request: web.Request) -> None:
        name = request.host.rpartition(":")[0] if not request.host.endswith("]") else request.host
        if (name or request.host) not in _LOCAL_NAMES:
            raise web.HTTPForbidden(text="only this machine")
        origin = request.headers.get("Origin")
        if origin is not None and origin != f"http://{request.host}":
            raise web.HTTPForbidden(text="only the simulator's own page")


async def _awaited(query: Query, wait: float) -> Json:
    if wait > 0:
        try:
            await asyncio.wait_for(asyncio.shield(query.answered), wait)
        except TimeoutError:
            pass
    return {"query_id": query.id, "answer": query.answered.result() if query.answered.done() else None}


def _person(user: User) -> Json:
    return user.shown() | {"blocked": user.blocked, "started": user.started, "deactivated": user.deactivated}


def _shown(result: object) -> Any:
    if isinstance(result, User):
        return result.shown()
    if isinstance(result, Chat):
        return result.card
    return {"ok": True} if result is None else result


def _json(body: Any, status: int = 200) -> web.Response:
    text = orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS)
    return web.Response(body=text, status=status, content_type="application/json")


def _event(event: Json) -> bytes:
    return b"data: " + orjson.dumps(event, option=orjson.OPT_NON_STR_KEYS) + b"\n\n"


def _attachment(name: str) -> str:
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\' else "_" for c in name)
    return f'attachment; filename="{plain}"'

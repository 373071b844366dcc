"""One Bot API call from its parameters to its answer, with the journal, the flood limits and the faults around it."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.faults import Fault
from bot.demo.simulator.journal import Call
from bot.demo.simulator.methods import METHODS
from bot.demo.simulator.methods.method import Method
from bot.demo.simulator.parameters import Parameters
from bot.demo.simulator.people import People
from bot.demo.simulator.refusals import Refusal, too_many_requests

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: an HTTP status and a JSON object. Status 0 means that the connection is cut instead."""

    status: int
    body: Mapping[str, Any]


CUT = Answer(0, {})


class Caller:
    """Answers Bot API calls on a cloud."""

    def __init__(self, cloud: Cloud, people: People) -> None:
        self.cloud, self.people = cloud, people
        self.methods: dict[str, tuple[str, Method]] = {name.lower(): (name, m) for name, m in METHODS.items()}

    async def call(self, name: str, parameters: Parameters, received_at: float) -> Answer:
        """Answer one call that was received at this monotonic instant."""
        known = self.methods.get(name.lower())
        if known is None:
            refusal = Refusal(404, "Not Found: method not found")
            return self._refused(self.cloud.journal.open(name, received_at, None, parameters.values), refusal)
        name, method = known
        chat_id = _chat_number(parameters)
        call = self.cloud.journal.open(name, received_at, chat_id, parameters.values)
        if method.counted and chat_id is not None:
            halt = self.cloud.flood.halt_of(chat_id, received_at)
            if halt is not None:
                call.inside_halt, call.known_for = True, halt.known_for
        fault = self.cloud.faults.draw(name, chat_id or 0)
        if fault is not None:
            call.fault = fault.kind
        try:
            if fault is not None and self._before(fault, chat_id or 0, parameters):
                return self._ended(call, CUT)
            result = method.handler(self.cloud, parameters)
            if inspect.isawaitable(result):
                result = await result
        except Refusal as refusal:
            answer = self._refused(call, refusal)
            if refusal.code == 429 and chat_id is not None:
                self.cloud.flood.told(chat_id)
            return answer
        call.accepted = _message_ids(result)
        answer = await self._after(fault, Answer(200, {"ok": True, "result": result}))
        return self._ended(call, answer)

    def _before(self, fault: Fault, chat_id: int, parameters: Parameters) -> bool:
        """What a fault does before the request is looked at; true cuts the connection."""
        match fault.kind:
            case "drop_before":
                return True
            case "error_before":
                raise Refusal(502, "Bad Gateway")
            case "flood":
                self.cloud.flood.punish(chat_id, fault.seconds)
                raise too_many_requests(max(1, round(fault.seconds)))
            case "block" | "deactivate" if chat_id > 0:
                (self.people.block if fault.kind == "block" else self.people.deactivate)(chat_id)
            case "kick" if chat_id < 0:
                self.people.remove_bot(chat_id, by=self._creator(chat_id))
            case "migrate" if chat_id < 0 and self.people.chat(chat_id).type == "group":
                if self.people.chat(chat_id).migrated_to is None:
                    self.people.upgrade(chat_id)
            case "delete_topic" | "close_topic":
                thread, chat = parameters.integer("message_thread_id"), self.cloud.chats.get(chat_id)
                if chat is not None and thread in chat.topics:
                    act = self.people.delete_topic if fault.kind == "delete_topic" else self.people.close_topic
                    act(chat_id, thread)
            case _:
                pass
        return False

    async def _after(self, fault: Fault | None, answer: Answer) -> Answer:
        if fault is None:
            return answer
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault.kind == "drop_after":
            return CUT
        elif fault.kind == "error_after":
            return Answer(500, Refusal(500, "Internal Server Error").answer())
        return answer

    def _creator(self, chat_id: int) -> int:
        members = self.people.chat(chat_id).members
        return next((number for number, member in members.items() if member.status == "creator"), self.cloud.bot.id)

    def _refused(self, call: Call, refusal: Refusal) -> Answer:
        call.description = refusal.description
        return self._ended(call, Answer(refusal.code, refusal.answer()))

    def _ended(self, call: Call, answer: Answer) -> Answer:
        call.answered_at, call.code = monotonic(), answer.status
        return answer


def _chat_number(parameters: Parameters) -> int | None:
    return parameters.integer("chat_id") or None


def _message_ids(result: object) -> list[int]:
    if isinstance(result, dict):
        number = result.get("message_id")
        return [number] if isinstance(number, int) and "chat" in result else []
    if isinstance(result, list):
        return [item["message_id"] for item in result if isinstance(item, dict) and "message_id" in item]
    return []

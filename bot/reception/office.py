"""Rights and the owner's business (`handlers.desk.Office`)."""

from __future__ import annotations

import hmac
import html
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2s
from typing import Any

from tinydb import where as field
from tinydb.table import Document

from bot.clock import Clock
from bot.config import AccessConfig
from bot.reception.circulars import count_active, read_subscribers, send_to_all, take_back, write_subscribers
from bot.reception.health import Vitals, look
from bot.reception.register import name_of, named
from bot.store.api import Store, StoreRunner
from bot.store.documents import instant
from bot.store.schema import CONVERSATIONS, RIGHTS, SETTINGS
from briefs.errors import RequestError
from briefs.model.subscriber import Role
from briefs.wording.wording import LANGUAGES
from handlers.buttons import button
from handlers.desk import Voice
from handlers.exchange import Health, Message, Visitor, Where
from handlers.rights import Right, require
from handlers.wording import wording_for

CLAIM = "claim"
UNDECIDED = ""
"""The role of somebody of whom only a language is known: what the mode of access gives."""
WORDS_KEPT = timedelta(days=30)
"""So long a button works whose words are too long for it."""
ASKED_FOR = timedelta(days=1)
"""After that a plain message is no answer to a question any more."""


@dataclass(frozen=True, slots=True)
class StoredOffice:
    """Roles, conversation state and the panel, kept in the store."""

    runner: StoreRunner
    clock: Clock
    access: AccessConfig
    voice: Voice
    language: str
    vitals: Vitals

    async def visitor(self, user_id: int, name: str, language_code: str) -> Visitor:
        """See `handlers.desk.Office`. An owner named in the configuration is one whatever the store says."""
        known = await self.runner.run(lambda store: _right(store, user_id))
        if user_id in self.access.owners:
            role = Role.OWNER
        elif known and known["role"]:
            role = Role(known["role"])
        else:
            role = self._newcomer
        chosen = str(known["language"]) if known else ""
        spoken = chosen or language_code.partition("-")[0].lower()
        return Visitor(user_id, name, spoken if spoken in LANGUAGES else self.language, role)

    async def set_language(self, user_id: int, language: str) -> None:
        """See `handlers.desk.Office`."""
        await self.runner.run(lambda store: _settle(store, user_id, {"language": language}))

    async def claim(self, visitor: Visitor, code: str) -> bool:
        """See `handlers.desk.Office`. The code is spent by its first right use."""

        def work(store: Store) -> bool:
            with store.transaction():
                kept = store.table(SETTINGS).get(field("key") == CLAIM)
                if not isinstance(kept, Document) or not hmac.compare_digest(str(kept["value"]), code):
                    return False
                store.table(SETTINGS).remove(field("key") == CLAIM)
                _settle(store, visitor.user_id, {"role": Role.OWNER.value, "name": visitor.name})
                return True

        return await self.runner.run(work)

    async def request_access(self, visitor: Visitor, where: Where) -> bool:
        """See `handlers.desk.Office`."""

        def work(store: Store) -> bool:
            with store.transaction():
                known = _right(store, visitor.user_id)
                if known and known.get("asked_at"):
                    return False
                asked = {
                    "role": Role.STRANGER.value,
                    "name": visitor.name,
                    "chat_id": where.chat_id,
                    "asked_at": instant(self.clock.now()),
                }
                _settle(store, visitor.user_id, asked)
                return True

        if not await self.runner.run(work):
            return False
        for owner in await self._owners():
            wording = wording_for(owner.language)
            await self.voice.say(
                Where(owner.user_id),
                Message(
                    (wording.say("request-for-access", name=html.escape(visitor.name, quote=False)),),
                    keyboard=(
                        (
                            button(wording.say("button-let-in"), "admit", visitor.user_id, Role.READER.value),
                            button(wording.say("button-refuse"), "admit", visitor.user_id, Role.STRANGER.value),
                        ),
                    ),
                ),
            )
        return True

    async def admit(self, owner: Visitor, user_id: int, role: Role) -> None:
        """See `handlers.desk.Office`. Owners of the configuration stay what they are, and one owner must remain."""
        require(owner, Right.OWN)

        def work(store: Store) -> tuple[Role, dict[str, Any]]:
            with store.transaction():
                known = _right(store, user_id)
                before = Role(known["role"]) if known and known["role"] else self._newcomer
                if user_id in self.access.owners or (role is not Role.OWNER and _is_last_owner(store, user_id)):
                    raise RequestError("an owner must remain", sentence="owner-stays")
                name = str(known.get("name") or "") if known else ""
                name = name or name_of(store, user_id)
                _settle(store, user_id, {"role": role.value, "name": name, "asked_at": ""})
                return before, dict(_right(store, user_id) or {})

        before, kept = await self.runner.run(work)
        if before is role and role is not Role.STRANGER:
            return
        wording = wording_for(kept.get("language") or self.language)
        if role is Role.STRANGER:
            verdict = wording.say("access-refused")
        elif before is Role.STRANGER:
            verdict = wording.say("access-granted")
        else:
            verdict = wording.say("role-given", role=wording.say(f"role-{role.value}"))
        await self.voice.say(Where(kept.get("chat_id") or user_id), Message((verdict,)))

    async def admit_chat(self, where: Where) -> None:
        """See `handlers.desk.Office`."""

        def work(store: Store) -> None:
            with store.transaction():
                known = _right(store, where.chat_id)
                if known is None or known["role"] in (UNDECIDED, Role.STRANGER):
                    change = {"role": Role.READER.value, "name": where.title, "asked_at": ""}
                    _settle(store, where.chat_id, change)

        await self.runner.run(work)

    async def people(self) -> Sequence[Visitor]:
        """See `handlers.desk.Office`."""

        def work(store: Store) -> list[Visitor]:
            kept = store.table(RIGHTS).all()
            return [
                Visitor(
                    each["user_id"], each.get("name", ""), each.get("language") or self.language, Role(each["role"])
                )
                for each in kept
                if each["role"] not in (UNDECIDED, Role.STRANGER) and each["user_id"] > 0
            ]

        return await self.runner.run(work)

    async def find_people(self, words: str) -> Sequence[Visitor]:
        """See `handlers.desk.Office`."""
        known = {each.user_id: each for each in await self.people()}
        found = await self.runner.run(lambda store: named(store, words))
        owners = set(self.access.owners)
        others = (
            Visitor(user_id, name, self.language, Role.OWNER if user_id in owners else self._newcomer)
            for user_id, name in found
        )
        return [known.get(each.user_id, each) for each in others]

    async def health(self) -> Health:
        """See `handlers.desk.Office`."""
        now = self.clock.now()
        return self.vitals.added_to(await self.runner.run(lambda store: look(store, now=now)))

    async def message_all(self, owner: Visitor, text: str, *, name: str = "") -> int:
        """See `handlers.desk.Office`. It goes through the outbox, after briefs."""
        require(owner, Right.OWN)
        now = self.clock.now()
        if not name:
            return await self.runner.run(count_active)
        return await self.runner.run(lambda store: send_to_all(store, text, name=name, now=now))

    async def export_subscribers(self, owner: Visitor) -> bytes:
        """See `handlers.desk.Office`."""
        require(owner, Right.OWN)
        return await self.runner.run(write_subscribers)

    async def import_subscribers(self, owner: Visitor, content: bytes) -> int:
        """See `handlers.desk.Office`."""
        require(owner, Right.OWN)
        subscribers, now = read_subscribers(content), self.clock.now()
        return await self.runner.run(lambda store: take_back(store, subscribers, now=now))

    async def recall(self, where: Where, user_id: int) -> dict[str, str]:
        """See `handlers.desk.Office`."""
        key = f"{where.subscriber_id}|{user_id}"

        def work(store: Store) -> dict[str, str]:
            kept = store.table(CONVERSATIONS).get(field("key") == key)
            if not isinstance(kept, Document) or self.clock.now() - datetime.fromisoformat(kept["at"]) > ASKED_FOR:
                return {}
            return dict(kept["state"])

        return await self.runner.run(work)

    async def remember(self, where: Where, user_id: int, state: dict[str, str]) -> None:
        """See `handlers.desk.Office`."""
        key = f"{where.subscriber_id}|{user_id}"

        def work(store: Store) -> None:
            table = store.table(CONVERSATIONS)
            if not state:
                table.remove(field("key") == key)
                return
            table.upsert(
                {"v": 1, "key": key, "user_id": user_id, "state": state, "at": instant(self.clock.now())},
                field("key") == key,
            )

        await self.runner.run(work)

    async def keep_words(self, where: Where, user_id: int, words: str) -> str:
        """See `handlers.desk.Office`. The same words in one place have one key; they are kept for a month."""
        key, now = blake2s(words.encode(), digest_size=8).hexdigest(), self.clock.now()

        def work(store: Store) -> None:
            table = store.table(CONVERSATIONS)
            kept = {"v": 1, "user_id": user_id, "state": {"words": words}, "at": instant(now)}
            with store.transaction():
                old = instant(now - WORDS_KEPT)
                table.remove(field("key").search(r"\|words\|") & (field("at") < old))
                key_here = _words_key(where, key)
                table.upsert({**kept, "key": key_here}, field("key") == key_here)

        await self.runner.run(work)
        return key

    async def kept_words(self, where: Where, key: str) -> str:
        """See `handlers.desk.Office`."""

        def work(store: Store) -> str:
            kept = store.table(CONVERSATIONS).get(field("key") == _words_key(where, key))
            return str(kept["state"]["words"]) if isinstance(kept, Document) else ""

        return await self.runner.run(work)

    def now(self) -> datetime:
        """See `handlers.desk.Office`."""
        return self.clock.now()

    @property
    def _newcomer(self) -> Role:
        """What somebody without a role is."""
        return Role.READER if self.access.mode == "open" else Role.STRANGER

    async def _owners(self) -> list[Visitor]:
        stored = [person for person in await self.people() if person.role is Role.OWNER]
        ids = {person.user_id for person in stored}
        return [
            *stored,
            *(Visitor(owner, "", self.language, Role.OWNER) for owner in self.access.owners if owner not in ids),
        ]


def _words_key(where: Where, key: str) -> str:
    """Beside the conversations of a place, so that it is told and forgotten with them."""
    return f"{where.subscriber_id}|words|{key}"


def claim_code(store: Store) -> str:
    """The one-time code of the owner's link: made once, kept until it is used; "" when the bot has an owner."""
    with store.transaction():
        if store.table(RIGHTS).contains(field("role") == Role.OWNER.value):
            return ""
        kept = store.table(SETTINGS).get(field("key") == CLAIM)
        if isinstance(kept, Document):
            return str(kept["value"])
        code = secrets.token_urlsafe(16).replace("-", "x")
        store.table(SETTINGS).insert({"v": 1, "key": CLAIM, "value": code})
        return code


def _is_last_owner(store: Store, user_id: int) -> bool:
    owners = [each["user_id"] for each in store.table(RIGHTS).search(field("role") == Role.OWNER.value)]
    return owners == [user_id]


def _right(store: Store, user_id: int) -> Document | None:
    kept = store.table(RIGHTS).get(field("user_id") == user_id)
    return kept if isinstance(kept, Document) else None


def _settle(store: Store, user_id: int, change: dict[str, Any]) -> None:
    base = {"v": 1, "user_id": user_id, "role": UNDECIDED, "language": ""}
    known = _right(store, user_id)
    store.table(RIGHTS).upsert({**base, **(known or {}), **change}, field("user_id") == user_id)

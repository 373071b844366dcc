"""Whom to alarm when nothing is sent, and in which words (`bot.delivery.service.Alarms`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinydb import where

from bot.delivery.health import DeliveryHealth
from bot.delivery.letters import Letter, letter_of
from bot.store.api import Store
from bot.store.schema import RIGHTS
from briefs.model.subscriber import Role
from handlers.exchange import Message
from handlers.wording import wording_for


@dataclass(frozen=True, slots=True)
class OwnerAlarms:
    """The owners of the configuration and of the store."""

    configured: tuple[int, ...]
    language: str

    def owners(self, store: Store) -> Sequence[int]:
        """See `Alarms`."""
        stored = (int(each["user_id"]) for each in store.table(RIGHTS).search(where("role") == Role.OWNER.value))
        return tuple(dict.fromkeys((*self.configured, *stored)))

    def silence(self, health: DeliveryHealth) -> Letter:
        """See `Alarms`."""
        return letter_of(Message((wording_for(self.language).say("alarm-silence", due=health.due_today),)))

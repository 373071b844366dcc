"""The one table of rights: what each role may do."""

from __future__ import annotations

from enum import StrEnum

from briefs.errors import NotAllowed
from briefs.model.subscriber import Role
from handlers.exchange import Visitor


class Right(StrEnum):
    """Something that not everybody may do."""

    ASK = "ask"
    SUBSCRIBE = "subscribe"
    FEED = "feed"
    MANAGE_SOURCES = "manage sources"
    EDIT = "edit"
    OWN = "own"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.STRANGER: frozenset(),
    Role.READER: frozenset({Right.ASK, Right.SUBSCRIBE}),
    Role.CONTRIBUTOR: frozenset({Right.ASK, Right.SUBSCRIBE, Right.FEED}),
    Role.EDITOR: frozenset({Right.ASK, Right.SUBSCRIBE, Right.FEED, Right.MANAGE_SOURCES, Right.EDIT}),
    Role.OWNER: frozenset(Right),
}


def may(visitor: Visitor, right: Right) -> bool:
    """Whether the visitor's role includes the right."""
    return right in RIGHTS[visitor.role]


def require(visitor: Visitor, right: Right) -> None:
    """Raise NotAllowed unless the visitor may."""
    if not may(visitor, right):
        raise NotAllowed(right.value)

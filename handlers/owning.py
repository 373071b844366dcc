"""The owner's business: letting people in."""

from __future__ import annotations

from briefs.model.subscriber import Role
from handlers.talk import Talk


async def admit(talk: Talk) -> None:
    """[Let in] or [Refuse] under a stranger's request: `admit:USER:ROLE`."""
    user_id, role = int(talk.arguments[0]), Role(talk.arguments[1])
    await talk.desk.office.admit(talk.visitor, user_id, role)
    await talk.show(talk.t("admitted" if role is not Role.STRANGER else "not-admitted", user=str(user_id)))

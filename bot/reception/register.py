"""Who is known by name: those with a role, and those who subscribed in private."""

from __future__ import annotations

from tinydb import where
from tinydb.table import Document

from bot.store.api import Store
from bot.store.schema import RIGHTS, SUBSCRIBERS

MOST = 20


def named(store: Store, words: str) -> list[tuple[int, str]]:
    """Ids and names of the people whose name holds all the words, or whose Telegram id it is; by name, `MOST` at most.

    Looks at everybody: it is asked by hand, by owners.
    """
    wanted = words.casefold().split()
    found: dict[int, str] = {}
    for each in store.table(SUBSCRIBERS).search(where("chat_type") == "private"):
        found[int(each["chat_id"])] = str(each["title"])
    for each in store.table(RIGHTS).search(where("user_id") > 0):
        found[int(each["user_id"])] = str(each.get("name") or found.get(int(each["user_id"]), ""))
    meant = [
        (user_id, name)
        for user_id, name in found.items()
        if str(user_id) == words.strip() or all(word in name.casefold() for word in wanted)
    ]
    return sorted(meant, key=lambda one: (one[1], one[0]))[:MOST]


def name_of(store: Store, user_id: int) -> str:
    """The name under which a person subscribed; "" for one who did not."""
    known = store.table(SUBSCRIBERS).get(where("id") == str(user_id))
    return str(known["title"]) if isinstance(known, Document) else ""

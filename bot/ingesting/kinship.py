"""Texts that are one text: the store's index of fingerprints, by which reprints and rewrites are found.

Whoever repeats a text of a family is of that family, so that the families do not depend on which text came first: a
text that repeats two families makes them one, and one that leaves may part them again (ADR 0071). A family is called
by the id of one of its articles, whose own `family` stays empty. Prints are kept as long as texts are reprinted (two
months), so finding kin costs the same in a large store. Called inside a transaction; computing fingerprints belongs
elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from tinydb import where
from tinydb.table import Document

from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import ARTICLES, PRINTS
from briefs.agenda.duplicates import Fingerprint, band_keys, groups, same_text

KEPT = timedelta(days=60)
_MOST_COMPARED = 32
_MOST_FILED = 20  # of one family


def place_in_family(store: Store, article_id: str, sketch: Fingerprint, *, now: datetime) -> frozenset[str]:
    """File an article's print, in place of an earlier one, and note its family; the articles whose family changed.

    What it costs is bounded, whatever is fed to it: of the prints that share a key those that share most are compared,
    since thousands may share one stock phrase, and a family is known by some of its texts.
    """
    changed = leave_family(store, article_id)
    keys, table = list(band_keys(sketch)), store.table(PRINTS)
    near = table.sharing("bands", keys, limit=_MOST_COMPARED)
    kin = {str(other["family"]) for other in near if same_text(sketch, Fingerprint.parse(other["print"]))}
    family = max(kin, key=lambda each: _size(store, each)) if len(kin) > 1 else next(iter(kin), article_id)
    filed = sum(other["family"] == family for other in near)
    document = {
        "v": 1,
        "article_id": article_id,
        "family": family,
        "print": sketch.text(),
        "bands": keys if filed < _MOST_FILED else [],
        "stored_at": instant(now),
    }
    table.insert(document)
    changed |= _call(store, {article_id}, family)
    for other in sorted(kin - {family}):
        changed |= _call(store, _members(store, other), family)
    return changed


def leave_family(store: Store, article_id: str) -> frozenset[str]:
    """The article or its text is no more: drop its print; the other articles whose family changed."""
    table = store.table(PRINTS)
    own = table.get(where("article_id") == article_id)
    if not isinstance(own, Document):
        return frozenset()
    family = str(own["family"])
    table.remove(doc_ids=[own.doc_id])
    members = _members(store, family) - {article_id}
    if not members:
        return frozenset()
    prints = {each["article_id"]: each for each in table.search(where("family") == family) if each["bands"]}
    parts = groups({name: Fingerprint.parse(prints[name]["print"]) for name in sorted(prints, key=int)})
    parts.sort(key=lambda part: (family in part, len(part)))
    apart = parts[:-1]  # what is not filed goes with the namesake, else with most
    changed = frozenset[str]()
    for part in apart:
        changed |= _call(store, part, part[0])
        members -= set(part)
    return changed | (_call(store, members, min(members, key=int)) if family == article_id else frozenset())


def _size(store: Store, family: str) -> int:
    return store.table(ARTICLES).count(where("family") == family)


def _members(store: Store, family: str) -> set[str]:
    """The articles of a family, those without a print and the one that it is called by among them."""
    named = {str(document.doc_id) for document in store.table(ARTICLES).search(where("family") == family)}
    return named | {each["article_id"] for each in store.table(PRINTS).search(where("family") == family)}


def _call(store: Store, members: Collection[str], family: str) -> frozenset[str]:
    """Call the family of these articles so; those that were of another."""
    articles, prints = store.table(ARTICLES), store.table(PRINTS)
    changed = set()
    for name in members:
        prints.update({"family": family}, where("article_id") == name)
        known, told = articles.get(doc_id=int(name)), "" if family == name else family
        if isinstance(known, Document) and known.get("family", "") != told:
            articles.update({"family": told}, doc_ids=[known.doc_id])
            changed.add(name)
    return frozenset(changed)


def drop_old_prints(store: Store, *, now: datetime, limit: int) -> int:
    """Drop what is too old to be reprinted, at most `limit`; how many."""
    table = store.table(PRINTS)
    old = table.find(where("stored_at") < instant(now - KEPT), order="stored_at", limit=limit)
    table.discard(document.doc_id for document in old)
    return len(old)

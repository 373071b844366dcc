"""Texts that are one text: the store's index of fingerprints, by which reprints and rewrites are found.

Prints are kept as long as texts are reprinted (two months), so finding kin costs the same in a large store. Called
inside a transaction; computing fingerprints belongs elsewhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tinydb import where

from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import PRINTS
from briefs.agenda.duplicates import Fingerprint, Printed, band_keys, family_of

KEPT = timedelta(days=60)


def place_in_family(store: Store, article_id: str, sketch: Fingerprint, *, now: datetime) -> str:
    """File an article's print, in place of an earlier one; the family it belongs to, "" when it is alone so far."""
    keys, table = list(band_keys(sketch)), store.table(PRINTS)
    near = [] if not keys else table.search(where("bands").any(keys))
    kin = [Printed(other["article_id"], other["family"], Fingerprint.parse(other["print"])) for other in near]
    family = family_of(article_id, sketch, kin)
    document = {
        "v": 1,
        "article_id": article_id,
        "family": family,
        "print": sketch.text(),
        "bands": keys,
        "stored_at": instant(now),
    }
    table.upsert(document, where("article_id") == article_id)
    return "" if family == article_id else family


def remove_print(store: Store, article_id: str) -> None:
    """The article is no more."""
    store.table(PRINTS).remove(where("article_id") == article_id)


def drop_old_prints(store: Store, *, now: datetime, limit: int) -> int:
    """Drop what is too old to be reprinted, at most `limit`; how many."""
    table = store.table(PRINTS)
    old = table.find(where("stored_at") < instant(now - KEPT), order="stored_at", limit=limit)
    table.discard(document.doc_id for document in old)
    return len(old)

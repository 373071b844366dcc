"""Texts that are one text: the store's index of fingerprints, by which reprints and rewrites are found.

Prints are kept as long as texts are reprinted (two months), so finding kin costs the same in a large store. Called
inside a transaction; computing fingerprints belongs elsewhere.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tinydb import where
from tinydb.table import Document

from bot.store.api import Store
from bot.store.documents import instant
from bot.store.schema import PRINTS
from briefs.agenda.duplicates import Fingerprint, Printed, band_keys, family_of

KEPT = timedelta(days=60)
_MOST_COMPARED = 32
_MOST_FILED = 20  # of one family


def place_in_family(store: Store, article_id: str, sketch: Fingerprint, *, now: datetime) -> str:
    """File an article's print, in place of an earlier one; the family it belongs to, "" when it is alone so far.

    What it costs is bounded, whatever is fed to it: of the prints that share a key those that share most are compared,
    since thousands may share one stock phrase, and a family is known by some of its texts.
    """
    keys, table = list(band_keys(sketch)), store.table(PRINTS)
    near = table.sharing("bands", keys, limit=_MOST_COMPARED)
    kin = [Printed(other["article_id"], other["family"], Fingerprint.parse(other["print"])) for other in near]
    family = family_of(article_id, sketch, kin)
    filed = sum(other.family == family for other in kin)
    document = {
        "v": 1,
        "article_id": article_id,
        "family": family,
        "print": sketch.text(),
        "bands": keys if filed < _MOST_FILED else [],
        "stored_at": instant(now),
    }
    earlier = table.get(where("article_id") == article_id)
    if isinstance(earlier, Document):
        table.replace([Document(document, earlier.doc_id)])
    else:
        table.insert(document)
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

"""Articles in the store: filed once, known again, dated, changed and deleted. Called inside a transaction.

Beside the fields of `Article` a document holds how it is known (`canonical`, `fingerprint`), when it came
(`stored_at`), whether it was read (`state`, `reason`, `unread_at`), whether its text was `compared` with others and to
which `family` of republications it belongs, where else the same words stood (`republished`) and what it said before
(`versions`). `text_since` is when its present text came; once that has gone (`retention`) it is absent, and `letters`
says how long the text was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tinydb import where
from tinydb.table import Document

from bot.ingesting.kinship import place_in_family, remove_print
from bot.store.api import Store
from bot.store.documents import decode, encode, instant
from bot.store.schema import ARTICLES
from briefs.agenda.corrections import is_correction
from briefs.agenda.duplicates import Fingerprint
from briefs.model.agenda import ArticleRef
from briefs.model.article import Article, PublishedFrom
from briefs.sources.identity import canonical_address, fingerprint

PENDING, READ, UNREAD = "pending", "read", "unread"

_SAME_TEXT_WITHIN = timedelta(days=7)  # the same words a week later speak of other days
_TELLING_WORDS = 20  # fewer words than that may well be written twice
_EXCERPT = 0.5
_KEPT_VERSIONS = 10


@dataclass(frozen=True, slots=True)
class Filed:
    """What filing an article did: it is new, or known as the article `known_as`, which may have `changed`.

    `article` is the one in the store, with its id; `to_read` whether it has to be read (again).
    """

    article: Article
    known: bool = False
    changed: bool = False
    to_read: bool = True


def file_article(
    store: Store,
    article: Article,
    *,
    now: datetime,
    received_at: datetime | None = None,
) -> Filed:
    """File an article, or recognise it by its address or its words.

    Another text at a known address replaces the earlier one, which is kept as a version; an excerpt of it does not.
    The same words at another address are a republication, noted with the article. A known article without date takes
    that of its copy. Reprints in other words are told once it has been read (`join_family`). `received_at`, before
    `now`, is for old news: what it says counts as learned then.
    """
    canonical, words = canonical_address(article.url), fingerprint(article.text)
    table = store.table(ARTICLES)
    known = table.get(where("canonical") == canonical) if canonical else None
    if known is not None and known["fingerprint"] != words and len(article.text) >= _EXCERPT * _letters(known):
        return _replace_text(store, known, article, now=now)
    if known is None:
        known = _same_words(store, article, canonical, words)
        if known is not None:
            _note_republication(store, known, article, now=now)
    if known is not None:
        return _take_date(store, known, article, now=now)
    document = {
        **encode(article),
        **_derived(article),
        "canonical": canonical or None,
        "stored_at": instant(now),
        "text_since": instant(now),
        "received_at": instant(received_at or now),
        "state": PENDING,
        "reason": "",
        "attempts": 0,
        "family": "",
        "compared": False,
        "republished": [],
        "versions": [],
    }
    return Filed(replace(article, id=str(table.insert(document))))


def join_family(store: Store, document: Document, sketch: Fingerprint, *, now: datetime) -> None:
    """Note in an article's document which family of reprints its present text belongs to, once for each text."""
    if not document.get("compared", True):
        document["family"] = place_in_family(store, str(document.doc_id), sketch, now=now)
        document["compared"] = True
        fields = {"family": document["family"], "compared": True}
        store.table(ARTICLES).update(fields, doc_ids=[document.doc_id])


def find_article(store: Store, article_id: str) -> Article | None:
    """The article with this id; None when it is not there."""
    document = document_of(store, article_id)
    return None if document is None else decode(Article, document)


def document_of(store: Store, article_id: str) -> Document | None:
    """The article's document; None when it is not there."""
    return store.table(ARTICLES).get(doc_id=int(article_id)) if article_id.isdecimal() else None


def has_text(document: Mapping[str, Any]) -> bool:
    """Whether the article's text is still kept; without it, it can be cited but not read again."""
    return bool(document["text"])


def reference_of(document: Document) -> ArticleRef:
    """What a citation needs of a stored article."""
    article = decode(Article, document)
    return ArticleRef(
        article.id,
        article.source,
        article.title,
        article.url,
        article.published_at,
        str(document.get("family", "")),
        bool(document.get("is_correction")),
    )


def republications_of(document: Document) -> tuple[ArticleRef, ...]:
    """Where else the same words stood, in the order they were found."""
    return tuple(
        replace(
            reference_of(document),
            source=copy["source"],
            url=copy["url"],
            published_at=datetime.fromisoformat(copy["published_at"]) if copy["published_at"] else None,
        )
        for copy in document["republished"]
    )


def date_article(
    store: Store,
    article_id: str,
    published_at: datetime,
    *,
    now: datetime,
    learned: PublishedFrom = PublishedFrom.READER,
) -> Article | None:
    """Give an article its publication instant; it is to be read again, and what it says counts as learned `now`.

    None when it is not there, or its text is no longer kept.
    """
    document = document_of(store, article_id)
    if document is None or not has_text(document):
        return None
    article = replace(decode(Article, document), published_at=published_at, published_from=learned)
    _change(store, article, {"received_at": instant(now)})
    return article


def mark_read(store: Store, article_id: str, unread: str = "", *, now: datetime) -> None:
    """Note that the article was read, or with `unread` that it was not and why."""
    state = UNREAD if unread else READ
    fields = {"state": state, "reason": unread, "unread_at": instant(now) if unread else None}
    store.table(ARTICLES).update(fields, doc_ids=[int(article_id)])


def delete_article(store: Store, article_id: str) -> bool:
    """Delete the article's document and print; whether it was there."""
    if not article_id.isdecimal():
        return False
    remove_print(store, article_id)
    return bool(store.table(ARTICLES).remove(doc_ids=[int(article_id)]))


def pending_articles(store: Store, *, before: datetime, attempts: int, also: tuple[str, ...] = ()) -> list[Article]:
    """Articles stored before an instant that still have to be read, and those unread for a reason in `also`.

    Oldest first. Each counts as attempted once more; those attempted `attempts` times already are left out.
    """
    waiting = (where("state") == PENDING) & (where("stored_at") <= instant(before))
    if also:
        waiting = waiting | ((where("state") == UNREAD) & where("reason").one_of(list(also)))
    table = store.table(ARTICLES)
    found = [document for document in table.search(waiting) if document.get("attempts", 0) < attempts]
    for document in found:
        table.update({"attempts": document.get("attempts", 0) + 1}, doc_ids=[document.doc_id])
    return [decode(Article, document) for document in found]


def _derived(article: Article) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint(article.text),
        "published_utc": instant(article.published_at) if article.published_at else None,
        "is_correction": is_correction(article),
    }


def _same_words(store: Store, article: Article, canonical: str, words: str) -> Document | None:
    few = len(article.text.split()) < _TELLING_WORDS
    for document in store.table(ARTICLES).search(where("fingerprint") == words):
        if few and canonical and document.get("canonical"):
            continue
        published_at = decode(Article, document).published_at
        if None in (published_at, article.published_at) or _near(published_at, article.published_at):
            return document
    return None


def _near(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= _SAME_TEXT_WITHIN


def _note_republication(store: Store, known: Document, article: Article, *, now: datetime) -> None:
    copy = {"source": article.source, "url": article.url}
    noted = [{"source": each["source"], "url": each["url"]} for each in known["republished"]]
    if copy not in [*noted, {"source": known["source"], "url": known["url"]}]:
        published = article.published_at.isoformat() if article.published_at else None
        known["republished"].append({**copy, "published_at": published, "received_at": instant(now)})
        store.table(ARTICLES).update({"republished": known["republished"]}, doc_ids=[known.doc_id])


def _take_date(store: Store, known: Document, article: Article, *, now: datetime) -> Filed:
    stored = decode(Article, known)
    whole = has_text(known)
    # A text that has gone comes back with its copy; an excerpt cannot be read in its place.
    readable = whole or known["fingerprint"] == fingerprint(article.text)
    if stored.published_at is not None or article.published_at is None or not readable:
        return Filed(stored, known=True, to_read=False)
    stored = replace(stored, published_at=article.published_at, published_from=article.published_from)
    if not whole:
        stored = replace(stored, text=article.text)
    # What it says counts as learned now that it can be told when it is.
    _change(store, stored, {"received_at": instant(now), **({} if whole else {"text_since": instant(now)})})
    return Filed(stored, known=True, changed=True)


def _letters(document: Mapping[str, Any]) -> int:
    return len(document["text"]) or int(document.get("letters", 0))


def _replace_text(store: Store, known: Document, article: Article, *, now: datetime) -> Filed:
    before = decode(Article, known)
    version = {
        **({"text": before.text} if before.text else {}),
        "title": before.title,
        "published_at": known["published_at"],
        "replaced_at": instant(now),
    }
    after = replace(
        article,
        id=before.id,
        source=article.source or before.source,
        title=article.title or before.title,
        published_at=article.published_at or before.published_at,
        published_from=article.published_from if article.published_at else before.published_from,
    )
    versions = [*known["versions"], version][-_KEPT_VERSIONS:]
    _change(store, after, {"versions": versions, "text_since": instant(now), "compared": False})
    return Filed(after, known=True, changed=True)


def _change(store: Store, article: Article, more: Mapping[str, Any]) -> None:
    to_read = {"state": PENDING, "reason": "", "unread_at": None, "attempts": 0}
    fields = {**encode(article), **_derived(article), **to_read, **more}
    store.table(ARTICLES).update(fields, doc_ids=[int(article.id)])

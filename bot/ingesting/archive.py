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
from datetime import UTC, datetime, timedelta
from typing import Any

from tinydb import where
from tinydb.table import Document

from bot.ingesting.kinship import leave_family, place_in_family
from bot.store.api import Store
from bot.store.documents import decode, encode, instant
from bot.store.schema import ARTICLES
from briefs.agenda.corrections import is_correction
from briefs.agenda.duplicates import Fingerprint, count_words
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
    The same words at another address are a republication, noted with the article, which is cited as the better of both.
    Reprints in other words are told once it has been read (`join_family`). `received_at`, before
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
        return _take_better(store, known, article, now=now)
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


def join_family(store: Store, article_id: str, sketch: Fingerprint, *, now: datetime) -> frozenset[str]:
    """Note which family of reprints an article's present text belongs to, once for each text.

    Returns the ids of the articles whose family changed.
    """
    document = document_of(store, article_id)
    if document is None or document.get("compared", True):
        return frozenset()
    store.table(ARTICLES).update({"compared": True}, doc_ids=[document.doc_id])
    return place_in_family(store, article_id, sketch, now=now)


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
        int(document.get("words", 0)),
        int(document.get("clutter", 0)),
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


def delete_article(store: Store, article_id: str) -> frozenset[str] | None:
    """Delete the article's document and print; None if it was not there, else the articles whose family changed."""
    if not article_id.isdecimal() or not store.table(ARTICLES).remove(doc_ids=[int(article_id)]):
        return None
    return leave_family(store, article_id)


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
    count, clutter = count_words(article.text)
    return {
        "fingerprint": fingerprint(article.text),
        "words": count,
        "clutter": clutter,
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


def _take_better(store: Store, known: Document, article: Article, *, now: datetime) -> Filed:
    """The same words again: cited as the better of both, told when they were first; the other is noted as a copy."""
    stored = decode(Article, known)
    cited = replace(stored, published_at=_printed_at(known) or stored.published_at)
    whole = has_text(known)
    # A text that has gone comes back with its copy; an excerpt cannot be read in its place.
    readable = whole or known["fingerprint"] == fingerprint(article.text)
    canonical = canonical_address(article.url) or None
    if canonical and canonical == known["canonical"]:
        better = readable and stored.published_at is None and article.published_at is not None
        article = replace(article, source=stored.source, title=stored.title, url=stored.url)
        first = article if better else stored
    else:
        better = readable and _worth(article) > _worth(cited)
        _note_copy(store, known, *((cited, article) if better else (article, cited)), now=now)
        first = min((stored, article), key=_first_printed) if readable else stored
    if not better and first is stored:
        return Filed(stored, known=True, to_read=False)
    best = article if better else cited
    spot = best if best.url else stored
    after = replace(
        best,
        id=stored.id,
        text=stored.text or article.text,
        title=best.title or stored.title,
        source=spot.source,
        url=spot.url,
        published_at=first.published_at,
        published_from=first.published_from,
    )
    fields: dict[str, Any] = {"canonical": canonical_address(spot.url) or known["canonical"]}
    if best.published_at is not None and best.published_at != first.published_at:
        fields["printed_at"] = best.published_at.isoformat()
    if not whole:
        fields["text_since"] = instant(now)
    if stored.published_at is None and after.published_at is not None:
        # What it says counts as learned now that it can be told when it is.
        fields["received_at"] = instant(now)
    _change(store, after, fields)
    return Filed(after, known=True, changed=True)


def _worth(article: Article) -> tuple[object, ...]:
    return ArticleRef("", article.source, article.title, article.url, article.published_at).worth


def _printed_at(document: Mapping[str, Any]) -> datetime | None:
    """When the copy that is cited was printed, where another was earlier."""
    printed = document.get("printed_at")
    return datetime.fromisoformat(printed) if printed else None


def _first_printed(article: Article) -> tuple[bool, bool, datetime]:
    """Sorts copies of one text by when it was printed; a date that only a reader gave comes after printed ones.

    The words that count days ("tomorrow") were written for the first printing.
    """
    given = article.published_from is PublishedFrom.READER
    return article.published_at is None, given, article.published_at or datetime.max.replace(tzinfo=UTC)


def _note_copy(store: Store, known: Document, copy: Article, cited: Article, *, now: datetime) -> None:
    published = copy.published_at.isoformat() if copy.published_at else None
    told = {"source": copy.source, "url": copy.url, "published_at": published, "received_at": instant(now)}
    noted = {(each["source"], each["url"]): each for each in (told, *known["republished"])}
    noted.pop((cited.source, cited.url), None)
    copies = sorted(noted.values(), key=lambda each: each["received_at"])
    if copies != known["republished"]:
        store.table(ARTICLES).update({"republished": copies}, doc_ids=[known.doc_id])


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
    to_read = {"state": PENDING, "reason": "", "unread_at": None, "attempts": 0, "printed_at": None}
    fields = {**encode(article), **_derived(article), **to_read, **more}
    store.table(ARTICLES).update(fields, doc_ids=[int(article.id)])

"""E-mail newsletters (`.eml`, RFC 5322) → an article."""

from __future__ import annotations

import email
import email.policy
import re
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from briefs.errors import FormatError
from briefs.model.article import Article, PublishedFrom
from briefs.sources.batch import Batch, Origin
from briefs.sources.decoding import check_size, tidy
from briefs.sources.feeds import parse_date
from briefs.sources.fragments import text_of_html
from briefs.sources.language import detect_language

MOST_PARTS = 200
_HEADER = re.compile(rb"(?:\A|\r?\n)(?:from|subject|date|message-id|mime-version|received|return-path):[ \t]", re.I)
_SUBJECT_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.I)
_FOOTER = re.compile(
    r"(?:unsubscribe|manage (?:your )?(?:subscription|preferences)|view (?:this )?(?:e-?mail |newsletter )?in "
    r"(?:your|a) browser|you (?:are receiving|received) this|was this e-?mail forwarded)",
    re.I,
)


def looks_like_mail(head: bytes) -> bool:
    """Whether the first kilobytes are a message's header."""
    first = head.lstrip(b"\r\n ").split(b"\n\r\n")[0].split(b"\n\n")[0]
    return bool(re.match(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]", first)) and len(_HEADER.findall(first)) >= 3


def read_mail(content: bytes, origin: Origin) -> Batch:
    """The article in a message: its subject, its text (of the HTML where there is no plain part), its date.

    Raises FormatError when there are no words in it.
    """
    check_size(content, origin.name)
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        text = _without_footer(_body(message))
        subject, sender, date = (_header(message, name) for name in ("subject", "from", "date"))
    except (
        MessageError,
        ValueError,
        LookupError,
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
        RecursionError,
    ) as error:
        raise FormatError(origin.name, "it is no message that can be read") from error
    if not any(char.isalpha() for char in text):
        raise FormatError(origin.name, "there are no words in it")
    published_at = parse_date(date)
    name, address = parseaddr(sender)
    article = Article(
        id=_header_id(message) or origin.name or "mail",
        text=text,
        title=_SUBJECT_PREFIX.sub("", subject)[:500],
        source=(name or address)[:200],
        published_at=published_at,
        published_from=PublishedFrom.METADATA if published_at else PublishedFrom.UNKNOWN,
        language=detect_language(text),
    )
    return Batch((origin.imposed_on(article),))


def _body(message: EmailMessage) -> str:
    plain: list[str] = []
    html: list[str] = []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html"):
            (plain if kind == "text/plain" else html).append(_text(part))
    as_text, as_html = tidy("\n".join(plain)).strip(), text_of_html("\n".join(html))
    # A plain part that only says where to read the rest is shorter by far.
    return as_text if len(as_text) * 2 >= len(as_html) else as_html


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        return payload.decode(charset)
    except (LookupError, UnicodeError):
        return payload.decode("utf-8", "replace") if b"\xc3" in payload else payload.decode("cp1252", "replace")


def _without_footer(text: str) -> str:
    """The text up to what newsletters say about themselves, where that comes in the last third."""
    paragraphs = text.split("\n\n")
    for number in range(len(paragraphs) * 2 // 3, len(paragraphs)):
        if number and len(paragraphs[number]) < 500 and _FOOTER.search(paragraphs[number]):
            return "\n\n".join(paragraphs[:number])
    return text


def _header(message: EmailMessage, name: str) -> str:
    """What the header says; empty where it says nothing that can be read, which costs the article nothing else."""
    try:
        value = str(message.get(name, ""))
    # The library computes with the digits of a Date as they stand, however many there are.
    except (MessageError, ValueError, OverflowError, LookupError, AttributeError, TypeError):
        return ""
    return " ".join(tidy(value).split())[:1000]


def _header_id(message: EmailMessage) -> str:
    return _header(message, "message-id").strip("<> ")[:200]

"""Taking in what people send: links, forwards, pasted text and files, with an answer that shows what was understood."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefs.composing.asking import dates_in_english
from briefs.composing.manner import Manner, asks, manner_of
from briefs.errors import NotAllowed, RequestError
from briefs.model.agenda import AgendaEntry
from briefs.reading.dates import find_dates
from briefs.rendering.layout import unread_reason
from handlers.asking import answer_question
from handlers.buttons import button
from handlers.exchange import Keyboard, Receipt, Took
from handlers.failing import refusal_in
from handlers.helping import reply_kindly
from handlers.owning import SUBSCRIBERS_FILE, take_subscribers
from handlers.rights import Right, require
from handlers.sending import Sent, document_bytes, looks_like_an_article, sent_in
from handlers.showing import entry_lines
from handlers.sourcing import take_opml
from handlers.talk import Talk, echo

NOON = time(12)
LONGEST_TITLE, LONGEST_QUOTE, MOST_SHOWN = 80, 240, 8
ALL_UNDATED = "all"


async def plain(talk: Talk) -> None:
    """A plain message: an article pasted in or a link, else a question. Silence in groups unless addressed."""
    if not talk.is_private and not addressed(talk):
        return
    if looks_like_an_article(talk.text):
        talk.later(talk)
        return
    require(talk.visitor, Right.ASK)
    if manner_of(talk.text) in (Manner.COURTESY, Manner.WORDLESS):
        await reply_kindly(talk)
    else:
        await answer_question(talk)


async def take_in(talk: Talk) -> None:
    """A file, a forward, a picture, the rest of a long paste: answered with what else is being sent just now."""
    if not talk.is_private and not addressed(talk):
        return
    document = talk.update.effective_message.document if talk.update.effective_message else None
    name = (document.file_name or "").casefold() if document else ""
    if document and name.endswith(".opml"):
        require(talk.visitor, Right.MANAGE_SOURCES)
        await take_opml(talk, await document_bytes(document))
    elif document and name == SUBSCRIBERS_FILE:
        require(talk.visitor, Right.OWN)
        await take_subscribers(talk, await document_bytes(document))
    else:
        talk.later(talk)


async def answer(talk: Talk) -> None:
    """Store and read everything in the pile; say in one answer what became of it and what was understood."""
    found = await sent_in(talk.pile)
    receipts: list[Receipt] = []
    for each in found:
        receipts += await _taken(talk, each)
    if not receipts:
        await talk.say(*(talk.t(refusal) for refusal in dict.fromkeys(each.refusal for each in found)))
        return
    head = _head(talk, receipts[0]) if len(receipts) == 1 else _summary(talk, receipts)
    refusals = [talk.t(each) for each in dict.fromkeys(each.refusal for each in found if each.refusal)]
    await _tell(talk, "\n".join((head, *refusals)), receipts)


async def give_date(talk: Talk) -> None:
    """The publication date that was asked for, in words: "14 May 2013", "yesterday"."""
    if looks_like_an_article(talk.text) or asks(talk.text):
        await talk.remember()
        await plain(talk)
        return
    if manner_of(talk.text) in (Manner.COURTESY, Manner.WORDLESS):
        await reply_kindly(talk)  # the date is still awaited
        return
    now = talk.desk.office.now()
    reader = await talk.desk.answers.reader(talk.where)
    zone = ZoneInfo(reader.timezone)
    found = [
        mention for mention in find_dates(dates_in_english(talk.text), published=now.astimezone(zone)) if mention.start
    ]
    if not found or found[0].start is None or found[0].start != found[0].end:
        await talk.say(talk.t("date-unclear", words=echo(talk.text)))
    elif found[0].start > reader.today:
        await talk.say(talk.t("date-ahead", words=echo(talk.text)))
    else:
        noon = datetime.combine(found[0].start, NOON, tzinfo=zone)
        await _date(talk, talk.state["articles"].split(), min(noon, now))


async def choose_date(talk: Talk) -> None:
    """[Today] and [Yesterday] under the question for the date: `dated:ARTICLE:DAYS-AGO`, or for `all` of a pile."""
    which, days_ago = talk.arguments
    articles = [which]
    if which == ALL_UNDATED:
        articles = (await talk.desk.office.recall(talk.where, talk.visitor.user_id)).get("articles", "").split()
    if not articles:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
        return
    await _date(talk, articles, talk.desk.office.now() - timedelta(days=int(days_ago)))


async def _date(talk: Talk, articles: Sequence[str], published_at: datetime) -> None:
    receipts = [await talk.desk.intake.date(article, published_at) for article in articles]
    await talk.remember()
    zone = ZoneInfo((await talk.desk.answers.reader(talk.where)).timezone)
    day = talk.wording.date(published_at.astimezone(zone).date(), "pattern-day")
    head = talk.t("took-dated", title=_title(receipts[0]), day=day, n=len(receipts))
    await _tell(talk, head, receipts)


async def _taken(talk: Talk, sent: Sent) -> list[Receipt]:
    """A refusal of one thing is no refusal of the others; that somebody may not send at all is."""
    if sent.submission is None:
        return []
    try:
        return list(await talk.desk.intake.take_in(talk.visitor, sent.submission))
    except NotAllowed:
        raise
    except RequestError as error:
        return [Receipt(Took.REFUSED, reason=refusal_in(talk.wording, error))]


async def _tell(talk: Talk, head: str, receipts: Sequence[Receipt]) -> None:
    undated = [receipt.article.id for receipt in receipts if receipt.undated and receipt.article]
    keyboard: Keyboard = ()
    if undated:
        head = f"{head}\n{talk.t('took-undated', n=len(undated))}"
        await talk.remember(step="date", articles=" ".join(undated))
        which = undated[0] if len(undated) == 1 else ALL_UNDATED
        keyboard = (
            (
                button(talk.wording.say("button-today"), "dated", which, 0),
                button(talk.wording.say("button-yesterday"), "dated", which, 1),
            ),
        )
    understood = await _understood(talk, receipts)
    await talk.say(f"{head}\n\n{understood}" if understood else head, keyboard=keyboard)


async def _understood(talk: Talk, receipts: Sequence[Receipt]) -> str:
    """A line an entry, each with the sentence that proves it."""
    articles = {receipt.article.id for receipt in receipts if receipt.article}
    entries = {entry.id: entry for receipt in receipts for entry in receipt.entries}
    if not entries:
        return ""
    reader = await talk.desk.answers.reader(talk.where)
    shown = list(entries.values())[:MOST_SHOWN]
    told = []
    for entry in shown:
        told.append(entry_lines((entry,), talk.wording, reader))
        quote = _quote(entry, articles)
        if quote:
            told.append(f"<blockquote>{html.escape(quote, quote=False)}</blockquote>")
    if len(entries) > len(shown):
        told.append(talk.wording.say("more", n=len(entries) - len(shown)))
    return "\n".join(told)


def _quote(entry: AgendaEntry, articles: set[str]) -> str:
    for contribution in reversed(entry.contributions):
        if contribution.article.article_id in articles and contribution.entry.evidence:
            words = " ".join(contribution.entry.evidence[0].text.split())
            return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]}…"
    return ""


def _head(talk: Talk, receipt: Receipt) -> str:
    if receipt.took is Took.REFUSED:
        return talk.t("took-refused", reason=talk.wording.reason(receipt.reason))
    known = receipt.took is Took.DUPLICATE
    head = talk.t("took-duplicate" if known else "took-stored", title=_title(receipt))
    if receipt.reading and receipt.reading.unread:
        return f"{head}\n{talk.t('took-unread', reason=unread_reason(receipt.reading.unread, talk.wording))}"
    if not known and receipt.duplicate_of:
        head = f"{head}\n{talk.t('took-version')}"
    return head if receipt.entries else f"{head}\n{talk.t('took-nothing')}"


def _summary(talk: Talk, receipts: Sequence[Receipt]) -> str:
    counts = {took: sum(1 for receipt in receipts if receipt.took is took) for took in Took}
    stored = counts[Took.STORED] + counts[Took.UPDATED]
    lines = [talk.t("took-many", stored=stored, known=counts[Took.DUPLICATE], refused=counts[Took.REFUSED])]
    reasons = dict.fromkeys(receipt.reason for receipt in receipts if receipt.took is Took.REFUSED and receipt.reason)
    lines += [talk.t("took-refused", reason=talk.wording.reason(reason)) for reason in list(reasons)[:3]]
    unread = dict.fromkeys(each.reading.unread for each in receipts if each.reading and each.reading.unread)
    lines += [talk.t("took-unread", reason=unread_reason(reason, talk.wording)) for reason in list(unread)[:3]]
    return "\n".join(lines)


def _title(receipt: Receipt) -> str:
    if receipt.article is None:
        return ""
    words = " ".join((receipt.article.title or receipt.article.text).split())
    return words if len(words) <= LONGEST_TITLE else f"{words[:LONGEST_TITLE].rsplit(' ', 1)[0]}…"


def addressed(talk: Talk) -> bool:
    """Whether a message in a group names the bot; the name is then taken out of its text."""
    mention = f"@{talk.bot_username}".casefold()
    at = talk.text.casefold().find(mention)
    if at < 0:
        return False
    talk.text = f"{talk.text[:at]}{talk.text[at + len(mention) :]}".strip()
    return bool(talk.text) or talk.update.effective_message is not None

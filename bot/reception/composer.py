"""What deliveries say (`bot.delivery.composing.Composer`): briefs from the agenda as it is when they leave."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from html import escape

from tinydb.table import Document

from bot.delivery.deliveries import WATCH, Delivery
from bot.delivery.letters import Letter, Part, letter_of
from bot.editions import Editions
from bot.reception.amending import shown
from bot.reception.telling import StateOfSources, ask_request
from bot.store.api import Store
from bot.store.schema import DELIVERIES
from briefs.composing.compose import compose_from
from briefs.composing.edition import Edition
from briefs.model.brief import Brief, BriefRequest
from briefs.model.subscriber import Length, Subscriber
from briefs.rendering.pictures import network
from briefs.rendering.telegram import messages
from briefs.wording.wording import Wording
from handlers.exchange import Attachment, Message, Question
from handlers.keyboards import alert_keyboard, brief_keyboard
from handlers.wording import wording_for


@dataclass(frozen=True, slots=True)
class AgendaComposer:
    """Composes on the store's thread, inside the delivery's transaction."""

    editions: Editions
    timezone: str
    language: str
    _sources: StateOfSources = field(default_factory=StateOfSources)
    _pictures: dict[tuple[object, ...], bytes | None] = field(default_factory=dict)

    def compose(
        self,
        store: Store,
        delivery: Delivery,
        subscriber: Subscriber | None,
        *,
        now: datetime,
        late_since: datetime | None,
    ) -> Letter:
        """See `Composer`. A scheduled brief tells what is new since the last; one asked by hand tells everything."""
        timezone = subscriber.schedule.timezone if subscriber else self.timezone
        language = (subscriber.settings.language if subscriber else "") or str(
            delivery.payload.get("language") or self.language
        )
        edition = self.editions.edition(store, at=now, timezone=timezone)
        read, failing, unread = self._sources.at(store, edition.at)
        request = BriefRequest(
            at=edition.at,
            timezone=timezone,
            language=language,
            watches=subscriber.watches if subscriber else (),
            sources_read=read,
            sources_failing=failing,
            unread=unread,
            also_in_the_news=bool(subscriber and subscriber.settings.also_in_the_news),
        )
        if delivery.edition == WATCH:
            return self._alert(store, delivery, subscriber, request)
        question = delivery.payload.get("question")
        if question is not None:
            request = ask_request(request, Question(str(question)), edition).request
        elif subscriber:
            request = replace(
                request,
                since=subscriber.last_brief_at or subscriber.subscribed_at,
                length=subscriber.settings.length,
                sections=subscriber.settings.sections,
                next_at=subscriber.next_due_at,
                late_since=late_since,
            )
        wording = wording_for(language)
        stories = self.editions.headlines(store, at=edition.at) if request.also_in_the_news else ()
        told = messages(compose_from(edition, request, stories), wording)
        wants_picture = question is None and subscriber is not None and subscriber.settings.pictures
        message = Message(
            told.parts,
            keyboard=brief_keyboard(
                wording, str(delivery.id), left_out=told.brief.left_out, empty=not told.brief.items
            ),
            attachment=self._picture(told.brief, wording, edition.at) if wants_picture else None,
        )
        lines = tuple(item.entry.id for item in told.brief.items)
        return letter_of(message, told_until=None if question is not None else now, told=lines, shown=shown(told.brief))

    def _picture(self, brief: Brief, wording: Wording, minute: datetime) -> Attachment | None:
        """Who meets whom of a brief's lines; drawn once for all who are told the same lines in one minute."""
        lines = (minute, wording.language, *(item.entry.id for item in brief.items))
        if lines not in self._pictures:
            if any(drawn[0] != minute for drawn in self._pictures):
                self._pictures.clear()
            self._pictures[lines] = network((item.entry for item in brief.items), wording, today=brief.today)
        content = self._pictures[lines]
        return Attachment("meetings.png", content, is_picture=True) if content else None

    def _alert(self, store: Store, delivery: Delivery, subscriber: Subscriber | None, request: BriefRequest) -> Letter:
        """What happened to entries that this subscriber follows, as a brief of them alone; they stay news for it."""
        events = delivery.payload["events"]
        muted = subscriber.muted if subscriber else ()
        ids = dict.fromkeys(event["entry"] for event in events if event["entry"] not in muted)
        entries = [entry for entry in (self.editions.find(store, each) for each in ids) if entry is not None]
        if not entries or subscriber is None:
            return Letter(())
        edition = Edition.at_zone(entries, at=request.at, timezone=request.timezone)
        day_ago = request.at - timedelta(days=1)
        since = max(subscriber.last_brief_at or day_ago, day_ago)
        brief = compose_from(edition, replace(request, since=since, length=Length.FULL))
        if brief.empty:
            brief = compose_from(edition, replace(request, since=None, length=Length.FULL))
        if brief.empty:
            return Letter(())
        wording = wording_for(request.language)
        told = messages(brief, wording)
        followed = tuple(dict.fromkeys(word for event in events for word in event["words"]))
        words = ", ".join(wording.place(word) for word in followed)
        first, *others = told.parts
        kinds = ", ".join(dict.fromkeys(wording.say(f"alert-{event['kind']}") for event in events))
        about = wording.say("alert-about", words=words, kinds=kinds)
        parts = (f"<i>{escape(about)}</i>\n\n{first}", *others)
        lines = tuple(item.entry.id for item in told.brief.items)
        keyboard = alert_keyboard(wording, str(delivery.id), list(lines), followed)
        return letter_of(Message(parts, keyboard=keyboard), told=lines)

    def repeated(self, part: Part, subscriber: Subscriber | None) -> Part:
        """See `Composer`."""
        wording = wording_for((subscriber.settings.language if subscriber else "") or self.language)
        return replace(part, text=f"<i>{wording.say('may-be-a-repeat')}</i>\n\n{part.text}")

    def closed(self, subscriber: Subscriber, kind: str) -> Letter:
        """See `bot.delivery.closing.Notices`."""
        wording = wording_for(subscriber.settings.language or self.language)
        sentence = wording.say(
            "chat-closed", title=subscriber.title or str(subscriber.chat_id), reason=wording.reason(kind)
        )
        return letter_of(Message((sentence,)))


def told_entries(store: Store, subscriber_id: str, brief_id: str) -> list[str]:
    """The ids of the entries in a brief that this subscriber was sent, in the order of its lines."""
    kept = store.table(DELIVERIES).get(doc_id=int(brief_id)) if brief_id.isdecimal() else None
    if not isinstance(kept, Document) or kept["subscriber_id"] != subscriber_id:
        return []
    return [str(entry_id) for entry_id in kept.get("told", ())]

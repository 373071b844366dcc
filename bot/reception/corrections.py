"""Readers' reports and editors' verdicts (`handlers.desk.Corrections`)."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tinydb import where as field
from tinydb.table import Document

from bot.clock import Clock
from bot.editions import Editions
from bot.ingesting.shelf import StoredShelf
from bot.store.api import Store, StoreRunner
from bot.store.documents import instant
from bot.store.schema import CORRECTIONS
from briefs.agenda.correcting import participants_value, window_value
from briefs.agenda.editing import correct_entry
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry, Correction
from briefs.model.reading import Participant
from briefs.reading.dates import find_dates
from handlers.desk import Message, Reported, Visitor, Voice, Where
from handlers.wording import wording_for

OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"


@dataclass(frozen=True, slots=True)
class StoredCorrections:
    """Reports kept in the store until an editor decides."""

    runner: StoreRunner
    clock: Clock
    voice: Voice
    editions: Editions

    async def report(self, where: Where, visitor: Visitor, entry_id: str, field: str, words: str) -> Reported:
        """See `handlers.desk.Corrections`."""
        now = self.clock.now()

        def work(store: Store) -> Reported:
            entry = self.editions.find(store, entry_id)
            if entry is None:
                raise RequestError("that entry is no longer on the agenda", sentence="entry-gone")
            document = {
                "v": 1,
                "entry_id": entry_id,
                "field": field,
                "words": words[:1000],
                "reporter_id": visitor.user_id,
                "reporter": visitor.name,
                "language": visitor.language,
                "chat_id": where.chat_id,
                "topic_id": where.topic_id,
                "at": instant(now),
                "state": OPEN,
            }
            report_id = store.table(CORRECTIONS).insert(document)
            return _reported(Document(document, doc_id=report_id), entry)

        return await self.runner.run(work)

    async def open_reports(self) -> Sequence[Reported]:
        """See `handlers.desk.Corrections`. A report on an entry that is gone is left out."""

        def work(store: Store) -> list[Reported]:
            kept = store.table(CORRECTIONS).search(field("state") == OPEN)
            found = ((each, self.editions.find(store, each["entry_id"])) for each in kept)
            return [_reported(each, entry) for each, entry in found if entry is not None]

        return await self.runner.run(work)

    async def decide(self, visitor: Visitor, report_id: int, *, accept: bool, value: str = "") -> Reported:
        """See `handlers.desk.Corrections`. `value` stands for the reporter's words where an editor gives it."""
        now = self.clock.now()

        def work(store: Store) -> Reported:
            with store.transaction():
                kept = store.table(CORRECTIONS).get(doc_id=report_id)
                if not isinstance(kept, Document) or kept["state"] != OPEN:
                    raise RequestError("that report has been decided", sentence="report-decided")
                entry = self.editions.find(store, kept["entry_id"])
                if entry is None:
                    raise RequestError("that entry is no longer on the agenda", sentence="entry-gone")
                if accept:
                    name, corrected = _value(kept["field"], value or kept["words"], now)
                    correction = Correction(name, corrected, now, visitor.name, reason=kept["words"])
                    StoredShelf(store).apply(correct_entry(entry, correction))
                verdict = ACCEPTED if accept else REFUSED
                change = {"state": verdict, "decided_by": visitor.user_id, "decided_at": instant(now)}
                store.table(CORRECTIONS).update(change, doc_ids=[report_id])
                return _reported(
                    Document({**kept, **change}, doc_id=report_id), self.editions.find(store, entry.id) or entry
                )

        reported = await self.runner.run(work)
        wording = wording_for(reported.reporter.language)
        sentence = wording.say(f"report-{reported.verdict}", words=html.escape(reported.words, quote=False))
        await self.voice.say(Where(reported.reporter.user_id), Message((sentence,)))
        return reported


def _value(name: str, words: str, now: datetime) -> tuple[str, object]:
    """The corrected field and its value in JSON, from an editor's words."""
    match name:
        case "date":
            dated = next((each for each in find_dates(words, published=now) if each.window.known), None)
            if dated is None:
                raise RequestError(f"“{words}” is no date", sentence="date-unclear", words=words)
            return "window", window_value(dated.window)
        case "people":
            people = [part.strip() for part in words.replace(" and ", ",").replace("–", ",").split(",") if part.strip()]
            return "participants", participants_value([Participant(person) for person in people])
        case "place":
            return "place", words.strip()
        case "not-held":
            return "removed", True
        case _:
            raise RequestError("an editor splits that entry", sentence="report-needs-splitting")


def _reported(kept: Document, entry: AgendaEntry) -> Reported:
    return Reported(
        id=kept.doc_id,
        entry=entry,
        field=kept["field"],
        words=kept["words"],
        reporter=Visitor(kept["reporter_id"], kept["reporter"], kept.get("language", "en")),
        where=Where(kept["chat_id"], kept.get("topic_id")),
        at=datetime.fromisoformat(kept["at"]),
        verdict="" if kept["state"] == OPEN else kept["state"],
    )

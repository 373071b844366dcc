"""Readers' reports and editors' verdicts (`handlers.editorial.Corrections`)."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tinydb import where as field
from tinydb.table import Document

from bot.clock import Clock
from bot.config import BriefsConfig
from bot.delivery.subscribers import find_subscriber
from bot.editions import Editions
from bot.ingesting.shelf import StoredShelf
from bot.reception.amending import Amender, owe_amending
from bot.reception.edits import CORRECTED, SPLIT, edit_of, write_edit, written_under
from bot.store.api import Store, StoreRunner
from bot.store.documents import instant
from bot.store.schema import CORRECTIONS, RIGHTS
from briefs.agenda.correcting import participants_value, window_value
from briefs.agenda.editing import correct_entry, split_entry
from briefs.agenda.names import same_participant
from briefs.composing.asking import dates_in_english
from briefs.composing.drafting import LONGEST, MOST_NAMES, names_in, participant_named, place_named, status_named
from briefs.composing.edition import zone_of
from briefs.composing.matching import Index
from briefs.errors import RequestError
from briefs.model.agenda import AgendaEntry, Correction
from briefs.model.reading import Participant
from briefs.model.subscriber import Role
from briefs.reading.dates import find_dates
from handlers.correcting import for_editor
from handlers.desk import Voice
from handlers.exchange import Edit, Message, Reader, Reported, Visitor, Where
from handlers.rights import Right, require
from handlers.wording import wording_for

OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"
LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class StoredCorrections:
    """Reports kept in the store until an editor decides. `owners` are those of the configuration."""

    runner: StoreRunner
    clock: Clock
    voice: Voice
    editions: Editions
    defaults: BriefsConfig
    amender: Amender
    owners: tuple[int, ...] = ()

    async def report(
        self, where: Where, visitor: Visitor, entry_id: str, field: str, words: str, *, brief_id: str = ""
    ) -> Reported:
        """See `handlers.editorial.Corrections`."""
        now = self.clock.now()

        def work(store: Store) -> tuple[Reported, list[tuple[Visitor, Reader]]]:
            entry = self._entry(store, entry_id)
            document = _kept(entry_id, field, words, visitor, where, now) | {"brief_id": brief_id}
            report_id = store.table(CORRECTIONS).insert(document)
            editors = [(editor, self._reader(store, str(editor.user_id))) for editor in self._editors(store)]
            return self._reported(store, Document(document, doc_id=report_id), entry), editors

        reported, editors = await self.runner.run(work)
        for editor, reader in editors:
            await self.voice.say(Where(editor.user_id), for_editor(reported, wording_for(editor.language), reader))
        return reported

    async def open_reports(self) -> Sequence[Reported]:
        """See `handlers.editorial.Corrections`. A report on an entry that is gone is left out."""

        def work(store: Store) -> list[Reported]:
            kept = store.table(CORRECTIONS).search(field("state") == OPEN)
            found = ((each, self.editions.find(store, each["entry_id"])) for each in kept)
            return [self._reported(store, each, entry) for each, entry in found if entry is not None]

        return await self.runner.run(work)

    async def find(self, report_id: int) -> Reported:
        """See `handlers.editorial.Corrections`."""
        return await self.runner.run(lambda store: self._reported(store, *self._open(store, report_id)))

    async def decide(self, visitor: Visitor, report_id: int, *, accept: bool, value: str = "") -> Reported:
        """See `handlers.editorial.Corrections`. `value` stands for the reporter's words where an editor gives it."""
        now = self.clock.now()

        def correct(store: Store, kept: Document, entry: AgendaEntry) -> None:
            if accept:
                self._correct(store, kept, entry, visitor, now, value=value)

        return await self._settle(visitor, report_id, ACCEPTED if accept else REFUSED, correct)

    async def would_be(self, visitor: Visitor, entry_id: str, field: str, words: str) -> AgendaEntry:
        """See `handlers.editorial.Corrections`."""
        now = self.clock.now()

        def work(store: Store) -> AgendaEntry:
            entry = self._entry(store, entry_id)
            today = self._reader(store, str(visitor.user_id)).today
            name, value = self._value(store, field, words, entry, today, by_editor=True)
            (after,) = correct_entry(entry, Correction(name, value, now, "")).saved
            return after

        return await self.runner.run(work)

    async def correct(self, visitor: Visitor, entry_id: str, field: str, words: str, *, key: str) -> Edit:
        """See `handlers.editorial.Corrections`. Kept like an accepted report, so that sent briefs are amended."""
        require(visitor, Right.EDIT)
        now = self.clock.now()

        def work(store: Store) -> Edit:
            with store.transaction():
                edit = written_under(store, key)
                if edit is None:
                    entry = self._entry(store, entry_id)
                    kept = _kept(entry_id, field, words, visitor, Where(visitor.user_id), now)
                    kept |= {"state": ACCEPTED, "decided_by": visitor.user_id, "decided_at": instant(now)}
                    report_id = store.table(CORRECTIONS).insert(kept)
                    document = Document(kept, doc_id=report_id)
                    edit = self._correct(store, document, entry, visitor, now, value=words, key=key)
                    owe_amending(store, report_id)
            return edit_of(store, self.editions, edit)

        edit = await self.runner.run(work)
        self.amender.wake()
        return edit

    def _correct(
        self,
        store: Store,
        kept: Document,
        entry: AgendaEntry,
        visitor: Visitor,
        now: datetime,
        *,
        value: str = "",
        key: str = "",
    ) -> Document:
        """Lay a correction over an entry and write it into the book of edits."""
        words = value or kept["words"]
        today = self._reader(store, str(visitor.user_id)).today if value else self._reported_on(store, kept)
        name, corrected = self._value(store, kept["field"], words, entry, today, by_editor=bool(value))
        StoredShelf(store).apply(correct_entry(entry, Correction(name, corrected, now, visitor.name, reason=words)))
        key = key or f"report-{kept.doc_id}"
        return write_edit(store, CORRECTED, entry, key=key, visitor=visitor, at=now, field=name)

    async def split(self, visitor: Visitor, report_id: int, article_ids: Sequence[str]) -> Reported:
        """See `handlers.editorial.Corrections`."""
        now = self.clock.now()

        def correct(store: Store, kept: Document, entry: AgendaEntry) -> None:
            shelf = StoredShelf(store)
            edit_id = f"report-{kept.doc_id}"
            shelf.apply(split_entry(shelf, entry.id, article_ids, edit_id=edit_id, by=visitor.name, at=now))
            write_edit(store, SPLIT, entry, key=edit_id, visitor=visitor, at=now)

        return await self._settle(visitor, report_id, ACCEPTED, correct)

    async def _settle(
        self, visitor: Visitor, report_id: int, verdict: str, correct: Callable[[Store, Document, AgendaEntry], None]
    ) -> Reported:
        now = self.clock.now()

        def work(store: Store) -> Reported:
            with store.transaction():
                kept, entry = self._open(store, report_id)
                correct(store, kept, entry)
                change = {"state": verdict, "decided_by": visitor.user_id, "decided_at": instant(now)}
                store.table(CORRECTIONS).update(change, doc_ids=[report_id])
                if verdict == ACCEPTED:
                    owe_amending(store, report_id)
                after = self.editions.find(store, entry.id) or entry
                decided = Document({**kept, **change}, doc_id=report_id)
                return replace(self._reported(store, decided, after), proposed="")

        try:
            reported = await self.runner.run(work)
        except RequestError:
            await self.runner.run(self.editions.reread)  # what a rolled-back change may have shown is not so
            raise
        self.amender.wake()
        wording = wording_for(reported.reporter.language)
        sentence = wording.say(f"report-{reported.verdict}", words=html.escape(reported.words, quote=False))
        await self.voice.say(Where(reported.reporter.user_id), Message((sentence,)))
        return reported

    def _open(self, store: Store, report_id: int) -> tuple[Document, AgendaEntry]:
        kept = store.table(CORRECTIONS).get(doc_id=report_id)
        if not isinstance(kept, Document) or kept["state"] != OPEN:
            raise RequestError("that report has been decided", sentence="report-decided")
        return kept, self._entry(store, kept["entry_id"])

    def _entry(self, store: Store, entry_id: str) -> AgendaEntry:
        entry = self.editions.find(store, entry_id)
        if entry is None:
            raise RequestError("that entry is no longer on the agenda", sentence="entry-gone")
        return entry

    def _editors(self, store: Store) -> list[Visitor]:
        """Everybody who may decide, those named in the configuration among them."""
        deciding = field("role").one_of([Role.EDITOR.value, Role.OWNER.value])
        stored = {int(each["user_id"]): each for each in store.table(RIGHTS).search(deciding)}
        languages = {user_id: str(each.get("language") or "") for user_id, each in stored.items()}
        ids = dict.fromkeys((*self.owners, *stored))
        return [Visitor(each, "", languages.get(each) or self.defaults.language, Role.EDITOR) for each in ids]

    def _reader(self, store: Store, subscriber_id: str) -> Reader:
        subscriber = find_subscriber(store, subscriber_id)
        timezone = subscriber.schedule.timezone if subscriber else self.defaults.timezone
        return Reader(timezone, self.clock.now().astimezone(zone_of(timezone)).date())

    def _reported_on(self, store: Store, kept: Document) -> date:
        """The reporter's day of the report, from which the dates in it count."""
        timezone = self._reader(store, str(kept["reporter_id"])).timezone
        return datetime.fromisoformat(kept["at"]).astimezone(zone_of(timezone)).date()

    def _value(
        self, store: Store, name: str, words: str, entry: AgendaEntry, today: date, *, by_editor: bool = False
    ) -> tuple[str, object]:
        """The corrected field and its value in JSON, from words. RequestError when they amount to none.

        Dates count from `today`, the local day of who wrote the words.
        """
        said = words.strip()[:LONGEST]
        match name:
            case "date":
                found = find_dates(dates_in_english(said), published=today)
                dated = next((each for each in found if each.window.known), None)
                if dated is None:
                    raise RequestError(f"“{said}” is no date", sentence="date-unclear", words=said)
                return "window", window_value(dated.window)
            case "people":
                names = names_in(said)[:MOST_NAMES]
                if not names:
                    raise RequestError("somebody must take part", sentence="who-unclear")
                index = self.editions.edition(store, at=self.clock.now(), timezone=self.defaults.timezone).index
                return "participants", participants_value([_participant(each, entry, index) for each in names])
            case "place":
                return "place", place_named(said)
            case "name":
                return "name", said
            case "status" | "not-held" if by_editor and (status := status_named(said)):
                return "status", status.value
            case "status":
                raise RequestError(f"“{said}” is no status", sentence="status-unclear", words=said)
            case "not-held":
                return "removed", True
            case _:
                raise RequestError("an editor splits that entry", sentence="report-needs-splitting")

    def _reported(self, store: Store, kept: Document, entry: AgendaEntry) -> Reported:
        return Reported(
            id=kept.doc_id,
            entry=entry,
            field=kept["field"],
            words=kept["words"],
            reporter=Visitor(kept["reporter_id"], kept["reporter"], kept.get("language", "en")),
            where=Where(kept["chat_id"], kept.get("topic_id")),
            at=datetime.fromisoformat(kept["at"]),
            verdict="" if kept["state"] == OPEN else kept["state"],
            proposed=self._proposed(store, kept, entry),
        )

    def _proposed(self, store: Store, kept: Document, entry: AgendaEntry) -> str:
        """What the reporter's words amount to, for an editor's eye; "" when to nothing."""
        try:
            name, value = self._value(store, kept["field"], kept["words"], entry, self._reported_on(store, kept))
        except RequestError:
            return ""
        match value:
            case {"start": start, "end": end}:
                return str(start) if start == end else f"{start or ''}/{end or ''}"
            case list():
                return ", ".join(str(one["name"]) for one in value)
            case _:
                return str(value) if name == "place" else ""


def _kept(entry_id: str, field: str, words: str, visitor: Visitor, where: Where, now: datetime) -> dict[str, object]:
    """A report as it is stored, without a verdict."""
    return {
        "v": 1,
        "entry_id": entry_id,
        "field": field,
        "words": words[:LONGEST_WORDS],
        "brief_id": "",
        "reporter_id": visitor.user_id,
        "reporter": visitor.name,
        "language": visitor.language,
        "chat_id": where.chat_id,
        "topic_id": where.topic_id,
        "at": instant(now),
        "state": OPEN,
    }


def _participant(person: str, entry: AgendaEntry, index: Index) -> Participant:
    """Who is named: one who is known of the entry already, or as the agenda knows them, or somebody new."""
    new = Participant(person)
    known = next((one for one in entry.participants if same_participant(one, new)), None)
    return known or participant_named(person, index)

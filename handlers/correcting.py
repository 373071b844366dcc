"""[Wrong?]: a reader says what is wrong with a line; an editor accepts, changes or refuses it."""

from __future__ import annotations

import html
from datetime import date

from briefs.model.agenda import AgendaEntry, ArticleRef
from briefs.rendering.when import When
from briefs.wording.wording import Wording
from handlers.buttons import button
from handlers.exchange import Button, Message, Reader, Reported
from handlers.proving import line_buttons
from handlers.showing import entry_lines, entry_named, line_of, short_name
from handlers.talk import Talk
from handlers.timetable import fitted_rows

FIELDS = ("date", "people", "place", "not-held", "not-one")
SPOKEN = frozenset({"date", "people", "place"})
"""What cannot be corrected without the reader's words."""
MOST_ARTICLES = 12
MOST_SHOWN = 5
MOST_TITLE = 50


async def begin(talk: Talk) -> None:
    """`wrong:BRIEF`: which line?"""
    brief_id = talk.arguments[0]
    entries = await talk.desk.answers.told(talk.told_in, brief_id)
    buttons = line_buttons(talk, entries, "wline", brief_id)
    if not buttons:
        await _stale(talk)
        return
    await talk.say(talk.t("wrong-which"), keyboard=fitted_rows(buttons))


async def choose_field(talk: Talk) -> None:
    """`wline:ENTRY:BRIEF`: what is wrong with it?"""
    entry_id, brief_id = talk.arguments
    entry = await entry_named(talk, entry_id)
    if entry is None:
        return
    buttons = [
        button(talk.wording.say(f"button-wrong-{field}"), "wwhat", field, entry_id, brief_id)
        for field in FIELDS
        if field != "not-one" or len(entry.contributions) > 1
    ]
    await talk.say(
        f"{await line_of(talk, entry)}\n\n{talk.t('wrong-what')}",
        keyboard=(*fitted_rows(buttons), (button(talk.wording.say("button-cancel"), "wstop"),)),
    )


async def ask_words(talk: Talk) -> None:
    """`wwhat:FIELD:ENTRY:BRIEF`: what would be right? Asked for, and waited for."""
    field, entry_id, brief_id = talk.arguments
    entry = await entry_named(talk, entry_id)
    if entry is None:
        return
    await talk.remember(step="wrong", field=field, entry=entry_id, brief=brief_id)
    stop = (button(talk.wording.say("button-cancel"), "wstop"),)
    await talk.say(talk.t(f"wrong-words-{field}", what=short_name(entry, talk.wording)), keyboard=(stop,))


async def give_words(talk: Talk) -> None:
    """The reader's words: kept, and put before the editors."""
    state = talk.state
    await talk.remember()
    words = " ".join(talk.text.split())
    await talk.desk.corrections.report(
        talk.where, talk.visitor, state["entry"], state["field"], words, brief_id=state.get("brief", "")
    )
    await talk.say(talk.t("wrong-thanks"))


async def stop(talk: Talk) -> None:
    """[Cancel]."""
    await talk.remember()
    await talk.show(talk.t("wrong-stopped"))


async def queue(talk: Talk) -> None:
    """`/corrections`: the reports without a verdict, oldest first, for editors."""
    reports = await talk.desk.corrections.open_reports()
    if not reports:
        await talk.say(talk.t("corrections-none"))
        return
    reader = await talk.desk.answers.reader(talk.where)
    for reported in reports[:MOST_SHOWN]:
        message = for_editor(reported, talk.wording, reader)
        await talk.say(*message.parts, keyboard=message.keyboard)
    if len(reports) > MOST_SHOWN:
        await talk.say(talk.t("more", n=len(reports) - MOST_SHOWN))


async def accept(talk: Talk) -> None:
    """[Accept]: `cok:REPORT`; for "not one event" the articles are chosen first."""
    report_id = int(talk.arguments[0])
    reported = await talk.desk.corrections.find(report_id)
    if reported.field == "not-one":
        await _show_articles(talk, reported, 0)
        return
    await _decided(talk, await talk.desk.corrections.decide(talk.visitor, report_id, accept=True))


async def refuse(talk: Talk) -> None:
    """[Refuse]: `cno:REPORT`."""
    await _decided(talk, await talk.desk.corrections.decide(talk.visitor, int(talk.arguments[0]), accept=False))


async def change(talk: Talk) -> None:
    """[Change]: `cedit:REPORT`; the editor writes what is right."""
    reported = await talk.desk.corrections.find(int(talk.arguments[0]))
    await talk.remember(step="verdict", report=str(reported.id))
    await talk.say(talk.t(f"wrong-words-{reported.field}", what=short_name(reported.entry, talk.wording)))


async def give_verdict(talk: Talk) -> None:
    """The editor's own words for what is right; what is not understood can be said again."""
    report_id = int(talk.state["report"])
    reported = await talk.desk.corrections.decide(talk.visitor, report_id, accept=True, value=talk.text.strip())
    await talk.remember()
    await talk.say(talk.t("correction-accepted", what=short_name(reported.entry, talk.wording)))


async def choose_articles(talk: Talk) -> None:
    """`csplit:REPORT:HOW-MANY:CHOSEN`: which articles tell of the other event; CHOSEN is a bit for each."""
    report_id, known, chosen = map(int, talk.arguments)
    reported = await talk.desk.corrections.find(report_id)
    await _show_articles(talk, reported, chosen if known == len(reported.entry.contributions) else 0)


async def split(talk: Talk) -> None:
    """[Split]: `cdone:REPORT:HOW-MANY:CHOSEN`."""
    report_id, known, chosen = map(int, talk.arguments)
    reported = await talk.desk.corrections.find(report_id)
    told = reported.entry.contributions
    if known != len(told):  # another report came meanwhile: the bits name other articles now
        await _show_articles(talk, reported, 0)
        return
    ids = chosen_articles(reported.entry, chosen)
    await _decided(talk, await talk.desk.corrections.split(talk.visitor, report_id, ids))


def for_editor(reported: Reported, wording: Wording, reader: Reader) -> Message:
    """What an editor is shown of a report, with the verdicts to choose from."""
    lines = [
        wording.say("report-by", name=_escaped(reported.reporter.name), what=wording.say(f"wrong-is-{reported.field}")),
        entry_lines((reported.entry,), wording, reader),
        wording.say("report-words", words=_escaped(reported.words)),
    ]
    if reported.proposed:
        lines.append(wording.say("report-proposed", value=_escaped(_proposal(reported, wording, reader))))
    buttons: list[Button] = []
    if reported.proposed or reported.field not in SPOKEN:
        buttons.append(button(wording.say("button-accept"), "cok", reported.id))
    if reported.field != "not-one":
        buttons.append(button(wording.say("button-change"), "cedit", reported.id))
    buttons.append(button(wording.say("button-refuse"), "cno", reported.id))
    return Message(("\n".join(lines),), keyboard=(tuple(buttons),))


def _proposal(reported: Reported, wording: Wording, reader: Reader) -> str:
    """What an accepted report would make of the line, as a brief would write it."""
    if reported.field != "date":
        return reported.proposed
    ends = [date.fromisoformat(end) if end else None for end in reported.proposed.split("/")]
    return When(wording, reader.today).asked(ends[0], ends[-1])


async def show_articles(
    talk: Talk,
    entry: AgendaEntry,
    chosen: int,
    verb: str,
    done: str,
    about: object,
    *,
    otherwise: Button,
    anew: bool = False,
) -> None:
    """The articles of an entry to tick: `verb:ABOUT:HOW-MANY:CHOSEN` ticks one, `done:…` alike ends it.

    `anew` says it in a message of its own.
    """
    known = len(entry.contributions)
    rows = [
        (
            button(
                f"{'✓ ' if chosen >> bit & 1 else ''}{_article(talk, one.article)}"[:MOST_TITLE],
                *(verb, about, known, chosen ^ (1 << bit)),
            ),
        )
        for bit, one in enumerate(entry.contributions[:MOST_ARTICLES])
    ]
    if 0 < chosen.bit_count() < known:
        rows.append((button(talk.wording.say("button-split"), done, about, known, chosen),))
    text = f"{await line_of(talk, entry)}\n\n{talk.t('split-which')}"
    await (talk.say if anew else talk.show)(text, keyboard=(*rows, (otherwise,)))


def chosen_articles(entry: AgendaEntry, chosen: int) -> list[str]:
    """The ids of the articles whose bits are set."""
    told = entry.contributions[:MOST_ARTICLES]
    return [one.article.article_id for bit, one in enumerate(told) if chosen >> bit & 1]


async def _show_articles(talk: Talk, reported: Reported, chosen: int) -> None:
    refuse_ = button(talk.wording.say("button-refuse"), "cno", reported.id)
    await show_articles(talk, reported.entry, chosen, "csplit", "cdone", reported.id, otherwise=refuse_)


def _article(talk: Talk, article: ArticleRef) -> str:
    if article.by_hand:
        say = talk.wording.say
        return say("split-by-hand", name=article.source) if article.source else say("citation-editor")
    return f"{article.source}: {article.title}"


async def _decided(talk: Talk, reported: Reported) -> None:
    what = short_name(reported.entry, talk.wording)
    await talk.show(talk.t(f"correction-{reported.verdict}", what=what))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


async def _stale(talk: Talk) -> None:
    if talk.query_id:
        await talk.acknowledge(talk.wording.say("button-stale"), alert=True)
    else:
        await talk.say(talk.t("button-stale"))

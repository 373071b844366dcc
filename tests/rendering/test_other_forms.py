"""The Evidence view, cards, JSON and Markdown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from markdown_it import MarkdownIt

from briefs.composing.cards import card
from briefs.composing.compose import compose
from briefs.model.agenda import Change, Contribution, LedgerLine
from briefs.model.article import Evidence
from briefs.model.brief import BriefRequest
from briefs.model.reading import Participant
from briefs.rendering.cards import card_message
from briefs.rendering.jsonform import brief_json
from briefs.rendering.layout import proving
from briefs.rendering.markdown import markdown
from briefs.rendering.names import Names
from briefs.rendering.pieces import clean, line, plain, shorten, shorten_line
from briefs.rendering.proof import proof, proof_messages
from briefs.wording.wording import Wordings
from tests.agendas import BAN, KERRY, PUTIN, article, day, entry, founding_agenda, instant, window
from tests.telegram_html import visible

TODAY = date(2013, 5, 14)
NOON = BriefRequest(instant("2013-05-14T12:00:00+04:00"), "Europe/Moscow")
WORDING = Wordings().of("en")


def test_the_evidence_view_shows_reports_meanings_and_history() -> None:
    strongman = replace(PUTIN, mention="the Russian strongman")
    told = entry(
        "kerry-putin", "meeting", (KERRY, strongman), window("2013-05-06/2013-05-12 week"), status="held",
        evidence="Kerry met the Russian strongman last week.",
    )  # fmt: skip
    copy = article("a2", source="Courier", published="2013-05-14T08:00:00+00:00")
    copy, first = replace(copy, family="f"), replace(told.contributions[0].article, family="f")
    contribution = replace(told.contributions[0], article=first)
    republished = Contribution(copy, contribution.entry, contribution.received_at + timedelta(hours=1))
    ledger = (
        LedgerLine(instant("2013-05-13T09:00:00+00:00"), Change.FIRST_REPORT, "", "planned", None, "a0"),
        LedgerLine(instant("2013-05-14T07:00:00+00:00"), Change.STATUS, "planned", "held", None, "a1"),
        LedgerLine(instant("2013-05-14T07:00:00+00:00"), Change.WINDOW, "2013-05-15", "../.. open", None, "a1"),
        LedgerLine(instant("2013-05-14T09:00:00+00:00"), Change.CERTAINTY, "likely", "", by="Anna"),
    )
    told = replace(told, contributions=(contribution, republished), ledger=ledger, cited=first)
    blocks = proof(told, WORDING, today=TODAY, timezone="Europe/Moscow")
    assert "\n\n".join("\n".join(plain(row) for row in block.rows) for block in blocks) + "\n" == (
        "John Kerry – Vladimir Putin\n"
        "held last week (6–12 May, 2–8 days ago)\n"
        "\n"
        "Reports\n"
        "Al Arabiya, 14 May: “Kerry met the Russian strongman last week.” (also in Courier)\n"
        "\n"
        "Understood as\n"
        "“the Russian strongman”: Vladimir Putin\n"
        "last week (6–12 May): stated, or counted from its publication on Tue 14 May\n"
        "\n"
        "History\n"
        "Mon 13 May: first reported: planned\n"
        "Tue 14 May, Al Arabiya: status: planned → held; date: Wed 15 May → not stated\n"
        "Tue 14 May, Anna: certainty: “likely” → firm\n"
    )
    (message,) = proof_messages(told, WORDING, today=TODAY, timezone="Europe/Moscow")
    assert '<a href="https://news.example/a1">Al Arabiya, 14 May</a>' in message
    visible(message)


def test_a_long_history_still_fits_messages() -> None:
    told = founding_agenda()[0]
    line_ = LedgerLine(NOON.at, Change.PLACE, "a" * 500, "<b>" * 500, None, "a1")
    ledger = tuple(replace(line_, at=NOON.at + timedelta(hours=n)) for n in range(200))
    for part in proof_messages(replace(told, ledger=ledger), WORDING, today=TODAY, timezone="Europe/Moscow"):
        visible(part)


def test_a_card_shows_office_next_last_and_whom_they_met_most() -> None:
    found = card("putin", founding_agenda(), today=TODAY)
    assert found is not None
    assert (found.name, found.title, found.country) == ("Vladimir Putin", "President", "Russia")
    assert [one.id for one in found.coming] == ["putin-netanyahu"]
    assert {one.id for one in found.past} == {"kerry-putin", "cameron-putin"}
    assert [(one.name, n) for one, n in found.met_most] == [("David Cameron", 1), ("John Kerry", 1)]
    told = visible(card_message(found, WORDING, today=TODAY, timezone="Europe/Moscow"))
    assert told.startswith(
        "Vladimir Putin, President, Russia\n\nNext\nPutin – Netanyahu, Sochi: set Tue 14 May (today)"
    )
    assert told.endswith("Met most\nDavid Cameron (1), John Kerry (1)")


def test_nobody_has_no_card_and_a_surname_means_who_bears_it_most() -> None:
    assert card("nobody", founding_agenda(), today=TODAY) is None
    assert card("", founding_agenda(), today=TODAY) is None
    others = [entry(f"p{n}", "meeting", (Participant("Maria Putin"), BAN), day("2013-05-20")) for n in range(5)]
    found = card("Putin", [*founding_agenda(), *others], today=TODAY)
    assert found is not None
    assert found.name == "Maria Putin"
    full = card("Vladimir Putin", [*founding_agenda(), *others], today=TODAY)
    assert full is not None
    assert full.name == "Vladimir Putin"


def test_json_holds_the_language_free_facts() -> None:
    told = json.loads(json.dumps(brief_json(compose(founding_agenda(), NOON))))
    assert told["at"] == "2013-05-14T12:00:00+04:00"
    assert [section["heading"] for section in told["sections"]] == ["today", "coming", "conferences", "held"]
    first = told["sections"][0]["items"][0]
    assert (first["number"], first["entry"]["start"], first["entry"]["status"]) == (1, "2013-05-14", "planned")
    assert [one["name"] for one in first["entry"]["participants"]] == ["Vladimir Putin", "Benjamin Netanyahu"]
    assert told["citations"][0]["url"] == "https://news.example/a1"


def test_markdown_reads_back_as_what_was_meant() -> None:
    rude = entry("rude", "meeting", (Participant("*A* [x](y)"), Participant("1. <b>B</b>")), day("2013-05-14"))
    html = MarkdownIt().render(markdown(compose([rude], NOON), WORDING))
    assert "<strong>" in html
    assert "*A* [x](y)" in html
    assert "&lt;b&gt;" in html
    assert '<a href="https://news.example/a1">[1]</a>' in html


def test_names_are_short_where_that_is_enough() -> None:
    minister = Participant("Sauli Niinisto", title="President")
    plain_one = Participant("Judith Farrow")
    namesake = Participant("Maria Putin", title="Minister")
    first = entry("a", "meeting", (minister, plain_one), day("2013-05-14"))
    second = entry("b", "meeting", (plain_one, PUTIN, namesake, BAN), day("2013-05-15"))
    names = Names([first, second], WORDING)
    assert [names.shown(one, first) for one in first.participants] == ["Niinisto", "Judith Farrow"]
    assert [names.shown(one, second) for one in second.participants] == [
        "Farrow", "Vladimir Putin", "Maria Putin", "Ban Ki-moon",
    ]  # fmt: skip


def test_who_is_known_by_office_alone_keeps_every_word() -> None:
    unnamed = (
        Participant("Polish prime minister", title="prime minister", country="Poland"),
        Participant("Mayor of Ljubljana", title="mayor", country="Slovenia"),
        Participant("NATO secretary-general", title="secretary-general"),
    )
    told = entry("a", "meeting", unnamed, day("2013-05-14"))
    names = Names([told], WORDING)
    assert [names.shown(one, told) for one in unnamed] == [one.name for one in unnamed]


def test_words_of_others_are_kept_on_one_line_and_short() -> None:
    assert clean(" a\u202eb\n\x00c\ue000d ") == "a b c d"
    assert shorten("alpha beta gamma delta", 18) == "alpha beta gamma…"
    assert shorten("x" * 50, 10) == "x" * 9 + "…"
    assert len(clean("word " * 500)) <= 100
    assert plain(shorten_line(line("abcdef ghijkl mnopqr"), 15)) == "abcdef ghijkl…"


def test_a_hedge_is_quoted_from_the_sentence_that_holds_it() -> None:
    told = entry("c", "conference", (), window("2013-06-01/2013-06-10 part-of-month"), name="talks", hedge="likely")
    firm, hedged = told.contributions[0].entry.evidence[0], Evidence("a1", "It is Likely in early June.", 40, 67)
    contribution = told.contributions[0]
    contribution = replace(contribution, entry=replace(contribution.entry, evidence=(firm, hedged)))
    assert proving(replace(told, contributions=(contribution,))) == hedged.text
    assert proving(told) == firm.text

"""Questions, reports, courtesies and what is none of them, told apart by grammar."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.composing.manner import Manner, courtesy_of, manner_of

QUESTIONS = """
who is Putin meeting this week?
Who is meeting whom
when is the Syria conference
is Merkel going to Paris
did Kerry meet Putin
what has been said about the summit in Vienna
Putin
Putin Merkel
Syria 14 May
meetings of the Russian president with European leaders in June
Show me what Putin did last week.
I want to know when Putin will meet Merkel
any news on the Geneva talks
Can you tell me who will be at the summit.
“When will they meet?”
саммиты в июне
кто встречается с Меркель
Когда конференция по Сирии?
Покажи встречи Путина на этой неделе.
будет ли саммит в Вене
с Путиным
conference on Libya, Berlin
""".strip().splitlines()

REPORTS = """
The German chancellor will receive the Turkish president in Berlin on Friday, her spokesman said on Tuesday.
Putin will meet Merkel in Sochi on Tuesday.
When the two leaders last met, in Vienna, they agreed to hold another round of talks before the end of June.
President Obama said on Monday that Cameron had asked him for a meeting about Syria
Foreign ministers of the six countries met in Geneva on Thursday and agreed to meet again
“We will be there,” the minister told reporters in Ankara.
13 leaders are expected at the summit in Lima.
Президент России встретится с канцлером Германии во вторник, сообщил Кремль.
Министр иностранных дел Турции прибыл в Москву на переговоры.
""".strip().splitlines()


@pytest.mark.parametrize("text", QUESTIONS)
def test_questions(text: str) -> None:
    assert manner_of(text) is Manner.QUESTION


@pytest.mark.parametrize("text", REPORTS)
def test_reports(text: str) -> None:
    assert manner_of(text) is Manner.REPORT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("thanks", "thanks"),
        ("Thank you so much!", "thanks"),
        ("Спасибо большое 🙏", "thanks"),
        ("ok, thanks", "assent"),
        ("OK 👍", "assent"),
        ("Good morning", "greeting"),
        ("добрый день!", "greeting"),
        ("пока", "farewell"),
        ("Good", "assent"),
        ("good talks", ""),
        ("yes Putin", ""),
        ("and", ""),
    ],
)
def test_courtesies(text: str, kind: str) -> None:
    assert courtesy_of(text) == kind
    assert (manner_of(text) is Manner.COURTESY) is bool(kind)


@pytest.mark.parametrize("text", ["👍", "🙂🙂🙂", "...", "?!", "—", "   ", ""])
def test_nothing_in_words(text: str) -> None:
    assert manner_of(text) is Manner.WORDLESS


@settings(deadline=None)  # the first example loads tables
@given(st.text(max_size=400))
def test_any_text_is_said_somehow(text: str) -> None:
    assert manner_of(text) in Manner

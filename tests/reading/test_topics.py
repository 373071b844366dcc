"""What an encounter is about, and which sentence proves it first."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefs.model.article import Article
from briefs.model.reading import Entry
from briefs.reading.model import Model
from briefs.reading.read import read

PUBLISHED = datetime(2019, 9, 17, 12, tzinfo=UTC)

STATED = [
    ("Juan Manuel Santos met Rafael Correa in Quito on Monday to discuss the border.", "border"),
    ("Indonesia and Malaysia will hold talks on palm oil exports in Jakarta on Friday.", "palm oil exports"),
    ("Abiy Ahmed and Abdel Fattah al-Sisi spoke by telephone on Sunday about the Nile dam.", "Nile dam"),
    ("Kyriakos Mitsotakis received Zoran Zaev in Athens on Monday for talks on energy.", "energy"),
    ("Sebastian Pinera will meet Martin Vizcarra in Lima on Thursday, the palace said.", ""),
    (
        "Tsai Ing-wen and Mario Abdo Benitez held talks in Taipei on Monday on the future of the embassy.",
        "future of the embassy",
    ),
    ("Mahamadou Issoufou and Idriss Deby met in Niamey on Monday to discuss various issues.", ""),
    ("Andrej Babis and Viktor Orban held talks in Prague on Monday on a plan of their own.", ""),
    (
        "Jair Bolsonaro met Mauricio Macri in Brasilia on Monday to discuss ways to lower tariffs.",
        "ways to lower tariffs",
    ),
    ("Prayut Chan-o-cha and Hun Sen held talks in Bangkok on Monday on who may fish where.", ""),
    ("Lenin Moreno and Ivan Duque held talks in Quito on Monday on the costs of that decision.", ""),
    ("Macky Sall and Adama Barrow met in Banjul on Monday to discuss his report.", ""),
    ("Zuzana Caputova and Andrzej Duda dined in Warsaw on Monday over grilled trout.", ""),
    ("Ulf Kristersson put Jonas Store and Sanna Marin on a bench in Malmo on Monday for talks.", ""),
    ("Mette Frederiksen called on Sauli Niinisto in Helsinki on Monday.", ""),
    ("Erna Solberg and Stefan Lofven met on Monday on the sidelines of a forum in Oslo.", ""),
]


def entries(text: str, model: Model) -> tuple[Entry, ...]:
    return read(Article("a", text, published_at=PUBLISHED), model=model).entries


@pytest.mark.parametrize(("text", "topic"), STATED)
def test_a_topic_is_what_the_sentence_states(text: str, topic: str, model: Model) -> None:
    assert entries(text, model)[0].topic == topic


def test_the_first_evidence_is_the_sentence_that_dates_the_event(model: Model) -> None:
    text = (
        "Kenya has agreed to hold an international conference on Somalia.\n\n"
        "The conference is likely to be held in Nairobi in early November, officials said."
    )
    (entry,) = entries(text, model)
    assert entry.topic == "Somalia"
    assert "early November" in entry.evidence[0].text
    assert len(entry.evidence) == 2

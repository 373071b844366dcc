"""Talking Russian to the bot: names in Russian letters and in any case, answers in Russian."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from briefs.model.reading import Participant
from tests.agendas import day, entry, founding_agenda
from tests.handlers.founding import Scene, founding_scene, words
from tests.handlers.people import Person

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    folder = tmp_path_factory.mktemp("russian") / "data"
    alone = (Participant("Putin"), Participant("Merkel", country="Germany", title="Chancellor"))
    merkel = (Participant("Angela Merkel", country="Germany", title="Chancellor"), Participant("Mario Monti"))
    agenda = (
        *founding_agenda(),
        entry("berlin", "meeting", alone, day("2013-05-17"), place="Berlin, Germany"),
        entry("rome", "meeting", merkel, day("2013-05-20"), place="Rome, Italy"),
    )
    async with founding_scene(folder, agenda=agenda, settings={"ATTACHE_ACCESS_MODE": "open"}) as found:
        yield found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nina(scene: Scene) -> Person:
    person = Person(scene, language="ru")
    await person.say("/start", "подписаны")
    return person


async def test_questions_in_any_case(nina: Person) -> None:
    told = words(await nina.say("с кем встречается Путин на этой неделе?", "Vladimir Putin"))
    assert told.startswith("Vladimir Putin · встречи · пн 13–вс 19 мая")
    assert "Netanyahu, Сочи" in told
    assert "Берлин" in told, "the article that has no first name for him means the same man"
    assert "Merkel" in words(await nina.say("кто встречается с Меркель?", "Angela Merkel · встречи"))
    conference = words(await nina.say("когда конференция по Сирии?", "Сирия · конференции"))
    assert "начало июня" in conference
    assert "тема: Сирия" in conference, "the name it goes by, not the case it was typed in"
    assert "Obama" in words(await nina.say("что у Обамы", "Barack Obama"))
    assert "Ничего не найдено" in words(await nina.say("встречи в Лондоне", "Лондон · встречи"))


async def test_cards_by_russian_names(nina: Person) -> None:
    card = words(await nina.say("/who Путин", "Vladimir Putin"))
    assert card.startswith("Vladimir Putin, президент, Россия")
    assert "Берлин" in card
    assert words(await nina.say("/who Меркель", "Angela Merkel")).startswith("Angela Merkel, канцлер, Германия")


async def test_following_by_russian_names(nina: Person) -> None:
    told = await nina.say("/watch Путина", "Слежу")
    assert "Vladimir Putin" in words(told)
    assert "Netanyahu" in words(told)


async def test_courtesies(nina: Person) -> None:
    assert words(await nina.say("спасибо большое!")) == "Пожалуйста."
    assert words(await nina.say("абракадабра")).startswith("О «абракадабра» пока ничего не знаю.")

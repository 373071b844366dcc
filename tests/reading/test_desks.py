"""Which paragraphs of an article are sport and nothing else."""

from __future__ import annotations

import pytest

from briefs.reading.desks import desk_of

MATCH = (
    "Rovers beat Wanderers 3-1 on Saturday; the striker scored twice and the league table has a new leader of sorts."
)
RETURN = "The two meet again in the cup on Tuesday at the stadium, where the goalkeeper hopes to play."
CALL = "The prime minister of Norway receives the Danish prime minister at the stadium before the match on Friday."


@pytest.mark.parametrize(
    ("paragraphs", "about", "wanted"),
    [
        ((MATCH, RETURN), RETURN, True),
        ((MATCH, RETURN, CALL), RETURN, True),
        ((MATCH, CALL), CALL, False),
        ((CALL, "A trade treaty is to be signed."), CALL, False),
    ],
    ids=["fixture", "fixture beside affairs", "affairs on a page of sport", "affairs"],
)
def test_play_alone(paragraphs: tuple[str, ...], about: str, wanted: bool) -> None:
    text = "\n\n".join(paragraphs)
    start = text.index(about)
    assert desk_of(text).is_only_play(start, start + len(about)) is wanted

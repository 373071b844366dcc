"""Pictures: made for a phone, the same every time, with no name on another."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from itertools import combinations
from time import perf_counter

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from briefs.rendering.pictures import network, timeline
from briefs.rendering.pictures.canvas import DARK, LIGHT
from briefs.rendering.pictures.placement import Frame, place_names
from briefs.wording.wording import Wordings
from tests.agendas import BAN, KERRY, LAVROV, OBAMA, day, entry, founding_agenda
from tests.rendering.test_telegram import busy_agenda

TODAY = date(2013, 5, 14)


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    return Wordings()


def image(png: bytes | None) -> Image.Image:
    assert png is not None
    return Image.open(BytesIO(png)).convert("RGB")


@pytest.mark.parametrize(("dark", "paper"), [(False, LIGHT.paper), (True, DARK.paper)])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_both_pictures_are_portrait_in_both_themes(dark: bool, paper: str, language: str, wordings: Wordings) -> None:
    wording = wordings.of(language)
    net = image(network(founding_agenda(), wording, today=TODAY, dark=dark))
    assert net.size == (1080, 1350)
    weeks = image(timeline(busy_agenda(500), wording, today=TODAY, timezone="Europe/Moscow", dark=dark))
    assert weeks.size == (1080, 1350)
    for picture in (net, weeks):
        assert picture.getpixel((2, 2)) == tuple(int(paper[at : at + 2], 16) for at in (1, 3, 5))
        assert len(picture.resize((108, 135)).getcolors(108 * 135) or ()) > 20


def test_a_few_rows_make_a_lower_picture(wordings: Wordings) -> None:
    weeks = image(timeline(founding_agenda(), wordings.of("en"), today=TODAY, timezone="Europe/Moscow"))
    assert weeks.width == 1080
    assert weeks.height < 1000


def test_the_same_agenda_gives_the_same_picture(wordings: Wordings) -> None:
    agenda = founding_agenda()
    first, second = (network(told, wordings.of("en"), today=TODAY) for told in (agenda, tuple(reversed(agenda))))
    assert first == second


def test_nothing_to_draw_is_no_picture(wordings: Wordings) -> None:
    lone = entry("ban", "visit", (BAN,), day("2013-05-15"))
    past = entry("past", "meeting", (KERRY, LAVROV), day("2013-01-01"), status="held")
    assert network([lone, past], wordings.of("en"), today=TODAY) is None
    assert timeline([past], wordings.of("en"), today=TODAY, timezone="Europe/Moscow") is None


def test_a_picture_of_a_large_agenda_takes_less_than_a_second(wordings: Wordings) -> None:
    agenda = busy_agenda(2_000)
    agenda.append(entry("known", "meeting", (KERRY, OBAMA), day("2013-05-14")))
    network(founding_agenda(), wordings.of("en"), today=TODAY)
    began = perf_counter()
    network(agenda, wordings.of("en"), today=TODAY)
    timeline(agenda, wordings.of("en"), today=TODAY, timezone="Europe/Moscow")
    assert perf_counter() - began < 4, "both together, on a busy machine"


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, 2**31))))
def test_no_name_lies_on_another(given_graph: tuple[int, int]) -> None:
    count, seed = given_graph
    graph: nx.Graph[str] = nx.Graph()
    tree = nx.random_labeled_tree(count, seed=seed)
    graph.add_edges_from((f"n{one:02}", f"n{other:02}") for one, other in tree.edges)
    sizes = {name: (120.0 + 14 * (hash_of(name, seed) % 10), 92.0) for name in graph}
    frame = Frame(40, 200, 1040, 1254)
    boxes = place_names(graph, sizes, frame, (140.0, 72.0))
    for one, other in combinations(boxes.values(), 2):
        sideways, height = one.overlap(other, 0)
        assert sideways <= 0 or height <= 0
    for box in boxes.values():
        assert frame.left - 1 <= box.x - box.width / 2
        assert box.x + box.width / 2 <= frame.right + 1
        assert frame.top - 1 <= box.y - box.height / 2
        assert box.y + box.height / 2 <= frame.bottom + 1


def hash_of(name: str, seed: int) -> int:
    """A number that depends on both and on nothing else."""
    return sum(map(ord, name)) * 31 + seed


def test_weeks_end_where_they_should(wordings: Wordings) -> None:
    beyond = entry("far", "meeting", (KERRY, OBAMA), day((TODAY + timedelta(weeks=7)).isoformat()))
    assert timeline([beyond], wordings.of("en"), today=TODAY, timezone="Europe/Moscow") is None

"""What people write for a zone, and what they get."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from timezonefinder import TimezoneFinder

from briefs.scheduling.zones import Gazetteer, _rows, load_gazetteer, zone_at


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Europe/Moscow", "Europe/Moscow"),
        ("europe/moscow", "Europe/Moscow"),
        ("America/New York", "America/New_York"),
        ("Kyiv", "Europe/Kyiv"),
        ("Kiev", "Europe/Kyiv"),
        ("Киев", "Europe/Kyiv"),
        ("القاهرة", "Africa/Cairo"),
        ("são paulo", "America/Sao_Paulo"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("St. Petersburg", "Europe/Moscow"),
        ("Portland, OR", "America/Los_Angeles"),
        ("Cordoba, Argentina", "America/Argentina/Cordoba"),
        ("London", "Europe/London"),
        ("UK", "Europe/London"),
        ("Spain", "Europe/Madrid"),
        ("uae", "Asia/Dubai"),
        ("UTC+3", "Etc/GMT-3"),
        ("utc -5", "Etc/GMT+5"),
        ("GMT+0", "Etc/UTC"),
        ("+05:00", "Etc/GMT-5"),
        ("UTC", "Etc/UTC"),
    ],
)
def test_found(gazetteer: Gazetteer, words: str, zone: str) -> None:
    answer = gazetteer.find(words)
    assert answer.found is not None
    assert answer.found.timezone == zone


@pytest.mark.parametrize(
    ("words", "first"), [("Russia", "Europe/Moscow"), ("USA", "America/New_York"), ("Moscwo", "Europe/Moscow")]
)
def test_several_or_misspelt_is_asked_back(gazetteer: Gazetteer, words: str, first: str) -> None:
    answer = gazetteer.find(words)
    assert answer.found is None
    assert answer.suggestions[0].timezone == first


@pytest.mark.parametrize("words", ["", "   ", "UTC+5:30", "UTC+15", "UTC-13", "IST", "qqqqqq", "/", "Europe/"])
def test_nothing_is_guessed(gazetteer: Gazetteer, words: str) -> None:
    assert gazetteer.find(words).found is None


@pytest.mark.parametrize(
    ("words", "zones"),
    [
        ("UTC+5:30", ["Asia/Kolkata", "Asia/Colombo"]),
        ("+0545", ["Asia/Kathmandu"]),
        ("GMT-3:30", ["America/St_Johns"]),
        ("UTC+5:10", []),
    ],
)
def test_an_offset_of_no_whole_hour_is_asked_back(gazetteer: Gazetteer, words: str, zones: list[str]) -> None:
    answer = gazetteer.find(words)
    assert answer.found is None
    assert [place.timezone for place in answer.suggestions] == zones


def test_zones_of_odd_offsets_keep_them() -> None:
    for minutes, zones in _rows("offsets.tsv"):
        for zone in map(ZoneInfo, zones.split("|")):
            winter_and_summer = (datetime(2025, month, 15, tzinfo=zone) for month in (1, 7))
            assert {on.utcoffset() for on in winter_and_summer if not on.dst()} == {timedelta(minutes=int(minutes))}


def test_every_zone_of_the_gazetteer_exists(gazetteer: Gazetteer) -> None:
    known = zoneinfo.available_timezones()
    for city in ("Moscow", "Sochi", "Sydney", "Kathmandu", "Geneva", "Pristina", "Kinshasa"):
        answer = gazetteer.find(city)
        places = [answer.found] if answer.found else list(answer.suggestions)
        assert places
        assert {place.timezone for place in places if place} <= known


def test_a_shared_location() -> None:
    zones = TimezoneFinder()
    assert zone_at(43.585, 39.723, zones) == "Europe/Moscow"  # Sochi
    assert zone_at(28.6139, 77.2090, zones) == "Asia/Kolkata"
    assert (zone_at(0.0, -30.0, zones) or "").startswith("Etc/")
    assert zone_at(91.0, 0.0, zones) is None

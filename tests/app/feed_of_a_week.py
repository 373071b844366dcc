"""A week of news for rehearsals: the annotated articles among nineteen times as many about anything else.

The noise is put together from sentences of sport, markets, crime and local life, with names and figures drawn anew for
each article, so that no two are the same and many speak of meetings that are none ("the sides meet on Saturday").
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefs.model.article import Article, PublishedFrom

_TOWNS = ("Ashford", "Brant", "Corley", "Dunmore", "Elvas", "Farnworth", "Gorey", "Halden", "Imst", "Jarrow", "Kells")
_NAMES = ("Baker", "Costa", "Dahl", "Egger", "Fiala", "Grant", "Hale", "Ivarsson", "Jonas", "Keller", "Lund", "Moran")
_CLUBS = ("Rovers", "United", "Athletic", "Wanderers", "City", "Rangers")
_FIRMS = ("Norvik", "Alton Steel", "Brightwater", "Corvus", "Delmar Foods", "Eastgate")

_DESKS: dict[str, tuple[str, ...]] = {
    "sport": (
        "{town} {club} beat {town2} {club2} {n}-{m} on {day} after {name} scored twice.",
        "The two sides meet again on {day2}, when {name2} may return from injury.",
        "{name}, the coach, said his team had met every test this season.",
        "The final will be played at {town} on {day2} in front of {n}0,000 people.",
        "{name2} was booked in the {n}th minute and substituted at half time.",
    ),
    "markets": (
        "Shares of {firm} fell {n}.{m} per cent on {day} after the company missed forecasts.",
        "Analysts at {firm2} had expected earnings to meet last year's level.",
        "The index closed {n}{m} points higher, led by banks and miners.",
        "{firm} will publish results for the quarter on {day2}, chief executive {name} said.",
        "Oil lost {m} dollars a barrel as stocks rose for the {n}th week.",
    ),
    "crime": (
        "Police in {town} are looking for two men after a robbery at a jeweller's on {day}.",
        "{name}, {n}{m}, appeared in court and denied the charge; the trial opens on {day2}.",
        "Officers said the suspects had met in prison {n} years ago.",
        "A spokesman said talks with the hostage taker had ended without injury.",
        "Anyone who saw a red van near the station was asked to call the police.",
    ),
    "local": (
        "{town} council meets on {day2} to decide on the new bridge over the river.",
        "Residents visited the town hall on {day} to complain about parking.",
        "{name}, who chairs the school board, said the roof would be mended by summer.",
        "The library opens at nine from {day2}; the old reading room stays closed.",
        "Volunteers will hold a flower show in the park, with {n} prizes.",
    ),
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def noise(chance: random.Random, number: int, published_at: datetime) -> Article:
    """One article about nothing that belongs on the agenda."""
    desk = chance.choice(tuple(_DESKS))
    town, town2 = chance.sample(_TOWNS, 2)
    name, name2 = chance.sample(_NAMES, 2)
    club, club2 = chance.sample(_CLUBS, 2)
    firm, firm2 = chance.sample(_FIRMS, 2)
    words = {
        "town": town,
        "town2": town2,
        "name": name,
        "name2": name2,
        "club": club,
        "club2": club2,
        "firm": firm,
        "firm2": firm2,
        "day": chance.choice(_DAYS),
        "day2": chance.choice(_DAYS),
        "n": chance.randrange(2, 9),
        "m": chance.randrange(1, 9),
    }
    sentences = [sentence.format(**words) for sentence in chance.sample(_DESKS[desk], 4)]
    return Article(
        f"noise-{number}",
        " ".join(sentences),
        title=f"{desk.title()} from {town}",
        source=f"{town} {desk.title()} Post",
        url=f"https://noise.example/{number}",
        published_at=published_at,
        published_from=PublishedFrom.FEED,
    )


def week(
    told: list[Article], *, first: datetime, days: int = 7, a_day: int = 2_000, share: float = 0.05, seed: int = 0
) -> Iterator[list[Article]]:
    """Each day's articles in order of publication; the `told` ones are spread over the week, each on its own weekday.

    They keep their weekday and hour, so that "on Tuesday" stays what it was; the ones told more often than once are
    republications under new addresses.
    """
    chance = random.Random(seed)
    number = 0
    for day in range(days):
        start = (first + timedelta(days=day)).astimezone(UTC)
        articles = []
        for _ in range(a_day - int(a_day * share)):
            number += 1
            articles.append(noise(chance, number, start + timedelta(seconds=chance.randrange(86_400))))
        of_day = [each for each in told if each.published_at and each.published_at.date() == start.date()]
        for copy in range(int(a_day * share)):
            if of_day:
                each = of_day[copy % len(of_day)]
                articles.append(replace(each, id=f"{each.id}-{copy}", url=f"{each.url}?copy={copy}"))
        yield sorted(articles, key=lambda article: (article.published_at or start, article.id))

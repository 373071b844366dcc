"""Whom pronouns and plurals take up: "he", "them", "the two leaders", "both sides"."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefs.model.reading import Participant, Sort
from briefs.reading.figures import TOP
from briefs.reading.participants import party
from briefs.reading.phrases import Phrase
from briefs.reading.salience import NOBODY, is_person
from briefs.reading.scene import Scene, clear
from briefs.reading.vocabulary import vocabulary

_COUNTS = {"pair": 2, "duo": 2, "trio": 3, "quartet": 4, "foursome": 4}
_STATES = frozenset(
    {"countries", "nations", "states", "capitals", "neighbours", "neighbors", "powers", "superpowers", "governments"}
)
_OF_STATES = frozenset({"armies", "administrations"})
_RELATIVE = re.compile(r",? who(?:se)?\b(?!.*[,;])")
_DISTANT = 0.8
"""How much less each sentence back a group counts for a plural."""

_BODILY = frozenset(
    {
        "armies",
        "delegations",
        "administrations",
        "camps",
        "teams",
        "boards",
        "companies",
        "firms",
        "unions",
        "organisations",
    }
)
_FAR = 60
"""Sentences back to which a count of three or more still finds its group."""


def pronoun(phrase: Phrase, scene: Scene) -> list[Participant]:
    """Whom a personal pronoun means; nobody when two stand out alike."""
    word = phrase.noun
    if word in ("they", "them"):
        return _they(phrase, scene)
    if word not in ("he", "him", "she", "her"):
        return []
    barred = _clause_subject(phrase, scene) if word in ("him", "her") else ""
    fits = scene.person("m" if word in ("he", "him") else "f", barred=barred)
    ranked = scene.ranked(phrase.start, fits)
    return [ranked[0][1]] if clear(ranked, 1) and ranked[0][1] is not NOBODY else []


def _clause_subject(phrase: Phrase, scene: Scene) -> str:
    """Whom an object pronoun cannot mean: the subject of its own clause."""
    for index, trace in enumerate(scene.trail.recent(scene.sentence(phrase.start), back=0)):
        if index == 0 and is_person(trace.who) and _RELATIVE.search(scene.text[trace.start : phrase.start]):
            return trace.who.name
        if trace.subject and is_person(trace.who):
            return trace.who.name
    return ""


def _they(phrase: Phrase, scene: Scene) -> list[Participant]:
    here = scene.sentence(phrase.start)
    barred = scene.barred(phrase.start) if phrase.noun == "them" else set()
    for _, group in scene.trail.groups(here, back=3):
        if barred & {who.name for who in group}:
            continue
        if len({who.sort is Sort.PERSON for who in group}) == 1:
            return group
    for _, some in scene.trail.by_sentence(here, lambda who: is_person(who) and who.name not in barred, back=2):
        if len(some) > 1:
            return some if len(some) == 2 else []
    for _, some in scene.trail.by_sentence(here, lambda who: not is_person(who), back=1):
        if len(some) == 2:
            return some
    return []


def plural(phrase: Phrase, scene: Scene) -> list[Participant]:
    """Whom a plural noun phrase takes up; `count` people of the office it names, or as many parties."""
    noun = phrase.noun
    if phrase.det in ("a", "an", "no", "some", "any") or (phrase.det == "all" and noun and not phrase.count):
        return []
    if phrase.described and phrase.det != "both":
        return []
    if phrase.owner == "their" and noun not in vocabulary().parties:
        # "their ministers" are not those whose ministers they are
        return []
    if noun in vocabulary().parties:
        return _sides(phrase, scene)
    want = phrase.count or _COUNTS.get(noun, 2)
    found = taken_up(phrase, scene, _people_of(phrase, scene, strict=True), want)
    return found or taken_up(phrase, scene, _people_of(phrase, scene, strict=False), want)


def _people_of(phrase: Phrase, scene: Scene, *, strict: bool) -> Callable[[Participant], bool]:
    """Which people the noun of a plural can mean; unless `strict`, those without a known office, too."""
    noun = phrase.noun
    gender = "f" if noun == "women" else "m" if noun == "men" else ""
    domain = phrase.office.domain if phrase.office is not None else ""
    domains = TOP if domain == "leader" else frozenset({domain}) if domain else frozenset()
    ministers = domain == "minister"

    def fits(who: Participant) -> bool:
        if not is_person(who) or (gender and scene.gender(who) not in ("", gender)):
            return False
        own = scene.domain(who)
        if ministers:
            return own not in TOP
        if not domains or (own == "" and (domain == "leader" or not strict)):
            return True
        return own in domains

    return fits


def taken_up(phrase: Phrase, scene: Scene, may_be: Callable[[Participant], bool], want: int) -> list[Participant]:
    """The `want` parties a plural takes up.

    Candidates are the groups and sentences of just so many, and the `want` that the article names most; the nearer and
    the more often named win. Else whoever stands out.
    """
    here = scene.sentence(phrase.start)
    barred = scene.barred(phrase.start)

    def fits(who: Participant) -> bool:
        return who.name not in barred and may_be(who)

    counts = scene.trail.counts(fits)
    found: dict[tuple[str, ...], tuple[float, list[Participant]]] = {}

    def propose(members: list[Participant], distance: int) -> None:
        if len(members) != want or not all(fits(who) for who in members):
            return
        often = min(counts.get(who.name, 1) for who in members)
        key = tuple(sorted(who.name for who in members))
        score = often**0.5 * _DISTANT**distance
        if score > found.get(key, (0.0, members))[0]:
            found[key] = (score, members)

    far = _FAR if want > 2 else 6
    for distance, group in scene.trail.groups(here, back=far):
        propose(group, distance)
    for distance, some in scene.trail.by_sentence(here, fits, back=6):
        propose(some, distance)
    ordered = sorted(counts, key=lambda name: -counts[name])
    if len(ordered) > want and counts[ordered[want - 1]] >= 2 * counts[ordered[want]]:
        propose([scene.figures.told(name) for name in ordered[:want] if scene.figures.called(name)], 3)
    best = sorted(found.values(), key=lambda pair: -pair[0])
    if best:
        return best[0][1] if len(best) == 1 or best[0][0] > best[1][0] else []
    ranked = scene.ranked(phrase.start, lambda who: float(who is not NOBODY and fits(who)))
    return [who for _, who in reversed(ranked[:want])] if clear(ranked, want) else []


def _sides(phrase: Phrase, scene: Scene) -> list[Participant]:
    """Parties that "the two countries", "both sides" take up; else two people, or the countries they come from."""
    noun, want = phrase.noun, phrase.count or 2
    if noun == "koreas":
        return [party("North Korea"), party("South Korea")]
    states = noun in _STATES
    sorts = (Sort.COUNTRY,) if states or noun in _OF_STATES else (Sort.COUNTRY, Sort.BODY)
    found = taken_up(phrase, scene, lambda who: who.sort in sorts, want)
    if found:
        return found
    people = taken_up(phrase, scene, lambda who: is_person(who) and (bool(who.country) or not states), want)
    countries = list(dict.fromkeys(who.country for who in people if who.country))
    if states:
        return [party(each) for each in countries] if len(countries) == want else []
    return people if noun not in _BODILY else []

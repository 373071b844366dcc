"""Whom an office, nationality or relation means: "the Israeli premier", "the American", "his Russian counterpart"."""

from __future__ import annotations

import re

from briefs.model.reading import Participant, Person, Sort
from briefs.reading import lexicon, names
from briefs.reading.anaphora import plural
from briefs.reading.figures import TOP, Figure
from briefs.reading.lexicon import Office
from briefs.reading.matching import matched
from briefs.reading.origins import SILENT, fitness, is_native
from briefs.reading.participants import government, nouns_of, opposition, party, unnamed
from briefs.reading.people import domain_of
from briefs.reading.phrases import Phrase
from briefs.reading.salience import NOBODY, is_person
from briefs.reading.scene import Scene, clear
from briefs.reading.vocabulary import vocabulary

_INDEFINITE = frozenset({"a", "an", "any", "no", "some", "another", "every", "each"})
_COLLECTIVE = frozenset(
    {"envoy", "negotiator", "ambassador", "general", "commander", "minister", "member", "aide", "counsel"}
)
_TWINS = re.compile(r"\b(?:the )?fund and (?:the )?bank\b|\bbank and (?:the )?fund\b", re.I)
"""Told together they are those of Bretton Woods, whichever other bank the text has named."""
_FOREGOING = 0.5
"""How far the subject of the sentence before stands out."""
_COMPLEMENT = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z]")
_NO_GUESS = frozenset(
    {"chief", "head", "commander", "judge", "pope", "royal", "cardinal", "archbishop", "bishop", "politician", "mayor"}
)


def officers(phrase: Phrase, scene: Scene) -> list[Participant]:
    """Whom an office phrase without a name means."""
    office = phrase.office
    if office is None:
        return []
    places = [*phrase.of.countries, *([phrase.of.body] if phrase.of.body else [])]
    if office.stands == "delegate" or (phrase.plural and _collective(phrase, office)):
        return delegates(phrase, scene)
    if phrase.det in _INDEFINITE and not phrase.plural:
        return [party(places[0])] if places and office.domain in _COLLECTIVE else []
    vague = office.domain in ("head", "chief", "leader", "director")
    if vague and not places and not phrase.plural and _COMPLEMENT.match(scene.text, phrase.end):
        # "the head of the Women's Union": of something that no table knows
        return []
    if phrase.det == "each" and not places:
        return plural(phrase, scene)
    if not phrase.plural and not phrase.det and not places and scene.text[phrase.start].islower():
        return []
    if not phrase.plural:
        found = _holder(office, places[0] if places else "", phrase, scene)
        return [found] if found is not None else []
    if len(places) == 1:
        return _several(phrase, office, places[0], scene)
    holders = [_holder(office, place, phrase, scene) for place in places]
    if any(holders) and not all(holders) and phrase.of.countries == places:
        # "the leaders of Russia, Ukraine and Malta", of whom the text names two: the third is there, too
        return [holder or party(place) for holder, place in zip(holders, places, strict=True)]
    return [holder for holder in holders if holder is not None]


def _collective(phrase: Phrase, office: Office) -> bool:
    """Whether several officers stand for whom they serve: envoys, generals, a body's ministers."""
    return (bool(phrase.of.body) and not phrase.of.countries) or office.domain in _COLLECTIVE


def _several(phrase: Phrase, office: Office, place: str, scene: Scene) -> list[Participant]:
    """Officers of one place: "the two Cypriot leaders" are people, "Iranian leaders" the country."""
    if phrase.count or phrase.det in ("both", "each"):
        holding = scene.figures.holding(office, place)
        return [figure.participant for figure in holding] if len(holding) == (phrase.count or 2) else []
    return [party(place)] if phrase.det != "former" and not phrase.tense else []


def _holder(office: Office, place: str, phrase: Phrase, scene: Scene) -> Participant | None:
    if office.office == "pope":
        place = "Vatican"
    matching = scene.figures.holding(office, place, phrase.tense)
    if not place:
        matching = [figure for figure in matching if _may_precede(figure, phrase, scene)]
    if len(matching) > 1:
        matching = _latest(matching, scene) if place else _foremost(matching, scene)
    if not matching and place:
        matching = _possible(office, place, scene)
    if not matching and place and (meant := matched(office, place, phrase, scene)) is not None:
        matching = [meant]
    if len(matching) == 1:
        matching[0].seen.append(phrase.start)
        return matching[0].participant
    if matching or phrase.tense == "former":
        return None
    domains = ("state", "government", "royal", "leader") if office.domain == "leader" else (office.domain,)
    for domain in domains if place or scene.home else ():
        known = scene.known.holder(domain, place or scene.home, at=scene.at)
        if known is not None and (not office.gender or known.gender in ("", office.gender)):
            return scene.figures.add(known).participant
    if office.office == "pope":
        return Participant("Pope", "", Sort.PERSON, "pope", "Vatican")
    if not place:
        found = _untitled(phrase, office, scene)
        if found is None and phrase.det == "the":
            scene.unnamed.add(phrase.noun)
        return found
    if office.domain in ("leader", "head", "chief", "politician"):
        return None if lexicon.country_named(place) is not None else party(place)
    return unnamed(office.office, place)


def _may_precede(figure: Figure, phrase: Phrase, scene: Scene) -> bool:
    """Whether a bare "the president" can mean somebody: one named before, or one whom the text need not introduce.

    Where the text has begun with a president whom it does not name, he stays the one meant.
    """
    at_home = figure.person.country in ("", scene.home)
    return at_home or (bool(figure.seen) and phrase.noun not in scene.unnamed)


def _possible(office: Office, place: str, scene: Scene) -> list[Figure]:
    """The one person in such an office whose country the article tells in passing, but not with the name.

    Somebody is of the country that a sentence naming him speaks of, or of the dateline's. Being the only premier in the
    text makes nobody the Polish one.
    """
    if lexicon.country_named(place) is None:
        return []
    found = scene.figures.possible(office, place, office.gender)
    found = [figure for figure in found if scene.told_of(figure, place)]
    if len(found) > 1:
        # of Li Keqiang and Manmohan Singh the Chinese premier is the one whose family name stands first
        eastern = names.family_first("Xi Xi-xi", place)
        found = [figure for figure in found if names.family_first(figure.person.name) == eastern]
    if len(found) != 1:
        return []
    scene.figures.learn(found[0], country=place)
    return found


def _latest(figures: list[Figure], scene: Scene) -> list[Figure]:
    """The one mentioned last, if in a later sentence than the others."""
    last = {figure.person.name: scene.sentence(figure.seen[-1]) for figure in figures if figure.seen}
    best = max(last.values(), default=-1)
    return [figure for figure in figures if last.get(figure.person.name) == best] if last else figures


def _foremost(figures: list[Figure], scene: Scene) -> list[Figure]:
    """Whom the article is about, if it names one of them far more often or at home; else the one mentioned last."""
    ordered = sorted(figures, key=lambda figure: -len(figure.seen))
    if len(ordered[0].seen) >= 2 * len(ordered[1].seen) and len(ordered[0].seen) > 1:
        return ordered[:1]
    home = [figure for figure in figures if scene.home and figure.person.country == scene.home]
    return home if len(home) == 1 else _latest(figures, scene)


def _untitled(phrase: Phrase, office: Office, scene: Scene) -> Participant | None:
    """Who "the secretary of state" is when nobody was called so: the one person just spoken of without an office."""
    if phrase.det != "the" or office.domain in _NO_GUESS:
        return None

    def fits(who: Participant) -> float:
        figure = scene.figures.called(who.name)
        if not is_person(who) or figure is None or figure.person.office:
            return 0.0
        return float(not office.gender or figure.person.gender in ("", office.gender))

    ranked = scene.ranked(phrase.start, fits)
    return ranked[0][1] if len(ranked) == 1 else None


def national(phrase: Phrase, scene: Scene) -> list[Participant]:
    """Whom "the American" or "the British" means: a person of that country just spoken of, else the country."""
    country = phrase.of.countries[0] if phrase.of.countries else phrase.of.body

    def fits(who: Participant) -> float:
        figure = scene.figures.called(who.name)
        return float(is_person(who) and figure is not None and figure.person.country == country)

    seen = [f for f in scene.figures.everybody if f.person.country == country and f.seen]
    ranked = scene.ranked(phrase.start, fits) or [(1.0, figure.participant) for figure in seen]
    if clear(ranked, 1):
        return [ranked[0][1]]
    if ranked or phrase.det != "the":
        return []

    word = scene.text[phrase.start : phrase.end].split()[-1]
    several = word.endswith(("sh", "ch", "ese", "ss"))

    def may_be(who: Participant) -> float:
        figure = scene.figures.called(who.name)
        if not is_person(who) or who.country or figure is None:
            return 0.0
        told = scene.told_of(figure, country) and fitness(who.name, country) >= SILENT
        return float(told or is_native(who.name, country))

    stateless = scene.ranked(phrase.start, may_be)
    rivals = [each for each in scene.figures.everybody if each.seen and may_be(each.participant)]
    if len(stateless) == len(rivals) == 1 and (not several or stateless[0][0] >= _FOREGOING):
        return [stateless[0][1]]
    return [party(country)] if several else []


def delegates(phrase: Phrase, scene: Scene) -> list[Participant]:
    """Whom officials, envoys, a delegation or a government stand for."""
    found = [party(place) for place in phrase.of.countries]
    if phrase.of.body:
        found.append(party(phrase.of.body))
    if not found and phrase.names:
        figure = scene.figures.named(phrase.names[0]) or scene.figures.add(Person(names.shown(phrase.names[0])))
        person = figure.person
        own = phrase.noun in ("people", "team", "lawyers", "representatives") or not person.country
        found = [figure.participant if own else party(person.country)]
    if not found and phrase.owner in ("his", "her"):
        owner = scene.owner(phrase)
        found = [party(owner.country)] if owner is not None and owner.country else []
    if phrase.noun.startswith(("government", "regime", "administration")) and len(found) == 1:
        home = found[0].country
        if found[0].sort is Sort.COUNTRY:
            return [government(home), *([opposition(home)] if phrase.noun.endswith("opposition") else [])]
    return found


def body(phrase: Phrase, scene: Scene) -> list[Participant]:
    """Which body "the agency" or "the union" takes up: the last named that can be called so."""
    noun = phrase.noun
    if noun == "government":
        known = scene.trail.last_of(lambda who: who.name.endswith(" government"))
        return [known] if known is not None else [government(scene.home)] if scene.home else []
    if noun in ("fund", "bank") and _TWINS.search(scene.text[max(0, phrase.start - 20) : phrase.end + 20]):
        return [party("International Monetary Fund" if noun == "fund" else "World Bank")]
    stems = vocabulary().back.get(noun, frozenset({noun}))

    for name in reversed(scene.bodies):
        if noun in nouns_of(name) or stems & set(names.fold(name).split()):
            return [party(name)]
    return []


def related(phrase: Phrase, scene: Scene) -> list[Participant]:
    """Whom a relation without a name means: "his host", "her Soviet guest", "his Russian counterpart"."""
    if phrase.noun not in vocabulary().other:
        return []
    owner = scene.owner(phrase)
    if phrase.plural and phrase.of.countries and phrase.owner == "":
        return [party(country) for country in phrase.of.countries]
    if phrase.of.countries:
        return _abroad(phrase, owner, scene)
    if phrase.plural or phrase.owner == "their" or not (phrase.owner or phrase.det == "the"):
        return []
    barred = owner.name if owner is not None else ""

    def fits(who: Participant) -> float:
        if not is_person(who) or who.name == barred:
            return 0.0
        at_home = bool(scene.home) and who.country == scene.home
        fitting = at_home if phrase.noun.startswith("host") else not at_home
        return (1.0 if scene.domain(who) in TOP else 0.7) * (1.0 if fitting else 0.7)

    ranked = scene.ranked(phrase.start, fits)
    return [ranked[0][1]] if clear(ranked, 1) and ranked[0][1] is not NOBODY else []


def _abroad(phrase: Phrase, owner: Participant | None, scene: Scene) -> list[Participant]:
    """The one of a country in the owner's office, or at its top."""
    domain = scene.domain(owner) if owner is not None else ""
    barred = owner.name if owner is not None else ""
    counterpart = phrase.noun.startswith("counterpart")
    found: list[Participant] = []
    for country in phrase.of.countries:
        matching = [f for f in scene.figures.everybody if f.person.country == country and f.person.name != barred]
        if counterpart and domain:
            matching = [f for f in matching if domain_of(f.person.office) in (domain, "")]
        elif len(matching) > 1:
            matching = [f for f in matching if domain_of(f.person.office) in TOP] or matching
        if len(matching) == 1:
            found.append(matching[0].participant)
        if matching:
            continue
        figure = scene.figures.called(barred)
        office = lexicon.offices().get(figure.person.office) if figure is not None and counterpart else None
        meant = matched(office, country, phrase, scene) if office is not None else None
        if meant is not None and meant.person.name != barred:
            found.append(meant.participant)
            continue
        known = scene.known.holder(domain or "state", country, at=scene.at)
        if known is not None:
            found.append(scene.figures.add(known).participant)
        elif counterpart and figure is not None and figure.person.office:
            found.append(unnamed(figure.person.office, country))
    return found

"""Whom an office of a country means where the article calls nobody so: "Merkel … the German chancellor".

The article's people are candidates unless it says of them what does not go with the description. Of those it has just
spoken of, the one who stands out is meant, where a name's home may decide ("the Ukrainian president" is not Merkel); of
all others only one whose name alone is of that country. When two could be meant, neither is (ADR 0016).
"""

from __future__ import annotations

from briefs.model.reading import Participant
from briefs.reading import lexicon, names
from briefs.reading.figures import SOLE, Figure
from briefs.reading.lexicon import Office
from briefs.reading.origins import FITTING, FOREIGN, SILENT, fitness
from briefs.reading.people import domain_of
from briefs.reading.phrases import Phrase
from briefs.reading.salience import is_person
from briefs.reading.scene import Scene, clear

_BY_NAME = frozenset({"pope", "royal"})
"""Domains whose holders a text names as such."""

_AHEAD = 2
"""Sentences in which a text that begins with a description names the one described."""


def matched(office: Office, place: str, phrase: Phrase, scene: Scene) -> Figure | None:
    """The one person of the article that the `office` of the country `place` means; None when nobody or two could."""
    if lexicon.country_named(place) is None or phrase.tense or not phrase.det or office.domain not in SOLE - _BY_NAME:
        return None
    spoken = set(scene.words(phrase.start).replace("’", "'").replace("'s", "").split())
    candidates = {
        figure.person.name: figure
        for figure in scene.figures.candidates(office, place)
        if not (office.domain == "leader" and domain_of(figure.person.office) == "government")
        and not spoken & set(names.family(figure.person.name, figure.person.country).split()[-1:])
    }

    def fits(who: Participant) -> float:
        figure = candidates.get(who.name)
        if figure is None or not is_person(who):
            return FOREIGN
        fitting = fitness(who.name, place)
        if fitting >= SILENT and (who.country == place or scene.told_of(figure, place)):
            return FITTING
        return fitting if fitting >= SILENT else FOREIGN

    ranked = scene.ranked(phrase.start, fits)
    spots = [each for each in candidates.values() if fitness(each.person.name, place) == FITTING]
    if clear(ranked, 1):
        found = candidates[ranked[0][1].name]
        if any(each is not found for each in spots) and not scene.told_of(found, place):
            return None
    elif ranked:
        return None
    else:
        known = [each for each in spots if each.seen] or [each for each in spots if _follows(each, phrase, scene)]
        if len(known) != 1:
            return None
        found = known[0]
    scene.figures.learn(found, country=place, title=phrase.noun, office=office.office)
    return found


def _follows(figure: Figure, phrase: Phrase, scene: Scene) -> bool:
    """Whether the text first names somebody just after the phrase."""
    first = scene.first.get(figure.person.name, -1)
    return phrase.end <= first and scene.sentence(first) - scene.sentence(phrase.start) <= _AHEAD

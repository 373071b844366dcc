"""Conferences: nouns that name one ("the G8 summit", "the Arctic Council's session"); who gathers is `gatherings`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefs.model.reading import Kind, Sort
from briefs.reading import grammar
from briefs.reading import lexicon as lexicon_tables
from briefs.reading.attending import attending
from briefs.reading.events import EventMention
from briefs.reading.governing import effect_of
from briefs.reading.parsed import Parsed
from briefs.reading.parties import Party, parties, persons, unique
from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_INSIDE = frozenset({"compound", "amod", "nummod", "poss", "nmod", "case", "punct", "quantmod", "advmod", "det"})
_TOPICAL = frozenset({"of", "on", "for", "between", "against", "about"})
_QUOTES = frozenset("\"“”‘’'")
_TRIMMED = frozenset({"“", '"', "'", "‘", ",", "-", "–", "’s", "'s", "this", "its", "their", "own"})


def stands_alone(noun: Token) -> bool:
    """Whether the noun is not part of another word: not "news conference", "conference call", "summit talks"."""
    doc = noun.doc
    before = doc[noun.i - 1].text.lower() if noun.i > 0 else ""
    word = lexicon().noun(noun.text)
    spoken = word == "call" or (before in words("events", "remote", "words") and lexicon().nouns[word][0] == "talks")
    if not spoken and before in words("prose", "conferences", "not_before"):
        return False
    if noun.i + 1 < len(doc) and doc[noun.i + 1].text.lower() in words("prose", "conferences", "not_after"):
        return False
    return not (noun.dep_ == "compound" and noun.head.tag_.startswith("NN") and noun.head.i > noun.i)


def of_noun(
    noun: Token, parsed: Parsed, inner: list[Party], outer: list[Party], *, definite: bool
) -> EventMention | None:
    """The conference an event noun names; None when it is another kind of event, or nothing tells which one."""
    lemma = lexicon().noun(noun.text)
    strong = lemma in words("prose", "conferences", "strong")
    bodies = [each for each in [*inner, *outer] if each.who.sort is Sort.BODY and each.sure]
    owners = parties(owning(noun), parsed)
    span = phrase(noun, parsed)
    name = parsed.text(*span)
    if lemma == "talks" and grammar.objects_of(noun, "between"):
        return None
    if lemma in words("prose", "conferences", "institutions") and _is_institution(noun, parsed):
        return None
    if noun.tag_.startswith("NNP") and noun.dep_ == "nsubjpass" and _is_received(noun.head):
        return None
    if strong:
        if _is_peak(noun, inner) or (lemma == "summit" and _bilateral(noun, inner, outer)):
            return None
    elif not (lemma in words("prose", "conferences", "weak") and _is_session(noun, parsed, owners, outer, span)):
        return _back(noun, parsed, name) if lemma == "meeting" and _is_their_own(noun, parsed, span) else None
    if _is_title(parsed, span):
        return None
    telling = is_telling(parsed, span, noun)
    if not telling and not bodies and not (bodies := _organs(noun, parsed)):
        if of := _holders_summit(noun, parsed):
            event = EventMention(Kind.CONFERENCE, parsed.sentence, noun.i, f"conference:{lemma}", back=True)
            event.name, event.name_as = f"{name} of {of}", name
            return event
        if callers := _callers(noun, parsed):
            event = _back(noun, parsed, name)
            event.parties = callers
            return event
        own = _is_their_own(noun, parsed, span)
        return _back(noun, parsed, name) if definite or own or _is_phased(noun) else None
    if not telling and bodies:
        name = f"{_of_body(bodies[0])} {name}"
    event = EventMention(Kind.CONFERENCE, parsed.sentence, noun.i, f"conference:{lemma}")
    event.name, event.name_as = name, parsed.text(*span)
    if (
        not strong
        and (not telling or _is_formal(parsed, span, noun))
        and (_sits(noun) or _is_their_occasion(noun, parsed))
        and (sitting := _named_sitters(noun, parsed))
    ):
        # "the Federal Reserve's policy committee begins a meeting"
        event.name = event.name_as = parsed.text(*phrase(sitting[0], parsed))
    event.known = is_known(noun, parsed, span)
    takers = [*_callers(noun, parsed), *parties(attending(parsed, noun), parsed)]
    inside = {each.who.name for each in persons(inner) if not each.sure and each.who.name in event.name}
    event.parties = unique(
        each
        for each in [*takers, *persons(inner)]
        if (each.sure or " " in each.who.name) and each.who.name not in inside
    )
    return event


def _holders_summit(noun: Token, parsed: Parsed) -> str:
    """Whose summit it is when only office-holders are described: "leaders of ten countries ended their summit"."""
    owned = any(child.dep_ == "poss" and child.text.lower() == "their" for child in noun.children)
    verb = noun.head if noun.dep_ == "dobj" else grammar.clause_verb(noun)
    if not owned or verb is None:
        return ""
    for subject in grammar.subjects(verb):
        if is_holder(subject) and (inside := [*grammar.objects_of(subject, "of", "from")]):
            low, high = inside[0].left_edge.i, inside[0].i + 1
            return parsed.text(low, high).removeprefix("the ")
    return ""


def _is_their_occasion(noun: Token, parsed: Parsed) -> bool:
    """Whether a group with a name does something at its own session: "the Action Group considers it at a meeting"."""
    verb = grammar.clause_verb(noun)
    if noun.dep_ != "pobj" or noun.head.text.lower() not in {"at", "during"} or verb is None:
        return False
    subjects = grammar.subjects(verb)
    named = words("prose", "conferences", "working") | words("prose", "conferences", "organs")
    return (
        len(subjects) == 1
        and subjects[0].tag_.startswith("NNP")
        and bool(set(parsed.text(*phrase(subjects[0], parsed)).lower().split()) & named)
    )


def _named_sitters(noun: Token, parsed: Parsed) -> list[Token]:
    """The subject that sits, where it has a name of its own: not "the fund holds a meeting"."""
    verb = noun.head if noun.dep_ == "dobj" else grammar.clause_verb(noun)
    found = [token for token in grammar.subjects(verb) if token.dep_ != "csubj"] if verb is not None else []
    return [token for token in found if any(letter.isupper() for letter in parsed.text(*phrase(token, parsed)))]


def _is_their_own(noun: Token, parsed: Parsed, span: tuple[int, int]) -> bool:
    """Whether a row of office-holders holds its session: "trade ministers hold their annual meeting"."""
    if not _sits(noun) or not _is_formal(parsed, span, noun):
        return False
    return any(is_holder(subject) and not owning_states(subject, parsed) for subject in grammar.subjects(noun.head))


def owning_states(holder: Token, parsed: Parsed) -> bool:
    """Whether office-holders are those of one, two or three states.

    Of one they meet among themselves; of more it is talks between them, which other frames tell.
    """
    owners = parties([*owning(holder), *grammar.objects_of(holder, "from", "for")], parsed)
    return 0 < len(owners) < 4 and all(each.sure and each.who.sort is Sort.COUNTRY for each in owners)


def _callers(noun: Token, parsed: Parsed) -> list[Party]:
    """Who calls for a summit that nothing else tells: "A urged heads of state to convene a summit"."""
    if lexicon().noun(noun.text) != "summit" or any(child.dep_ == "poss" for child in noun.children):
        return []
    staged = noun.dep_ == "dobj" and grammar.lemma(noun.head) in words("events", "conferences", "stage")
    verb = noun.head.head if noun.dep_ == "pobj" or staged else noun.head
    if not grammar.is_verb(verb) or effect_of(verb) != "proposed" or grammar.is_passive(verb):
        return []
    return [each for each in persons(parties(grammar.subjects(verb), parsed)) if each.sure or " " in each.who.name]


def _is_phased(noun: Token) -> bool:
    """Whether a summit that only its day and place tell begins, runs or ends: "a two-day summit opens in Oslo"."""
    verb = noun.head
    if lexicon().noun(noun.text) != "summit" or not grammar.is_verb(verb):
        return False
    if not any(child.text.lower() in {"a", "an"} for child in noun.children):
        return False
    return noun.dep_ in {"nsubj", "nsubjpass"} and _gathers(verb)


def _is_formal(parsed: Parsed, span: tuple[int, int], noun: Token) -> bool:
    """Whether nothing but its form tells the session: "an extraordinary session"."""
    rest = [parsed.doc[index] for index in range(*span) if index < noun.i]
    known = words("prose", "conferences", "formal") | words("prose", "conferences", "empty")
    return bool(rest) and all(token.text.lower() in known or token.tag_[:2] not in {"NN", "JJ"} for token in rest)


def _sits(noun: Token) -> bool:
    return noun.dep_ == "dobj" and grammar.lemma(noun.head) in words("events", "phases", "sits")


def _organs(noun: Token, parsed: Parsed) -> list[Party]:
    """The body whose organ begins or ends the session: "the Federal Reserve's policy committee begins a meeting"."""
    if not _sits(noun):
        return []
    return [each for token in grammar.subjects(noun.head) for each in organ_of(token, parsed)]


def _is_title(parsed: Parsed, span: tuple[int, int]) -> bool:
    """Whether quotation marks stand around the name: that of a book or film."""
    text, start, end = parsed.sentence.text, parsed.spans[span[0]][0], parsed.spans[span[1] - 1][1]
    return text[max(0, start - 1) : start] in _QUOTES and text[end : end + 1] in _QUOTES


def is_known(noun: Token, parsed: Parsed, span: tuple[int, int]) -> bool:
    """Whether the name holds a country, city or body that tells the conference: "Syria peace conference"."""
    for index in range(*span):
        before_of = parsed.doc[index].head.text.lower() == "of"
        mention = parsed.at.get(index)
        body = mention is not None and mention.sure and any(who.sort is not Sort.PERSON for who in mention.who)
        if index != noun.i and (body or (index in parsed.places_at and not before_of)):
            return True
    return False


def _of_body(body: Party) -> str:
    """A body's short name in the article's words: "EU" for "EU leaders"."""
    kept = body.who.mention.rsplit(" of ", 1)[-1].split()
    kept = [word for word in kept if word.lower() not in words("prose", "conferences", "holders")]
    while kept and kept[0].lower() in {"the", "a", "an"}:
        kept = kept[1:]
    return " ".join(kept).removesuffix("'s").removesuffix("’s") or body.who.name


def _is_institution(noun: Token, parsed: Parsed) -> bool:
    """Whether "council" or "congress" is the name of a body that does something else than gather."""
    mention = parsed.at.get(noun.i)
    named = mention is not None and any(who.sort is Sort.BODY for who in mention.who)
    if not named and not (noun.tag_.startswith("NNP") and noun.text[0].isupper()):
        return False
    if noun.tag_.startswith("NNP") and _is_parliament(noun, parsed):
        return True
    verb = noun.head
    gathers = noun.dep_ in {"nsubj", "nsubjpass"} and grammar.is_verb(verb) and _gathers(verb)
    if noun.dep_ == "pobj" and noun.head.text.lower() == "for" and noun.tag_.startswith("NNP"):
        # "arrive for the European Council"
        carrier = grammar.clause_verb(noun)
        lemma = grammar.lemma(carrier) if carrier is not None else ""
        gathers = lemma in words("events", "conferences", "attend") or lemma in words("events", "phases", "come")
        gathers = gathers or (carrier is not None and _gathers(carrier))
    if noun.dep_ == "pobj" and noun.head.text.lower() == "at" and noun.tag_.startswith("NNP"):
        # "informed at the Fisheries Council on 29 November"
        gathers = gathers or any(goal.i in parsed.dates_at for goal in grammar.objects_of(noun, "on"))
    if noun.dep_ == "dobj" and noun.tag_.startswith("NNP"):
        # "to hold their Pan-Orthodox Council"
        gathers = grammar.lemma(verb) in {"hold", "convene", "host", "open", "attend"}
    return not gathers


def _is_parliament(noun: Token, parsed: Parsed) -> bool:
    """Whether the name is that of a country's own house: "the National Assembly", whose sittings are no conference."""
    before = noun.doc[noun.i - 1].text.lower() if noun.i else ""
    return noun.text.lower() in {"assembly", "congress", "parliament"} and before in words(
        "prose", "conferences", "domestic"
    )


def _is_received(verb: Token) -> bool:
    """Whether the verb is done to those who come: what is received is a body, not its conference."""
    return any("host" in frame.slots for frame in lexicon().verbs.get(grammar.lemma(verb), ()))


def _gathers(verb: Token) -> bool:
    lemma = grammar.lemma(verb)
    if lemma in words("events", "phases", "begin") or lemma in words("events", "phases", "run"):
        return True
    return any("gather" in frame.slots for frame in lexicon().verbs.get(lemma, ()))


def _back(noun: Token, parsed: Parsed, name: str) -> EventMention:
    event = EventMention(Kind.CONFERENCE, parsed.sentence, noun.i, "conference:back", back=True)
    event.name = event.name_as = name
    event.parties = parties(attending(parsed, noun), parsed)
    return event


def _is_peak(noun: Token, inner: list[Party]) -> bool:
    """Whether "summit" is a mountain's, or a figure of speech: "the summit of the table"."""
    if lexicon().noun(noun.text) != "summit":
        return False
    verb = grammar.clause_verb(noun)
    owners = grammar.objects_of(noun, "of")
    if owners and noun.dep_ == "pobj" and noun.head.text.lower() == "on":
        return True
    if owners and not inner and all(owner.tag_ in {"NNP", "NN"} and not is_holder(owner) for owner in owners):
        return True
    if verb is None or noun.dep_ not in {"dobj", "nsubjpass"} or noun.head.i != verb.i:
        return False
    return grammar.lemma(verb) in words("prose", "conferences", "climbing")


def _bilateral(noun: Token, inner: list[Party], outer: list[Party]) -> bool:
    if any(child.text.lower() in words("prose", "conferences", "wide") for child in noun.children):
        return False
    people = unique([*inner, *outer])
    return 2 <= len(people) <= 4 and not any(each.who.sort is Sort.BODY for each in people)


def is_holder(token: Token) -> bool:
    return token.text.lower() in words("prose", "conferences", "holders")


def owning(noun: Token) -> list[Token]:
    """The noun phrases whose event it is: possessors, modifiers, and what follows "of"."""
    tokens = grammar.children(noun, "poss", "compound", "nmod", "amod")
    tokens += [
        below for token in tokens for below in grammar.children(token, "compound", "nmod", "amod") if _is_pair(below)
    ]
    return tokens + grammar.objects_of(noun, "of")


def _is_pair(token: Token) -> bool:
    """Whether a hyphen joins the token to its head: "EU-Russia"."""
    return token.i + 2 < len(token.doc) and token.doc[token.i + 1].text in {"-", "–"} and token.head.i == token.i + 2


def _is_session(noun: Token, parsed: Parsed, owners: list[Party], outer: list[Party], span: tuple[int, int]) -> bool:
    """Whether a meeting, session or council is one of a named body or of its office-holders.

    `owners` are the parties named in the noun phrase ("session of A", "A's council"), `outer` those of the clause.
    """
    if any(_are_signatories(token, noun) for token in grammar.objects_of(noun, "of")):
        return True
    owners = owners or [each for token in grammar.objects_of(noun, "of") for each in organ_of(token, parsed)]
    bodies = [each for each in owners if each.who.sort is Sort.BODY and each.sure]
    if any(is_holder(parsed.doc[index]) for index in range(*span)):
        return len([each for each in owners if each.who.sort is not Sort.BODY]) < 2
    named = noun.tag_.startswith("NNP") and noun.i > span[0] and noun.doc[noun.i - 1].tag_.startswith("NNP")
    if named and noun.dep_ in {"nsubj", "nsubjpass"} and grammar.is_verb(noun.head) and _gathers(noun.head):
        return True
    if named and attending(parsed, noun) and noun.dep_ == "dobj":
        # "is to attend the fifth Asia-Europe Meeting"
        return grammar.lemma(noun.head) in words("events", "conferences", "come")
    loose = lexicon().noun(noun.text) in words("prose", "conferences", "loose")
    if bodies and len(bodies) == len(owners) and len(bodies) < 3:
        return not loose or bool(grammar.objects_of(noun, "of"))
    formal = any(
        token.text.lower() in words("prose", "conferences", "formal") for token in parsed.doc[span[0] : span[1]]
    )
    hosts = [each for each in outer if each.who.sort is Sort.BODY and each.sure]
    sits = _sits(noun) and not grammar.objects_of(noun, "with") and not grammar.objects_of(noun.head, "with")
    if sits and not outer:
        hosts = outer = [each for token in grammar.subjects(noun.head) for each in organ_of(token, parsed)]
    if sits and not all(each.who.name in sitting() or _is_organ(each.who.name) for each in hosts):
        sits = False
    return (formal or sits) and not owners and bool(hosts) and len(hosts) == len(outer) and not loose


def _are_signatories(token: Token, noun: Token) -> bool:
    """Whether a plural means the states of a treaty: "a meeting of the parties to the Montreal Protocol"."""
    goals = [*grammar.objects_of(token, "to", "of"), *grammar.objects_of(noun, "to")]
    treaty = [goal for goal in goals if goal.tag_.startswith("NNP")]
    return token.text.lower() in {"parties", "signatories", "members"} and bool(treaty)


def organ_of(token: Token, parsed: Parsed) -> list[Party]:
    """The body whose board, council or committee the noun phrase means: "the fund's executive board"."""
    if token.text.lower() not in words("prose", "conferences", "institutions"):
        return []
    found = [each for each in parties(owning(token), parsed) if each.sure]
    return found if all(each.who.sort is Sort.BODY for each in found) else []


def _is_organ(name: str) -> bool:
    """Whether a body's own name says that it is a committee, board or council."""
    return name.split()[-1].lower() in words("prose", "conferences", "institutions")


@cache
def sitting() -> frozenset[str]:
    """Bodies of states that sit in session: no party, army or firm."""
    return frozenset(body.name for body in lexicon_tables.bodies() if body.sort in {"bloc", "organisation"})


def phrase(noun: Token, parsed: Parsed, *, after: bool = True) -> tuple[int, int]:
    """Token span of the noun with its modifiers, without article or date; `after` takes "on Syria" along."""
    doc = noun.doc
    start = noun.i
    for index in range(noun.i - 1, -1, -1):
        top = doc[index]
        while top.head.i != top.i and top.head.i != noun.i and top.head.i <= noun.i:
            top = top.head
        if top.head.i != noun.i or top.dep_ not in _INSIDE or index in parsed.dates_at:
            break
        start = index
    while (
        start < noun.i
        and doc[start + 1].text != "-"
        and (doc[start].tag_ in {"DT", "PRP$", "POS", "CC", ","} or doc[start].text.lower() in _TRIMMED)
    ):
        start += 1
    if start > 1 and noun.tag_.startswith("NNP") and doc[start - 1].text == "of" and is_holder(doc[start - 2]):
        # "the Commonwealth Heads of Government Meeting"
        start -= 2
        while start > 0 and doc[start - 1].tag_.startswith("NNP"):
            start -= 1
    end = noun.i + 1
    if end < len(doc) and doc[end].tag_ == "CD" and doc[end].head.i == noun.i and end not in parsed.dates_at:
        end += 1
    if after:
        end = _with_topic(noun, end, parsed)
    return start, end


def _with_topic(noun: Token, end: int, parsed: Parsed) -> int:
    doc = noun.doc
    while end < len(doc) and doc[end].dep_ == "prep" and _goes_on(noun, doc[end]):
        goals = [child for child in doc[end].children if child.dep_ == "pobj"]
        if not goals or goals[0].i in parsed.dates_at:
            break
        subtree = {token.i for token in goals[0].subtree}
        stop = end + 1
        while stop < len(doc) and stop in subtree and stop not in parsed.dates_at and not _leaves_phrase(doc[stop]):
            stop += 1
        while stop > end + 1 and doc[stop - 1].tag_ in {",", "CC", "HYPH", "IN", "DT", ":"}:
            stop -= 1
        if stop <= goals[0].i:
            break
        end = stop
    return end


def _goes_on(noun: Token, preposition: Token) -> bool:
    """Whether a preposition continues a name: "on Syria"; in a proper name also "in Europe"."""
    if preposition.text.lower() in _TOPICAL or (preposition.text.lower() == "from" and is_holder(noun)):
        return True
    after = noun.doc[preposition.i + 1] if preposition.i + 1 < len(noun.doc) else preposition
    proper = noun.tag_.startswith("NNP") and noun.doc[preposition.i - 1].tag_.startswith("NNP")
    return proper and preposition.i - noun.i > 1 and preposition.text.lower() == "in" and after.tag_.startswith("NNP")


def _leaves_phrase(token: Token) -> bool:
    return token.tag_ in {"WDT", "WP", "WRB", ",", ":", "-LRB-", "VBN", "VBG"} or token.text.lower() in {
        "in",
        "at",
        "with",
        "to",
    }


def is_telling(parsed: Parsed, span: tuple[int, int], noun: Token) -> bool:
    """Whether the phrase says which conference it is."""
    return any(
        token.i != noun.i
        and token.tag_[:2] in {"NN", "JJ"}
        and token.i not in parsed.dates_at
        and token.text.lower() not in words("prose", "conferences", "empty")
        for token in parsed.doc[span[0] : span[1]]
    )

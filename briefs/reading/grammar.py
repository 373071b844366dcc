"""Questions about a dependency parse (CLEAR labels, Penn tags) that the frames ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefs.reading.triggers import lexicon
from briefs.reading.wordlists import words

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def lemma(token: Token) -> str:
    """Our lemma of the token."""
    return lexicon().lemma(token.text)


def is_verb(token: Token) -> bool:
    """Whether the token is a verb (modals excluded); one mistaken for a noun is told by its subject or auxiliary."""
    if token.tag_.startswith("VB"):
        return True
    if token.tag_ == "NNS" and any(child.tag_ == "TO" for child in token.children):
        # "agreed to talks" has no infinitive
        return False
    return token.tag_ in {"NN", "NNS", "NNP", "NNPS"} and any(
        child.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for child in token.children
    )


def tag(verb: Token) -> str:
    """The verb's tag; of one mistaken for a noun, the tag its form shows."""
    if verb.tag_ == "VB" and children(verb, "nsubj") and not children(verb, "aux") and verb.dep_ == "ROOT":
        # "ministers of the Union end a conference"
        return "VBP"
    low = verb.text.lower()
    if verb.tag_ == "VBP" and lemma(verb) not in {low, "be", "have", "do"} and not low.startswith(("'", "’")):
        # "wound up their meeting" is no form of "to wound"
        return "VBD"
    if verb.tag_.startswith("VB"):
        return verb.tag_
    if low.endswith("ing"):
        return "VBG"
    if low == lemma(verb) or low.endswith("s"):
        return "VBZ" if low.endswith("s") else "VBP"
    return "VBD"


def children(token: Token, *labels: str) -> list[Token]:
    """Children with one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def listed(token: Token) -> list[Token]:
    """The token and the rest of its list, where the parse takes that for an apposition, too: "to A, the B, C and D"."""
    found = conjuncts(token)
    for each in list(found):
        for more in children(each, "appos"):
            if children(more, "conj"):
                found += conjuncts(more)
    return found


def subjects(verb: Token) -> list[Token]:
    """The understood subjects of a verb: its own, else those it shares or is controlled by."""
    seen: set[int] = set()
    at = verb
    while at.i not in seen:
        seen.add(at.i)
        if own := [child for child in at.children if child.dep_ in SUBJECTS]:
            return [_antecedent(token, at) for token in own]
        if at.tag_ == "VBG" and at.dep_ in {"pcomp", "pobj"} and (whose := children(at, "poss")):
            # "the idea of his meeting B"
            return whose
        if stranded := _stranded(at):
            return stranded
        above = at.head
        if above.i == at.i:
            return []
        if patient := _controlled(at, above):
            return patient
        if at.dep_ in {"acl", "relcl"} and not is_verb(above):
            if above.text.lower() == "turn" and (whose := objects_of(above, "of")):
                # "it is the turn of A to receive B"
                return whose
            if above.text.lower() in words("status", "links", "wishes") and (whose := children(above, "poss")):
                # "A's request to be received by B"; "his" is whoever else the clause is about, unless it turns it down
                if whose[0].tag_ != "PRP$":
                    return whose
                carrier = clause_verb(above)
                if carrier is None or _turns_down(carrier):
                    # "A said the palace had turned down her request"
                    said = clause_verb(carrier) if carrier is not None and carrier.dep_ == "ccomp" else None
                    return children(said, "nsubj") if said is not None else []
            holder = _holder(at, above)
            if holder is None:
                # in a headline, "A, B to meet"
                return [above, *children(above, "appos")] if above.dep_ == "ROOT" else [above]
            at = holder
            continue
        if at.dep_ == "pcomp" and (carrier := clause_verb(above)) is not None:
            at = carrier
        else:
            at = above
    return []


def _stranded(verb: Token) -> list[Token]:
    """The subject that the parse tied to something else: "In Bogota, [A and B] met"."""
    if tag(verb) not in {"VBD", "VBZ", "VBP"} or verb.dep_ not in {"ROOT", "ccomp"}:
        return []
    if verb.i and (before := verb.doc[verb.i - 1]).dep_ == "compound" and before.head.i == verb.i:
        # "[A] embarks on a tour"
        return [before] if before.tag_ == "NNP" else []
    for fronted in verb.children:
        if fronted.i > verb.i or fronted.dep_ != "prep" or fronted.i != fronted.sent.start:
            continue
        for goal in children(fronted, "pobj"):
            for child in children(goal, "conj", "appos"):
                between = goal.doc[goal.i + 1 : child.left_edge.i]
                if any(token.text == "," for token in between) and child.tag_.startswith("NNP"):
                    return [child]
    return []


def _controlled(clause: Token, verb: Token) -> list[Token]:
    """Who does what the infinitive under a verb like "invite" says: the verb's object."""
    if clause.dep_ not in {"xcomp", "ccomp", "advcl"} or lemma(verb) not in words("prose", "saying", "controllers"):
        return []
    return children(verb, "nsubjpass" if is_passive(verb) else "dobj", "dative")


def _holder(clause: Token, noun: Token) -> Token | None:
    """Whoever has the time or chance that a clause describes: "spent two hours [comparing notes]"."""
    infinitive = any(child.tag_ == "TO" for child in clause.children)
    if not (infinitive or (tag(clause) == "VBG" and _is_time(noun))):
        return None
    return clause_verb(noun) if noun.dep_ in {"dobj", "npadvmod", "pobj", "attr", "oprd"} else None


def _turns_down(verb: Token) -> bool:
    """Whether somebody refuses what is asked: "turned down his request"."""
    refuses = lemma(verb) in words("status", "verbs", "ruled-out")
    return refuses or any(child.text.lower() == "down" for child in children(verb, "prt"))


def _antecedent(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for, else the subject itself."""
    if subject.tag_ in {"WP", "WDT"} or subject.text.lower() == "that":
        at = verb
        while at.dep_ in {"conj", "xcomp", "ccomp"} and at.head.i != at.i:
            at = at.head
        if at.dep_ == "relcl":
            return at.head
    return subject


def _is_time(token: Token) -> bool:
    lows = {word.text.lower() for word in token.subtree}
    return bool(lows & (words("events", "spans", "words") | words("prose", "calendar", "days")))


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive."""
    return tag(verb) == "VBN" and (
        any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
        or (bool(children(verb, "agent")) and not children(verb, "nsubj"))
        or (verb.dep_ == "acl" and not children(verb, "dobj"))
    )


def objects_of(token: Token, *prepositions: str) -> list[Token]:
    """Nouns after one of the prepositions that hang on the token."""
    found = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"}:
            # "by Smith on Monday, by Brown on Friday"; "to Oslo on Monday and to Riga on Friday"
            for preposition in conjuncts(child):
                if preposition.text.lower() in prepositions:
                    found.extend(_pobjs(preposition))
    return found


def _pobjs(preposition: Token) -> list[Token]:
    found = []
    for child in preposition.children:
        if child.dep_ == "pobj":
            found.append(child)
        elif child.dep_ == "prep":
            found.extend(_pobjs(child))
    return found


def ancestors(token: Token) -> Iterator[Token]:
    """From the token's head up to the root."""
    at = token
    while at.head.i != at.i:
        at = at.head
        yield at


def clause_verb(token: Token) -> Token | None:
    """The nearest verb above the token."""
    for above in ancestors(token):
        if is_verb(above):
            return above
    return None


def is_saying(verb: Token) -> bool:
    """Whether the verb is one of saying."""
    return lemma(verb) in words("prose", "saying", "verbs")


def in_other_clause(token: Token, carrier: Token) -> bool:
    """Whether a clause of its own stands between the token and the carrier above it."""
    at = token
    while at.i != carrier.i and at.head.i != at.i:
        if at.dep_ in {"relcl", "conj", "advcl", "ccomp"}:
            return True
        at = at.head
    return False


def is_aside(clause: Token, *, of_people: bool = False) -> bool:
    """Whether a relative clause only adds to what is known: "Putin, who met Merkel last week, …".

    With `of_people`, only one that begins with "who" does.
    """
    tags = {"WP"} if of_people else {"WP", "WDT"}
    who = next((child for child in clause.children if child.tag_ in tags), None)
    return who is not None and who.i > 0 and who.nbor(-1).text == ","

"""Whether an encounter happened, will, may or will not happen, and in which words the source hedges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.model.reading import Status
from briefs.reading import grammar
from briefs.reading.triggers import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUTURE = frozenset({"will", "'ll", "shall", "’ll"})
_MAYBE = frozenset({"may", "might", "could", "should", "would"})


def judge(doc: Doc, anchor: int) -> tuple[Status, str]:
    """The status and the hedge words ("" when firm) of the event that the token at `anchor` carries."""
    token = doc[anchor]
    words = lexicon()
    hedge = ""
    status: Status | None = None
    at: Token | None = token
    seen: set[int] = set()
    while at is not None and at.i not in seen:
        seen.add(at.i)
        if grammar.is_verb(at) or at.i == anchor:
            for child in grammar.verb_group(at):
                low = child.text.lower()
                if low in words.hedges and not hedge:
                    hedge = child.text
                if child.dep_ == "neg" and status is None:
                    status = Status.RULED_OUT
                if low in _FUTURE and status is None:
                    status = Status.PLANNED
                if low in _MAYBE and status is None:
                    status, hedge = Status.PLANNED, hedge or child.text
                if child.dep_ == "prt":
                    effect = words.particles.get((grammar.lemma(at), low))
                    if effect:
                        return Status(effect), hedge
            if at.i != anchor or not grammar.is_verb(token):
                effect = words.governors.get(grammar.lemma(at))
                if effect in {"ruled-out", "cancelled", "postponed"}:
                    return Status(effect), hedge
                if effect and status is None:
                    status = Status(effect)
            if (
                status is None
                and at.tag_ in {"VBZ", "VBP"}
                and any(c.dep_ in {"xcomp"} for c in at.children)
                and at.text.lower() in {"is", "are"}
            ):
                status = Status.PLANNED
            if status is None and at.i == anchor and at.tag_ in {"VBZ", "VBP"}:
                status = Status.PLANNED
            if at.tag_ in {"VBD", "VBZ", "VBP", "MD"} and at.dep_ in {"ROOT", "ccomp", "relcl", "conj"}:
                break
        nxt = at.head
        at = nxt if nxt.i != at.i else None
    return status or Status.HELD, hedge

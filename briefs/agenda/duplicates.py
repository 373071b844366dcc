"""Whether two articles are one text: reprinted, shortened, wrapped in page junk or lightly rewritten.

A fingerprint is the MinHash of an article's runs of four words; two fingerprints tell how much of the shorter text
stands in the other. `band_keys` make them findable: two rewrites share a band of their MinHashes with high probability
(locality-sensitive hashing), an abridgement shares whole sentences, so an index over the keys replaces comparing with
every article.

Source: A. Broder, "On the resemblance and containment of documents" (1997); the datasketch library; ADR 0034.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from datasketch import MinHash

from briefs.agenda.names import words
from briefs.model.article import Article

PERMUTATIONS = 128
_BAND_ROWS = 3
_RUN = 4
_SEED = 1
_FEWEST_RUNS = 12
_SENTENCES = 8
_LONG_SENTENCE = 9
_SAME_TEXT = 0.6
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article's text in some 550 bytes.

    `minhash` holds little-endian 32-bit numbers, `runs` says of how many runs of words, `sentences` are the smallest
    hashes of its longer sentences.
    """

    minhash: bytes
    runs: int
    sentences: tuple[int, ...] = ()

    def text(self) -> str:
        """One line that `parse` reads again, for a document store."""
        packed = base64.b85encode(self.minhash).decode()
        return " ".join([str(self.runs), packed, *(f"{sentence:x}" for sentence in self.sentences)])

    @classmethod
    def parse(cls, text: str) -> Fingerprint:
        """What `text` wrote. ValueError for anything else."""
        runs, packed, *sentences = text.split(" ")
        return cls(base64.b85decode(packed), int(runs), tuple(int(sentence, 16) for sentence in sentences))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text of any length; short lines that are no sentences (menus, buttons) are left out."""
    runs = _runs(text)
    sketch = MinHash(num_perm=PERMUTATIONS, seed=_SEED, hashfunc=zlib.crc32)
    if runs:
        sketch.update_batch([run.encode() for run in runs])
    return Fingerprint(sketch.digest().astype("<u4").tobytes(), len(runs), _sentence_hashes(text))


def band_keys(printed: Fingerprint) -> tuple[str, ...]:
    """The keys under which a fingerprint is filed; none for a text too short to compare."""
    if printed.runs < _FEWEST_RUNS:
        return ()
    width = 4 * _BAND_ROWS
    bands = range(0, len(printed.minhash) - width + 1, width)
    banded = (f"{start // width:02x}{zlib.crc32(printed.minhash[start : start + width]):08x}" for start in bands)
    return (*banded, *(f"s{sentence:08x}" for sentence in printed.sentences))


def resemblance(one: Fingerprint, other: Fingerprint) -> float:
    """The share of all runs of words that both texts have, estimated, 0–1."""
    left, right = (np.frombuffer(side.minhash, dtype="<u4") for side in (one, other))
    return float(np.mean(left == right))


def containment(one: Fingerprint, other: Fingerprint) -> float:
    """The share of the shorter text that stands in the longer one, estimated, 0–1."""
    if not one.runs or not other.runs:
        return 0.0
    alike = resemblance(one, other)
    common = alike * (one.runs + other.runs) / (1 + alike)
    return min(1.0, common / min(one.runs, other.runs))


def same_text(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether one is a reprint, an abridgement or a light rewrite of the other."""
    if min(one.runs, other.runs) < _FEWEST_RUNS:
        return False
    return containment(one, other) >= _SAME_TEXT and resemblance(one, other) >= _SAME_TEXT / 3


def count_words(text: str) -> tuple[int, int]:
    """How many words of running text, and how many of menus, buttons and other clutter around it."""
    running = sum(len(line.split()) for line in _sentence_lines(text))
    return running, len(text.split()) - running


def groups(prints: Mapping[str, Fingerprint]) -> list[list[str]]:
    """Texts grouped into families, by the names they are given: whoever repeats one of a family is of it.

    Whatever the order of `prints`, the families are the same; each lists its texts in that order.
    """
    filed: defaultdict[str, list[str]] = defaultdict(list)
    leader: dict[str, str] = {}
    for name, printed in prints.items():
        leader[name] = name
        keys = band_keys(printed)
        for other in dict.fromkeys(other for key in keys for other in filed[key]):
            if _led(leader, other) != _led(leader, name) and same_text(printed, prints[other]):
                leader[_led(leader, name)] = _led(leader, other)
        for key in keys:
            filed[key].append(name)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name in prints:
        found[_led(leader, name)].append(name)
    return list(found.values())


def _led(leader: Mapping[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name


def families(articles: Iterable[Article]) -> dict[str, str]:
    """The family of each article of a batch: the id of the first of its texts."""
    prints = {article.id: fingerprint(article.text) for article in articles}
    return {name: group[0] for group in groups(prints) for name in group}


def _runs(text: str) -> set[str]:
    said = [word for line in _sentence_lines(text) for word in words(line)]
    return {" ".join(said[start : start + _RUN]) for start in range(len(said) - _RUN + 1)}


def _sentence_hashes(text: str) -> tuple[int, ...]:
    sentences = (words(sentence) for line in _sentence_lines(text) for sentence in re.split(r"(?<=[.!?])\s", line))
    hashes = {zlib.crc32(" ".join(said).encode()) for said in sentences if len(said) >= _LONG_SENTENCE}
    return tuple(sorted(hashes)[:_SENTENCES])


def _sentence_lines(text: str) -> list[str]:
    lines = text.splitlines()
    kept = [line for line in lines if _SENTENCE_END.search(line) and len(line.split()) >= 5]
    return kept or lines

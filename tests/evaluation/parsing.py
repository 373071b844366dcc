"""The language model with a cache of its parses on disk, for evaluation only: a rule can then be tried in seconds."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.reading.model import Model, load_model

if TYPE_CHECKING:
    from spacy.tokens import Doc

CACHE = Path(__file__).parents[2] / ".cache" / "parses.db"


class CachingModel(Model):
    """A model that parses each text once in its life."""

    def __init__(self, model: Model, path: Path = CACHE) -> None:
        super().__init__(model._nlp, model.name, model.version)
        path.parent.mkdir(exist_ok=True)
        self._db = sqlite3.connect(path, timeout=60)
        self._db.execute("CREATE TABLE IF NOT EXISTS parses (key BLOB PRIMARY KEY, doc BLOB)")

    def parse(self, texts: Iterable[str], *, batch_size: int = 64) -> list[Doc]:
        from spacy.tokens import Doc

        wanted = list(texts)
        keys = [hashlib.sha256(f"{self.name} {self.version}\0{text}".encode()).digest() for text in wanted]
        found: dict[bytes, Doc] = {}
        for key in keys:
            row = self._db.execute("SELECT doc FROM parses WHERE key = ?", (key,)).fetchone()
            if row:
                found[key] = Doc(self._nlp.vocab).from_bytes(row[0])
        missing = {key: text for key, text in zip(keys, wanted, strict=True) if key not in found}
        if missing:
            for key, doc in zip(missing, super().parse(missing.values(), batch_size=batch_size), strict=True):
                found[key] = doc
                self._db.execute("INSERT OR REPLACE INTO parses VALUES (?, ?)", (key, doc.to_bytes()))
            self._db.commit()
        return [found[key] for key in keys]

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        yield


def caching_model() -> CachingModel:
    """The installed model, caching."""
    return CachingModel(load_model())

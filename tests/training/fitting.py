"""Fitting a logistic model to examples: numpy alone, no chance involved, so the same examples give the same weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from briefs.reading.pairing.weights import BIAS, Weights
from tests.training.examples import Example

Array = npt.NDArray[np.float64]

FEWEST_ARTICLES = 3
"""A trait seen in fewer articles is chance, or a name for one of them."""
PENALTY = 0.004
"""How strongly weights are drawn to zero; chosen, as `SURE` was, by cross-validation on the tuning parts."""
STEPS = 400
DIGITS = 3


def fit(found: Sequence[Example], *, penalty: float = PENALTY, fewest: int = FEWEST_ARTICLES) -> Weights:
    """The weights that tell the examples best under an L2 penalty; those that round to nothing are left out."""
    seen: dict[str, set[str]] = defaultdict(set)
    for example in found:
        for trait in example.traits:
            seen[trait].add(example.article)
    names = sorted(trait for trait, articles in seen.items() if len(articles) >= fewest)
    column = {trait: index for index, trait in enumerate(names)}
    x = np.zeros((len(found), len(names) + 1))
    x[:, -1] = 1.0
    for row, example in enumerate(found):
        for trait in example.traits:
            if trait in column:
                x[row, column[trait]] = 1.0
    y = np.array([float(example.told) for example in found])
    solved = _descend(x, y, penalty)
    rounded = {trait: round(float(weight), DIGITS) for trait, weight in zip([*names, BIAS], solved, strict=True)}
    return Weights({trait: weight for trait, weight in rounded.items() if weight})


def _descend(x: Array, y: Array, penalty: float) -> Array:
    """Nesterov's accelerated gradient descent on the mean logistic loss with an L2 penalty; the bias goes free."""
    steepest = 0.25 * float(np.linalg.norm(x, 2)) ** 2 / len(y) + penalty
    drawn = np.full(x.shape[1], penalty)
    drawn[-1] = 0.0
    at = ahead = np.zeros(x.shape[1])
    pace = 1.0
    for _ in range(STEPS):
        slope = x.T @ (1.0 / (1.0 + np.exp(-(x @ ahead))) - y) / len(y) + drawn * ahead
        after, faster = ahead - slope / steepest, (1.0 + (1.0 + 4.0 * pace * pace) ** 0.5) / 2.0
        ahead = after + (pace - 1.0) / faster * (after - at)
        at, pace = after, faster
    return np.asarray(at)

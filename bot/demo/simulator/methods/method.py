"""How a Bot API method is declared: its handler and the names of the parameters that it reads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.demo.simulator.cloud import Cloud
from bot.demo.simulator.parameters import Parameters

Handler = Callable[[Cloud, Parameters], Any | Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method. `takes` names its parameters, a required one with `!` behind; `counted`: flood limits apply."""

    handler: Handler
    takes: str = ""
    counted: bool = False

    def parameters(self) -> dict[str, bool]:
        """Each parameter and whether it is required."""
        return {name.rstrip("!"): name.endswith("!") for name in self.takes.split()}

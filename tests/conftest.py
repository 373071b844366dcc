"""Fixtures that tests of several areas share."""

from tests.simulator.fixtures import simulator

__all__ = ["simulator"]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name cases of bytes by their argument: packed bytes hold the time, and two processes would not agree."""
    return argname if isinstance(val, bytes) else None

"""Fixtures that tests of several areas share."""

from tests.simulator.fixtures import simulator

__all__ = ["simulator"]

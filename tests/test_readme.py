"""The README's table of commands is the catalogue's."""

from __future__ import annotations

from tests.commands import table, written


def test_the_table_of_commands_is_the_catalogue() -> None:
    assert written() == table(), "run: python -m tests.commands"

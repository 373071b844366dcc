"""The README's table of commands, from the catalogue: `python -m tests.commands` writes it, a test compares it."""

from __future__ import annotations

from pathlib import Path

from handlers.rights import RIGHTS, Right
from handlers.routes import COMMANDS, Command
from handlers.wording import wording_for

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- commands -->", "<!-- /commands -->"


def table() -> str:
    """The table in Markdown: what is typed, what it does, who may."""
    wording = wording_for("en")
    rows = [
        f"| `/{command.name}` | {wording.say(f'command-{command.name}')} | {_who(command)} |"
        for command in COMMANDS
        if command.in_menu
    ]
    return "\n".join(("| command | does | who |", "|---|---|---|", *rows))


def written() -> str:
    """The table as the README has it."""
    return README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip()


def _who(command: Command) -> str:
    least = "everybody" if command.right is None else _least(command.right)
    return f"{least}; in a group its admins" if command.settles else least


def _least(right: Right) -> str:
    """The least role that has this right: the table of rights goes from few rights to all."""
    return f"{next(role for role, rights in RIGHTS.items() if right in rights).value}s"


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")

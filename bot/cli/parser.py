"""The words of the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from bot.cli.usage import calendar_date, instant, zone_name

DEMO_CLOCK = "2013-05-14T11:58:00+04:00"
"""Two minutes before a 12:00 brief in Moscow."""


class OneLineParser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the one line and exit with 2."""
        print(f"{self.prog}: {message}; see '{self.prog} --help'", file=sys.stderr)
        raise SystemExit(2)


def make_parser() -> argparse.ArgumentParser:
    """The parser; each command sets `command`, "module:function": a function of the parsed arguments that returns the
    exit code. Only the command that runs is imported.
    """
    parser = OneLineParser(prog="attache", description="Reads the news and briefs you on who is meeting whom.")
    parser.add_argument("-c", "--config", type=Path, metavar="FILE", help="configuration (default: config.toml)")
    parser.add_argument("--log-level", choices=["debug", "info", "warning", "error"])
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=OneLineParser)
    _add_running(commands)
    _add_reading(commands)
    _add_telling(commands)
    _add_feeds(commands)
    _add_keeping(commands)
    return parser


def _add_running(commands: argparse._SubParsersAction[OneLineParser]) -> None:
    run = commands.add_parser("run", help="the bot: polling or webhook, feeds, schedules, delivery")
    run.add_argument("--clock", type=instant, metavar="INSTANT", help="start the clock there (a rehearsal)")
    run.add_argument("--clock-speed", type=float, default=1.0, metavar="N", help="how fast that clock ticks")
    run.set_defaults(command="bot.cli.running:run")
    demo = commands.add_parser("demo", help="the same bot against a Telegram simulator, in your browser")
    demo.add_argument("--port", type=int, default=8081, help="of the chat page (0: any free one)")
    demo.add_argument("--clock", type=instant, metavar="INSTANT", default=instant(DEMO_CLOCK))
    demo.add_argument("--clock-speed", type=float, default=1.0, metavar="N")
    demo.add_argument("--data", type=Path, metavar="FOLDER", help="keep the demo's store there (default: a new one)")
    demo.set_defaults(command="bot.cli.running:demo")
    check = commands.add_parser("check", help="configuration, token, store, model, feeds, clock, disk: a line each")
    check.add_argument("--feeds", action="store_true", help="ask every feed as well")
    check.add_argument("--packs", action="store_true", help="ask the feeds of the starter packs as well")
    check.set_defaults(command="bot.cli.checking:check")


def _add_reading(commands: argparse._SubParsersAction[OneLineParser]) -> None:
    ingest = commands.add_parser("ingest", help="take articles in: files, folders, addresses, - for standard input")
    read = commands.add_parser("read", help="print what is understood, storing nothing")
    for command in (ingest, read):
        command.add_argument("sources", nargs="+", metavar="SOURCE")
        command.add_argument("--published", type=instant, metavar="INSTANT", help="when it was published")
        command.add_argument("--source", default="", metavar="NAME", help="who published it")
    read.add_argument("--format", choices=["text", "jsonl"], default="text")
    ingest.set_defaults(command="bot.cli.reading:ingest")
    read.set_defaults(command="bot.cli.reading:read")
    replay = commands.add_parser("replay", help="feed articles in order to an empty store and print the agenda")
    replay.add_argument("file", metavar="FILE.jsonl")
    replay.add_argument("--at", action="append", required=True, metavar="INSTANT", help="when to look (repeatable)")
    replay.set_defaults(command="bot.cli.reading:replay")


def _add_telling(commands: argparse._SubParsersAction[OneLineParser]) -> None:
    brief = commands.add_parser("brief", help="a brief, now or at an instant")
    brief.add_argument("--at", type=instant, metavar="INSTANT")
    brief.add_argument("--timezone", type=zone_name, metavar="ZONE")
    brief.add_argument("--watch", nargs="+", action="extend", default=[], metavar="WORD")
    brief.add_argument("--news", action="store_true", help='with "also in the news"')
    brief.add_argument("--format", choices=["text", "html", "markdown", "json"], default="text")
    brief.set_defaults(command="bot.cli.telling:brief")
    agenda = commands.add_parser("agenda", help="the entries of a span of dates")
    agenda.add_argument("--from", dest="from_on", type=calendar_date, metavar="DATE")
    agenda.add_argument("--to", dest="to_on", type=calendar_date, metavar="DATE")
    agenda.add_argument("--format", choices=["text", "json", "ics", "png"], default="text")
    agenda.set_defaults(command="bot.cli.telling:agenda")
    search = commands.add_parser("search", help="the stored articles that hold all the words")
    search.add_argument("words", nargs="+", metavar="WORDS")
    search.add_argument("--limit", type=int, default=20)
    search.set_defaults(command="bot.cli.telling:search")


def _add_keeping(commands: argparse._SubParsersAction[OneLineParser]) -> None:
    subscribers = commands.add_parser("subscribers", help="who is subscribed: list, export, import")
    actions = subscribers.add_subparsers(metavar="ACTION", required=True, parser_class=OneLineParser)
    actions.add_parser("list").set_defaults(command="bot.cli.subscribing:list_")
    actions.add_parser("export", help="print them as JSON lines").set_defaults(command="bot.cli.subscribing:export")
    import_ = actions.add_parser("import", help="add those of a file made by export")
    import_.add_argument("file", metavar="FILE")
    import_.set_defaults(command="bot.cli.subscribing:import_")
    for name, command, help_ in (
        ("backup", "bot.cli.keeping:backup", "a consistent copy of the store, while the bot runs"),
        ("restore", "bot.cli.keeping:restore", "put a backup in the store's place"),
        ("export", "bot.cli.keeping:export", "everything as TinyDB's own JSON"),
        ("import", "bot.cli.keeping:import_", "everything from TinyDB's own JSON"),
    ):
        action = commands.add_parser(name, help=help_)
        action.add_argument("file", type=Path, metavar="FILE")
        action.set_defaults(command=command)
    migrate = commands.add_parser("migrate", help="copy everything to another store")
    migrate.add_argument("--to", required=True, metavar="URL")
    migrate.set_defaults(command="bot.cli.keeping:migrate")


def _add_feeds(commands: argparse._SubParsersAction[OneLineParser]) -> None:
    feeds = commands.add_parser("feeds", help="sources: add, list, remove, fetch, import, export")
    actions = feeds.add_subparsers(metavar="ACTION", required=True, parser_class=OneLineParser)
    add = actions.add_parser("add", help="add a feed, or the feed of a page")
    add.add_argument("url")
    add.add_argument("--name", default="")
    add.set_defaults(command="bot.cli.feeding:add")
    actions.add_parser("list", help="all sources and how they do").set_defaults(command="bot.cli.feeding:list_")
    remove = actions.add_parser("remove", help="stop asking a source")
    remove.add_argument("url")
    remove.set_defaults(command="bot.cli.feeding:remove")
    actions.add_parser("fetch", help="ask every source now").set_defaults(command="bot.cli.feeding:fetch")
    import_ = actions.add_parser("import", help="add the sources of an OPML file")
    import_.add_argument("file", type=Path, metavar="FILE.opml")
    import_.set_defaults(command="bot.cli.feeding:import_")
    actions.add_parser("export", help="print the sources as OPML").set_defaults(command="bot.cli.feeding:export")

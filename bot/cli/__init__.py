"""The command line: `attache COMMAND`.

`main` parses, runs the command and turns whatever went wrong into one line on standard error and an exit code:
0 done, 2 wrong use or configuration, 1 anything else.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Sequence

from bot.cli.parser import make_parser
from bot.cli.usage import UsageError
from bot.logs import start_logging
from briefs.errors import AttacheError, ConfigError

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` defaults to the process's own arguments. Returns the exit code."""
    try:
        arguments = make_parser().parse_args(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    try:
        start_logging(arguments.log_level or "warning")
        module, function = arguments.command.split(":")
        return int(getattr(importlib.import_module(module), function)(arguments))
    except (ConfigError, UsageError) as error:
        print(f"attache: {error}", file=sys.stderr)
        return 2
    except AttacheError as error:
        print(f"attache: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        print(f"attache: {error.filename or 'the system'}: {error.strerror or error}", file=sys.stderr)
        return 1

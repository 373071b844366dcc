"""`python -m bot.demo.simulator`: the simulator in a process of its own, until SIGTERM or SIGINT."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from dataclasses import fields
from datetime import datetime

from bot.demo.simulator.cloud import TOKEN
from bot.demo.simulator.flood import Limits
from bot.demo.simulator.simulator import Simulator


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.demo.simulator", description="A Telegram Bot API simulator.")
    parser.add_argument("--port", type=int, default=8081, help="0 lets the system choose")
    parser.add_argument("--print-port", action="store_true", help="print the port alone on the first line")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--clock", type=datetime.fromisoformat, help="civil time of messages starts here")
    parser.add_argument("--clock-speed", type=float, default=1.0)
    parser.add_argument("--no-journal-parameters", action="store_true", help="keep no request bodies (benchmarks)")
    for field in fields(Limits):
        kind = int if isinstance(field.default, int) else float
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=field.default)
    return parser.parse_args()


async def _run(arguments: argparse.Namespace) -> None:
    limits = Limits(**{field.name: getattr(arguments, field.name) for field in fields(Limits)})
    simulator = Simulator(token=arguments.token, limits=limits, port=arguments.port)
    simulator.journal.keep_parameters = not arguments.no_journal_parameters
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with simulator:
        if arguments.clock is not None:
            simulator.set_clock(arguments.clock, speed=arguments.clock_speed)
        first = simulator.base_url.rpartition(":")[2] if arguments.print_port else f"listening at {simulator.base_url}"
        sys.stdout.write(f"{first}\n")
        sys.stdout.flush()
        await stopped.wait()


if __name__ == "__main__":
    asyncio.run(_run(_arguments()))

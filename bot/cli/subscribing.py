"""`attache subscribers`: who is subscribed, as a list and as a file that survives a change of bot token."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot.cli.usage import configured
from bot.clock import SystemClock
from bot.delivery.subscribers import planned, save_subscriber
from bot.store.documents import decode, encode
from bot.store.opening import open_store
from bot.store.schema import SUBSCRIBERS
from briefs.errors import StoreError
from briefs.model.subscriber import Subscriber


def list_(arguments: argparse.Namespace) -> int:
    """A line each: id, state, hours, zone, next brief."""
    for subscriber in _all(arguments):
        state = "active" if subscriber.active else subscriber.inactive_reason or "inactive"
        hours = " ".join(f"{at:%H:%M}" for at in subscriber.schedule.times)
        due = f"next {subscriber.next_due_at:%Y-%m-%d %H:%M} UTC" if subscriber.next_due_at else "none due"
        print(f"{subscriber.id} {subscriber.title!r} {state}; {hours} {subscriber.schedule.timezone}; {due}")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """One JSON line a subscriber."""
    for subscriber in _all(arguments):
        print(json.dumps(encode(subscriber), ensure_ascii=False))
    return 0


def import_(arguments: argparse.Namespace) -> int:
    """Add those of a file made by `export` ("-": standard input); one that is known is replaced. All or nothing."""
    text = sys.stdin.read() if arguments.file == "-" else Path(arguments.file).read_text(encoding="utf-8")
    read = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            read.append(decode(Subscriber, json.loads(line)))
        except (ValueError, StoreError) as error:
            raise StoreError(f"{arguments.file}, line {number}: no subscriber ({error})") from error
    now = SystemClock().now()
    store = open_store(configured(arguments).store.url, exclusive=False)
    try:
        with store.transaction():
            for subscriber in read:
                save_subscriber(store, planned(subscriber, after=now))
    finally:
        store.close()
    print(f"imported {len(read)} subscribers")
    return 0


def _all(arguments: argparse.Namespace) -> list[Subscriber]:
    store = open_store(configured(arguments).store.url, exclusive=False)
    try:
        return [decode(Subscriber, document) for document in store.table(SUBSCRIBERS).all()]
    finally:
        store.close()

"""When a feed is asked next. Pure: from how it did to its next state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.sources.feeds import Feed
from bot.sources.guarded import GONE
from briefs.errors import FetchError, SourceError

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=4)
LONGEST_BACK_OFF = timedelta(hours=24)
LONGEST_CACHE = timedelta(hours=6)
_QUICKER, _SLOWER, _JITTER = 0.6, 1.25, 0.1


def after_success(
    feed: Feed, *, now: datetime, changed: bool, headers: Mapping[str, str], ttl: timedelta | None, chance: float
) -> Feed:
    """The feed after an answer: sooner again when it had news, later when not, never before its publisher wants it.

    `chance` is a random number from 0 to 1, which spreads feeds that were added together.
    """
    interval = feed.interval * (_QUICKER if changed else _SLOWER)
    interval = min(max(interval, SHORTEST), LONGEST)
    wanted = min(max(max_age(headers), ttl or timedelta()), LONGEST_CACHE)
    return replace(
        feed,
        interval=interval,
        fetched_at=now,
        changed_at=now if changed else feed.changed_at,
        next_fetch_at=now + _jittered(max(interval, wanted), chance),
        failures=0,
        failing_since=None,
        trouble="",
        retired=False,
    )


def after_failure(feed: Feed, error: SourceError, *, now: datetime, chance: float) -> Feed:
    """The feed after it failed: asked again after twice as long each time, at most a day; retired when it is gone."""
    failures = feed.failures + 1
    kept = replace(feed, failures=failures, failing_since=feed.failing_since or now, trouble=error.reason)
    if isinstance(error, FetchError) and error.status == GONE:
        return replace(kept, retired=True, next_fetch_at=None)
    wait = min(max(feed.interval, SHORTEST) * 2 ** min(failures - 1, 12), LONGEST_BACK_OFF)
    if isinstance(error, FetchError) and error.retry_after is not None:
        wait = max(wait, error.retry_after)
    return replace(kept, next_fetch_at=now + _jittered(wait, chance))


def max_age(headers: Mapping[str, str]) -> timedelta:
    """How long an answer stays fresh by its Cache-Control header (RFC 9111 §5.2.2.1)."""
    for directive in headers.get("cache-control", "").lower().split(","):
        name, _, value = directive.strip().partition("=")
        value = value.strip('" ')
        if name == "max-age" and value.isascii() and value.isdigit():
            return timedelta(seconds=int(value[:9]))
    return timedelta()


def advice(feed: Feed) -> str:
    """What to do about a feed in trouble, one sentence, "" where waiting is all."""
    if feed.retired:
        return "it is gone; remove it or look for its new address"
    if "user name" in feed.trouble:
        return "add it again as https://USER:PASSWORD@…"
    if "nothing at this address" in feed.trouble or "no feed" in feed.trouble or "no such host" in feed.trouble:
        return "look for its new address and remove this one"
    return "it is asked again by itself" if feed.trouble else ""


def _jittered(length: timedelta, chance: float) -> timedelta:
    return length * (1 + _JITTER * chance)

"""Quiet hours and pauses: until when something must be held back."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from briefs.model.subscriber import Subscriber
from briefs.scheduling.slots import instant


def quiet_until(quiet: tuple[time, time] | None, timezone: str, now: datetime) -> datetime | None:
    """When the quiet hours that `now` lies in end (aware, UTC); None when `now` is not in them.

    `quiet` is a local span, the start in it and the end not; it may pass midnight. A span from an hour to itself is
    empty.
    """
    if quiet is None or quiet[0] == quiet[1]:
        return None
    start, end = quiet
    local = now.astimezone(ZoneInfo(timezone))
    clock = local.time()
    if start < end:
        inside = start <= clock < end
        ends_on = local.date()
    else:
        inside = clock >= start or clock < end
        ends_on = local.date() + timedelta(days=1 if clock >= start else 0)
    if not inside:
        return None
    for days in range(3):
        ends = instant(ends_on + timedelta(days=days), end, timezone)
        if ends is not None and ends > now:
            return ends
    return None


def held_until(subscriber: Subscriber, now: datetime) -> datetime | None:
    """When what is owed to this subscriber may be pushed, if not now: after a pause, then after quiet hours.

    A pause without end (`paused_until` is `FOREVER`) holds until /resume. None means now.
    """
    at = now
    if subscriber.paused_until is not None and subscriber.paused_until > now:
        at = subscriber.paused_until
    quiet = quiet_until(subscriber.settings.quiet, subscriber.schedule.timezone, at) if at < FOREVER else None
    if quiet is not None:
        at = quiet
    return at if at > now else None


FOREVER = datetime(9000, 1, 1, tzinfo=UTC)
"""`paused_until` of a pause without an end."""

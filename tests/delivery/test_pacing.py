"""How fast messages may leave, in monotonic seconds without waiting for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pacing import Limits, Pacing

LIMITS = Limits(overall_per_second=25, chat_per_second=1, group_per_minute=18)


def drain(pacing: Pacing, chats: list[int], *, until: float) -> list[tuple[float, int]]:
    """Send to whoever may be sent to, as early as possible."""
    now, sent = 0.0, []
    while now <= until:
        free = [(max(pacing.chat_free_at(chat), pacing.all_free_at(), now), chat) for chat in chats]
        now, chat = min(free)
        if now > until:
            break
        pacing.take(chat, now)
        sent.append((now, chat))
    return sent


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(1 for other in times if start <= other < start + seconds) for start in times)


def test_a_chat_gets_a_short_burst_then_one_a_second() -> None:
    sent = [at for at, _ in drain(Pacing(LIMITS), [1], until=20)]
    assert sent[:3] == [0, pytest.approx(0, abs=0.2), pytest.approx(0, abs=0.2)]
    assert most_within(sent, 10) <= 13
    assert len(sent) >= 22


def test_a_group_gets_eighteen_in_any_minute() -> None:
    sent = [at for at, _ in drain(Pacing(LIMITS), [-1], until=300)]
    assert most_within(sent, 60) == 18


def test_overall_rate_is_used_up_and_never_passed() -> None:
    sent = [at for at, _ in drain(Pacing(LIMITS), list(range(1, 400)), until=20)]
    assert most_within(sent, 1) <= 29
    assert len(sent) >= 500


def test_a_429_halts_its_chat_until_the_deadline() -> None:
    pacing = Pacing(LIMITS)
    pacing.flooded(1, 30, sent_at=0, now=1)
    assert pacing.chat_free_at(1) == 31
    assert pacing.all_free_at() <= 1
    assert pacing.halted_until(2) <= 1


def test_a_second_chats_429_halts_all() -> None:
    pacing = Pacing(LIMITS)
    pacing.flooded(1, 30, sent_at=0, now=1)
    pacing.flooded(2, 10, sent_at=2, now=3)
    assert pacing.all_free_at() == 13
    assert pacing.halted_until(1) == 31
    assert pacing.halted_until(3) == 13


def test_requests_already_in_flight_do_not_count() -> None:
    pacing = Pacing(LIMITS)
    pacing.flooded(1, 30, sent_at=0, now=1)
    pacing.flooded(2, 30, sent_at=0.5, now=1.2)
    assert pacing.all_free_at() <= 1.2
    assert pacing.halted_until(2) == 31.2


def test_a_second_chats_429_much_later_is_its_own_affair() -> None:
    pacing = Pacing(LIMITS)
    pacing.flooded(1, 30, sent_at=0, now=1)
    pacing.flooded(2, 30, sent_at=6, now=7)
    assert pacing.all_free_at() <= 7


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(0, 3), st.floats(0.1, 60)), max_size=20))
def test_no_message_leaves_inside_a_known_deadline(events: list[tuple[int, float, float]]) -> None:
    pacing, now, told = Pacing(LIMITS), 0.0, dict[int, float]()
    for chat, gap, wait in events:
        now += gap
        free = max(pacing.chat_free_at(chat), pacing.all_free_at())
        assert free >= told.get(chat, 0.0)
        now = max(now, free)
        pacing.take(chat, now)
        pacing.flooded(chat, wait, sent_at=now, now=now)
        told[chat] = max(told.get(chat, 0.0), now + wait)


def test_what_is_remembered_of_chats_is_bounded() -> None:
    pacing = Pacing(Limits(overall_per_second=10_000))
    for chat in range(1, 20_000):
        pacing.take(chat, chat * 0.01)
    assert len(pacing._chats) < 10_000

"""Windows of dates: what they cover, and their language-free form."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.model.window import Precision, Window


@pytest.mark.parametrize(
    ("window", "text"),
    [
        (Window(date(2013, 5, 14), date(2013, 5, 14), Precision.DAY), "2013-05-14"),
        (Window(date(2013, 5, 15), date(2013, 5, 17), Precision.DAY), "2013-05-15/2013-05-17"),
        (Window(date(2013, 6, 1), date(2013, 6, 10), Precision.PART_OF_MONTH), "2013-06-01/2013-06-10 part-of-month"),
        (Window(date(2013, 9, 1), None), "2013-09-01/.. open"),
        (Window(), "../.. open"),
    ],
)
def test_the_language_free_form_says_ends_and_precision(window: Window, text: str) -> None:
    assert window.iso() == text
    assert Window.from_iso(text) == window


@given(st.dates(), st.dates(), st.sampled_from(Precision))
def test_the_language_free_form_loses_nothing(one: date, other: date, precision: Precision) -> None:
    window = Window(min(one, other), max(one, other), precision)
    assert Window.from_iso(window.iso()) == window


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Window(date(2013, 5, 15), date(2013, 5, 14))

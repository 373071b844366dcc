"""Text, title and date of some forty pages in the manner of news sites; walls instead of articles."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from briefs.errors import FormatError
from briefs.model.article import Article
from briefs.sources.batch import Origin
from briefs.sources.recognise import recognise
from tests.sources.pagesmith import COOKIES, FOOTER, MENU, Page, pages

PAGES = tuple(pages())


def article_of(page: Page) -> Article:
    """What is found in a page."""
    return recognise(page.html.encode(), Origin(page.url, url=page.url)).articles[0]


def f1(found: str, expected: str) -> float:
    """Of words, as often as they stand there."""
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (found, expected))
    shared = sum((one & other).values())
    return 2 * shared / (sum(one.values()) + sum(other.values()))


def test_there_are_forty_and_more() -> None:
    assert len({page.html for page in PAGES}) == 44


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_text_title_and_date(page: Page) -> None:
    article = article_of(page)
    assert f1(article.text, "\n".join(page.paragraphs)) >= 0.95, article.text
    assert article.title.removesuffix(" | The Company") == page.title
    assert article.published_at == page.published


def test_the_mean_is_higher() -> None:
    scores = [f1(article_of(page).text, "\n".join(page.paragraphs)) for page in PAGES]
    assert sum(scores) / len(scores) >= 0.97


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (COOKIES + "<h1>Before you continue</h1><p>We use cookies to make our site work. Accept all?</p>", "consent"),
        ("<h1>A story</h1><p>Subscribe to continue reading. Already a subscriber? Sign in to read.</p>", "subscribers"),
        ("<h1>One moment</h1><p>Checking your browser. Verify you are human to go on.</p>", "program"),
    ],
)
def test_walls(body: str, reason: str) -> None:
    html = f"<!doctype html><html><body><nav><ul>{MENU}</ul></nav><main>{body}</main>{FOOTER}</body></html>"
    with pytest.raises(FormatError, match=reason):
        recognise(html.encode(), Origin("https://news.example/a"))

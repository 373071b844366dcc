"""Forty-four pages in the manner of news sites: twenty-two manners of building a page, two texts in each.

Every page is full of what real ones are full of; its title, its body and its instant of publication are known.
"""

# ruff: noqa: E501 - the markup of pages reads better in one line

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from html import escape

CITIES = ("Vienna", "Geneva", "Istanbul", "Doha", "Tallinn", "Nairobi", "Astana", "Lima", "Hanoi", "Ottawa")
LANDS = ("Norway", "Turkey", "Kenya", "Peru", "Jordan", "Vietnam", "Canada", "Estonia", "Chile", "Morocco")
TOPICS = ("fishing rights", "the border crossing", "water from the river", "visas for students", "the gas pipeline")
SENTENCES = (
    "The foreign ministers of {a} and {b} will meet in {city} on Friday to discuss {topic}, officials said on Tuesday.",
    "It would be the first meeting at this level since the two governments recalled their ambassadors four years ago.",
    "“Nobody expects an agreement in one afternoon,” a diplomat from {a} said, asking not to be named.",
    "The talks were proposed in March, when the president of {b} spoke by telephone with her counterpart.",
    "In {city}, hotels near the conference hall have been asked to keep whole floors free until Sunday evening.",
    "Trade between {a} and {b} fell by a third last year, according to figures that the central bank published in April.",
    "A spokesman for the ministry said that {topic} would come first and that everything else could wait.",
    "Opposition leaders in {b} called the meeting a mistake and said they would ask questions in parliament.",
    "Both sides are to report to the United Nations, which has kept observers at the frontier since the ceasefire.",
    "A joint statement is being drafted in both capitals, though the words on {topic} are still in brackets.",
    "If the ministers agree, a second round would be held in the autumn, with {city} again as the likely host.",
    "Analysts said that the harvest and an election in {a} left little time for more than a first step.",
)
MENU = "".join(f'<li><a href="/{word.lower()}">{word}</a></li>' for word in ("Home", "World", "Politics", "Business",
                                                                       "Sport", "Culture", "Weather"))  # fmt: skip
TEASERS = "".join(
    f'<li><a href="/t{number}"><img src="/t{number}.jpg" alt=""><span>{headline}</span></a> <time datetime="{day}">'
    f"{hours} hours ago</time></li>"
    for number, (headline, day, hours) in enumerate(
        (
            ("Ten gardens to see before the summer ends", "2024-02-01T10:00:00Z", 2),
            ("Striker leaves club after nine seasons", "2024-02-01T08:00:00Z", 4),
            ("The recipe that everybody asks us for", "2024-01-31T20:00:00Z", 16),
        )
    )
)
COOKIES = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We and our 843 partners store and access '
    "information on your device. You can accept all cookies or manage your choices.</p><button>Accept all</button>"
    "<button>Manage</button></div>"
)
FOOTER = (
    '<footer class="site-footer"><p>© 2024 The Company. All rights reserved. Registered in England.</p><ul>'
    '<li><a href="/terms">Terms</a></li><li><a href="/privacy">Privacy policy</a></li></ul></footer>'
)
SHARE = '<div class="share-buttons"><a href="#fb">Facebook</a> <a href="#x">Share</a> <a href="#mail">E-mail</a></div>'
COMMENTS = (
    '<section id="comments" class="comments"><h2>Comments (2)</h2><div class="comment"><p>First! What a waste of '
    'money.</p></div><div class="comment"><p>I was there in 1987 and it rained.</p></div></section>'
)
NEWSLETTER = (
    '<aside class="newsletter-signup"><h3>Morning briefing</h3><p>Sign up to our daily newsletter.</p>'
    '<form><input type="email"><button>Sign up</button></form></aside>'
)


@dataclass(frozen=True)
class Page:
    """One page and what is to be found in it. `published` is None where the page does not say."""

    name: str
    html: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime | None
    url: str = "https://news.example/world/a-story"


@dataclass(frozen=True)
class Story:
    """What a page is built around."""

    title: str
    paragraphs: tuple[str, ...]
    at: datetime

    @property
    def body(self) -> str:
        """The paragraphs as HTML."""
        return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in self.paragraphs)

    @property
    def iso(self) -> str:
        """The instant as machines write it."""
        return self.at.isoformat()


def story(number: int) -> Story:
    """The n-th text."""
    chance = random.Random(number)
    a, b = chance.sample(LANDS, 2)
    city, topic = chance.choice(CITIES), chance.choice(TOPICS)
    first, *others = SENTENCES
    sentences = [first, *chance.sample(others, 10)]
    filled = [each.format(a=a, b=b, city=city, topic=topic) for each in sentences]
    paragraphs = tuple(" ".join(filled[start : start + 2]) for start in range(0, len(filled), 2))
    offset = timezone(timedelta(hours=chance.choice((-4, 0, 1, 3))))
    at = datetime(2013, chance.randint(1, 12), chance.randint(1, 28), chance.randint(6, 20), 30, tzinfo=offset)
    return Story(f"{a} and {b} to meet in {city} over {topic}", paragraphs, at)


def frame(head: str, body: str, title: str) -> str:
    """A whole document."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | The Company</title>{head}'
        f"<style>.a{{color:red}}</style><script>var x = '<p>no</p>';</script></head><body>{body}</body></html>"
    )


def around(inside: str, *, before: str = "", after: str = "") -> str:
    """A header, menus, teasers and a footer around it."""
    return (
        f'{before}<header class="site-header"><a href="/">The Company</a><nav><ul>{MENU}</ul></nav></header>'
        f'<main>{inside}<aside class="sidebar"><h3>Most read</h3><ol>{TEASERS}</ol></aside></main>{after}{FOOTER}'
    )


def json_ld(**facts: object) -> str:
    """A script of linked data."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **facts})}</script>'


def broadsheet(s: Story) -> str:
    head = json_ld(
        **{"@type": "NewsArticle", "headline": s.title, "datePublished": s.iso, "dateModified": "2024-01-05"}
    )
    return frame(
        head, around(f"<article><h1>{s.title}</h1>{SHARE}{s.body}</article>{COMMENTS}", before=COOKIES), s.title
    )


def wire(s: Story) -> str:
    head = f'<meta property="article:published_time" content="{s.iso}"><meta property="og:title" content="{s.title}">'
    return frame(
        head, around(f'<div class="story"><h1>{s.title}</h1><div class="story-body">{s.body}</div></div>'), s.title
    )


def blog(s: Story) -> str:
    inside = (
        f'<article class="post hentry"><header><h1 class="entry-title">{s.title}</h1><span class="posted-on"><time '
        f'class="entry-date published" datetime="{s.iso}">{s.at:%B %d, %Y}</time><time class="updated" '
        f'datetime="2023-03-03T00:00:00Z"></time></span></header><div class="entry-content">{s.body}</div>'
        f'<footer class="entry-meta">Posted in <a href="/c">World</a></footer></article>{COMMENTS}'
    )
    return frame("", around(inside), s.title)


def amp(s: Story) -> str:
    head = json_ld(**{"@graph": [{"@type": "WebPage"}, {"@type": "ReportageNewsArticle", "datePublished": s.iso}]})
    return frame(head, f'<amp-sidebar><ul>{MENU}</ul></amp-sidebar><article><h1>{s.title}</h1><amp-img src="/a.jpg">'
                 f"</amp-img>{s.body}</article><amp-list><ul>{TEASERS}</ul></amp-list>{FOOTER}", s.title)  # fmt: skip


def undated(s: Story) -> str:
    return frame("", around(f"<article><h1>{s.title}</h1>{s.body}</article>").replace("<time", "<span")
                 .replace("</time>", "</span>").replace("2024", "").replace("datetime", "data-x"), s.title)  # fmt: skip


def wrong_dates_around(s: Story) -> str:
    head = (
        '<meta name="date.build" content="2024-02-02"><meta property="article:modified_time" '
        f'content="2024-02-01T00:00:00Z"><meta property="article:published_time" content="{s.iso}">'
    )
    clock = '<div class="today">Thursday, 1 February 2024</div>'
    return frame(head, around(f"<article><h1>{s.title}</h1>{s.body}</article>", before=clock), s.title)


def in_words(s: Story) -> str:
    line = f'<p class="dateline">Published: {s.at.day} {s.at:%B %Y}, {s.at:%H:%M} GMT</p>'
    return frame("", around(f"<article><h1>{s.title}</h1>{line}{s.body}</article>"), s.title)


def microdata(s: Story) -> str:
    inside = (
        f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{s.title}</h1>'
        f'<time itemprop="datePublished" datetime="{s.iso}">{s.at:%d/%m/%Y}</time><span itemprop="author">Jane Roe</span>'
        f'<div itemprop="articleBody">{s.body}</div></div>'
    )
    return frame("", around(inside, before=COOKIES), s.title)


def live_blog(s: Story) -> str:
    updates = "".join(
        f'<section class="update" id="u{n}"><h2><time datetime="2024-02-01T{18 - n}:00:00Z">{18 - n}:00</time></h2>'
        f"<p>{escape(text, quote=False)}</p></section>"
        for n, text in enumerate(s.paragraphs)
    )
    head = json_ld(**{"@type": "LiveBlogPosting", "headline": s.title, "datePublished": s.iso,
                      "liveBlogUpdate": [{"@type": "BlogPosting", "datePublished": "2024-02-01T18:00:00Z"}]})  # fmt: skip
    return frame(head, around(f'<article class="liveblog"><h1>{s.title}</h1>{updates}</article>'), s.title)


def gallery(s: Story) -> str:
    figures = "".join(f'<p>{text}</p><figure><img src="/{n}.jpg" alt="">'
                      f'<figcaption class="credit">Photo: Agency</figcaption></figure>'
                      for n, text in enumerate(s.paragraphs))  # fmt: skip
    head = f'<meta property="article:published_time" content="{s.iso}">'
    return frame(head, around(f'<article class="gallery"><h1>{s.title}</h1>{figures}</article>'), s.title)


def pictures(s: Story) -> str:
    """A gallery that tells its story under its pictures."""
    first, *others = s.paragraphs
    slides = "".join(
        f'<div class="slide"><figure><img src="/{n}.jpg" alt=""><figcaption>{escape(text, quote=False)} '
        '<span class="credit">Photo: Agency</span></figcaption></figure></div>'
        for n, text in enumerate(others)
    )
    head = f'<meta property="article:published_time" content="{s.iso}">'
    lead = f"<p>{escape(first, quote=False)}</p>"
    return frame(head, around(f'<article class="gallery"><h1>{s.title}</h1>{lead}{slides}</article>'), s.title)


def live_updates(s: Story) -> str:
    """A live blog of boxes, each with its hour, its author and buttons."""
    boxes = "".join(
        f'<div class="live-update" id="u{n}"><div class="meta"><span class="time">{18 - n}:0{n} GMT</span> '
        f'<span class="author">Jane Roe</span></div><div class="body"><p>{escape(text, quote=False)}</p></div>'
        f"{SHARE}</div>"
        for n, text in enumerate(s.paragraphs)
    )
    head = json_ld(**{"@type": "LiveBlogPosting", "datePublished": s.iso, "coverageStartTime": "2024-02-01"})
    inside = f'<article><h1>{s.title}</h1><div class="live-blog">{boxes}</div></article>'
    return frame(head, around(inside, before=COOKIES), s.title)


def soup(s: Story) -> str:
    text = "<br><br>".join(escape(paragraph, quote=False) for paragraph in s.paragraphs)
    head = f'<meta name="date" content="{s.iso}">'
    return frame(head, f'<div id="top"><a href=/>Home</a></div><div id=c><h1>{s.title}</h1><div class=text>{text}</div>'
                 f"</div><div id=links><ul>{TEASERS}</ul></div>{FOOTER}", s.title)  # fmt: skip


def tables(s: Story) -> str:
    cells = f"<td width=120><ul>{MENU}</ul></td><td><font size=5><b>{s.title}</b></font>{s.body}</td>"
    return frame(f'<meta name="DC.date.issued" content="{s.iso}">', f"<table><tr>{cells}</tr></table>{FOOTER}", s.title)


def consent_over_article(s: Story) -> str:
    dialog = (
        '<div class="fc-consent-root" role="dialog" aria-modal="true"><h2>We value your privacy</h2><p>We and our '
        "partners use cookies to measure audiences. Consent can be withdrawn at any time.</p><button>Consent</button></div>"
    )
    head = f'<meta property="article:published_time" content="{s.iso}">'
    return frame(head, around(f"<article><h1>{s.title}</h1>{s.body}</article>", before=dialog), s.title)


def metered(s: Story) -> str:
    head = json_ld(**{"@type": "NewsArticle", "datePublished": s.iso, "isAccessibleForFree": False})
    nag = (
        '<div class="paywall-banner"><p>You have 2 free articles left this month.</p><a href="/sub">Subscribe</a></div>'
    )
    return frame(head, around(f"<article><h1>{s.title}</h1>{s.body}</article>", after=nag), s.title)


def related_inside(s: Story) -> str:
    box = (
        '<aside class="related"><h4>Related</h4><ul><li><a href="/r1">An older story about boats</a></li></ul></aside>'
    )
    first, *rest = (f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in s.paragraphs)
    inside = f"<article><h1>{s.title}</h1>{first}{box}{''.join(rest)}</article>"
    return frame(f'<meta property="og:article:published_time" content="{s.iso}">', around(inside), s.title)


def newsletter_inside(s: Story) -> str:
    half = len(s.paragraphs) // 2
    first, last = ("".join(f"<p>{escape(p, quote=False)}</p>" for p in part)
                   for part in (s.paragraphs[:half], s.paragraphs[half:]))  # fmt: skip
    inside = f"<article><h1>{s.title}</h1>{first}{NEWSLETTER}{last}</article>"
    return frame(f'<meta itemprop="datePublished" content="{s.iso}">', around(inside), s.title)


def ministry(s: Story) -> str:
    inside = (
        f'<div class="breadcrumb"><a href=/>Ministry</a> &gt; <a href=/n>News</a></div><div class="content"><h1>{s.title}'
        f'</h1><p class="date">{s.at.day} {s.at:%B %Y}</p>{s.body}</div>'
    )
    return frame('<meta name="generator" content="CMS 2019-10-10">', around(inside).replace("<time", "<span"), s.title)


def app_shell(s: Story) -> str:
    state = json.dumps({"build": "2024-02-02T00:00:00Z", "html": "<p>" + "x" * 500 + "</p>"})
    head = json_ld(**{"@type": ["NewsArticle"], "datePublished": s.iso})
    inside = (
        f'<div id="root"><div class="css-1a2b"><h1 class="css-9">{s.title}</h1><section>{s.body}</section></div></div>'
    )
    return frame(head, around(inside) + f"<script>window.__STATE__ = {state}</script>", s.title)


def tabloid(s: Story) -> str:
    ads = '<div class="ad-slot" id="ad1"><p>Advertisement</p></div>'
    parts = ads.join(f"<p>{escape(p, quote=False)}</p>" for p in s.paragraphs)
    head = f'<meta name="parsely-pub-date" content="{s.iso}">'
    return frame(head, around(f"<article><h1>{s.title}</h1>{parts}</article>{COMMENTS}", before=COOKIES), s.title)


def arabic_frame(s: Story) -> str:
    head = f'<meta property="article:published_time" content="{s.iso}">'
    menu = '<nav dir="rtl"><ul><li><a href="/ar">العربية</a></li><li><a href="/ar/news">أخبار</a></li></ul></nav>'
    return frame(head, around(f'<article dir="ltr"><h1>{s.title}</h1>{s.body}</article>', before=menu), s.title)


MANNERS: tuple[Callable[[Story], str], ...] = (
    broadsheet, wire, blog, amp, undated, wrong_dates_around, in_words, microdata, live_blog, gallery, soup, tables,
    consent_over_article, metered, related_inside, newsletter_inside, ministry, app_shell, tabloid, arabic_frame, pictures, live_updates,
)  # fmt: skip


def pages() -> Iterator[Page]:
    """All of them."""
    for number, build in enumerate((*MANNERS, *MANNERS)):
        made = story(number)
        published: datetime | None = made.at
        if build is undated:
            published = None
        elif build is in_words:
            published = made.at.replace(tzinfo=UTC)
        elif build is ministry:
            published = datetime(made.at.year, made.at.month, made.at.day, 12, tzinfo=UTC)
        yield Page(
            f"{build.__name__} {number // len(MANNERS) + 1}", build(made), made.title, made.paragraphs, published
        )

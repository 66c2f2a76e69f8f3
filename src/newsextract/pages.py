"""Web pages: the article on a page, its headline, outlet and day; needs the `html` extra."""

from __future__ import annotations

import logging
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from newsextract.decoding import decode
from newsextract.errors import DependencyError, InputError
from newsextract.pipeline import find_dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEAD = 4096
CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.IGNORECASE)
# Where pages say their day for machines, the surest first.
MACHINE_DAY = (
    re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)'),
    re.compile(r'(?:published_time|datePublished|pubdate|DC\.date[.\w]*)["\'][^<>]*content=["\'](\d{4}-\d\d-\d\d)'),
    re.compile(r'content=["\'](\d{4}-\d\d-\d\d)[^<>]*(?:published_time|datePublished|pubdate|DC\.date)'),
    re.compile(r'<time[^<>]*datetime=["\'](\d{4}-\d\d-\d\d)'),
)
TITLES = ("//meta[@property='og:title']/@content", "//h1", "//title")
PUBLISHERS = ("//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content")
# And where they say it for people: a short element whose class or id has one of these words.
DATE_ELEMENTS = "//*[contains(@class, 'date') or contains(@class, 'time') or contains(@id, 'date') or self::time]"
LONGEST_DATE = 80


class Page(NamedTuple):
    """What a page holds."""

    text: str
    title: str | None
    published: date | None
    publisher: str | None


def decode_page(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a page and its encoding: what the caller names, else what the page declares, if that is right."""
    declared = CHARSET.search(data[:HEAD])
    for name in (encoding, declared and declared[1].decode("ascii", "replace")):
        if name:
            try:
                return decode(data, name)
            except InputError:
                if name == encoding:
                    raise
    return decode(data)


def read_page(html: str, url: str | None = None) -> Page:
    """The article on a page; raises `InputError` where none is found."""
    trafilatura, load_html = _libraries()
    tree = load_html(html)
    if tree is None:
        raise InputError("not a web page")
    title, publisher = _first(tree, TITLES), _first(tree, PUBLISHERS)
    published = _day(html, tree)
    found = trafilatura.bare_extraction(tree, url=url, include_comments=False, fast=True)
    if found is None or not (found.text or "").strip():
        raise InputError("no article was found on the page")
    return Page(found.text, title, published, publisher)


def _first(tree: HtmlElement, paths: tuple[str, ...]) -> str | None:
    return next((text for path in paths if (text := " ".join(str(tree.xpath(f"string({path})")).split()))), None)


def _day(html: str, tree: HtmlElement) -> date | None:
    """The day of publication; trafilatura's own reading of Arabic month names is not to be trusted.

    A day that stands in the article's own text needs no help: the pipeline finds it there.
    """
    for pattern in MACHINE_DAY:
        if match := pattern.search(html):
            try:
                return date.fromisoformat(match[1])
            except ValueError:
                continue
    for element in tree.xpath(DATE_ELEMENTS):
        text = " ".join(element.text_content().split())
        if 0 < len(text) <= LONGEST_DATE:
            for found in find_dates(text):
                if found.value and re.fullmatch(r"\d{4}-\d\d-\d\d", found.value):
                    return date.fromisoformat(found.value)
    return None


@cache
def _libraries() -> tuple[Any, Any]:
    try:
        import trafilatura
        from trafilatura.utils import load_html
    except ImportError:
        raise DependencyError("reading web pages needs an extra: pip install 'newsextract[html]'") from None
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they have to say is no message for our user
    return trafilatura, load_html

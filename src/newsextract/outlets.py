"""Where an outlet is, as its address or its name tells."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from newsextract.lexicon import load_tables
from newsextract.normalize import fold

# Country endings that anyone may register, or that are used for what they spell.
_FREE_ENDINGS = frozenset({"ai", "cc", "co", "eu", "fm", "io", "me", "to", "tv", "ws"})


@cache
def outlet_country(publisher: str | None, url: str | None = None) -> str | None:
    """The country of an outlet, ISO 3166-1 alpha-2; `None` where neither name nor address tells.

    A known outlet comes first, then the ending of the domain:

    >>> outlet_country("هسبريس"), outlet_country(None, "https://www.alriyadh.com/1067201")
    ('MA', 'SA')
    >>> outlet_country(None, "https://akhbar.example.tn/a/1"), outlet_country("example.org")
    ('TN', None)
    """
    host = _host(url) or (publisher if publisher and "." in publisher else "")
    named = f"{host} {fold(publisher or '').text}".casefold()
    for form in load_tables()["outlet"].forms:
        if form.folded in named:
            return form.key
    ending = host.rpartition(".")[2].casefold()
    if len(ending) != 2 or ending in _FREE_ENDINGS:
        return None
    return {"uk": "GB"}.get(ending, ending.upper())


def _host(url: str | None) -> str:
    if not url:
        return ""
    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""

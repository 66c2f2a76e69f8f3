"""Words as reconciliation compares them: folded tokens, light stems, and the tables of `reconciliation.toml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from newsextract.lexicon import load_tables
from newsextract.normalize import fold

TOKEN = re.compile(r"[^\W\d_]+|\d+")
_ARTICLE = re.compile(r"[وف]?(?:[بك]?ال|لل)(?=..)")
_PROCLITICS = "وفبلك"
_SUFFIXES = ("ات", "ون", "ين", "ان", "يه", "ه", "ي", "ا")
_WEAK_LETTERS = str.maketrans("", "", "اوي")


@lru_cache(maxsize=16384)
def tokens(text: str) -> tuple[str, ...]:
    """Folded words and numbers of a printed text; names and sources come again in claim after claim.

    >>> tokens("٩٧ ألفًا و412 زائراً")
    ('97', 'الفا', 'و', '412', 'زايرا')
    """
    return tuple(TOKEN.findall(fold(text).text))


def bare(word: str) -> str:
    """A folded word without the article and what is written before it.

    >>> bare("والزوار"), bare("للصناعات"), bare("وزاره")
    ('زوار', 'صناعات', 'وزاره')
    """
    found = _ARTICLE.match(word)
    return word[found.end() :] if found else word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem: no article, no ending of gender, number or case.

    >>> stem("المعلمين"), stem("معلمي"), stem("النقابه")
    ('معلم', 'معلم', 'نقاب')
    """
    word = bare(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def skeleton(word: str) -> str:
    """The strong consonants of a folded noun, which its broken plural shares.

    >>> skeleton("منزلا") == skeleton("منازل"), skeleton("صندوق") == skeleton("صناديق")
    (True, True)
    """
    return stem(word).translate(_WEAK_LETTERS) or word


@cache
def _table(kind: str) -> dict[str, str]:
    return {form.folded: form.key for form in load_tables()[kind].forms}


@lru_cache(maxsize=65536)
def key_of(kind: str, word: str) -> str | None:
    """What the table `kind` files a folded word under, attached prefixes aside.

    >>> key_of("noun_family", "زوار"), key_of("noun_family", "والزوار"), key_of("noun_family", "كلمه")
    ('visitor', 'visitor', None)
    """
    table = _table(kind)
    found = table.get(word) or table.get(bare(word))
    if found is None and word[0] in _PROCLITICS:
        found = table.get(word[1:])
    return found


@cache
def stems_of(kind: str, key: str | None = None) -> frozenset[str]:
    """The stems of all words that the table `kind` files, under `key` where one is given."""
    return frozenset(stem(word) for word, filed in _table(kind).items() if key in (None, filed))


@lru_cache(maxsize=65536)
def roles_of(word: str) -> dict[str, str]:
    """The tables that say something of a word beside a figure, each with its key; empty for most words.

    >>> roles_of("ارتفعت"), roles_of("يوسف")
    ({'tally_cue': 'update'}, {})
    """
    return {kind: key for kind in _BESIDE_FIGURES if (key := key_of(kind, word))}


_BESIDE_FIGURES = ("aspect", "clause_break", "forecast", "subset", "tally_cue")

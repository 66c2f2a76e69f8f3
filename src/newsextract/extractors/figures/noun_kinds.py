"""The kind of a noun by its word alone: what a figure measures that counts it."""

from __future__ import annotations

from functools import cache, lru_cache

from newsextract.lexicon import load_tables

PERSONS = frozenset({"visitors", "people", "person", "deaths", "injured", "missing", "displaced", "family"})
"""Kinds of nouns for human beings."""
NOUN_KINDS = (
    "visitors", "deaths", "injured", "missing", "displaced", "views", "person", "people", "family", "case",
    "duration", "measure", "count",
)  # fmt: skip
# What stands behind the dictionary form of a noun, and what replaces it: مقاتلين, سائحة, حالات, مناصري.
_ENDINGS = (
    ("", ""), ("ا", ""), ("ين", ""), ("ون", ""), ("ات", "ه"), ("ات", ""), ("ه", ""), ("ان", ""),
    ("تين", "ه"), ("تان", "ه"), ("ي", ""), ("اوات", ""),
)  # fmt: skip
ARTICLES = ("وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_CONJOINED_ARTICLES = (*ARTICLES, "و", "ل", "ب", "ف", "ك")


class _Kinds(dict[str, tuple[str, str] | None]):
    """Word → (kind, key), analysed when a word is first met."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, tuple[str, str]] = {}
        tables = load_tables()
        for form in tables["demonym"].forms:
            self._known[form.folded] = ("person", form.key)
        self._known.update(dict.fromkeys(tables["counted_people_of"].words, ("person", "")))
        for kind in NOUN_KINDS:
            self._known.update(dict.fromkeys(tables[f"counted_{kind}"].words, (kind, "")))
        for form in tables["currency"].forms:
            self._known[form.folded] = ("money", form.key)

    def __missing__(self, word: str) -> tuple[str, str] | None:
        if len(self) > 100_000:
            self.clear()
        found = None
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + (1 if ending else 0):
                found = self._known.get(word.removesuffix(ending) + instead)
                if found:
                    break
        self[word] = found
        return found


@cache
def known_kinds() -> _Kinds:
    """The kinds of all words met so far, and the keys of their tables."""
    return _Kinds()


def kind_of_noun(word: str) -> str | None:
    """Kind of a folded noun without proclitics, `None` if no table knows it.

    >>> kind_of_noun("قتيلا"), kind_of_noun("زايرين"), kind_of_noun("كلمات"), kind_of_noun("ازرق")
    ('deaths', 'visitors', 'count', None)
    """
    found = known_kinds()[word]
    return found[0] if found else None


def bare_noun(word: str) -> str:
    """A folded noun without the endings of the accusative and the sound plural: «عارضين» → «عارض»."""
    return next((word.removesuffix(ending) for ending in ("ين", "ون", "ا") if word.endswith(ending)), word)


@lru_cache(maxsize=100_000)
def kind_in_context(word: str) -> str | None:
    """Kind of a folded noun that may carry proclitics and a pronoun: «بالقتلى», «وزوارها»."""
    for prefix in ("", *_CONJOINED_ARTICLES):
        if word.startswith(prefix):
            bare = word.removeprefix(prefix)
            if len(bare) > 2 and (kind := kind_of_noun(bare)):
                return kind
    return None


def nationality(word: str) -> str:
    """ISO 3166-1 code of the country that a folded adjective names, "" if it names none.

    >>> nationality("تونسي"), nationality("اماراتيا"), nationality("كبير")
    ('TN', 'AE', '')
    """
    found = known_kinds()[word.removeprefix("ال")]
    return found[1] if found and found[0] == "person" else ""


def currency_codes(word: str) -> str:
    """Codes of a folded currency noun as its table lists them, "" if it is none."""
    found = known_kinds()[word]
    return found[1] if found and found[0] == "money" else ""

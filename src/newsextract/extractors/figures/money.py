"""Amounts of money: which currency, and the value in its main unit."""

from __future__ import annotations

from collections import Counter
from functools import cache

from newsextract.document import Document
from newsextract.extractors.figures.noun_kinds import currency_codes, kind_of_noun, nationality
from newsextract.extractors.figures.nouns import Counted, printed
from newsextract.extractors.figures.quantities import Quantity
from newsextract.lexicon import load_tables

_MONEY_REACH = 12
_RATE_REACH = 40


class Purse:
    """Settles the currencies of one article."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._countries: Counter[str] | None = None
        self._likeliest: dict[str, str | None] = {}
        self._last: Quantity | None = None

    def settle(self, quantity: Quantity) -> None:
        """Set currency, value and kind of a quantity of money."""
        counted = quantity.counted
        if counted is None and quantity.kind != "money":
            words = self._document.scan.words[quantity.last : quantity.last + 2]
            if len(words) == 2:
                counted = self._millions(quantity, *words) or self._rate(quantity, *words)
        if sign := _sign(self._document, quantity):
            quantity.kind, quantity.currency = "money", sign
        elif counted and counted.kind == "money":
            codes, _, parts = counted.key.partition("/")
            quantity.currency = self._code(codes, counted)
            if parts:
                _divide(quantity, int(parts))
        elif quantity.kind == "money" or self._named(quantity):
            quantity.kind = "money"
            if quantity.currency is None and self._last:
                quantity.currency, quantity.unit = self._last.currency, self._last.unit
        if quantity.kind == "money":
            self._last = quantity

    def _millions(self, quantity: Quantity, behind: str, following: str) -> Counted | None:
        """«700 م د», as Tunisian papers shorten «700 مليون دينار»."""
        if behind != "م" or following not in ("د", "دينار") or quantity.scale > 1 or quantity.value is None:
            return None
        scan, i = self._document.scan, quantity.last
        quantity.value = quantity.lower = quantity.upper = quantity.value * 1_000_000
        quantity.last, quantity.end, quantity.close = i + 1, scan.end(i), i + 2
        return self._as_money(quantity, i + 1, "TND.DZD")

    def _rate(self, quantity: Quantity, behind: str, following: str) -> Counted | None:
        """«تراجعت الليرة … إلى 35 ألفا مقابل الدولار»: the currency that the sentence is about."""
        if behind not in ("مقابل", "للدولار") or kind_of_noun(following[2:]) != "money":
            return None
        words = self._document.scan.words
        for token in range(quantity.first - 1, max(-1, quantity.first - _RATE_REACH), -1):
            word = words[token]
            if word.startswith(("ال", "لل")) and kind_of_noun(word[2:]) == "money" and word[2:] != following[2:]:
                return self._as_money(quantity, token, currency_codes(word[2:]), article=2)
        return None

    def _as_money(self, quantity: Quantity, token: int, codes: str, article: int = 0) -> Counted:
        scan = self._document.scan
        counted = Counted(token, token + 1, scan.starts[token] + article, scan.end(token), "money", codes)
        quantity.kind, quantity.unit = "money", printed(scan, counted)
        return counted

    def _named(self, quantity: Quantity) -> bool:
        """«خصصت له قيمة 15 مليون»: a bare number behind a word for an amount."""
        if quantity.counted or quantity.unit or quantity.kind != "count":
            return False
        near = quantity.first - _MONEY_REACH
        return quantity.scale > 1 and bool(quantity.sentence.cues("money_word", near, quantity.first))

    def _code(self, key: str, counted: Counted) -> str | None:
        """The currency of a noun that is one of several countries' («درهم»); `key` lists their codes."""
        words, codes = self._document.scan.words, key.split(".")
        if counted.last < len(words):
            following = words[counted.last]
            if country := nationality(following):
                for code in codes:
                    if code.startswith(country):
                        return code
            if (named := currency_codes(following)) in codes:
                return named
        if key not in self._likeliest:
            self._likeliest[key] = self._by_country(codes)
        return self._likeliest[key]

    def _by_country(self, codes: list[str]) -> str | None:
        """The code whose country the article has most to do with, the first of equals."""
        if len(codes) == 1 or codes[0] == "USD":
            return codes[0]
        best = max(codes, key=lambda code: self._weight(code[:2]))
        return best if self._weight(best[:2]) else None

    def _weight(self, country: str) -> float:
        """How much the article has to do with a country."""
        if self._document.country == country:
            return 1e9
        if self._countries is None:
            self._countries = _countries(self._document)
        return self._countries[country]


def _countries(document: Document) -> Counter[str]:
    """How often an article names each country, its people and its cities."""
    scan = document.scan
    counts = Counter(hit.entry.key for kind in ("country", "demonym") for hit in scan.of(kind))
    for city in document.cities:
        if city.country:
            counts[city.country] += len(city.mentions)
    return counts


@cache
def _signs() -> dict[str, str]:
    return {form.form: form.key for form in load_tables()["currency_sign"].forms}


def _sign(document: Document, quantity: Quantity) -> str | None:
    gaps = document.scan.gaps
    if gaps[quantity.first] == gaps[quantity.last] == " ":
        return None
    return _signs().get(gaps[quantity.first].rstrip()[-1:]) or _signs().get(gaps[quantity.last].lstrip()[:1])


def _divide(quantity: Quantity, parts: int) -> None:
    for name in ("value", "lower", "upper"):
        value = getattr(quantity, name)
        if value is not None:
            value = round(value / parts, 9)
            setattr(quantity, name, int(value) if value == int(value) else value)

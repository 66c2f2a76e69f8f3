"""Figures: every quantity that an article prints, with what it counts and how exact it is said to be."""

from __future__ import annotations

import math
from typing import cast

from newsextract.document import Document
from newsextract.extractors.figures.attribution import Sources
from newsextract.extractors.figures.kinds import assign_kinds, is_grounded
from newsextract.extractors.figures.money import Purse
from newsextract.extractors.figures.nouns import printed
from newsextract.extractors.figures.qualifiers import qualify
from newsextract.extractors.figures.quantities import Quantity, read_quantities
from newsextract.extractors.figures.scope import scope_of
from newsextract.extractors.figures.sentences import Sentence
from newsextract.models import Figure, Kind, Mention, Scope, unvalidated

_new_figure, _new_mention = unvalidated(Figure), unvalidated(Mention)
_UNCOUNTABLE = frozenset({"money", "percent", "measure", "duration"})
_APPROXIMATION = 10  # per cent


def extract_figures(document: Document) -> list[Figure]:
    """The figures of an article in text order; their `event` is left open.

    >>> from newsextract import parse
    >>> [figure] = parse("حضر المعرض ما يناهز مليونين و400 ألف زائر").figures
    >>> figure.text, figure.value, figure.lower, figure.qualifier, figure.unit, figure.kind
    ('مليونين و400 ألف', 2400000, 2160000, 'approx', 'زائر', 'visitors')
    """
    scan = document.scan
    quantities = read_quantities(document)
    if not quantities:
        return []
    qualify(scan, quantities)
    for quantity in quantities:
        if quantity.counted and quantity.counted.kind != "percent":
            quantity.unit = printed(scan, quantity.counted)
    assign_kinds(scan, quantities)
    purse, sources = Purse(document), Sources(document)
    figures = []
    sentence: Sentence | None = None
    for i, quantity in enumerate(quantities):
        floor = quantities[i - 1].close if i else 0
        ceiling = quantities[i + 1].first if i + 1 < len(quantities) else len(scan.words)
        purse.settle(quantity)
        if not is_grounded(scan, quantity):
            continue
        if quantity.sentence is not sentence:
            sentence = quantity.sentence
            mention = _printed_sentence(document, sentence)
        scope = scope_of(scan, quantity, floor, ceiling)
        whose = sources.of(quantity, ceiling)
        figures.append(_figure(document, quantity, mention, scope, whose))
    return figures


def _printed_sentence(document: Document, sentence: Sentence) -> Mention:
    start, end = document.scan.folded.raw_span(sentence.start, sentence.end)
    return _new_mention(text=document.scan.folded.raw[start:end], start=start, end=end)


def _figure(
    document: Document, quantity: Quantity, sentence: Mention, scope: Scope | None, whose: tuple[str | None, str | None]
) -> Figure:
    start, end = document.scan.folded.raw_span(quantity.start, quantity.end)
    lower, upper = _bounds(quantity)
    attribution, issuer = whose
    return _new_figure(
        text=document.scan.folded.raw[start:end],
        start=start,
        end=end,
        value=quantity.value,
        lower=lower,
        upper=upper,
        qualifier=quantity.qualifier,
        unit=quantity.unit,
        kind=cast(Kind, quantity.kind),
        currency=quantity.currency,
        scope=scope,
        attribution=attribution,
        issuer=issuer,
        event=None,
        sentence=sentence,
    )


def _bounds(quantity: Quantity) -> tuple[int | float | None, int | float | None]:
    """The closed interval that the words allow."""
    value = quantity.value
    if quantity.qualifier == "approx" and value is not None:
        return _around(value, quantity.kind not in _UNCOUNTABLE)
    if quantity.qualifier in ("less_than", "at_most") and quantity.kind not in _UNCOUNTABLE:
        return 0, quantity.upper
    return quantity.lower, quantity.upper


def _around(value: int | float, counts: bool) -> tuple[int | float, int | float]:
    low, high = sorted((value * (100 - _APPROXIMATION) / 100, value * (100 + _APPROXIMATION) / 100))
    low, high = round(low, 6), round(high, 6)
    if counts:
        return math.floor(low), math.ceil(high)
    return (int(low) if low == int(low) else low), (int(high) if high == int(high) else high)

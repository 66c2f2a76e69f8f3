"""Whether a figure measures the whole of its event or a part."""

from __future__ import annotations

from newsextract.extractors.figures.noun_kinds import PERSONS, bare_noun
from newsextract.extractors.figures.quantities import Quantity
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan
from newsextract.models import Scope

_CUES = frozenset({"scope_word"})
_UNSCOPED = frozenset({"duration", "measure"})
_REACH_BACK = 18
_REACH_BEHIND = 6
_REACH_FINAL = 10
_REACH_VERB = 4
_INCREASE = "زياده"
_WHOLES = {"money": "takings", "percent": "turnout_rate"}
"""The cues that make a figure the whole, by its kind."""
_PLAIN = frozenset({"visitors", "people", *_WHOLES})
"""Kinds of figures that can be the whole without a word for it."""


def scope_of(scan: Scan, quantity: Quantity, floor: int, ceiling: int) -> Scope | None:
    """`part` for a subset or a sub-period, `total` where the words say or plainly mean the whole.

    `floor` and `ceiling` are the tokens of the neighbouring figures.
    """
    if quantity.subset or _is_some_of(scan, quantity):
        return "part"
    if quantity.kind in _UNSCOPED:
        return None
    low = max(quantity.first - _REACH_BACK, floor)
    told = None if quantity.sentence.lacks(_CUES) else _told(quantity, low, ceiling)
    if told == "part":
        return "part"
    if quantity.qualifier == "vague":
        return None
    if told is None and quantity.kind in _PLAIN and (_is_turnout(scan, quantity, low) or _took_part(quantity, ceiling)):
        return "total"
    return told


def _told(quantity: Quantity, low: int, ceiling: int) -> Scope | None:
    """What the words of a scope around a figure say it to be."""
    before = [word.entry.key for word in quantity.sentence.cues("scope_word", low, quantity.first)]
    behind = quantity.sentence.cues("scope_word", quantity.close, min(ceiling, quantity.close + _REACH_FINAL))
    if quantity.kind in PERSONS and ("part" in before or _ends_as_part(quantity, behind)):
        return "part"
    return "total" if "total" in before or any(word.entry.key == "final" for word in behind) else None


def _is_some_of(scan: Scan, quantity: Quantity) -> bool:
    """«أربعة من المصابين»: some of those that the article spoke of."""
    words, last = scan.words, quantity.last
    if last + 1 >= len(words) or words[last] != "من" or not words[last + 1].startswith("ال"):
        return False
    return quantity.kind in PERSONS and quantity.qualifier != "vague" and quantity.counted is not None


def _ends_as_part(quantity: Quantity, behind: list[Hit]) -> bool:
    """«30 ألف زائر من خارج المملكة»."""
    for word in behind:
        near = word.first < quantity.close + _REACH_BEHIND
        if near and word.entry.key == "part" and not quantity.sentence.parted(quantity.close, word.first):
            return True
    return False


def _took_part(quantity: Quantity, ceiling: int) -> bool:
    """«11400 معلم لبوا النداء», «86% من المعلمين شاركوا»."""
    if quantity.kind not in ("people", "percent"):
        return False
    for verb in quantity.sentence.cues("attendance", quantity.close, min(ceiling, quantity.close + _REACH_VERB)):
        if verb.entry.key == "after" and not quantity.sentence.parted(quantity.close, verb.first):
            return True
    return False


def _is_turnout(scan: Scan, quantity: Quantity, low: int) -> bool:
    """Whether a figure is plainly all who came, took part or was taken: «320 عارضا», «بلغت المبيعات 3 ملايين درهم»."""
    sentence, kind = quantity.sentence, quantity.kind
    if kind == "visitors":
        return True
    if kind != "people":
        return kind in _WHOLES and bool(sentence.cues(_WHOLES[kind], low, quantity.first))
    if any(word.entry.key != "after" for word in sentence.cues("attendance", low, quantity.first)):
        return True
    if not quantity.counted or bare_noun(scan.words[quantity.counted.first]) not in load_tables()["turnout"].words:
        return False
    return all(word.entry.form != _INCREASE for word in sentence.cues_back("change", quantity.first, low))

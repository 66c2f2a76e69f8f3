"""How exact a quantity is said to be, by the words before and behind it."""

from __future__ import annotations

from functools import cache
from typing import cast

from newsextract.extractors.figures.nouns import lead
from newsextract.extractors.figures.quantities import Quantity
from newsextract.extractors.figures.sentences import Sentence
from newsextract.lexicon import load_tables
from newsextract.matching import Scan
from newsextract.models import Qualifier
from newsextract.vocabulary import last_words

_CUES = frozenset({"qualifier", "qualifier_bare", "qualifier_verb", "qualifier_after"})
_REACH_BEFORE = 9
_REACH_BEHIND = 5
_NEGATIONS = frozenset(
    {"لا", "لم", "لن", "ولا", "ولم", "ولن", "الا", "مالا", "فلا", "فلم", "دون", "عدم", "وعدم", "بما"}
)
_ACCORDING = frozenset({"بحسب", "حسب", "وفق", "وفقا", "حسبما", "استنادا"})
_RELATIVES = frozenset({"التي", "الذي", "الذين", "اللذين"})
_STRICT: tuple[Qualifier, ...] = ("more_than", "at_least", "less_than", "at_most")
_SHARED = frozenset({"approx", *_STRICT})
_ROUND_DIGITS = 2
_BY_VERB: dict[str, tuple[Qualifier, Qualifier]] = {
    "pass": ("more_than", "at_most"),
    "near": ("approx", "approx"),
    "exceed": ("more_than", "at_most"),
    "fall": ("less_than", "at_least"),
    "estimate": ("approx", "approx"),
}


@cache
def _qualifying() -> frozenset[str]:
    """The words that a qualifier before a number can end with."""
    return last_words(load_tables()["qualifier"]) | last_words(load_tables()["qualifier_bare"])


def qualify(scan: Scan, quantities: list[Quantity]) -> None:
    """Set the qualifier and the bounds of every exact quantity."""
    for i, quantity in enumerate(quantities):
        if quantity.qualifier != "exact" or quantity.sentence.lacks(_CUES):
            continue
        floor = max(quantity.sentence.first, quantities[i - 1].last if i else 0)
        ceiling = quantities[i + 1].first if i + 1 < len(quantities) else len(scan.words)
        found = _before(scan, quantity, floor)
        found += _behind(scan, quantity, min(ceiling, quantity.sentence.last))
        if found:
            strict = [qualifier for qualifier in found if qualifier in _STRICT]
            quantity.qualifier = (strict or found)[0]
            _bound(quantity)
        elif i and quantities[i - 1].qualifier in _SHARED and _conjoined(scan, quantities[i - 1], quantity):
            quantity.qualifier = quantities[i - 1].qualifier
            _bound(quantity)


def _before(scan: Scan, quantity: Quantity, floor: int) -> list[Qualifier]:
    found: list[Qualifier] = []
    j = lead(scan, quantity.first)
    if quantity.counted and quantity.counted.first < j:
        j = quantity.counted.first
    preposition = ""
    if quantity.start > (start := scan.starts[quantity.first]):
        prefix = scan.folded.text[start : quantity.start].removesuffix("ال")
        preposition = prefix[-1:] if prefix[-1:] in ("ب", "ل") else ""
    sentence = quantity.sentence
    start = max(floor, sentence.clause_start(j))
    while j > start:
        word = scan.words[j - 1]
        hit = None
        if word in _qualifying():
            hit = sentence.cue_before("qualifier", j) or sentence.cue_before("qualifier_bare", j)
        if hit and hit.entry.kind == "qualifier_bare" and _tells_level(scan, hit.first, floor):
            break
        if hit and hit.first >= floor:
            found.append(cast(Qualifier, hit.entry.key))
            preposition = hit.prefix[-1:] if hit.prefix[-1:] in ("ب", "ل") else ""
            j = hit.first
        elif word in load_tables()["qualifier_filler"].words:
            j -= 1
        elif word in ("ب", "ل", "علي", "عن") and not preposition:
            preposition = word
            j -= 1
        else:
            break
    verb = _verb(scan, sentence, floor, j, preposition)
    if verb is None and scan.gaps[j] != " ":
        verb = _parted_verb(scan, sentence, floor, j)
    return [*found, verb] if verb else found


def _parted_verb(scan: Scan, sentence: Sentence, floor: int, end: int) -> Qualifier | None:
    """The comparing verb that a named source parts from its number: «تجاوز، بحسب المنظمين، 6000 زائر»."""
    if scan.gaps[end].strip() != "،":
        return None
    for token in range(end - 2, max(floor, end - _REACH_BEFORE), -1):
        if scan.gaps[token].strip() == "،":
            hits = sentence.cues("qualifier_verb", token - 1, token) if scan.words[token] in _ACCORDING else []
            return _BY_VERB[hits[0].entry.key][scan.words[token - 2] in _NEGATIONS] if hits else None
    return None


def _tells_level(scan: Scan, token: int, floor: int) -> bool:
    """Whether the verb has its subject before it: «الفاقد يصل إلى 40», not «بغرامة تصل إلى 40», «التي تصل إلى 40»."""
    subject = scan.words[token - 1] if token > floor else ""
    return subject.startswith("ال") and subject not in _RELATIVES


def _verb(scan: Scan, sentence: Sentence, floor: int, end: int, preposition: str) -> Qualifier | None:
    """The comparing verb before token `end`, if nothing parts it from the number."""
    hits = sentence.cues_back("qualifier_verb", end, max(floor, end - _REACH_BEFORE))
    if not hits:
        return None
    hit = hits[0]
    if not load_tables()["qualifier_parting"].words.isdisjoint(scan.words[hit.last : end]):
        return None
    key = hit.entry.key
    led = preposition or (scan.words[end - 1] if end > hit.last else "")
    if key in ("exceed", "fall"):
        if led not in ("علي", "عن"):
            return None
    elif key == "estimate":
        if led != "ب":
            return None
    elif led in load_tables()["qualifier_preposition"].words or preposition:
        return None
    negated = hit.first > floor and scan.words[hit.first - 1] in _NEGATIONS
    return _BY_VERB[key][negated]


def _behind(scan: Scan, quantity: Quantity, ceiling: int) -> list[Qualifier]:
    """«12 شخصا على الأقل»."""
    start = quantity.close
    hits = quantity.sentence.cues("qualifier_after", start, min(ceiling, start + _REACH_BEHIND))
    if not hits or quantity.sentence.parted(start, hits[0].first):
        return []
    hit = hits[0]
    if hit.entry.form.endswith(("اكثر", " اقل", "فاقل")) and scan.words[hit.last : hit.last + 1] == ["من"]:
        return []  # «أو أقل من …» begins another bound
    return [cast(Qualifier, hit.entry.key)]


def _conjoined(scan: Scan, before: Quantity, after: Quantity) -> bool:
    """«أكثر من 300 قتيل و500 جريح»: the qualifier holds for what is joined to it, if that is a round number."""
    if before.sentence is not after.sentence or after.value is None:
        return False
    between = scan.words[before.close : after.first]
    attached = scan.folded.text[scan.starts[after.first] : after.start]
    if not (between == ["و"] or (not between and attached == "و")) or after.sentence.parted(after.first, after.first):
        return False
    digits = str(after.value).rstrip("0")
    return isinstance(after.value, int) and after.value % 10 == 0 and len(digits) <= _ROUND_DIGITS


def _bound(quantity: Quantity) -> None:
    value, qualifier = quantity.value, quantity.qualifier
    if value is None:
        return
    if qualifier in ("more_than", "at_least"):
        quantity.upper = None
    elif qualifier in ("less_than", "at_most"):
        quantity.lower = None

"""The statements of a sentence, and which of them a figure stands in."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.extractors.figures.quantities import Quantity
from newsextract.extractors.figures.sentences import Sentence
from newsextract.extractors.figures.source_words import Phrase
from newsextract.matching import Scan

_CONTRASTS = frozenset({"حين", "بينما", "فيما", "مقابل", "لكن", "غير"})
_CONTRAST_REACH = 40


class Statement(NamedTuple):
    """A source named at token `first`; what names it ends before token `last`; `place` is its place in the article.

    The statement itself begins at token `opens`, where it stands behind its source.
    `phrase` is `None` for the speaker before, `told` are the tokens of who told what the phrase calls. `speaker` is
    the official in it: the name as printed there, and in full. `led` tells that «ل» leads to it, `closed` that a
    relative clause follows, which is no part of the statement («وفق الشرطة، التي نشرت 320 عنصرا»), `by` that a marker
    leads to the source, no verb. Of figures before token `denied` the source says nothing («63 محلا، لا 40 كما أعلنت
    الشرطة»).
    """

    place: int
    first: int
    last: int
    opens: int
    how: str
    phrase: Phrase | None = None
    told: tuple[int, int] | None = None
    speaker: tuple[str, str] | None = None
    closed: bool = False
    led: bool = False
    denied: int = 0
    by: bool = False


def choose(here: list[Statement], quantity: Quantity, low: int, high: int, ceiling: int) -> Statement | None:
    """The source that governs a figure: a marker of its sentence, else the verb before it, else the one behind it.

    A source between the figure and the next one (`ceiling`), or in the same half [low, high) of a contrast, goes first.
    """
    if len(here) == 1:
        return here[0] if _governs(here[0], quantity) else None
    markers = [statement for statement in here if statement.phrase and statement.by]
    for marker in markers:
        if quantity.last <= marker.first < min(ceiling, high):
            return marker
    if here[0].first < low or here[-1].first >= high:
        inside = [statement for statement in here if low <= statement.first < high]
        if any(statement.phrase for statement in inside):
            return choose(inside, quantity, low, high, ceiling)
    before = [statement for statement in here if statement.opens <= quantity.first and not statement.closed]
    telling = [statement for statement in before if statement.phrase or statement.how == "narrator"]
    if telling and telling[-1].how == "narrator":
        return telling[-1]
    behind = [statement for statement in here if statement.phrase and statement.first >= quantity.last]
    if markers:
        governing = [marker for marker in (*behind, *before[::-1]) if marker.by and marker.phrase]
        if governing:
            return governing[0]
    if before:
        named = [statement for statement in telling if statement.how != "basis"] or telling
        return named[-1] if named else before[-1]
    later = [statement for statement in behind if statement.phrase and not statement.phrase.opens]
    return later[0] if later else None


def _governs(statement: Statement, quantity: Quantity) -> bool:
    """Whether a figure stands in the only statement of its sentence."""
    if statement.opens <= quantity.first:
        return not statement.closed
    phrase = statement.phrase
    return phrase is not None and statement.first >= quantity.last and (statement.by or not phrase.opens)


def contrasts(scan: Scan, sentence: Sentence) -> bool:
    """Whether a sentence has a word that contrasts two halves: «… في حين …»."""
    return not _CONTRASTS.isdisjoint(scan.words[sentence.first : sentence.last])


def half_around(scan: Scan, quantity: Quantity) -> tuple[int, int]:
    """The tokens of a figure's half of a sentence that contrasts two."""
    low, high = quantity.sentence.first, quantity.sentence.last
    words = scan.words
    for token in range(quantity.first - 1, max(low, quantity.first - _CONTRAST_REACH), -1):
        if words[token] in _CONTRASTS:
            low = token
            break
    for token in range(quantity.last, min(high, quantity.last + _CONTRAST_REACH)):
        if words[token] in _CONTRASTS:
            high = token
            break
    return low, high

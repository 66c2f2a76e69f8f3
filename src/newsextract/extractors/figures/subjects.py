"""The source that stands before its verb of saying: «وزارة الصحة أعلنت», «الناشر أنس الغربي، صاحب دار نون، قدّر»."""

from __future__ import annotations

from newsextract.extractors.figures.source_words import (
    Phrase,
    bodies,
    breaks,
    listed,
    opens_clause,
    segment_end,
    source_nouns,
    speaking_bodies,
)
from newsextract.matching import Hit, Scan

LONGEST_PHRASE = 18
_VERBS = frozenset({"said", "clause", "estimated"})
_PERFECT = frozenset({"قد", "لقد"})
_OPENERS = frozenset(
    {"و", "كان", "كانت", "وكان", "وكانت", "لكن", "ولكن", "اما", "واما", "فيما", "بينما", "كما", "غير", "ان"}
)
_AS_FOR = frozenset({"اما", "واما"})
_TURNS = _AS_FOR | {"فيما", "بينما", "لكن", "ولكن", "غير"}
COMMAS = frozenset({"،", ","})
_CLOSING = ' »”"'
_LONGEST_SUBJECT = 8


def subject_before(scan: Scan, hit: Hit) -> Phrase | None:
    """The source before its verb: «وزارة الصحة أعلنت», «الناشر أنس الغربي، صاحب دار نون، قدّر عدد»."""
    words, end, how = scan.words, hit.first, hit.entry.key
    if how not in _VERBS or hit.prefix not in ("", "ف"):
        return None
    says_that = hit.last < len(words) and opens_clause(scan, hit.last)
    if how == "clause" and not says_that:
        return None
    end -= end > 0 and words[end - 1] in _PERFECT
    if breaks(scan, end):
        if scan.gaps[end].strip(_CLOSING) not in COMMAS:
            return None
        end = _chunk_start(scan, end)
    first = _chunk_start(scan, end) if end else end
    if hit.prefix and not (hit.prefix == "ف" and words[first] in _AS_FOR):
        return None
    while first < end and words[first] in _OPENERS:
        first += 1
    attached = _attached(scan, first) if 0 < end - first <= _LONGEST_SUBJECT else None
    if attached is None or segment_end(scan, first, end) < end:
        return None
    return Phrase(first, end, hit.last if says_that else None, attached)


def _chunk_start(scan: Scan, end: int) -> int:
    """Where what stands before token `end` begins, back to punctuation or a turn; `end` where that is too far."""
    for token in range(end - 1, max(-1, end - LONGEST_PHRASE), -1):
        if token == 0 or scan.words[token] in _TURNS or (scan.gaps[token] != " " and breaks(scan, token)):
            return token
    return end


def _attached(scan: Scan, token: int) -> int | None:
    """How many letters stand before the source that a word begins: 1 in «فالنقابة»; `None` where it begins none."""
    word = scan.words[token]
    if role := scan.hit("role", token):
        return int(role.prefix[:1] in ("و", "ف"))
    following = scan.words[token + 1]
    if _begins_source(word, following):
        return 0
    return 1 if word[0] in "وف" and _begins_source(word[1:], following) else None


def _begins_source(word: str, following: str) -> bool:
    """Whether a word begins the subject of a verb of saying: a body, a statement, a person («الناشر أنس»)."""
    names = listed("given_name")
    if word in source_nouns() or word in bodies() or word in speaking_bodies() or word in names:
        return True
    return word.startswith("ال") and following in names

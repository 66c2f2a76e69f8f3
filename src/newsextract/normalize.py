"""Orthographic folding of Arabic text, with the way back to the original offsets.

Folding maps the spellings of one word to one string, so that no rule ever lists `[اأإآ]`:

>>> fold("الأَبْوَابُ المفتوحة ١٧ مــاي").text
'الابواب المفتوحه 17 ماي'

Most folds are one character to one character. Marks, tatweel and format characters are dropped and presentation
forms expanded; only those shift offsets, and only they are remembered (`FoldedText.raw_span` undoes the shift).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from camel_tools.utils.normalize import normalize_alef_maksura_ar, normalize_teh_marbuta_ar

# Arabic diacritics and Quranic marks (hamza and madda above included: a bare carrier is what أ and آ fold to).
MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
# Tatweel, soft hyphen, zero-width and bidirectional controls, byte order mark.
INVISIBLE = "\u0640\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
PRESENTATION_FORMS = "\ufb50-\ufdff\ufe70-\ufefc"

# ة only ends words: a letter behind them is the next word, whose space was lost («الدورةالثامنة»).
_GLUED = re.compile("ة[ء-غف-ي]")
# One class of characters, or one at the beginning, is what the expressions below search for: anything else, an
# alternative or a repetition, is tried at every character and takes ten times as long.
_SHIFTING = re.compile(f"[{MARKS}{INVISIBLE}{PRESENTATION_FORMS}]")
_SHIFTING_OR_GLUED = re.compile(f"[{MARKS}{INVISIBLE}{PRESENTATION_FORMS}ة](?<!ة(?![ء-غف-ي]))")
_MARK_RUN = re.compile(f"[{MARKS}]*")
_DROPPED = re.compile(f"[{MARKS}{INVISIBLE}]+")

_CARRIED_HAMZAS = [("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ؤ", "و"), ("ئ", "ي")]
# Letters of neighbouring alphabets that Arabic papers borrow, digits and symbols: rare enough to look for first.
_BORROWED_LETTERS = str.maketrans("یېےکگڭڪڨڤپچہەھۀۃۂۇۆۋٸ", "يييككككقفبجههههههوووي")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
_LINE_BREAKS = dict.fromkeys(map(ord, "\u2028\u2029\x85"), "\n")
_SYMBOLS = str.maketrans("‐‑‒–—―−٪％؉", "-------%%‰")
_RARE = _BORROWED_LETTERS | _DIGITS | _SPACES | _LINE_BREAKS | _SYMBOLS
_RARE_RUN = re.compile("[{0}][{0}]*".format("".join(map(chr, sorted(_RARE)))))


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text and the sparse shifts that lead back to the text it was folded from.

    `at[i]` is a folded offset from which on `shift[i]` is added to reach the raw offset; both are empty for a text
    in which nothing was dropped or expanded.
    """

    raw: str
    text: str
    at: list[int]
    shift: list[int]

    def raw_offset(self, offset: int) -> int:
        """Raw offset of the folded character at `offset`."""
        i = bisect_right(self.at, offset)
        return offset + self.shift[i - 1] if i else offset

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of the folded span [start, end), the diacritics of its last letter included.

        >>> folded = fold("رَقْماً جديدا")
        >>> folded.raw_span(0, 4)
        (0, 7)
        """
        at, shift = self.at, self.shift
        if not at:
            return start, end
        before = bisect_right(at, start)
        begin = start + shift[before - 1] if before else start
        if end <= start:
            return begin, self.raw_offset(end)
        before = bisect_right(at, end - 1, before)
        last = end + shift[before - 1] if before else end
        dropped = before < len(at) and at[before] == end  # something behind the last letter
        run = _MARK_RUN.match(self.raw, last) if dropped else None
        return begin, run.end() if run else last


def _fold_rare(match: re.Match[str]) -> str:
    return match[0].translate(_RARE)


def fold_letters(text: str) -> str:
    """Fold letters, digits and spaces one to one; marks and presentation forms stay (see `fold`).

    >>> fold_letters("مؤسسة ٢٠١٨")
    'موسسه 2018'
    """
    text = normalize_teh_marbuta_ar(normalize_alef_maksura_ar(text))
    for letter, plain in _CARRIED_HAMZAS:
        text = text.replace(letter, plain)
    return _RARE_RUN.sub(_fold_rare, text)


def _expansion(matched: str) -> str:
    """What stands for a matched piece: nothing for a mark, letters for a presentation form, a space behind ة."""
    if matched == "ة":
        return matched + " "
    return _DROPPED.sub("", unicodedata.normalize("NFKC", matched)) if matched > "\ufb00" else ""


def fold(text: str) -> FoldedText:
    """Fold `text`; the result leads every offset back to `text`, and folding it again changes nothing.

    >>> fold("الدورةالثامنة").text
    'الدوره الثامنه'
    """
    shifting = _SHIFTING_OR_GLUED if _GLUED.search(text) else _SHIFTING
    match = shifting.search(text)
    if match is None:
        return FoldedText(text, fold_letters(text), [], [])
    parts: list[str] = []
    at: list[int] = []
    shift: list[int] = []
    done = length = 0
    while match:
        begin, end = match.span()
        parts.append(text[done:begin])
        expansion = _expansion(match[0])
        length += begin - done
        # The letters of one expanded character all lead back to it.
        for _ in expansion:
            at.append(length)
            shift.append(begin - length)
            length += 1
        parts.append(expansion)
        at.append(length)
        shift.append(end - length)
        done = end
        match = shifting.search(text, end)
    parts.append(text[done:])
    return FoldedText(text, fold_letters("".join(parts)), at, shift)

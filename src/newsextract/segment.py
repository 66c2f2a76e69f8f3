"""The parts of a page: what is article text, its headline, its sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from newsextract.lexicon import load_tables
from newsextract.normalize import FoldedText

_SENTENCE_MARKS = ".!?؟؛…"
SENTENCE_END = re.compile(r"[.!?؟؛…\n](?:(?<!\n)[.!?؟؛…]*[»\"”')\]]*(?=\s)|(?<=\n)\s*)")
LONGEST_HEADLINE = 200
"""Folded characters; a longer first line is a paragraph."""
LONGEST_FURNITURE = 120
LONGEST_SENTENCE = 4000
"""Folded characters; twice what the longest sentences of real articles have."""

_EDGES = ' \t\r\u200f|:.…*«»"“”‹›-_/[]()،,»>→←'
# Story widgets («story-3»), counters («12 تعليق»), bare markers («***»), SMS codes of mobile operators («88591 - Stc»).
_MACHINE_LINE = re.compile(
    r"story-\d+|\W*|\d{5,6} ?- ?(?:stc|mobily|zain)"
    r"|\d[\d,.]* ?(?:تعليق|تعليقا|تعليقات|مشاركه|مشاركات|مشاهده|مشاهدات|قراءه)",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"[^|\n]{1,40}\|")


class Furniture(NamedTuple):
    """The folded forms of page furniture: whole lines, how lines begin, and what opens links, a list or the end."""

    lines: frozenset[str]
    beginnings: tuple[str, ...]
    links: frozenset[str]
    lists: frozenset[str]
    ends: frozenset[str]


@cache
def _furniture() -> Furniture:
    forms: dict[str, list[str]] = {}
    for form in load_tables()["furniture"].forms:
        forms.setdefault(form.key, []).append(form.folded)
    lines, links, lists, ends = (frozenset(forms[key]) for key in ("line", "link", "list", "end"))
    return Furniture(lines, (*forms["start"], *links), links, lists, ends)


def article_text(folded: FoldedText) -> FoldedText:
    r"""The page with its furniture blanked out, so that offsets stay: menus, share buttons, links, comment forms.

    >>> from newsextract.normalize import fold
    >>> article_text(fold("افتتح المعرض\nاترك تعليقا\nرائع 5")).text.split()
    ['افتتح', 'المعرض']
    """
    lines = folded.text.split("\n")
    if len(lines) == 1:
        return folded
    drop = _furniture_lines(lines)
    if not any(drop):
        return folded
    kept = [" " * len(line) if dropped else line for line, dropped in zip(lines, drop, strict=True)]
    return replace(folded, text="\n".join(kept))


def _furniture_lines(lines: list[str]) -> list[bool]:
    known = _furniture()
    drop: list[bool] = []
    ended = in_links = is_link = False
    for line in lines:
        if len(line) > LONGEST_FURNITURE:
            in_links = False
            is_link = is_link and not line.strip(_EDGES)
            drop.append(ended)
            continue
        bare = line.strip(_EDGES)
        if bare in known.ends:
            ended = True
        elif bare in known.lists:
            in_links = True
        elif in_links and line.rstrip().endswith("."):
            in_links = False
        linked = is_link and bool(bare) and not line.rstrip().endswith(".")
        drop.append(ended or in_links or linked or _is_furniture(line, bare, known))
        is_link = bare in known.links or (is_link and not bare)
    return drop


def _is_furniture(line: str, bare: str, known: Furniture) -> bool:
    """Whether a short line is no article text by itself; `bare` is the line without white space and marks around it."""
    if not bare:
        return bool(line)
    if bare in known.lines or bare.startswith(known.beginnings):
        return True
    if "|" in line and _BREADCRUMB.fullmatch(line.strip()):
        return True
    # Nearly every line begins with an Arabic letter, and of the machine's only «story-3» with a letter at all.
    spelled = bare[0].isalpha() and bare[0] not in "sS"
    return not spelled and _MACHINE_LINE.fullmatch(bare) is not None


def headline(folded: FoldedText) -> tuple[int, int]:
    r"""Folded span of the headline, empty where the text begins with a paragraph.

    A headline is a short first line that no full stop closes, above more text:

    >>> from newsextract.normalize import fold
    >>> headline(fold("صالون الكتاب يجذب 30 ألف زائر\n\nاختتم أمس الصالون."))
    (0, 29)
    """
    text = folded.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    line = text[start:end].rstrip()
    is_headline = (
        end > 0 and len(line) <= LONGEST_HEADLINE and not line.endswith((".", "،", ":")) and text[end:].strip()
    )
    return (start, start + len(line)) if is_headline else (0, 0)


class Sentences:
    """The sentences of a folded text; a paragraph is read when something in it is first asked about."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._first = len(text) - len(text.lstrip())
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []
        self._reach: list[int] = []

    def at(self, offset: int) -> tuple[int, int]:
        """Span of the sentence at an offset; of the one before it where there is none, or else of the first.

        >>> text = "اختتم المعرض. حضر 2.4 مليون زائر"
        >>> start, end = Sentences(text).at(20)
        >>> text[start:end]
        'حضر 2.4 مليون زائر'
        """
        offset = max(offset, self._first)
        before = bisect_right(self._starts, offset) - 1
        if before < 0 or offset >= self._reach[before]:
            offset = self._read_paragraph(offset)
            before = bisect_right(self._starts, offset) - 1
        return self._spans[before] if before >= 0 else (0, 0)

    def _read_paragraph(self, offset: int) -> int:
        """Read the paragraph at an offset, or the one before it; return the last offset of it that is asked about."""
        text = self._text
        start = text.rfind("\n", 0, offset) + 1
        while start and not text[start : offset + 1].strip():
            offset = start - 1
            start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        spans = sentences(text, start, end if end >= 0 else len(text))
        starts = [start for start, _ in spans]
        place = bisect_left(self._starts, start)
        if spans and self._starts[place : place + 1] != starts[:1]:
            self._starts[place:place] = starts
            self._spans[place:place] = spans
            self._reach[place:place] = [*starts[1:], end + 1 if end >= 0 else len(text)]
        return offset


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph [start, end), without surrounding white space.

    A dot between digits («2.4») ends none:

    >>> text = "حضر 2.4 مليون زائر. وأضاف البلاغ أمرا"
    >>> [text[start:end] for start, end in sentences(text, 0, len(text))]
    ['حضر 2.4 مليون زائر.', 'وأضاف البلاغ أمرا']
    """
    cuts = {end}
    for mark in _SENTENCE_MARKS:
        at = text.find(mark, start, end)
        while at >= 0:
            match = SENTENCE_END.match(text, at)
            if match:
                cuts.add(match.end())
            at = text.find(mark, match.end() if match else at + 1, end)
    spans: list[tuple[int, int]] = []
    for cut in sorted(cuts):
        body = text[start:cut].lstrip()
        start = cut - len(body)
        if len(body) > LONGEST_SENTENCE:
            spans += _pieces(text, start, start + len(body.rstrip()))
        elif body:
            spans.append((start, start + len(body.rstrip())))
        start = cut
    return spans


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a text without full stops: every figure carries its sentence, and a record may not outgrow it."""
    spans = []
    while end - start > LONGEST_SENTENCE:
        least = start + LONGEST_SENTENCE
        pause = text.find("، ", least, min(least + LONGEST_SENTENCE, end))
        cut = pause + 1 if pause > 0 else text.find(" ", least, end)
        if cut < 0:
            break
        spans.append((start, cut))
        start = cut
        while text[start].isspace():
            start += 1
    return [*spans, (start, end)]

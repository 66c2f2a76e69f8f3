"""The parts of a page: what is article text, and its headline."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from newsextract.lexicon import load_tables
from newsextract.normalize import FoldedText

LONGEST_HEADLINE = 200
"""Folded characters; a longer first line is a paragraph."""
LONGEST_FURNITURE = 120

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

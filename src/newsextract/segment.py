"""The parts of a page: what is article text, its title, its dateline, its sentences."""

from __future__ import annotations

import re

from newsextract.normalize import FoldedText

SENTENCE_END = re.compile(r"[.!?؟؛…]+[»\"”')\]]*(?=\s)|\n\s*")


def sentences(folded: FoldedText) -> list[tuple[int, int]]:
    """Folded spans of the sentences, without surrounding white space; a line break always ends one.

    A dot between digits («2.4») ends none:

    >>> from newsextract.normalize import fold
    >>> text = fold("حضر 2.4 مليون زائر. وأضاف البلاغ أمرا")
    >>> [text.text[start:end] for start, end in sentences(text)]
    ['حضر 2.4 مليون زاير.', 'واضاف البلاغ امرا']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in SENTENCE_END.finditer(folded.text):
        _add(folded.text, start, match.end(), spans)
        start = match.end()
    _add(folded.text, start, len(folded.text), spans)
    return spans


def _add(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    body = text[start:end]
    stripped = body.strip()
    if stripped:
        begin = start + body.index(stripped[0])
        spans.append((begin, begin + len(stripped)))

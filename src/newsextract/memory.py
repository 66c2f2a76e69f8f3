"""Functions of one text, a word or what stands between two, that remember their answers: news repeats itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Answer = TypeVar("_Answer")
_MOST = 100_000


class _Answers(dict[str, _Answer]):
    """What a function answers about each text that it was asked about."""

    def __init__(self, answer: Callable[[str], _Answer]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, text: str) -> _Answer:
        if len(self) >= _MOST:
            self.clear()
        answer = self[text] = self._answer(text)
        return answer


def remembered(answer: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """The function with a memory; it is asked as fast as a dictionary is.

    >>> remembered(str.upper)("tnt")
    'TNT'
    """
    return _Answers(answer).__getitem__

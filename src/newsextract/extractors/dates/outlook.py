"""On which side of the day of publication a date lies that prints no year: what the words around it say.

«ستنظم الدورة يوم 3 يونيو» lies ahead, «انعقدت الدورة يوم 3 يونيو» behind. The nearest word that tells is asked, in the
date's own sentence: before the date, else behind it; a list of days to come goes on as it began.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from newsextract.document import Document
from newsextract.extractors.dates.phrases import Phrase
from newsextract.extractors.dates.words import Words
from newsextract.lexicon import load_tables

Side = Literal["", "past", "ahead", "near", "soon"]
"""`near` is the nearest day on either side, `soon` ahead if that is near."""

WAS_WORDS = 3
"""How far before its verb «كان» may stand («كان المعرض الدولي ينظم»)."""
NAME_WORDS = 2
WORDS_BEFORE = 60
BESIDE_WORDS = 4
"""So near a word tells most surely."""
WORDS_BEHIND = 5
"""How far behind its date a verb may stand («في 3 يونيو المعرض ينطلق»)."""
FUTURE_SUBJECTS = "يتن"
SHORTEST_FUTURE = 4
SIDES: dict[str, Side] = {
    "ahead": "ahead", "present": "ahead", "heading": "ahead", "past": "past", "occasion": "near", "soon": "soon",
}  # fmt: skip


class Outlook:
    """What one article says of the side of its dates."""

    def __init__(self, document: Document, words: Words, phrases: list[Phrase]) -> None:
        self.document = document
        self.words = words
        self.told_beside: set[int] = set()
        self.vague: dict[tuple[int, int], Side] = {}
        self.following = {id(phrase): following for phrase, following in pairwise(phrases)}
        self.dated = {i: phrase for phrase in phrases for i in range(phrase.first, phrase.last)}

    def side(self, phrase: Phrase) -> Side:
        """The side of a date as its sentence tells it; empty where nothing does."""
        return self._beside(phrase) or self._around(phrase)

    def _beside(self, phrase: Phrase) -> Side:
        """What stands right before or behind the date: «تسليم سبتمبر», «منذ 3 ماي», «15 أغسطس من الشهر المقبل»."""
        words, tables = self.words, load_tables()
        before = phrase.first - 1
        while words.key("edge", before) or words.words[before] in ("يوم", "شهر", "تاريخ", "بتاريخ"):
            before -= 1
        word = words.words[before]
        if word in tables["delivery"].words:
            return "ahead"
        if word in tables["since"].words or "event" in (words.key("outlook", before - k) for k in range(NAME_WORDS)):
            return "past"
        behind = phrase.last + (words.words[phrase.last] == "من")
        placed = words.words[behind] in tables["placed_period"].words
        direction = words.key("direction", behind + 1) if placed else ""
        return "ahead" if direction == "ahead" else "past" if direction == "past" else ""

    def _around(self, phrase: Phrase) -> Side:
        first, last = self._sentence(phrase)
        found = self._before(phrase, max(first, phrase.first - WORDS_BEFORE))
        if found != "past" and self._is_deadline(phrase):
            return "ahead"
        return found or self._behind(phrase, last) or self._vaguely(first, last) or self._next_date(phrase, last)

    def _next_date(self, phrase: Phrase, last: int) -> Side:
        """«يوم الأول من ديسمبر، ويغلق في الخامس عشر منه»: ahead where the next date of the sentence is; or if open."""
        following = self.following.get(id(phrase))
        undated = following is not None and following.first < last and following.begin.year is None
        if undated and following is not None and self._before(following, phrase.last) == "ahead":
            return "ahead"
        return "ahead" if phrase.open else ""

    def _sentence(self, phrase: Phrase) -> tuple[int, int]:
        """The tokens of the date's sentence, with the line before it that ends in a colon and heads it."""
        first, last, *_ = self.document.sentence(phrase.first)
        if first:
            head = self.document.sentence(first - 1)
            if self.words.scan.folded.text[head.end - 1] == ":":
                first = head.first
        return first, last

    def _vaguely(self, first: int, last: int) -> Side:
        """A word of the sentence that tells less: the name of a vote, of a programme."""
        if (first, last) not in self.vague:
            keys = {self.words.key("outlook", i) for i in range(first, last)}
            self.vague[first, last] = "ahead" if "heading" in keys else "soon" if "soon" in keys else ""
        return self.vague[first, last]

    def _before(self, phrase: Phrase, first: int) -> Side:
        """The nearest word before the date that tells; what has happened has its own date, if one stands between."""
        other = toward = False
        for i in range(phrase.first - 1, first - 1, -1):
            if i in self.dated:
                other = True
                if _is_to_come(self.dated[i]):
                    return "ahead"
                continue
            toward = toward or self.words.words[i] in ("الي", "ل")
            side = "ahead" if toward and self.words.key("outlook", i) == "call" else self._told_at(i)
            if side and not (other and side == "past") and side != "soon":
                self._note(phrase, phrase.first - i)
                return side
        return ""

    def _behind(self, phrase: Phrase, last: int) -> Side:
        """The nearest word behind the date that tells, unless another clause or date begins before it."""
        for i in range(phrase.last, min(last, phrase.last + WORDS_BEHIND)):
            side = self._told_at(i)
            if i in self.dated or (side and self.words.words[i][0] in "ول"):
                break
            if side and side != "soon":
                self._note(phrase, i - phrase.last)
                return side
        return ""

    def _note(self, phrase: Phrase, distance: int) -> None:
        if distance <= BESIDE_WORDS:
            self.told_beside.add(id(phrase))

    def _told_at(self, i: int) -> Side:
        words = self.words
        hit = words.hit("outlook", i)
        if hit is None:
            return "ahead" if is_future_verb(words, i) else ""
        key = hit.entry.key
        if key == "present" and any(words.bare(i - k) in load_tables()["was"].words for k in range(1, WAS_WORDS + 1)):
            return "past"
        if key == "past" and words.words[i - 1] in load_tables()["condition"].words:
            return ""
        return "" if key == "heading" else SIDES.get(key, "")

    def _is_deadline(self, phrase: Phrase) -> bool:
        """«حتى 17 سبتمبر», «إلى غاية منتصف يونيو»."""
        words = self.words
        before = phrase.first - 1
        while words.key("edge", before) or words.words[before] in ("يوم", "شهر"):
            before -= 1
        return bool(words.hit("until", before)) or words.words[before] == "غايه"


def _is_to_come(phrase: Phrase) -> bool:
    """«غدا», «الشهر المقبل»."""
    return phrase.begin.direction == "ahead" or (phrase.begin.shift or 0) > 0


def is_future_verb(words: Words, i: int) -> bool:
    """Whether token i is a verb behind the particle س: «ستقام», «وسيعقد», «سأعود»; not «سياسة», «ستة»."""
    word = words.words[i]
    if word[0] in "وف":
        word = word[1:]
    if len(word) < SHORTEST_FUTURE or word[0] != "س":
        return False
    if word[1] == "ا":
        return "سأ" in words.scan.raw_text(i, i + 1)
    return word[1] in FUTURE_SUBJECTS and word not in load_tables()["not_future"].words

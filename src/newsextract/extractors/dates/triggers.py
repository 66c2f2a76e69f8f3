"""Where in an article a date may stand: a quick look at the tokens, before the grammar's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from newsextract.extractors.dates import numeric
from newsextract.extractors.dates.joints import BETWEEN, FROM
from newsextract.extractors.dates.words import Words
from newsextract.extractors.dates.years import DEMONSTRATIVES, SAME
from newsextract.lexicon import load_tables
from newsextract.matching import Hit

TRIGGERS = (
    "month", "hijri_month", "weekday", "relative_day", "season", "year_part", "decade", "century_noun",
)  # fmt: skip
NOUNS = ("year_noun", "month_noun")
OPENINGS = FROM | {"ما", "اخر", "ال", "قبل", "بعد", "نص"}
BRIDGES = FROM | {"ما", "و", "ال", "وال", "الي", "حتي", "غايه", "شهر", "او", "في", "هذا", "هذه", "نفس", "ذات"}
LONGEST_RUN = 120
"""How many tokens before a trigger a date may begin."""
_BEGINNING = frozenset((*TRIGGERS, *NOUNS, "day_noun", "day_word", "starting", "bare_weekday"))
_LEADING = _BEGINNING | {"until", "edge", "direction", "equivalent", "year_epithet", "week_noun"}


def triggers(words: Words) -> Iterable[int]:
    """The tokens that may be part of a date, in order: words of the date tables, years, and numbers in a row."""
    if words.phrase:
        return range(words.size)
    tokens = {i for kind in TRIGGERS for i in words.hits(kind)}
    tokens.update(hit.first for kind in NOUNS for hit in words.hits(kind).values() if _goes_on(words, hit))
    tokens.update(i for i in words.hits("same_month") if i - 1 in words.inside)
    tokens.update(i for i in words.scan.digits if _may_be_date(words, i))
    return sorted(tokens)


@cache
def _following() -> frozenset[str]:
    """The words that go on behind «العام» and «الشهر» in a date: «الماضي», «الدراسي», «نفسه»."""
    tables = load_tables()
    forms = (form.folded for kind in ("direction", "year_epithet") for form in tables[kind].forms)
    return frozenset((*forms, *SAME, "قبل", "بعد"))


def _goes_on(words: Words, hit: Hit) -> bool:
    """Whether «العام» or «الشهر» may be a date: most often they are not («الأمين العام», «36 سنة»)."""
    after = words.word(hit.last)
    if after < ":" or after in _following() or hit.last in words.number_at:
        return True
    return words.word(hit.first - 1).lstrip("ولب") in DEMONSTRATIVES


def _may_be_date(words: Words, i: int) -> bool:
    """Whether digits may be a year or begin a date in figures («2.4» is a decimal, «2-1» a score)."""
    if words.gaps[i + 1] == " ":
        return len(words.words[i]) == 4 or words.word(i + 1) < ":"
    if len(words.words[i]) == 4:
        return numeric.separator(words, i + 1) != "." or numeric.separator(words, i + 2) == "."
    if not numeric.separator(words, i + 1):
        return False
    return len(words.words[i + 1]) == 4 or numeric.separator(words, i + 2) != ""


def may_begin(words: Words, i: int) -> bool:
    """Whether a mention can begin at token i."""
    word = words.words[i]
    if words.phrase or word < ":" or word in OPENINGS or (word[0] == "و" and word[1:] in OPENINGS):
        return True
    return i in words.number_at or words.may_begin(_BEGINNING, i)


def run_start(words: Words, trigger: int, done: int) -> int:
    """The first token of the run of dates and their connectives that the trigger stands in."""
    i = trigger
    first = max(done, trigger - LONGEST_RUN)
    while i > first and _leads(words, i - 1) and "\n" not in words.gaps[i]:
        i -= 1
    return i


def _leads(words: Words, i: int) -> bool:
    """Whether a token can stand in a date before its trigger."""
    word = words.words[i]
    if word < ":" or word in BRIDGES or i in words.inside or (word[0] == "و" and word[1:] in BETWEEN):
        return True
    return words.may_begin(_LEADING, i)

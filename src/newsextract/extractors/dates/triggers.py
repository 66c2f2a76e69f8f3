"""Where in an article a date may stand: a quick look at the tokens, before the grammar's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from operator import itemgetter

from newsextract.extractors.dates import numeric
from newsextract.extractors.dates.joints import BETWEEN, FROM
from newsextract.extractors.dates.words import Words, first_words
from newsextract.extractors.dates.years import DEMONSTRATIVES, LAST, SAME
from newsextract.lexicon import load_tables
from newsextract.matching import Hit

TRIGGERS = frozenset((
    "month", "hijri_month", "weekday", "relative_day", "season", "decade", "century_noun",
))  # fmt: skip
NOUNS = frozenset(("year_noun", "month_noun"))
OPENINGS = FROM | {"ما", "اخر", "ال", "قبل", "بعد", "نص"}
BRIDGES = FROM | {"ما", "و", "ال", "وال", "الي", "حتي", "غايه", "شهر", "او", "في", "هذا", "هذه", "نفس", "ذات"}
_first = itemgetter(0)
LONGEST_RUN = 120
"""How many tokens before a trigger a date may begin."""
_BEGINNING = frozenset((*TRIGGERS, *NOUNS, "year_part", "day_noun", "day_word", "starting", "bare_weekday"))
_LEADING = _BEGINNING | {"until", "edge", "direction", "equivalent", "year_epithet", "week_noun"}


def triggers(words: Words) -> Iterable[int]:
    """The tokens that may be part of a date, in order: words of the date tables, years, and numbers in a row."""
    if words.phrase:
        return range(words.size)
    hits = words.scan.hits
    tokens: list[int] = []
    for kind in hits.keys() & TRIGGERS:
        tokens += map(_first, hits[kind])
    tokens += [hit.first for kind in hits.keys() & NOUNS for hit in hits[kind] if _goes_on(words, hit)]
    tokens += [hit.first for hit in hits.get("same_month", ()) if hit.first - 1 in words.numbered]
    tokens += [hit.first for hit in hits.get("year_part", ()) if _is_ranked(words, hit)]
    texts = words.words
    # Short digits before a word count something, as four from 3000 on do.
    in_row = [i for i in words.scan.digits if texts[i + 1] < ":" or (len(texts[i]) == 4 and texts[i] < "3")]
    tokens += [i for i in in_row if _may_be_date(words, i)]
    return sorted(tokens)


@cache
def _following() -> frozenset[str]:
    """The words that go on behind «العام» and «الشهر» in a date: «الماضي», «الدراسي», «نفسه»."""
    tables = load_tables()
    forms = (form.folded for kind in ("direction", "year_epithet") for form in tables[kind].forms)
    return frozenset((*forms, *SAME, "قبل", "بعد"))


def _goes_on(words: Words, hit: Hit) -> bool:
    """Whether «العام» or «الشهر» may be a date: most often they are not («الأمين العام», «36 سنة»)."""
    after = words.words[hit.last]
    if after < ":" or after in _following() or hit.last in words.number_at:
        return True
    return words.words[hit.first - 1].lstrip("ولب") in DEMONSTRATIVES


def _is_ranked(words: Words, hit: Hit) -> bool:
    """Whether a number or «الأخير» stands behind a quarter or half, which is no part of a year without."""
    return hit.last in words.number_at or words.words[hit.last] in LAST


def _may_be_date(words: Words, i: int) -> bool:
    """Whether digits may be a year or begin a date in figures («2.4» is a decimal, «2-1» a score)."""
    if words.gaps[i + 1] == " ":
        return True
    mark = numeric.separator(words, i + 1)
    if len(words.words[i]) == 4:
        return mark != "." or numeric.separator(words, i + 2) == "."
    return mark != "" and (len(words.words[i + 1]) == 4 or numeric.separator(words, i + 2) != "")


@cache
def _beginnings() -> frozenset[str]:
    """The words that a mention can begin with, beside numbers."""
    return first_words(_BEGINNING).union(OPENINGS, ["و" + word for word in OPENINGS])


@cache
def _leaders() -> frozenset[str]:
    """The words that can stand in a date before its trigger, beside numbers."""
    return first_words(_LEADING).union(BRIDGES, ["و" + word for word in BETWEEN])


def may_begin(words: Words, i: int) -> bool:
    """Whether a mention can begin at token i."""
    word = words.words[i]
    return word in _beginnings() or word < ":" or i in words.number_at or words.phrase


def run_start(words: Words, trigger: int, done: int) -> int:
    """The first token of the run of dates and their connectives that the trigger stands in."""
    leaders, texts, gaps, numbered = _leaders(), words.words, words.gaps, words.numbered
    i = trigger
    while i > done and trigger - i < LONGEST_RUN:
        before = texts[i - 1]
        if (before not in leaders and before > ":" and i - 1 not in numbered) or "\n" in gaps[i]:
            break
        i -= 1
    return i

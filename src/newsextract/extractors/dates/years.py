"""Years, and the words that place a year, a month or a weekday.

«عام 2019», «العام الماضي», «2018/2019», «منذ 2017».
"""

from __future__ import annotations

from functools import cache
from typing import cast

from newsextract.extractors.dates import numeric
from newsextract.extractors.dates.phrases import Direction, Point
from newsextract.extractors.dates.words import BRACKETS, COMMAS, Words, first_words, printed_start
from newsextract.lexicon import load_tables
from newsextract.matching import Hit

BARE_YEARS = range(1900, 2100)
"""Four digits without «سنة» are read as a year only here,"""
EARLIER_YEARS = range(1000, 1900)
"""or here where another year or brackets say so («سنتي 1100 و1450», «(1813 - 1883)»),"""
MODERN = 1500
"""or «في», «منذ» before a year from here on («في 1883»)."""
NAMED_YEARS = range(100, 2200)
FINANCIAL = {"المالي", "الماليه", "الميلادي", "الميلاديه", "الهجري", "الهجريه"}
"""Between «العام» and «الماضي» these leave it a year; a school's or a sport's is none."""
DEMONSTRATIVES = {"هذا", "هذه", "هاته", "ذات", "نفس"}
FARTHER = frozenset({"قبل", "بعد"})
"""Before «الماضي» and «القادم» these place a time one further away."""
SHIFTS: dict[str, int] = {"past": -1, "now": 0, "ahead": 1}
LAST = {"الاخير", "الاخيره"}
SAME = {"نفسه", "نفسها", "ذاته", "ذاتها", "عينه"}
BEFORE_YEAR = COMMAS + BRACKETS + "/-"
"""What may stand between a month and its year."""
NO_ACCUSATIVES = ("يا", "ها", "ما", "نا", "لا", "ذا", "ايضا", "تقريبا", "تحديدا", "وحدا", "نهارا", "ليلا")
"""Ends of words in ا that are no counted accusatives: adverbs, particles, pronouns."""
AMOUNT_WORDS = 3
"""How far before a number its verb may stand («بلغ عدد الوفيات 1950»)."""
NAME_WORDS = 5
"""How far before a year the head of its name may stand («كأس الأمم الإفريقية لكرة القدم 2025»)."""


def year_digits(words: Words, i: int) -> int | None:
    """The number that a token of four digits writes, if it stands for itself (not «2025 مليون», not «2.025»)."""
    text = words.digits(i)
    if len(text) != 4:
        return None
    number = words.number_at.get(i)
    if number is not None and number.value != int(text) and number.last == i + 1:
        return None
    return int(text)


def spelled_year(words: Words, i: int) -> tuple[int, int] | None:
    """A year in words («ألفين وواحد وعشرين») and the token behind it."""
    number = words.spelled(i)
    if number and not number.ordinal and number.value in range(1000, 2100) and number.last - i > 1:
        return int(number.value), number.last
    return None


def read_era(words: Words, point: Point) -> None:
    """Take the era mark behind a year into the point."""
    era = words.hit("era", point.last)
    if era is None or not words.joined(point.last, BRACKETS):
        return
    point.last = era.last
    if era.entry.key == "bce" and point.year is not None:
        point.year = 1 - point.year
    point.hijri = point.hijri or era.entry.key == "hijri"


@cache
def _directions() -> dict[str, Direction]:
    return {form.folded: cast("Direction", form.key) for form in load_tables()["direction"].forms}


def read_direction(words: Words, i: int, marks: str = "") -> Direction:
    """What «الماضي», «الجاري», «المقبل» at token i say."""
    direction = _directions().get(words.words[i], "")
    return direction if direction and words.joined(i, marks) else ""


def read_placing(words: Words, point: Point, i: int, marks: str = "") -> bool:
    """Take «الماضي», «الجاري», «المقبل», «قبل الماضي», «بعد القادم» at token i into the point."""
    word = words.words[i]
    if word not in _directions() and word not in FARTHER:
        return False
    twice = word in FARTHER and words.joined(i) and read_direction(words, i + 1) in ("past", "ahead")
    direction = read_direction(words, i + twice, "" if twice else marks)
    if not direction:
        return False
    point.direction, point.steps, point.last = direction, 1 + twice, i + twice + 1
    return True


def read_year_phrase(words: Words, i: int) -> Point | None:
    """A year behind its noun: «سنة 2017», «العام الجاري 2015», «عام 1435هـ», «هذه السنة», «العام الماضي»."""
    noun = words.hit("year_noun", i)
    if noun is None or (words.key("general", i - 1) and noun.definite and words.joined(i)):
        return None
    point = Point(i, noun.last, printed_start(noun))
    point.noun = noun.entry.key
    described = _take_epithets(words, point)
    j = point.last
    numbered = words.words[j] < ":" or j in words.number_at
    if numbered and words.joined(j, "(:") and _take_year(words, point, j, named=True):
        point.last += bool(read_direction(words, point.last))
        point.direction = ""
        return point
    relative = noun.entry.key == "one" and not noun.entry.form.startswith("موسم")
    financial = words.words[noun.last] in FINANCIAL
    return _relative_year(words, point, noun) if relative and (financial or not described) else None


def _take_epithets(words: Words, point: Point) -> bool:
    """Pass «الدراسي», «الهجري», «الجاري» between «العام» and what follows; tell whether it is described."""
    if words.words[point.last] < ":":
        return False
    read_placing(words, point, point.last)
    described = False
    while (key := words.key("year_epithet", point.last)) and words.joined(point.last):
        point.hijri = point.hijri or key == "hijri"
        point.last += 1
        described = True
    if described and not point.direction:
        read_placing(words, point, point.last)
    return described


def _relative_year(words: Words, point: Point, noun: Hit) -> Point | None:
    """«العام الماضي», «هذه السنة», «العام نفسه»."""
    before, j = words.words[point.first - 1], point.last
    if not noun.definite:
        return None
    if words.joined(j) and words.words[j] in SAME:
        point.year_as, point.last = True, j + 1
    elif point.direction:
        point.year_shift = SHIFTS[point.direction] * point.steps
    elif (before := before.lstrip("ولب")) in ("نفس", "ذات"):
        point.year_as = True
    elif before in DEMONSTRATIVES:
        point.year_shift = 0
    else:
        return None
    return point


def _take_year(words: Words, point: Point, j: int, named: bool) -> bool:
    """Read the year's number at token j into the point; a pair («2018/2019») becomes its pattern."""
    text = words.digits(j)
    if not text:
        spelled = spelled_year(words, j)
        if spelled is None:
            return False
        point.year, point.last = spelled
        read_era(words, point)
        return True
    value = int(text)
    if len(text) == 4 and _pair(words, point, j):
        return True
    if len(text) not in (3, 4) or value not in NAMED_YEARS or (len(text) == 3 and not words.key("era", j + 1)):
        return False
    if named and year_digits(words, j) is None and len(text) == 4:
        return False
    point.year, point.last = value, j + 1
    read_era(words, point)
    return True


def _pair(words: Words, point: Point, j: int) -> bool:
    """Two years joined by a slash or a dash, whichever is printed first; «2023-24» too."""
    gap = words.gaps[j + 1].strip()
    text = words.digits(j + 1)
    if gap not in ("/", "-", "\\") or len(text) not in (2, 4) or numeric.chain(words, j) != 2:
        return False
    first, last = int(words.words[j]), int(text)
    if len(text) == 2:
        last += first // 100 * 100
        if last != first + 1 or point.noun == "":
            return False
    if first > last:
        first, last = last, first
    if not (first in range(1300, 2100) and 0 < last - first <= 100):
        return False
    after = Point(j, j + 2)
    read_era(words, after)
    point.last = after.last
    point.hijri = point.hijri or after.hijri
    point.year, point.pattern = first, f"{first}/{last}"
    return True


def read_bare_year(words: Words, i: int) -> Point | None:
    """A year without its noun («منذ 2017», «كأس العالم 2030», «2018/2019»), told from a quantity by its neighbours."""
    value = year_digits(words, i)
    if value is None:
        return None
    number = words.number_at.get(i)
    if numeric.labelled(words, i, ("label",)) or (number is not None and number.scale > 1):
        return None
    if words.gaps[i + 1] != " " or words.words[i + 1] in first_words("era"):
        point = Point(i, i + 1, words.scan.starts[i])
        if value in range(1300, 2100) and _pair(words, point, i):
            bracketed = words.gaps[i].endswith("(") and words.gaps[point.last].startswith(")")
            return point if value in BARE_YEARS or point.hijri or bracketed else None
        point.year = value
        read_era(words, point)
        if point.last > i + 1:
            return point if value in NAMED_YEARS else None
        if numeric.separator(words, i + 1):
            return None
    told = value in BARE_YEARS or (value in EARLIER_YEARS and _cued_early(words, i))
    return Point(i, i + 1, words.scan.starts[i], year=value) if told and _stands_alone(words, i) else None


YEAR_PARTS = frozenset({"منذ", "مطلع", "بدايه", "اوايل", "مستهل", "اواخر", "منتصف", "اواسط", "نهايه", "متم", "موفي"})
"""Words before a year that no counted thing has."""


def _stands_alone(words: Words, i: int) -> bool:
    """Whether four digits at token i are not the number of something."""
    if words.joined(i) and words.key("amount", i - 1):
        return False
    cued = _cued(words, i)
    near = range(max(i - AMOUNT_WORDS, 0), i)
    if not cued and any(words.key("amount", k) or words.key("number_label", k) == "label" for k in near):
        return False
    dated = words.words[i - 1] in YEAR_PARTS  # «منذ مطلع 2023 عشرات الآلاف»
    if words.joined(i + 1) and not dated and (_counted(words, i + 1) or _leads_amount(words, i + 1)):
        return False
    gap = words.gaps[i + 1]
    if gap[:1] in "%٪$" and gap.strip():
        return False
    round_number = int(words.words[i]) % 100 == 0 and not words.phrase
    if not words.joined(i + 1):
        return cued or not round_number or not words.joined(i)
    after = words.words[i + 1]
    plain = after in load_tables()["year_follower"].words or _definite(after)
    if words.spelled(i + 1) and not after.startswith("و") and not dated:
        return False
    return (cued and plain) if round_number else (cued or plain)


@cache
def currencies() -> frozenset[str]:
    """The folded nouns of money."""
    return frozenset(form.folded for form in load_tables()["currency"].forms)


@cache
def counted_nouns() -> frozenset[str]:
    """What news counts, folded, as the tables of figures list it."""
    return frozenset(w for kind, table in load_tables().items() if kind.startswith("counted_") for w in table.words)


def _counted(words: Words, i: int) -> bool:
    """Whether token i is a thing that is counted, an accusative behind 11 to 99, or a currency."""
    word = words.words[i]
    if word in counted_nouns() or (word.endswith("ا") and word[:-1] in counted_nouns()) or words.hit("currency", i):
        return True
    accusative = word[:1] != "و" and word[-1:] == "ا" and len(word) > 3 and not word.endswith(NO_ACCUSATIVES)
    return accusative and int(words.words[i - 1]) % 100 > 10


SCALES = frozenset({"الف", "الاف", "الفا", "مليون", "مليونا", "ملايين"})


def _leads_amount(words: Words, i: int) -> bool:
    """Whether «و» or «إلى» at token i joins a number that is no year and is counted: «بين 2000 و5000 درهم»."""
    if words.words[i] not in ("و", "الي") or not words.digits(i + 1) or not words.joined(i + 2):
        return False
    if int(words.words[i + 1]) in BARE_YEARS:
        return False
    return words.words[i + 2] in SCALES or words.words[i + 2] in currencies() or _counted(words, i + 2)


def _cued(words: Words, i: int) -> bool:
    """Whether the words before token i say that a year follows: «منذ», another year and «و», the name of an event."""
    if (
        words.key("year_cue", i - 1)
        or words.key("edge", i - 1)
        or (words.words[i - 1] == "و" and len(words.digits(i - 2)) == 4)
    ):
        return True
    return any(words.key("year_event", k) for k in range(max(i - NAME_WORDS, 0), i))


def _cued_early(words: Words, i: int) -> bool:
    """«في 1883», «عامي 1875 و1878»: whether a number before 1900 must be a year: nothing that it counts follows."""
    listed = words.words[i - 1] == "و" and len(words.digits(i - 2)) == 4
    if listed:
        return bool(words.hit("year_noun", i - 3))
    follows = words.joined(i + 1) and words.words[i + 1] not in load_tables()["year_follower"].words
    value = int(words.words[i])
    return words.words[i - 1] in ("في", "منذ") and value >= MODERN and value % 100 != 0 and not follows


def _definite(word: str) -> bool:
    """A word that cannot be a counted noun, which stands without article and preposition."""
    return word.startswith(("ال", "وال", "بال", "لل", "فال", "كال")) or word[:1] == "و"


@cache
def _before_years() -> frozenset[str]:
    """The words that lead to the year behind a month, beside numbers."""
    return first_words("year_noun") | {"من", "في", "خلال", "هذا", "هذه", "لهذا", "لهذه", "نفس", "ذات"}


def read_dependent_year(words: Words, point: Point) -> None:
    """Take the year that stands behind a day, a month or a season: «… 2025», «من عام 2024», «من السنة الجارية»."""
    j = point.last
    word = words.words[j]
    if word > ":" and word not in _before_years() and j not in words.number_at:
        return
    if not words.joined(j, BEFORE_YEAR):
        return
    k = j + (word in {"من", "في", "خلال"} and words.joined(j))
    if words.words[k] in {"هذا", "هذه", "لهذا", "لهذه", "نفس", "ذات"} and words.hit("year_noun", k + 1):
        k += 1
    year = None
    if words.hit("year_noun", k) and (words.joined(k) or k == j):
        year = read_year_phrase(words, k)
    elif k == j or (words.joined(k) and word == "من"):
        year = _plain_year(words, k, point, strict=k != j or bool(words.gaps[j].strip()))
    if year is None or year.pattern:
        return
    point.year, point.year_shift, point.year_as = year.year, year.year_shift, year.year_as
    point.hijri = point.hijri or (year.hijri and (point.month is None or point.month > 12))
    point.last = year.last


def _plain_year(words: Words, k: int, owner: Point, strict: bool) -> Point | None:
    value = year_digits(words, k)
    if value is None:
        spelled = spelled_year(words, k)
        return Point(k, spelled[1], year=spelled[0]) if spelled else None
    if strict and value not in BARE_YEARS and value not in numeric.HIJRI_YEARS:
        return None
    if (1000 if owner.hijri else 1300) > value > 0 and not words.key("era", k + 1):
        return None
    if numeric.separator(words, k + 1) and words.gaps[k + 1].strip() not in ("-",):
        return None
    year = Point(k, k + 1, year=value)
    read_era(words, year)
    return year

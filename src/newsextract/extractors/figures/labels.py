"""Numbers that are no quantities: names, ranks, scores, years, clock times, list items."""

from __future__ import annotations

from functools import cache

from newsextract.extractors.figures.noun_kinds import PERSONS, kind_of_noun
from newsextract.extractors.figures.nouns import Counted, lead
from newsextract.extractors.figures.sentences import Sentence
from newsextract.lexicon import load_tables
from newsextract.matching import Scan
from newsextract.numerals import Number
from newsextract.vocabulary import first_words, last_words

_CLOCK = frozenset(
    {"صباحا", "مساء", "ظهرا", "ليلا", "فجرا", "زوالا", "عصرا", "بتوقيت", "مساءا", "ص", "م", "ت", "غرينتش", "تغ"}
)
_GOALS = frozenset({"هدف", "اهداف", "هدفا", "هدفين", "اصابات"})
_SCORE_LINKS = frozenset(
    {"مقابل", "دون", "لهدف", "لواحد", "لصفر", "نظيفه", "لهدفين", "بدون", "بلا", "لاثنين", "لثلاثه"}
)
_JOINING = frozenset({"و", "او", "الي", "حتي", "مقابل"})
_FINALS = frozenset({"نهايي", "النهايي", "نهاييات"})
_DECIMALS = 2
_YEARS = frozenset(map(str, range(1900, 2051)))
_SCALES = frozenset({"الف", "الاف", "الفا", "مليون", "مليونا", "ملايين"})
_QUOTES = ('"', "«", "»", "“", "”")
_ERAS = frozenset({"اوكتان", "ميلادي", "ميلاديا", "ميلاديه", "هجري", "هجريه", "هجريا", "ه", "ق"})
_NIL = "صفر"
_NUMBERING = frozenset({"عدد", "العدد"})  # «المنشور عدد 4», as Tunisian papers number decrees
_OUT_OF = "اصل"
_HOUR = "ساعه"
_OF_THE_MONTH = "منه"  # «في 13 منه»
_BROADCAST = "ام"  # «الجوهرة اف ام»
_THOUSAND = "الف"
_WISHES = frozenset({"شكر", "شكرا", "مبروك", "تحيه", "خير", "سلام", "رحمه", "حساب", "ليله"})
_PARTS = frozenset({"جزء", "جزءا", "اجزاء"})
_MILLION = 1_000_000
_CODE_DIGITS = 6
_SHORT_CODE = 5
_PHONE_DIGITS = 8
_PHONE_LEAST = 3
_PHONE_REACH = 5
_DIGIT_JOINTS = frozenset({":", "/", "\\", "+", "×", "*"})
_ITEM_MARKS = (".", "-", ")", "/", ":", "–", "•")


@cache
def _naming() -> frozenset[str]:
    """The words that what a number names can end with."""
    return last_words(load_tables()["named_by"])


@cache
def _months() -> frozenset[str]:
    """The words that the name of a month can begin with."""
    return first_words(load_tables()["month"]) | first_words(load_tables()["hijri_month"])


def is_label(scan: Scan, sentence: Sentence, number: Number, counted: Counted | None, labelled: int) -> bool:
    """Whether a number is no quantity; `labelled` is the token behind the last number that was none.

    Labels are «المادة 75», «القناة 2», «الدورة الـ 18», «10:30», «في 2016».
    """
    if number.percent:
        return False
    known = counted is not None and counted.kind is not None and counted.first <= number.last
    if number.glued and not known and number.scale == 1:
        return True
    if number.fraction:
        return counted is None or _is_name_of_a_part(scan, number)
    if _named(scan, sentence, number, known) or _continues(scan, number, labelled, counted):
        return True
    if scan.words[number.first] < ":":
        return _digits_label(scan, sentence, number, counted, known)
    return _word_label(scan, number, counted)


def is_score(scan: Scan, counted: Counted) -> bool:
    """«بثلاثة أهداف مقابل هدفين», «بهدفين لواحد»."""
    words = scan.words
    return counted.last < len(words) and words[counted.last] in _SCORE_LINKS and words[counted.first] in _GOALS


def _named(scan: Scan, sentence: Sentence, number: Number, known: bool) -> bool:
    """«رقم 15», «المادة 75», «الدورة العشرون»."""
    first = lead(scan, number.first)
    if not first or (scan.gaps[first] != " " and scan.gaps[first].strip(' \t:(«"“#')):
        return False
    before = scan.words[first - 1]
    if number.definite and scan.words[number.first] < ":" and _is_singular(before):
        return True
    hit = sentence.cue_before("named_by", first) if before in _naming() else None
    if hit is None and before.startswith("ال") and scan.words[first - 2] in _naming():  # «القانون التنظيمي 20.16»
        hit = sentence.cue_before("named_by", first - 1)
        hit = hit if hit and hit.entry.key == "name" else None
    if hit is None:
        return False
    key = hit.entry.key
    if key == "phone":
        return True
    digits = scan.words[number.first] < ":"
    if key == "name":
        return not (number.percent or number.scale > 1)
    if hit.entry.form == _HOUR and number.definite:
        return True  # «الساعة الواحدة والنصف»
    if key == "rank" and number.definite:
        return True
    return digits and not known and number.scale == 1


def _is_singular(word: str) -> bool:
    """«الهزيمة الـ18»: a definite feminine singular, which a definite number can only rank."""
    bare = word.removeprefix("ال")
    return word != bare and bare.endswith("ه") and not bare.startswith("ا") and kind_of_noun(bare) not in PERSONS


def _continues(scan: Scan, number: Number, labelled: int, counted: Counted | None) -> bool:
    """«المادتان 12 و13», «القانون 20-16»: what is joined to a label is one."""
    if labelled < 0 or number.first - labelled > 1:
        return False
    if labelled == number.first and scan.gaps[labelled].strip() in ("-", "/", "."):
        return True
    if counted and counted.first <= number.last:
        return False
    joining = scan.words[labelled]
    return labelled == number.first or joining in _JOINING or joining[0] == "و"


def _digits_label(scan: Scan, sentence: Sentence, number: Number, counted: Counted | None, known: bool) -> bool:
    first, last, words, gaps = number.first, number.last, scan.words, scan.gaps
    word, before, behind = words[first], gaps[first], gaps[last]
    if not known and first and words[first - 1].isascii() and words[first - 1].isalpha() and before in (" ", "-"):
        return True  # «iOS 5»
    if last - first == 1 and not known:
        if (first == 0 or "\n" in before) and behind.lstrip()[:1] in _ITEM_MARKS and behind:
            return True
        if before.endswith("(") and behind.startswith(")") and counted is None:
            return True
        if counted and len(word) >= _CODE_DIGITS:
            return True
        if first and words[first - 1] == _OUT_OF:
            return False  # «350 حاجا من أصل 2000»
        if word in _YEARS and _leads_amount(scan, last):
            return False
        if number.scale == 1 and (word in _YEARS or len(word) >= _PHONE_DIGITS):
            return True
    if not known and word[0] == "0" and len(word) > 1 and isinstance(number.value, int):
        return True
    if number.scale == 1 and len(word) >= (_SHORT_CODE if known else _PHONE_LEAST) and _is_phone(sentence, number):
        return True
    follows = ""
    if last < len(words):
        follows = words[last]
        if follows in _months() and (scan.hit("month", last) or scan.hit("hijri_month", last)):
            return True  # a dateline is no date mention
    if (counted is None and first and words[first - 1] in _NUMBERING) or (
        follows == _OF_THE_MONTH and not behind.strip()
    ):
        return True
    if not known and before != " " and before[-1:] in _QUOTES and before[-1:] and behind[:1] in _QUOTES:
        return True
    if follows in _ERAS or (follows == _NIL and behind.strip() in ("-", "/", "")):
        return True
    if follows in _CLOCK and not known and number.value <= 24 and not behind.strip():
        return True
    return (before != " " and _beside_digits(scan, first - 1, before)) or (
        behind != " " and _beside_digits(scan, last, behind)
    )


def _is_phone(sentence: Sentence, number: Number) -> bool:
    """«على هاتف خدمة العملاء 9911»."""
    names = sentence.cues("named_by", number.first - _PHONE_REACH, number.first)
    return any(name.entry.key == "phone" for name in names)


def _beside_digits(scan: Scan, neighbour: int, gap: str) -> bool:
    """«10:30», «24/24»: parted from other digits by a colon or a slash."""
    return gap.strip() in _DIGIT_JOINTS and 0 <= neighbour < len(scan.words) and scan.words[neighbour] < ":"


def _word_label(scan: Scan, number: Number, counted: Counted | None) -> bool:
    """Pronouns and nouns that a number word can be: «واحد من أهم», «أحد المسؤولين», «الثلاثة», «الأربعين»."""
    if number.value == 1 and number.scale == 1:
        return counted is None or counted.first > number.first or "أ" in scan.raw_text(number.first, number.last)
    following = scan.words[number.last] if number.last < len(scan.words) else ""
    if number.vague and following == _BROADCAST:
        return True
    greeting = following in _WISHES or (counted is None and following.startswith("ال"))
    if greeting and scan.folded.text[number.start : number.end] == _THOUSAND:
        return True  # «ألف شكر»; «ألّف الأستاذ كتابا»
    if number.first > 1 and scan.words[number.first - 2] in _PARTS:
        return True  # «3 أجزاء في المليون»
    if counted and counted.last <= number.first and number.definite and number.value >= _MILLION == number.scale:
        return True  # «شاعر المليون»
    if counted is None:
        return number.value == 0 or (number.definite and not number.vague and number.scale == 1)
    return False


def _is_name_of_a_part(scan: Scan, number: Number) -> bool:
    """«نصف النهائي», «الساعة الرابعة والنصف»."""
    following = scan.words[number.last] if number.last < len(scan.words) else ""
    joined = scan.folded.text[scan.starts[number.first] : number.start] == "و"
    if joined and number.first and kind_of_noun(scan.words[number.first - 1]):
        return True  # «شهرين ونصف الشهر», «عام ونصف»
    return number.definite or following in _FINALS


def _leads_amount(scan: Scan, token: int) -> bool:
    """Whether «و» or «إلى» joins a number that is no year and counts a known noun: «بين 2000 و5000 درهم»."""
    words = scan.words[token : token + 3]
    if len(words) < 3 or words[0] not in ("و", "الي") or not words[1].isdecimal() or scan.gaps[token + 2] != " ":
        return False
    return words[1] not in _YEARS and (words[2] in _SCALES or kind_of_noun(words[2]) is not None)


def is_reversed_decimal(scan: Scan, before: Number, after: Number) -> bool:
    """«37، 13 في المائة» for 13.37: some presses print a decimal comma from the right, with a space behind it."""
    return (
        scan.gaps[after.first] in ("، ", "، ")
        and before.last == after.first == before.first + 1
        and (after.percent or after.scale > 1)
        and not before.percent
        and isinstance(before.value, int)
        and isinstance(after.value, int)
        and len(scan.words[before.first]) <= _DECIMALS
        and len(scan.words[after.first]) <= _DECIMALS
    )

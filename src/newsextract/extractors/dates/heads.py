"""The head of a date: «يوم أمس الأحد», «مساء الخميس الماضي», «اليوم (الاثنين)»."""

from __future__ import annotations

from newsextract.extractors.dates import years
from newsextract.extractors.dates.phrases import Point
from newsextract.extractors.dates.words import BRACKETS, CLOSED, COMMAS, OPENED, Words, printed_start
from newsextract.lexicon import load_tables
from newsextract.matching import Hit

PAIRS = (
    "شخصين",
    "لاعبين",
    "طرفين",
    "رجلين",
    "شقيقين",
    "فريقين",
    "مرشحين",
    "هدفين",
    "بلدين",
    "اخوين",
)
"""Behind these «الاثنين» is «the two»."""
ROAD = "طريق"
NAME_LINKS = {"بن", "ابن", "بنت", "ابو", "ابي", "ال", "عبد"}
HEAD = frozenset(("day_noun", "relative_day", "weekday", "bare_weekday"))
HEAD_MARKS = COMMAS + BRACKETS + '«»"'
"""What may stand between «اليوم» and its weekday («اليوم (الاثنين)», «اليوم «الاثنين»»)."""
QUOTES = '»«"“”'
WEEK = {"الاسبوع", "للاسبوع"}


def read_head(words: Words, point: Point) -> None:
    """Take «يوم», a relative word and a weekday, in the orders that the press writes, into the point."""
    i = point.first
    noun = False
    begin = i
    while point.last == i or (words.may_begin(HEAD, point.last) and words.joined(point.last, HEAD_MARKS)):
        j = point.last
        if j > i and words.gaps[j].strip() and point.weekday is None and point.shift is None:
            return
        if point.shift is None and (hit := words.hit("relative_day", j)) and is_relative_day(words, hit, noun):
            point.shift = int(hit.entry.key)
        elif not noun and (hit := words.hit("day_noun", j)) and (j == i or words.joined(j)):
            noun, point.noun = True, "one" if hit.entry.key == "cue" else hit.entry.key
        elif point.weekday is None and (hit := _weekday(words, j, noun)):
            point.weekday = int(hit.entry.key)
        else:
            return
        if j == begin:
            point.start = printed_start(hit)
        point.last, entry = hit.last, hit.entry
        if entry.key == "cue":
            begin = point.start_token = hit.last
        if point.weekday is not None and entry.kind.endswith("weekday"):
            _read_placement(words, point)


def _read_placement(words: Words, point: Point) -> None:
    """«الماضي», «المقبل», «من الأسبوع الماضي» behind a weekday."""
    if years.read_placing(words, point, point.last):
        return
    j = point.last + 1 if words.words[point.last] == "من" else point.last
    if words.words[j] in WEEK and words.joined(j) and (direction := years.read_direction(words, j + 1)):
        point.weeks, point.last = years.SHIFTS[direction], j + 2


def _weekday(words: Words, j: int, noun: bool) -> Hit | None:
    hit = words.hit("weekday", j)
    if hit is None:
        return words.hit("bare_weekday", j) if words.phrase or (noun and words.words[j - 1] == "يوم") else None
    if noun:
        return hit
    if words.key("not_a_weekday", j - 1) and words.joined(j, BRACKETS):
        return None
    if words.key("weekday_epithet", hit.last) and words.joined(hit.last):
        return None
    if words.words[hit.last] == "في" and words.words[hit.last + 1].startswith("الما"):
        return None
    if hit.entry.key == "1" and words.words[j - 1].endswith(PAIRS) and words.joined(j):
        return None
    return None if _is_surname(words, j) or _is_town(words, j) else hit


def _is_surname(words: Words, j: int) -> bool:
    """«قال المدرب محمد الخميس»: a weekday behind one given name, not behind two («محمود عباس الخميس»)."""
    names = load_tables()["given_name"].words
    name = words.words[j - 1]
    if name not in names or name.startswith("ال") or words.key("edge", j - 1) or words.scan.hit("city", j - 1):
        return False
    if not words.joined(j) or years.read_direction(words, j + 1):
        return False
    if words.joined(j + 1) and words.digits(j + 1):
        return False
    return not (words.joined(j - 1) and (words.words[j - 2] in names or words.words[j - 2] in NAME_LINKS))


def _is_town(words: Words, j: int) -> bool:
    """«طريق بيشة - الخميس»: the far end of a road."""
    return words.gaps[j].strip() == "-" and ROAD in (words.words[j - 2], words.words[j - 3])


def is_relative_day(words: Words, hit: Hit, noun: bool) -> bool:
    """Whether a word as «اليوم», «أمس», «غد» counts from the day of publication here."""
    before, after = words.words[hit.first - 1], hit.last
    form = hit.entry.form
    if form == "اليوم":
        if hit.prefix not in ("", "و", "ل", "ف") or _ends_a_title(words, hit.first):
            return words.phrase and before == "هذا"
        if (words.key("not_today", after) or words.words[after] == "ال") and words.joined(after):
            return False
        number = words.number_at.get(after)
        counted = number is not None and number.ordinal and number.definite and words.joined(after)
        return not counted and not _in_a_name(words, hit.first)
    if form in ("غد", "الغد"):
        if noun or words.phrase or words.hit("weekday", after):
            return True
        return words.joined(hit.first) and (bool(words.key("edge", hit.first - 1)) or before in ("من", "حتي"))
    if form == "الامس" and not noun and not hit.prefix.endswith("ب"):
        return False
    if form in ("امس", "الامس"):
        if hit.prefix.endswith("ل") and "أ" not in words.scan.raw_text(hit.first, hit.last):
            return False  # «لامس المؤشر»
        return not (words.joined(after) and words.words[after] in ("القريب", "البعيد"))
    return True


def _ends_a_title(words: Words, i: int) -> bool:
    """«صحيفة المصري اليوم», «هذا اليوم»: whether a word shortly before «اليوم» makes it no relative day."""
    before = words.key("not_a_paper", i - 1) or words.key("not_a_paper", i - 2) == "paper"
    return bool(before) and words.joined(i, "\"«“”'")


def _in_a_name(words: Words, i: int) -> bool:
    """Whether «اليوم» ends a name («بردى اليوم») or a byline («عين اليوم - بكين»), or says «a day» («في اليوم»)."""
    gap, behind = words.gaps[i], words.gaps[i + 1]
    if words.words[i - 1] == "في" and words.joined(i) and not words.hit("weekday", i + 1):
        return True
    if behind == " ":
        return False
    if gap[-1:] in OPENED and behind[:1] in CLOSED and not words.hit("weekday", i - 1):
        return True
    quoted = behind[:1] in QUOTES and not words.joined(i + 1)
    if quoted and any(set(QUOTES) & set(words.gaps[k]) for k in (i - 1, i - 2)):
        return True
    if behind.strip() != "-" or not words.joined(i):
        return False
    return any("\n" in words.gaps[k] or k <= 0 for k in (i - 1, i - 2))

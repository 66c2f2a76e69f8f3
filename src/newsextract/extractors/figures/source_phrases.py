"""The phrase that names a source behind a marker or a verb of saying: where it begins and ends, and where it leads."""

from __future__ import annotations

from functools import lru_cache

from newsextract.extractors.figures.noun_kinds import kind_of_noun
from newsextract.extractors.figures.sentences import clause_break
from newsextract.extractors.figures.source_words import (
    CLAUSE,
    PREPOSITIONS,
    THAT,
    Phrase,
    begins_otherwise,
    breaks,
    is_aside,
    is_office,
    is_source_noun,
    listed,
    names_a_body,
    opens_clause,
    segment_end,
    without_honorific,
)
from newsextract.extractors.figures.subjects import COMMAS, LONGEST_PHRASE
from newsextract.matching import Hit, Scan

LONGEST_NAME = 5
MARKERS = frozenset({"by", "to", "basis"})
"""Keys of the words that name a source in any build; the others are verbs."""
_VERB_PARTICLES = frozenset({"به", "في", "عنه", "عن", "علي", "عنها", "بها"})
_WHAT = frozenset({"ما", "لما"})
_OBJECTS = frozenset({"به", "عنه", "بها", "ذلك"})
_PRONOUNS = ("هم", "ها", "هن")
_ASIDE_MARKS = frozenset({"،", ",", "(", ")", "»", "»،", ")،", "-"})
_COUNTS = frozenset({"عدد", "العدد", "اعداد", "حصيله", "الخسائر", "قيمه", "نسبه", "كلفه", "حجم", "مساحه"})
_FROM = frozenset({"من", "عن", "لدي"})
_FROM_REACH = 6
_ESTIMATES = frozenset({"تقدير", "تقديرات", "عدادات"})
_TAKEN = ("استق", "حصل")


def source_phrase(scan: Scan, hit: Hit) -> Phrase | None:
    """The source behind a marker or verb: the name between commas where a role stands before it."""
    words, first, how = scan.words, _behind_verb(scan, hit.last), hit.entry.key
    if first < len(words) and words[first] == "ل":
        first += 1  # «وفقا لـ «رويترز»»
    if how == "from":
        first = _behind_from(scan, first)
    limit = min(len(words), first + LONGEST_PHRASE)
    if first >= limit or begins_otherwise(words[first]) or breaks(scan, first) or _is_rule(words[first]):
        return None
    office = is_office(scan, first)
    if words[first][0] == "و" and not office and kind_of_noun(words[first]) is None:
        return None  # «و» before a verb
    known = office or is_source_noun(scan, first)
    if how in ("basis", "estimated") and not known:
        return None
    last = segment_end(scan, first, limit)
    if last == first:
        return None
    last -= words[last - 1] in PREPOSITIONS  # «تحصرها الوزارة في 31,5 في المائة»
    name = _apposition(scan, first, last, limit)
    if how in MARKERS:
        first += words[first] in _ESTIMATES and first + 1 < last and names_a_body(scan, first + 1)
        return Phrase(*name) if name else Phrase(first, last)
    source = name or (without_honorific(scan, first), last)
    opens = _after_asides(scan, (told_by(scan, last) or source)[1], limit)
    if opens < len(words) and opens_clause(scan, opens):
        return Phrase(*source, None if _is_inserted(scan, hit) else opens)
    if how == "said" and opens < len(words) and words[opens] in THAT:
        return Phrase(*source)
    counts = how == "said" and last < len(words) and words[last] in _COUNTS  # «قدرت النقابة عدد …»
    told = counts or (known if how in ("said", "estimated") else is_source_noun(scan, first))
    return Phrase(*source) if told else None


def _is_inserted(scan: Scan, hit: Hit) -> bool:
    """«نسبة النائبات، تضيف المصادر ذاتها، بلغت»: the verb between commas, behind what it reports."""
    return not hit.prefix and scan.gaps[hit.first].strip() in COMMAS and scan.words[hit.first][0] in "يت"


def _behind_from(scan: Scan, token: int) -> int:
    """«علمت «هسبريس» من مصدر مطلع», «نقلت الوكالة عن الوزير»: the token behind «من», «عن»; `token` without one."""
    near = range(token, min(token + _FROM_REACH, len(scan.words) - 1))
    return next((i + 1 for i in near if scan.words[i] in _FROM), token)


def _behind_verb(scan: Scan, token: int) -> int:
    """«حسب ما أوردته الصحيفة», «وفق ما صرح به الوزير»: the token behind «ما» and its verb."""
    words = scan.words
    word = words[token] if token < len(words) else ""
    if word not in _WHAT:
        return token + (word in _OBJECTS)
    return token + (3 if token + 2 < len(words) and words[token + 2] in _VERB_PARTICLES else 2)


@lru_cache(maxsize=10_000)
def _is_rule(word: str) -> bool:
    """Whether a word is a rule or measure, or counts nothing: «للقانون», «تقاليدهم»."""
    bare = word.removeprefix("لل").removeprefix("ال")
    owned = bare[:-2] if bare.endswith(_PRONOUNS) else bare
    return word in listed("uncounted") or not listed("no_source").isdisjoint((word, bare, word[1:], owned))


def _apposition(scan: Scan, first: int, last: int, limit: int) -> tuple[int, int] | None:
    """«رئيس الغرفة، كمال نصر، إن»: the name behind a role's comma."""
    if last >= limit or scan.gaps[last].strip() not in ("،", ",") or not scan.hit("role", first):
        return None
    end = segment_end(scan, last, min(len(scan.words), last + LONGEST_NAME + 2))
    start = without_honorific(scan, last)
    if scan.hit("says", last) or scan.hit("numeral", last):
        return None  # «متحدث باسم الشرطة، موضحا أن», «حسب المدير، ثمانية آلاف»
    fits = 0 < end - start <= LONGEST_NAME and scan.words[start].removeprefix("و") not in listed("no_name")
    return (start, end) if fits and not begins_otherwise(scan.words[start]) else None


def _after_asides(scan: Scan, token: int, limit: int) -> int:
    """The token behind «، في بلاغ لها، أمس الأحد،»."""
    while token < limit and scan.gaps[token].strip() in _ASIDE_MARKS and scan.words[token] not in THAT:
        token = next((t for t in range(token + 1, limit) if clause_break(scan, t) or scan.words[t] in THAT), limit)
    while token < limit and is_aside(scan.words[token]) and ":" not in scan.gaps[token]:
        token += 1
    return token


def clause_said(scan: Scan, token: int) -> int:
    """The «أن» that a speaker's asides lead to: «المكلف بالإعلام على مستوى المديرية، سمير بن يونس، أن»."""
    for behind, word in enumerate(scan.words[token : token + LONGEST_PHRASE], token):
        if word in CLAUSE:
            return behind
    return token


def told_by(scan: Scan, token: int) -> tuple[int, int] | None:
    """«حصيلة أعلنها الدفاع المدني», «أرقام استقتها الجريدة من مصالح الجماعة»: who told what a phrase calls."""
    words = scan.words
    if token >= len(words) or words[token] not in listed("told_by"):
        return None
    first = token + 1
    if words[token].startswith(_TAKEN):
        first = next((t + 1 for t in range(first, min(len(words), first + 4)) if words[t] == "من"), first)
    if first == len(words):
        return None
    last = segment_end(scan, first, min(len(words), first + LONGEST_PHRASE))
    return (first, last) if last > first else None

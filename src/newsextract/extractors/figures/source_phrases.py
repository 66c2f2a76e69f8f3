"""The phrase that names a source: where it begins and ends, and what in it says who that is."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newsextract.extractors.figures.nouns import kind_of_noun
from newsextract.extractors.figures.sentences import clause_break
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan

_SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها", "المذكور", "المذكوره", "اعلاه"})
LONGEST_NAME = 5
MARKERS = frozenset({"by", "to", "basis"})
"""Keys of the words that name a source in any build; the others are verbs."""

_LONGEST_PHRASE = 18
_CLAUSE = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_THAT = _CLAUSE | {"الي", "علي", "عن", "قايلا", "قايله", "ل", "ب"}
_PREPOSITIONS = frozenset(
    {"في", "من", "مع", "عبر", "خلال", "لدي", "لها", "له", "لهم", "بعد", "قبل", "الي", "علي", "عن"}
)
_VERB_PARTICLES = frozenset({"به", "في", "عنه", "عن", "علي", "عنها", "بها"})
_MEDIA = frozenset({"في", "عبر", "خلال"})
_QUOTATION = frozenset({"«", "»", "“", "”", '"'})
_OPENING = {"»": "«", "”": "“", ")": "("}
_ADJECTIVES = ("ي", "يه", "ين", "يون")
_PRONOUNS = ("هم", "ها", "هن")
_ASIDE_MARKS = frozenset({"،", ",", "(", ")", "»", "»،", ")،", "-"})
_COUNTS = frozenset({"عدد", "العدد", "اعداد", "حصيله", "الخسائر", "قيمه", "نسبه", "كلفه", "حجم", "مساحه"})
_PERFECT = frozenset({"قد", "لقد"})
_OPENERS = frozenset(
    {"و", "كان", "كانت", "وكان", "وكانت", "لكن", "ولكن", "اما", "واما", "فيما", "بينما", "كما", "غير", "ان"}
)
_AS_FOR = frozenset({"اما", "واما"})
_TURNS = _AS_FOR | {"فيما", "بينما", "لكن", "ولكن", "غير"}
_COMMAS = frozenset({"،", ","})
_CLOSING = ' »”"'
_LONGEST_SUBJECT = 8
_FROM = frozenset({"من", "عن", "لدي"})
_FROM_REACH = 6
_ISSUED = frozenset({"صادر", "صادره", "الصادر", "الصادره", "صدر", "صدرت"})
_ESTIMATES = frozenset({"تقدير", "تقديرات", "عدادات"})
_TAKEN = ("استق", "حصل")
_THE_SOURCE = frozenset({"المصدر", "المصادر"})
_SHORTEST = 3


@cache
def _listed(kind: str) -> frozenset[str]:
    """The words of a table."""
    return load_tables()[kind].words


@cache
def _ends() -> frozenset[str]:
    """The words that end a phrase that has begun."""
    media = {"ل" + medium for medium in _listed("source_medium")}
    return _listed("source_end") | _listed("told_by") | media | _THAT | {"و"}


@cache
def _source_nouns() -> frozenset[str]:
    nouns = _listed("statement_noun") | _listed("source_noun")
    return nouns | {"ال" + noun for noun in nouns}


@cache
def _bodies() -> frozenset[str]:
    return frozenset(form.folded for form in load_tables()["office_body"].forms)


@cache
def _speakers() -> frozenset[str]:
    """Those who speak for themselves: «رويترز», «المنظمون»."""
    return _listed("source_body") | {"ال" + group for group in _listed("speaking_group")}


class Phrase(NamedTuple):
    """The tokens [first, last) that name a source; what it says begins at token `opens`, if that is told.

    `attached` letters before the first word are no part of it («فالنقابة تتحدث»).
    """

    first: int
    last: int
    opens: int | None = None
    attached: int = 0


def source_phrase(scan: Scan, hit: Hit) -> Phrase | None:
    """The source behind a marker or verb: the name between commas where a role stands before it."""
    words, first, how = scan.words, _behind_verb(scan, hit.last), hit.entry.key
    if words[first : first + 1] == ["ل"]:
        first += 1  # «وفقا لـ «رويترز»»
    if how == "from":
        first = _behind_from(scan, first)
    limit = min(len(words), first + _LONGEST_PHRASE)
    if first >= limit or _breaks(scan, first):
        return None
    if _begins_otherwise(words[first]):
        return None
    last = _segment_end(scan, first, limit)
    if last == first or not _may_speak(scan, first):
        return None
    last -= words[last - 1] in _PREPOSITIONS  # «تحصرها الوزارة في 31,5 في المائة»
    name = _apposition(scan, first, last, limit)
    known = is_source_noun(scan, first) or is_office(scan, first)
    if how in ("basis", "estimated") and not known:
        return None
    if how in MARKERS:
        first += words[first] in _ESTIMATES and first + 1 < last and _names_a_body(scan, first + 1)
        return Phrase(*name) if name else Phrase(first, last)
    source = name or (_without_honorific(scan, first), last)
    opens = _after_asides(scan, (told_by(scan, last) or source)[1], limit)
    if opens < len(words) and _opens_clause(scan, opens):
        return Phrase(*source, None if _is_inserted(scan, hit) else opens)
    if how == "said" and opens < len(words) and words[opens] in _THAT:
        return Phrase(*source)
    counts = how == "said" and last < len(words) and words[last] in _COUNTS  # «قدرت النقابة عدد …»
    told = counts or (known if how in ("said", "estimated") else is_source_noun(scan, first))
    return Phrase(*source) if told else None


def subject_before(scan: Scan, hit: Hit) -> Phrase | None:
    """The source before its verb: «وزارة الصحة أعلنت», «الناشر أنس الغربي، صاحب دار نون، قدّر عدد»."""
    words, end, how = scan.words, hit.first, hit.entry.key
    if hit.prefix not in ("", "ف") or how not in ("said", "clause"):
        return None
    says_that = hit.last < len(words) and _opens_clause(scan, hit.last)
    if how == "clause" and not says_that:
        return None
    end -= end > 0 and words[end - 1] in _PERFECT
    if _breaks(scan, end):
        if scan.gaps[end].strip(_CLOSING) not in _COMMAS:
            return None
        end = _chunk_start(scan, end)
    first = _chunk_start(scan, end) if end else end
    if hit.prefix and not (hit.prefix == "ف" and words[first] in _AS_FOR):
        return None
    while first < end and words[first] in _OPENERS:
        first += 1
    attached = _attached(scan, first) if 0 < end - first <= _LONGEST_SUBJECT else None
    if attached is None or _segment_end(scan, first, end) < end:
        return None
    return Phrase(first, end, hit.last if says_that else None, attached)


def _chunk_start(scan: Scan, end: int) -> int:
    """Where what stands before token `end` begins, back to punctuation or a turn; `end` where that is too far."""
    for token in range(end - 1, max(-1, end - _LONGEST_PHRASE), -1):
        if token == 0 or _breaks(scan, token) or scan.words[token] in _TURNS:
            return token
    return end


def _is_inserted(scan: Scan, hit: Hit) -> bool:
    """«نسبة النائبات، تضيف المصادر ذاتها، بلغت»: the verb between commas, behind what it reports."""
    return not hit.prefix and scan.gaps[hit.first].strip() in _COMMAS and scan.words[hit.first][0] in "يت"


def _attached(scan: Scan, token: int) -> int | None:
    """How many letters stand before the source that a word begins: 1 in «فالنقابة»; `None` where it begins none."""
    word = scan.words[token]
    if role := scan.hit("role", token):
        return int(role.prefix[:1] in ("و", "ف"))
    following = scan.words[token + 1]
    if _begins_source(word, following):
        return 0
    return 1 if word[0] in "وف" and _begins_source(word[1:], following) else None


def _begins_source(word: str, following: str) -> bool:
    """Whether a word begins the subject of a verb of saying: a body, a statement, a person («الناشر أنس»)."""
    names = _listed("given_name")
    if word in _source_nouns() or word in _bodies() or word in _speakers() or word in names:
        return True
    return word.startswith("ال") and following in names


def _behind_from(scan: Scan, token: int) -> int:
    """«علمت «هسبريس» من مصدر مطلع», «نقلت الوكالة عن الوزير»: the token behind «من», «عن»; `token` without one."""
    near = range(token, min(token + _FROM_REACH, len(scan.words) - 1))
    return next((i + 1 for i in near if scan.words[i] in _FROM), token)


def _behind_verb(scan: Scan, token: int) -> int:
    """«حسب ما أوردته الصحيفة», «وفق ما صرح به الوزير»: the token behind «ما» and its verb."""
    if scan.words[token : token + 1] not in (["ما"], ["لما"]):
        return token + (scan.words[token : token + 1] in (["به"], ["عنه"], ["بها"], ["ذلك"]))
    following = scan.words[token + 2 : token + 3]
    return token + (3 if following and following[0] in _VERB_PARTICLES else 2)


def _begins_otherwise(word: str) -> bool:
    """Whether a word begins no source: «في», «أمس», «بأكثر»."""
    ends = _listed("source_end")
    return word in _PREPOSITIONS or word in ends or (word[0] == "ب" and word[1:] in ends)


def _may_speak(scan: Scan, token: int) -> bool:
    """Whether a word can begin a source: no «و» before a verb, no rule or measure («وفقا للقانون»)."""
    word = scan.words[token]
    bare = word.removeprefix("لل").removeprefix("ال")
    owned = bare[:-2] if bare.endswith(_PRONOUNS) else bare
    if word in _listed("uncounted") or not _listed("no_source").isdisjoint((word, bare, word[1:], owned)):
        return False
    return not word.startswith("و") or is_office(scan, token) or kind_of_noun(word) is not None


def _apposition(scan: Scan, first: int, last: int, limit: int) -> tuple[int, int] | None:
    """«رئيس الغرفة، كمال نصر، إن»: the name behind a role's comma."""
    if last >= limit or scan.gaps[last].strip() not in ("،", ",") or not scan.hit("role", first):
        return None
    end = _segment_end(scan, last, min(len(scan.words), last + LONGEST_NAME + 2))
    start = _without_honorific(scan, last)
    if scan.hit("says", last):
        return None  # «متحدث باسم الشرطة، موضحا أن»
    fits = 0 < end - start <= LONGEST_NAME
    return (start, end) if fits and not _begins_otherwise(scan.words[start]) else None


def _after_asides(scan: Scan, token: int, limit: int) -> int:
    """The token behind «، في بلاغ لها، أمس الأحد،»."""
    while token < limit and scan.gaps[token].strip() in _ASIDE_MARKS and scan.words[token] not in _THAT:
        token = next((t for t in range(token + 1, limit) if clause_break(scan, t) or scan.words[t] in _THAT), limit)
    while token < limit and ":" not in scan.gaps[token] and _is_aside(scan.words[token]):
        token += 1
    return token


def clause_said(scan: Scan, token: int) -> int:
    """The «أن» that a speaker's asides lead to: «المكلف بالإعلام على مستوى المديرية، سمير بن يونس، أن»."""
    behind = range(token, min(len(scan.words), token + _LONGEST_PHRASE))
    return next((t for t in behind if scan.words[t] in _CLAUSE), token)


def told_by(scan: Scan, token: int) -> tuple[int, int] | None:
    """«حصيلة أعلنها الدفاع المدني», «أرقام استقتها الجريدة من مصالح الجماعة»: who told what a phrase calls."""
    words = scan.words
    if token >= len(words) or words[token] not in _listed("told_by"):
        return None
    first = token + 1
    if words[token].startswith(_TAKEN):
        first = next((t + 1 for t in range(first, min(len(words), first + 4)) if words[t] == "من"), first)
    if first == len(words):
        return None
    last = _segment_end(scan, first, min(len(words), first + _LONGEST_PHRASE))
    return (first, last) if last > first else None


def _is_aside(word: str) -> bool:
    return (word in _PREPOSITIONS and word not in _THAT) or word in _listed("source_end")


def _opens_clause(scan: Scan, token: int) -> bool:
    """Whether what is said begins at a token: «أن», «إلى أن», a colon."""
    following = scan.words[token + 1] if token + 1 < len(scan.words) else ""
    return scan.words[token] in _CLAUSE or following in _CLAUSE or ":" in scan.gaps[token]


def is_source_noun(scan: Scan, token: int) -> bool:
    """Whether a word is a source in any build: «بلاغ», «المصدر», «صحيفة»."""
    return scan.words[token] in _source_nouns()


def _names_a_body(scan: Scan, token: int) -> bool:
    """Whether a word behind «بيان» can be of whose it is: definite, led by «ل», an office."""
    word = scan.words[token]
    return word.startswith(("ال", "ل")) or is_office(scan, token) or kind_of_noun(word) is not None


def is_office(scan: Scan, token: int) -> bool:
    """Whether a word names an office or a body: «وزير», «وزارة»."""
    word = scan.words[token]
    return word in _bodies() or word in _speakers() or scan.hit("role", token) is not None


def _breaks(scan: Scan, token: int) -> bool:
    """Whether punctuation ends a phrase: quotation marks do not («صحيفة «الرأي العام»»)."""
    return clause_break(scan, token) and scan.gaps[token].strip() not in _QUOTATION


def _without_honorific(scan: Scan, first: int) -> int:
    return first + 1 if scan.words[first] in _listed("honorific") else first


def without_preposition(source: str) -> str:
    """«لوزارة الصحة» → «وزارة الصحة», «للمرصد» → «المرصد»."""
    return "ال" + source[2:] if source.startswith("لل") else source.removeprefix("ل")


def printed_source(scan: Scan, first: int, last: int) -> str:
    """The printed words, with the quotation mark that closes one opened inside."""
    text, mark = scan.raw_text(first, last), scan.gaps[last][:1]
    if mark == '"':
        return text + mark if text.count(mark) % 2 else text
    return text + mark if mark in _OPENING and text.count(_OPENING[mark]) > text.count(mark) else text


def _segment_end(scan: Scan, first: int, limit: int) -> int:
    """The token behind the last that can belong to the phrase that begins at `first`."""
    words, gaps, ends = scan.words, scan.gaps, _ends()
    if words[first] in _THAT or words[first] < ":":
        return first
    for token in range(first + 1, limit):
        word = words[token]
        if word in ends or words[token - 1] in _SELF or word.isascii():
            if word == "عن" and words[token - 1] in _ISSUED:
                continue  # «بيان صادر عن الوزارة»
            return token
        if (gaps[token] != " " and _breaks(scan, token)) or (word in _MEDIA and _is_medium(scan, token)):
            return token
        if word[0] == "ي" and gaps[token] == " " and _is_verb(word) and words[token - 1] not in _source_nouns():
            return token  # «حسب مصادر أمنية يقاتل نحو مائة», but «صحيفة يديعوت»
    return limit


def _is_verb(word: str) -> bool:
    """Whether a word in ي is likely an imperfect, no name (يوسف) and no adjective (يمنية)."""
    return len(word) > 3 and not word.endswith(_ADJECTIVES) and word not in _listed("given_name")


def _is_medium(scan: Scan, token: int) -> bool:
    """«في بيان», «خلال تصريح»: how the source spoke."""
    if token + 1 == len(scan.words):
        return False
    return scan.words[token + 1] in _listed("source_occasion") or is_source_noun(scan, token + 1)


def speaker_in(scan: Scan, first: int, last: int) -> int:
    """The token at which the speaker begins behind what the phrase calls the statement: «بلاغ المديرية العامة»."""
    words, head, statements = scan.words, first, _listed("statement_noun")
    while head < last and words[head].removeprefix("ال") in statements:
        head += 1
    if head == first:
        return first
    issued = (i + 1 for i in range(head, min(head + 3, last - 1)) if words[i] in _ISSUED and words[i + 1] == "عن")
    return next((i + 1 for i in issued), head)


def who_speaks(scan: Scan, first: int, last: int, led: bool = False, attached: int = 0) -> str | None:
    """Who a source is by its own words: «بلاغ المديرية العامة» → «المديرية العامة»; "" where they only point back.

    `led` tells that «ل» may lead to it («وفقا لوزارة الصحة»), `attached` letters before it are no part of it.
    """
    words, head = scan.words, speaker_in(scan, first, last)
    if head < last and words[head] in _THE_SOURCE and (head + 1 == last or words[head + 1] in _SELF):
        return ""
    while last > head and words[last - 1] in _SELF:
        last -= 1
    if head == last:
        return ""
    if head > first and words[head - 1].startswith("ال") and words[head].startswith("ال"):
        return None  # «التقرير السابق»
    if head > first and not any(_names_a_body(scan, token) for token in range(head, last)):
        return None  # «أرقام رسمية حديثة»
    issuer = printed_source(scan, head, last)[0 if head > first else attached :]
    if (head > first or led) and words[head].startswith("ل"):
        issuer = without_preposition(issuer)
    return issuer if len(issuer) >= _SHORTEST else None

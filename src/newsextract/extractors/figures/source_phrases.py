"""The phrase that names a source: where it begins and ends, and what in it says who that is."""

from __future__ import annotations

from functools import cache

from newsextract.extractors.figures.nouns import kind_of_noun
from newsextract.extractors.figures.sentences import clause_break
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan

_SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها", "المذكور", "المذكوره", "اعلاه"})
LONGEST_NAME = 5

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
_PRONOUNS = ("هم", "ها", "هن")
_ASIDE_MARKS = frozenset({"،", ",", "(", ")", "»", "»،", ")،", "-"})
_SUBJECT_OPENERS = frozenset({"فيما", "بينما", "اما", "لكن", "غير", "ان", "حين", "و", "ف"})
_COUNTS = frozenset({"عدد", "العدد", "اعداد", "حصيله", "الخسائر", "قيمه", "نسبه", "كلفه", "حجم", "مساحه"})
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


def source_phrase(scan: Scan, hit: Hit) -> tuple[int, int] | None:
    """Tokens of the source behind a marker or verb: the name between commas where a role stands before it."""
    words, first, how = scan.words, _behind_verb(scan, hit.last), hit.entry.key
    if words[first : first + 1] == ["ل"]:
        first += 1  # «وفقا لـ «رويترز»»
    limit = min(len(words), first + _LONGEST_PHRASE)
    if first >= limit or _breaks(scan, first):
        return None
    if _begins_otherwise(words[first]):
        return None
    last = _segment_end(scan, first, limit)
    if last == first or not _may_speak(scan, first):
        return None
    name = _apposition(scan, first, last, limit)
    if how in ("by", "to"):
        return name or (first, last)
    closing = _after_asides(scan, name[1] if name else last, limit)
    said = closing < len(words) and _leads_to_clause(scan, closing, how == "clause")
    said |= how == "said" and last < len(words) and words[last] in _COUNTS  # «قدرت النقابة عدد …»
    if said or is_source_noun(scan, first) or (how == "said" and is_office(scan, first)):
        return name or (_without_honorific(scan, first), last)
    return None


def subject_before(scan: Scan, verb: int) -> tuple[int, int] | None:
    """Tokens of the subject that opens a clause before its verb: «النقابة قدرت», «أما المرصد فقال».

    Bodies and papers alone: «الوزير قال» can begin with anything before a comma.
    """
    words, first = scan.words, verb - 1
    while first > 0 and verb - first < LONGEST_NAME + 2 and not clause_break(scan, first):
        if words[first] in _SUBJECT_OPENERS:
            break
        first -= 1
    while first < verb and words[first] in _SUBJECT_OPENERS:
        first += 1
    if first >= verb or (first and not clause_break(scan, first) and words[first - 1] not in _SUBJECT_OPENERS):
        return None
    return (first, verb) if _names_body_as_subject(words[first]) and not _breaks(scan, verb) else None


def _names_body_as_subject(word: str) -> bool:
    bare = word[1:] if word[0] in "فو" and word[1:3] == "ال" else word
    if bare.removeprefix("ال") in _listed("speaking_group"):
        return True
    return bare in _source_nouns() or bare in _bodies() or bare.removeprefix("ال") in _bodies()


def _behind_verb(scan: Scan, token: int) -> int:
    """«حسب ما أوردته الصحيفة», «وفق ما صرح به الوزير»: the token behind «ما» and its verb."""
    if scan.words[token : token + 1] != ["ما"]:
        return token + (scan.words[token : token + 1] in (["به"], ["عنه"], ["بها"]))
    following = scan.words[token + 2 : token + 3]
    return token + (3 if following and following[0] in _VERB_PARTICLES else 2)


def _begins_otherwise(word: str) -> bool:
    return word in _PREPOSITIONS or word in _listed("source_end")


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
    while token < limit and (scan.words[token] in _listed("source_end") or scan.words[token] in _PREPOSITIONS - _THAT):
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


def _leads_to_clause(scan: Scan, token: int, only: bool) -> bool:
    """«أن», «إلى أن», a colon; or, unless `only` a clause will do, «عن»."""
    following = scan.words[token + 1] if token + 1 < len(scan.words) else ""
    word = scan.words[token]
    return word in _CLAUSE or following in _CLAUSE or ":" in scan.gaps[token] or (word in _THAT and not only)


def is_source_noun(scan: Scan, token: int) -> bool:
    """Whether a word is a source in any build: «بلاغ», «المصدر», «صحيفة»."""
    return scan.words[token] in _source_nouns()


def _names_a_body(scan: Scan, token: int) -> bool:
    """Whether a word behind «بيان» can be of whose it is: definite, led by «ل», an office."""
    word = scan.words[token]
    return word.startswith(("ال", "ل")) or is_office(scan, token) or kind_of_noun(word) is not None


def is_office(scan: Scan, token: int) -> bool:
    """Whether a word names an office or a body: «وزير», «وزارة»."""
    return scan.words[token] in _bodies() or scan.hit("role", token) is not None


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
            return token
        if (gaps[token] != " " and _breaks(scan, token)) or (word in _MEDIA and _is_medium(scan, token)):
            return token
    return limit


def _is_medium(scan: Scan, token: int) -> bool:
    """«في بيان», «خلال تصريح»: how the source spoke."""
    if token + 1 == len(scan.words):
        return False
    return scan.words[token + 1] in _listed("source_occasion") or is_source_noun(scan, token + 1)


def who_speaks(scan: Scan, first: int, last: int, led: bool = False) -> str | None:
    """Who a source is by its own words: «بلاغ المديرية العامة» → «المديرية العامة»; "" where they only point back.

    `led` tells that «ل» may lead to it («وفقا لوزارة الصحة»).
    """
    words, head, statements = scan.words, first, _listed("statement_noun")
    while head < last and words[head].removeprefix("ال") in statements:
        head += 1
    if head < last and words[head] in _THE_SOURCE and (head + 1 == last or words[head + 1] in _SELF):
        return ""
    while last > head and words[last - 1] in _SELF:
        last -= 1
    if head == last:
        return ""
    if head > first and not any(_names_a_body(scan, token) for token in range(head, last)):
        return None  # «أرقام رسمية حديثة»
    issuer = printed_source(scan, head, last)
    if (head > first or led) and words[head].startswith("ل"):
        issuer = without_preposition(issuer)
    return issuer if len(issuer) >= _SHORTEST else None

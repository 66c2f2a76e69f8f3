"""Whose word a figure is: the source that its sentence names, and who that is.

A source stands behind a marker («حسب بلاغ الوزارة»), as the subject of a verb of saying («وأوضح البلاغ أن», «قال رئيس
الغرفة، كمال نصر، إن»), or is the speaker before («وأضاف أن», «مشيرا إلى أن»).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from newsextract.document import Document
from newsextract.extractors.figures.nouns import kind_of_noun
from newsextract.extractors.figures.quantities import Quantity
from newsextract.extractors.figures.windows import clause_break
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan

_LONGEST_PHRASE = 18
_LONGEST_NAME = 5
_SHORTEST = 3
_CARRY_REACH = 150
_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "الي", "علي", "عن", "قايلا", "قايله", "ل", "ب"})
_CLAUSE = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_PREPOSITIONS = frozenset(
    {"في", "من", "مع", "عبر", "خلال", "لدي", "لها", "له", "لهم", "بعد", "قبل", "الي", "علي", "عن"}
)
_VERB_PARTICLES = frozenset({"به", "في", "عنه", "عن", "علي", "عنها", "بها"})
_MEDIA = frozenset({"في", "عبر", "خلال", "فى"})
_SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها", "المذكور", "المذكوره", "اعلاه"})


_QUOTATION = frozenset({"«", "»", "“", "”", '"'})
_CONTRASTS = frozenset({"حين", "بينما", "فيما", "مقابل", "لكن", "غير"})
_CONTRAST_REACH = 40
_PRONOUNS = ("هم", "ها", "هن")
_ASIDE_MARKS = frozenset({"،", ",", "(", ")", "»", "»،", ")،", "-"})
_COUNTS = frozenset({"عدد", "العدد", "اعداد", "حصيله", "الخسائر", "قيمه", "نسبه", "كلفه", "حجم", "مساحه"})
_TAKEN = ("استق", "حصل")
_QUOTES = ("«»", "“”", "()")


class Statement(NamedTuple):
    """A source named at token `first`; the phrase ends before token `last`. `source` is None for the speaker before."""

    first: int
    last: int
    by: bool
    source: str | None
    issuer: str | None
    sure: bool = False


class Sources:
    """The sources that one article names, in text order."""

    def __init__(self, document: Document) -> None:
        self._scan = document.scan
        self._speakers = sorted(
            (mention.start, mention.text, official.name)
            for official in document.officials
            if official.name
            for mention in official.mentions
        )
        self._cities = {mention.start for city in document.cities for mention in city.mentions}
        self._issuers: list[str] = []
        self._statements: list[Statement] | None = None
        self._starts: list[int] = []

    def of(self, quantity: Quantity, ceiling: int) -> tuple[str | None, str | None]:
        """Attribution as printed and the issuer that it stands for.

        `ceiling` is the token of the next figure. «وأضاف أن» names nobody, but has the issuer of the sentence before.
        """
        if self._statements is None:
            self._statements = self._read()
            self._starts = [statement.first for statement in self._statements]
        low = bisect_left(self._starts, quantity.sentence[0])
        high = bisect_left(self._starts, quantity.sentence[1])
        here = self._statements[low:high]
        chosen = (
            _choose(here, quantity, *self._half(quantity, here), ceiling) if here else self._headline(quantity.sentence)
        )
        if chosen is None:
            return None, None
        if chosen.source is None:
            speaker = self._speaker_before(low, quantity.sentence[0])
            return None, speaker.issuer if speaker else None
        return chosen.source, chosen.issuer

    def _half(self, quantity: Quantity, here: list[Statement]) -> tuple[int, int]:
        return _contrast(self._scan, quantity) if len(here) > 1 else quantity.sentence

    def _speaker_before(self, end: int, token: int) -> Statement | None:
        for statement in reversed((self._statements or [])[max(0, end - 12) : end]):
            if statement.first < token - _CARRY_REACH:
                return None
            if statement.source and (statement.by or statement.sure):
                return statement
        return None

    def _read(self) -> list[Statement]:
        hits = sorted([*self._scan.of("whose"), *self._scan.of("says")], key=lambda hit: hit.first)
        return [self._statement(hit) for hit in hits]

    def _statement(self, hit: Hit) -> Statement:
        by = hit.entry.kind == "whose"
        span = _phrase(self._scan, hit) if hit.entry.key != "saying" else None
        if span is None:
            return Statement(hit.first, hit.last, by, None, None)
        first, last = span
        if speaker := self._speaker(first, last if by else _clause_start(self._scan, last)):
            return Statement(hit.first, last, by, *speaker, True)
        source = _printed(self._scan, first, last)
        if hit.entry.key == "to":
            source = _without_preposition(source)
        told_by = _told_by(self._scan, last)
        issuer = self._issuer(*told_by) if told_by else self._issuer(first, last, hit.entry.key == "to")
        sure = hit.entry.key == "said" or _is_source_noun(self._scan, first) or _is_office(self._scan, first)
        return Statement(hit.first, last, by, source, issuer, sure)

    def _speaker(self, first: int, last: int) -> tuple[str, str] | None:
        """The official whose name the phrase holds: as printed there, and in full."""
        begin, end = self._scan.raw_span(first, last)
        i = bisect_left(self._speakers, (begin, "", ""))
        if i == len(self._speakers) or self._speakers[i][0] >= end:
            return None
        _, text, name = self._speakers[i]
        self._issuers.append(name)
        return text, name

    def _headline(self, sentence: tuple[int, int]) -> Statement | None:
        """«نقابة المعلمين: 86% شاركوا»: the source before a headline's colon."""
        first, end = sentence
        scan = self._scan
        if scan.raw_span(first, first + 1)[0] in self._cities:
            return None  # a dateline: «تل أبيب: …»
        for token in range(first + 1, min(end, first + _LONGEST_NAME + 2)):
            if scan.gaps[token].strip() == ":":
                if _is_source_noun(scan, first) or _is_office(scan, first):
                    return Statement(first, token, False, _printed(scan, first, token), self._issuer(first, token))
                return None
            if clause_break(scan, token):
                return None
        return None

    def _issuer(self, first: int, last: int, led: bool = False) -> str | None:
        """«بلاغ المديرية العامة» → «المديرية العامة», «البلاغ نفسه» → the issuer before, «المخيني» → his full name."""
        scan, head = self._scan, first
        while head < last and scan.words[head].removeprefix("ال") in load_tables()["statement_noun"].words:
            head += 1
        if scan.words[head : head + 1] in (["المصدر"], ["المصادر"]) and (
            head + 1 == last or scan.words[head + 1] in _SELF
        ):
            head = last
        while last > head and scan.words[last - 1] in _SELF:
            last -= 1
        if head == last:
            return self._issuers[-1] if self._issuers else None
        if head > first and not any(_names_a_body(scan, token) for token in range(head, last)):
            return None  # «أرقام رسمية حديثة»
        issuer = _printed(scan, head, last)
        if (head > first or led) and scan.words[head].startswith("ل"):
            issuer = _without_preposition(issuer)
        if len(issuer) < _SHORTEST:
            return None
        issuer = self._full(issuer)
        self._issuers.append(issuer)
        return issuer

    def _full(self, issuer: str) -> str:
        """The fullest form that an earlier source had: «الوزارة» → «وزارة الصحة», «المخيني» → «خلفان المخيني»."""
        bare = issuer.removeprefix("ال")
        for earlier in reversed(self._issuers):
            words = earlier.split()
            if len(words) < 2 or " " in issuer or any(word.startswith("و") for word in words[1:]):
                continue
            if words[0].removeprefix("ال") == bare or words[-1] == issuer:
                return earlier
        return issuer


def _choose(here: list[Statement], quantity: Quantity, low: int, high: int, ceiling: int) -> Statement | None:
    """The source that governs a figure: a marker of its sentence, else the verb before it, else the one behind it.

    A source between the figure and the next one (`ceiling`), or in the same half [low, high) of a contrast, goes first.
    """
    markers = [statement for statement in here if statement.by and statement.source]
    beside = [statement for statement in markers if quantity.last <= statement.first < min(ceiling, high)]
    if beside:
        return beside[0]
    inside = [statement for statement in here if low <= statement.first < high]
    if len(inside) < len(here) and any(statement.source for statement in inside):
        return _choose(inside, quantity, low, high, ceiling)
    if markers:
        behind = [statement for statement in markers if statement.first >= quantity.last]
        return behind[0] if behind else markers[-1]
    before = [statement for statement in here if statement.last <= quantity.first]
    if before:
        named = [statement for statement in before if statement.source]
        return named[-1] if named else before[-1]
    later = [statement for statement in here if statement.source and statement.first >= quantity.last]
    return later[0] if later else None


def _phrase(scan: Scan, hit: Hit) -> tuple[int, int] | None:
    """Tokens of the source behind a marker or verb: the name between commas where a role stands before it."""
    words, first = scan.words, _behind_verb(scan, hit.last)
    if words[first : first + 1] == ["ل"]:
        first += 1  # «وفقا لـ «رويترز»»
    limit = min(len(words), first + _LONGEST_PHRASE)
    if first >= limit or _breaks(scan, first):
        return None
    last = _segment_end(scan, first, limit)
    if last == first or words[first] in _stops() or words[first] in _PREPOSITIONS or not _may_speak(scan, first):
        return None
    name = _apposition(scan, first, last, limit)
    if hit.entry.key in ("by", "to"):
        return name or (first, last)
    closing = _after_asides(scan, name[1] if name else last, limit)
    said = closing < len(words) and _leads_to_clause(scan, closing, hit.entry.key == "clause")
    said |= hit.entry.key == "said" and last < len(words) and words[last] in _COUNTS  # «قدرت النقابة عدد …»
    if said or _is_source_noun(scan, first) or (hit.entry.key == "said" and _is_office(scan, first)):
        return name or (_without_honorific(scan, first), last)
    return None


def _behind_verb(scan: Scan, token: int) -> int:
    """«حسب ما أوردته الصحيفة», «وفق ما صرح به الوزير»: the token behind «ما» and its verb."""
    if scan.words[token : token + 1] != ["ما"]:
        return token + (scan.words[token : token + 1] in (["به"], ["عنه"], ["بها"]))
    following = scan.words[token + 2 : token + 3]
    return token + (3 if following and following[0] in _VERB_PARTICLES else 2)


def _may_speak(scan: Scan, token: int) -> bool:
    """Whether a word can begin a source: no «و» before a verb, no rule or measure («وفقا للقانون»)."""
    word = scan.words[token]
    bare = word.removeprefix("لل").removeprefix("ال")
    tables = load_tables()
    owned = next((bare.removesuffix(pronoun) for pronoun in _PRONOUNS if bare.endswith(pronoun)), bare)
    if word in tables["uncounted"].words or {word, bare, word[1:], owned} & tables["no_source"].words:
        return False
    return not word.startswith("و") or _is_office(scan, token) or kind_of_noun(word) is not None


def _apposition(scan: Scan, first: int, last: int, limit: int) -> tuple[int, int] | None:
    """«رئيس الغرفة، كمال نصر، إن»: the name behind a role's comma."""
    if last >= limit or scan.gaps[last].strip() not in ("،", ",") or not scan.hit("role", first):
        return None
    end = _segment_end(scan, last, min(len(scan.words), last + _LONGEST_NAME + 2))
    start = _without_honorific(scan, last)
    if scan.hit("says", last):
        return None  # «متحدث باسم الشرطة، موضحا أن»
    if not 0 < end - start <= _LONGEST_NAME or scan.words[start] in _stops() or scan.words[start] in _PREPOSITIONS:
        return None
    return start, end


def _after_asides(scan: Scan, token: int, limit: int) -> int:
    """The token behind «، في بلاغ لها، أمس الأحد،»."""
    while token < limit and scan.gaps[token].strip() in _ASIDE_MARKS and scan.words[token] not in _THAT:
        token = next((t for t in range(token + 1, limit) if clause_break(scan, t) or scan.words[t] in _THAT), limit)
    while token < limit and (scan.words[token] in _stops() or scan.words[token] in _PREPOSITIONS - _THAT):
        token += 1
    return token


def _is_medium(scan: Scan, token: int) -> bool:
    """«في بيان», «خلال تصريح»: how the source spoke."""
    word, occasions = scan.words[token], load_tables()["source_occasion"].words
    if word[0] == "ل":
        return word[1:] in load_tables()["source_medium"].words
    if word not in _MEDIA or token + 1 == len(scan.words):
        return False
    return scan.words[token + 1] in occasions or _is_source_noun(scan, token + 1)


def _clause_start(scan: Scan, token: int) -> int:
    """The «أن» that a speaker's asides lead to: «المكلف بالإعلام على مستوى المديرية، سمير بن يونس، أن»."""
    behind = range(token, min(len(scan.words), token + _LONGEST_PHRASE))
    return next((t for t in behind if scan.words[t] in _CLAUSE), token)


def _contrast(scan: Scan, quantity: Quantity) -> tuple[int, int]:
    """The tokens of a figure's half of «… في حين …», its sentence where nothing is contrasted."""
    low, high = quantity.sentence
    words = scan.words
    before = (t for t in range(quantity.first - 1, max(low, quantity.first - _CONTRAST_REACH), -1))
    behind = range(quantity.last, min(high, quantity.last + _CONTRAST_REACH))
    return (
        next((token for token in before if words[token] in _CONTRASTS), low),
        next((token for token in behind if words[token] in _CONTRASTS), high),
    )


def _told_by(scan: Scan, token: int) -> tuple[int, int] | None:
    """«حصيلة أعلنها الدفاع المدني», «أرقام استقتها الجريدة من مصالح الجماعة»: who told what a phrase calls."""
    words = scan.words
    if token >= len(words) or words[token] not in load_tables()["told_by"].words:
        return None
    first = token + 1
    if words[token].startswith(_TAKEN):
        first = next((t + 1 for t in range(first, min(len(words), first + 4)) if words[t] == "من"), first)
    last = _segment_end(scan, first, min(len(words), first + _LONGEST_PHRASE))
    return (first, last) if last > first else None


def _leads_to_clause(scan: Scan, token: int, only: bool) -> bool:
    """«أن», «إلى أن», a colon; or, unless `only` a clause will do, «عن»."""
    following = scan.words[token + 1] if token + 1 < len(scan.words) else ""
    word = scan.words[token]
    return word in _CLAUSE or following in _CLAUSE or ":" in scan.gaps[token] or (word in _THAT and not only)


def _is_source_noun(scan: Scan, token: int) -> bool:
    word, tables = scan.words[token].removeprefix("ال"), load_tables()
    return word in tables["statement_noun"].words or word in tables["source_noun"].words


def _names_a_body(scan: Scan, token: int) -> bool:
    """Whether a word behind «بيان» can be of whose it is: definite, led by «ل», an office."""
    word = scan.words[token]
    return word.startswith(("ال", "ل")) or _is_office(scan, token) or kind_of_noun(word) is not None


def _is_office(scan: Scan, token: int) -> bool:
    return bool(scan.words[token] in _bodies() or scan.hit("role", token))


def _breaks(scan: Scan, token: int) -> bool:
    """Whether punctuation ends a phrase: quotation marks do not («صحيفة «الرأي العام»»)."""
    return clause_break(scan, token) and scan.gaps[token].strip() not in _QUOTATION


def _segment_end(scan: Scan, first: int, limit: int) -> int:
    words = scan.words
    for token in range(first, limit):
        if token > first and words[token - 1] in _SELF:
            return token
        if token > first and (words[token].isascii() or _is_medium(scan, token) or words[token] == "و"):
            return token
        if (token > first and _breaks(scan, token)) or words[token] in _THAT or words[token] < ":":
            return token
        if token > first and (words[token] in _stops() or words[token] in load_tables()["told_by"].words):
            return token
    return limit


def _without_honorific(scan: Scan, first: int) -> int:
    return first + 1 if scan.words[first] in load_tables()["honorific"].words else first


def _stops() -> frozenset[str]:
    return load_tables()["source_end"].words


@cache
def _bodies() -> frozenset[str]:
    return frozenset(form.folded for form in load_tables()["office_body"].forms)


def _without_preposition(source: str) -> str:
    """«لوزارة الصحة» → «وزارة الصحة», «للمرصد» → «المرصد»."""
    return "ال" + source[2:] if source.startswith("لل") else source.removeprefix("ل")


def _printed(scan: Scan, first: int, last: int) -> str:
    """The printed words, with the quotation mark that closes one opened inside."""
    text = scan.raw_text(first, last)
    closing = next((pair[1] for pair in _QUOTES if text.count(pair[0]) > text.count(pair[1])), "")
    if not closing and text.count('"') % 2:
        closing = '"'
    return text + closing if closing and scan.gaps[last].startswith(closing) else text

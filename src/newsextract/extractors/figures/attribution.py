"""Whose word a figure is: the source that its sentence names, and who that is.

A source stands behind a marker («حسب بلاغ الوزارة»), as the subject of a verb of saying («وأوضح البلاغ أن», «قال رئيس
الغرفة، كمال نصر، إن»), or is the speaker before («وأضاف أن», «مشيرا إلى أن»).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter

from newsextract.document import Document
from newsextract.extractors.figures.quantities import Quantity
from newsextract.extractors.figures.sentences import Sentence, clause_break
from newsextract.extractors.figures.source_phrases import LONGEST_NAME, MARKERS, clause_said, source_phrase, told_by
from newsextract.extractors.figures.source_words import Phrase, is_office, is_source_noun
from newsextract.extractors.figures.speakers import printed_source, speaker_in, who_speaks, without_preposition
from newsextract.extractors.figures.statements import Statement, choose, contrasts, half_around
from newsextract.extractors.figures.subjects import subject_before
from newsextract.matching import Hit
from newsextract.sentences import sentence_break

_first = attrgetter("first")
_CARRY_REACH = 150
_DENIAL_REACH = 4
_NEAREST = 12
_REMEMBERED = 200
_RELATIVES = frozenset({"الذي", "التي", "الذين"})
_ASIDES = frozenset({"في", "خلال", "عقب", "بعد", "علي"})
_LED_BY_MARKER = frozenset({"by", "to"})
_OF_NOBODY = frozenset({"saying", "narrator"})


class Sources:
    """The sources that one article names, in text order; each is read when it is first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._scan = document.scan
        self._hits = sorted([*document.scan.of("whose"), *document.scan.of("says")], key=_first)
        self._starts = [hit.first for hit in self._hits]
        self._statements: list[Statement | None] = [None] * len(self._hits)
        self._names: dict[int, str | None] = {}
        self._whose: dict[int, tuple[str | None, str | None]] = {}
        self._headlines: list[str] = []
        self._sentence: Sentence | None = None
        self._low = 0
        self._denials = self._contrasts = False
        self._here: list[Statement] = []
        self._head: tuple[str | None, str | None] = None, None

    @cached_property
    def _numbers(self) -> list[int]:
        """The tokens at which cardinals begin."""
        return [number.first for number in self._document.numbers if not (number.ordinal or number.definite)]

    @cached_property
    def _speakers(self) -> list[tuple[int, str, str]]:
        """The officials with a name: where each is named, as printed there, and in full."""
        return sorted(
            (mention.start, mention.text, official.name)
            for official in self._document.officials
            if official.name
            for mention in official.mentions
        )

    def of(self, quantity: Quantity, ceiling: int) -> tuple[str | None, str | None]:
        """Attribution as printed and the issuer that it stands for.

        `ceiling` is the token of the next figure. «وأضاف أن» names nobody, but has the issuer of the sentence before.
        """
        sentence = quantity.sentence
        if sentence is not self._sentence:
            self._enter(sentence)
        if not self._here:
            return self._head
        here = self._here if len(self._here) <= _NEAREST else self._near(quantity)
        if self._denials:
            here = [statement for statement in here if quantity.first >= statement.denied]
            if not here:
                return None, None
        half = half_around(self._scan, quantity) if self._contrasts else (sentence.first, sentence.last)
        chosen = choose(here, quantity, *half, ceiling)
        if chosen is None or chosen.how == "narrator":
            return None, None
        if chosen.place not in self._whose:
            self._whose[chosen.place] = self._said_by(chosen, sentence)
        return self._whose[chosen.place]

    def _said_by(self, statement: Statement, sentence: Sentence) -> tuple[str | None, str | None]:
        """Who makes a statement of a sentence, as printed and resolved."""
        if statement.phrase is None:
            return None, self._speaker_before(self._low, sentence.first)
        return self._printed(statement), self._issuer(statement.place)

    def _enter(self, sentence: Sentence) -> None:
        """Read the statements of a sentence, from statement `_low` on, once for all its figures."""
        low = bisect_left(self._starts, sentence.first)
        high = bisect_left(self._starts, sentence.last, low)
        self._sentence, self._low = sentence, low
        if low == high:
            self._here, self._denials, self._head = [], False, self._headline(sentence, low)
            return
        statements = map(self._statement, range(low, high))
        self._here = [statement for statement in statements if statement.phrase or not self._is_idle(statement)]
        self._denials = any(statement.denied for statement in self._here)
        self._contrasts = len(self._here) > 1 and contrasts(self._scan, sentence)
        self._head = (None, None) if self._here else self._headline(sentence, low)

    def _near(self, quantity: Quantity) -> list[Statement]:
        """The statements around a figure, so that a text without punctuation costs no more than another."""
        nearest = bisect_left(self._here, quantity.first, key=_first)
        return self._here[max(0, nearest - _NEAREST) : nearest + _NEAREST]

    def _is_idle(self, statement: Statement) -> bool:
        """«حسب الحاجة», «الذي قدر عدد»: whether words of a source that name none take up none either."""
        return statement.how in MARKERS or statement.how == "estimated" or self._is_relative(statement.first - 1)

    def _is_relative(self, token: int) -> bool:
        return 0 <= token < len(self._scan.words) and self._scan.words[token] in _RELATIVES

    def _printed(self, statement: Statement) -> str | None:
        if statement.phrase is None or statement.speaker:
            return statement.speaker[0] if statement.speaker else None
        source = printed_source(self._scan, *statement.phrase[:2])[statement.phrase.attached :]
        return without_preposition(source) if statement.led else source

    def _statement(self, i: int) -> Statement:
        statement = self._statements[i]
        if statement is None:
            statement = self._statements[i] = self._read(i, self._hits[i])
        return statement

    def _read(self, i: int, hit: Hit) -> Statement:
        how = hit.entry.key
        if how in _OF_NOBODY:
            return Statement(i, hit.first, hit.last, hit.last, how)
        antecedent = self._antecedent(i, hit)
        phrase = antecedent or source_phrase(self._scan, hit) or subject_before(self._scan, hit)
        if phrase is None:
            return Statement(i, hit.first, hit.last, hit.last, how)
        first, last = phrase[:2]
        number = bisect_right(self._numbers, first)
        if number < len(self._numbers) and self._numbers[number] < last:
            last = self._numbers[number]  # «قدّرهم المنظمون بعشرة آلاف»
            phrase = phrase._replace(last=last)
        speaker = self._speaker(first, max(last, hit.first), how) if self._speakers else None
        told = None if speaker else told_by(self._scan, last)
        closed = hit.entry.kind == "whose" and self._is_relative(last) and self._is_closed(hit, last)
        led = first == hit.last if how == "to" else antecedent is not None and self._scan.words[first][0] == "ل"
        denied = self._denied(hit.first) if "كما" in self._scan.words[max(hit.first - 1, 0) : hit.first + 1] else 0
        last, by = max(last, hit.last), how in _LED_BY_MARKER
        return Statement(i, hit.first, last, phrase.opens or last, how, phrase, told, speaker, closed, led, denied, by)

    def _denied(self, first: int) -> int:
        """«63 محلا، لا 40 كما أعلنت الشرطة»: the token of the number that alone is the source's, 0 where none is."""
        words, numbers = self._scan.words, self._numbers
        behind = [token for token in range(max(first - _DENIAL_REACH, 1), first) if words[token - 1] in ("لا", "وليس")]
        number = bisect_left(numbers, behind[-1]) if behind else len(numbers)
        return behind[-1] if number < len(numbers) and numbers[number] == behind[-1] else 0

    def _is_closed(self, hit: Hit, last: int) -> bool:
        """Whether a comma ends what a marker leads to, but for «وحسب التقرير، الذي نشر أمس، فإن» at the beginning."""
        leads = hit.first == 0 or sentence_break(self._scan.gaps[hit.first]) is not None
        return not leads and clause_break(self._scan, last)

    def _antecedent(self, i: int, hit: Hit) -> Phrase | None:
        """«حسب بلاغ لهيئة المتاحف، التي أكدت أن»: whom the relative pronoun before a verb of saying stands for."""
        if not i or self._scan.words[hit.first - 1] not in _RELATIVES:
            return None
        before = self._statement(i - 1)
        if before.phrase is None or before.phrase.last != hit.first - 1:
            return None
        first, last = before.phrase[:2]
        head = speaker_in(self._scan, first, last)
        return Phrase(head, last, hit.last)

    def _speaker(self, first: int, last: int, how: str) -> tuple[str, str] | None:
        """The official whose name the phrase holds: as printed there, and in full."""
        begin = self._scan.folded.raw_offset(self._scan.starts[first])
        i = bisect_left(self._speakers, (begin, "", ""))
        if i == len(self._speakers):
            return None
        start, printed, name = self._speakers[i]
        end = self._scan.raw_span(first, last)[1]
        if start >= end and how not in MARKERS and not self._is_aside(last):
            end = self._scan.raw_span(first, clause_said(self._scan, last))[1]
        return (printed, name) if start < end else None

    def _is_aside(self, token: int) -> bool:
        """Whether what follows a name can hold others: «أبرز لودريان، في لقاء مع الوزير ناصر بوريطة، أن»."""
        words = self._scan.words
        return token < len(words) and words[token] in _ASIDES and clause_break(self._scan, token)

    def _speaker_before(self, end: int, token: int) -> str | None:
        """Who spoke before statement `end`, in whose sentence, from `token` on, nobody is named."""
        for i in range(end - 1, max(0, end - _NEAREST) - 1, -1):
            if self._starts[i] < token - _CARRY_REACH:
                return None
            statement = self._statement(i)
            if statement.phrase and self._is_sure(statement, statement.phrase[0]):
                return self._issuer(i)
        return None

    def _is_sure(self, statement: Statement, first: int) -> bool:
        named = statement.by or statement.how == "said" or statement.speaker is not None
        return named or is_source_noun(self._scan, first) or is_office(self._scan, first)

    def _headline(self, sentence: Sentence, low: int) -> tuple[str | None, str | None]:
        """«نقابة المعلمين: 86% شاركوا»: the source before a headline's colon."""
        scan, first, last = self._scan, sentence.first, sentence.clause_end(sentence.first)
        if last == sentence.last or last - first > LONGEST_NAME + 1 or scan.gaps[last].strip() != ":":
            return None, None
        if not is_source_noun(scan, first) and not is_office(scan, first):
            return None, None
        start = scan.raw_span(first, first + 1)[0]
        if any(mention.start == start for city in self._document.cities for mention in city.mentions):
            return None, None  # a dateline: «تل أبيب: …»
        issuer = self._resolve(who_speaks(scan, first, last), low)
        if issuer:
            self._headlines.append(issuer)
        return printed_source(scan, first, last), issuer

    def _issuer(self, i: int) -> str | None:
        return self._resolve(self._named(i), i)

    def _named(self, i: int) -> str | None:
        """Who the source of a statement is by its own words, "" where they only point back."""
        if i not in self._names:
            self._names[i] = self._name(self._statement(i))
        return self._names[i]

    def _name(self, statement: Statement) -> str | None:
        if statement.speaker or statement.phrase is None:
            return statement.speaker[1] if statement.speaker else None
        if statement.told:
            return who_speaks(self._scan, *statement.told)
        return who_speaks(self._scan, *statement.phrase[:2], statement.led, statement.phrase.attached)

    def _resolve(self, name: str | None, i: int) -> str | None:
        """The issuer before for «البلاغ نفسه», the fullest form that one before had for «المخيني» and «الوزارة»."""
        if name is None or " " in name:
            return name
        bare = name.removeprefix("ال")
        for earlier in self._named_before(i):
            if not name:
                name, bare = earlier, earlier.removeprefix("ال")
            words = earlier.split() if " " in earlier else []
            if len(words) < 2 or any(word.startswith("و") for word in words[1:]):
                continue
            if words[0].removeprefix("ال") == bare or words[-1] == name:
                return earlier
        return name or None

    def _named_before(self, i: int) -> Iterator[str]:
        """Those named before statement `i`, nearest first, then those of headlines."""
        for j in range(i - 1, max(0, i - _REMEMBERED) - 1, -1):
            if name := self._named(j):
                yield name
        yield from reversed(self._headlines)

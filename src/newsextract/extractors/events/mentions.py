"""What the text says of an event at one place: its name there, its edition."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from newsextract.document import Document
from newsextract.extractors.events.layout import Layout, Span
from newsextract.lexicon import load_tables
from newsextract.matching import Hit
from newsextract.normalize import INVISIBLE, MARKS
from newsextract.numerals import Number

GATHERINGS = frozenset({"fair", "meeting", "sport", "pilgrimage", "campaign"})
GENRES = GATHERINGS | {"disaster", "accident", "attack", "protest", "vote"}
NAMING = frozenset({"event_head", "event_reference", "event_edition"})
KINDS = (*sorted(NAMING), "event_deed", "event_comparison")
COMPARED_YEAR_REACH = 14
"""Tokens between «مقابل» and a year that stands for an edition."""
LONGEST_NAME = 9
"""Tokens behind the head noun."""
LONGEST_QUOTE = 7
COMPARISON_REACH = 7
"""Tokens between «مقابل» and the mention that it brings in for comparison."""

OPENING, CLOSING = '«"“”″', '»"”“″'
"""Quotation marks; some papers turn the curly ones round."""
_UNPRINTED = re.compile(f"[{MARKS}{INVISIBLE}]+")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True, eq=False)
class EventMention:
    """An event as one place of the text names it.

    `[first, last)` are its tokens and `start` the folded offset behind a proclitic. `genre` and `subject` come from
    the head noun (empty for «الدورة السادسة»), `core` are the folded words that tell the event from others of its kind.
    A `reference` is a definite noun alone («الصالون», «هذه التظاهرة»). `turn` is the edition relative to the article's
    (-1, 0, +1), `year` the one that stands for an edition («دورة 2022»). What is `told` has no name of its own there
    («انقلبت حافلة»), and a `deed` claims only the people counted beside it.
    """

    first: int
    last: int
    start: int
    genre: str = ""
    subject: str = ""
    name: str = ""
    core: frozenset[str] = frozenset()
    reference: bool = False
    other: bool = False
    told: bool = False
    deed: bool = False
    edition: int | None = None
    turn: int | None = None
    year: str | None = None
    compared: bool = False
    city: str | None = None
    dates: list[tuple[str | None, str | None]] = field(default_factory=list)

    @property
    def gathering(self) -> bool:
        """Whether the event is of a kind that is held, in editions, rather than one that happens."""
        return self.genre in GATHERINGS

    @property
    def labelled(self) -> bool:
        """Whether the mention says which edition it means."""
        return self.edition is not None or self.year is not None or self.turn in (-1, 1)


@cache
def words_of(table: str) -> frozenset[str]:
    """The folded words of one list of the lexicon."""
    return load_tables()[table].words


class Reader:
    """Reads the mentions from left to right, an edition joined with the name that it belongs to.

    «الدورة السادسة لأيام الأبواب المفتوحة» is one mention, «المعرض الدولي للكتاب في دورته ال29» too.
    Tokens before `done` belong to one already.
    """

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document = document
        self.layout = layout
        self.scan = document.scan
        self.done = 0
        self.mentions: list[EventMention] = []
        self.seasons = False
        self.numbers: dict[int, Number] = {number.first: number for number in document.numbers}
        self.number_ends: dict[int, Number] = {number.last: number for number in document.numbers}

    def read_all(self) -> list[EventMention]:
        """The mentions of the whole text."""
        heads = [hit for kind in KINDS for hit in self.scan.of(kind)]
        heads.sort(key=lambda hit: (hit.first, -hit.last))
        for hit in heads:
            if hit.first >= self.done and hit.entry.key != "no":
                self.read(hit)
            elif hit.first >= self.done:
                self.done = hit.last
        return self.mentions

    def read(self, hit: Hit) -> None:
        """Read the mention at a hit, if it is one."""
        if hit.entry.kind == "event_edition":
            mention = self._edition(hit)
        elif hit.entry.kind == "event_reference":
            mention = self._reference(hit)
        elif hit.entry.kind == "event_deed":
            mention = _deed(hit)
        elif hit.entry.kind == "event_comparison":
            mention = self._compared_year(hit)
        else:
            mention = self._named(hit)
        if mention is not None:
            before = range(max(mention.first - COMPARISON_REACH, 0), mention.first)
            mention.compared = any(self.scan.hit("event_comparison", i) for i in before)
            self.mentions.append(mention)
            self.done = max(self.done, mention.last)

    def _reference(self, hit: Hit) -> EventMention | None:
        if not hit.definite:
            return None
        return EventMention(hit.first, hit.last, self._printed_start(hit), hit.entry.key, reference=True)

    def _printed_start(self, hit: Hit) -> int:
        """The folded offset of the head, its article included."""
        return hit.start - 2 if hit.prefix.endswith("ال") else hit.start

    # -- editions ------------------------------------------------------------------------------------------------

    def _edition(self, hit: Hit) -> EventMention | None:
        """«الدورة السادسة (ل…)», «النسخة الـ 30», «دورة 2022», «الموسم الأول», «هذه الدورة», «الدورة الماضية»."""
        if hit.entry.key == "many":
            return None
        mention = EventMention(hit.first, hit.last, self._printed_start(hit))
        self._number_of_edition(mention)
        season = hit.entry.key == "season" and not self.seasons and mention.edition is None and mention.year is None
        if season or (not mention.labelled and mention.turn is None):
            if hit.entry.key == "its" or not hit.definite or season:
                return None
            mention.turn, mention.reference = 0, True
        if hit.entry.key == "its" and self._joins_previous(mention):
            return None
        self.seasons |= hit.entry.key == "season" and mention.edition is not None
        return self._named_behind(mention) or mention

    def _number_of_edition(self, mention: EventMention) -> None:
        """Read the number, the year or the relative word behind an edition word into `mention`."""
        words, i = self.scan.words, mention.last
        if i < len(words) and self._gap(i) in ("", "(") and words[i] in ("ال", "رقم"):
            i += 1
        if i >= len(words) or self._gap(i) not in ("", "(", "-", "°"):
            return
        turn = self.scan.hit("event_turn", i)
        date = self._year_at(i)
        if turn:
            mention.turn, mention.last = int(turn.entry.key), turn.last
        elif date:
            mention.year, mention.last = date
        elif (number := self.numbers.get(i)) and _counts_editions(number, words[i]):
            mention.edition, mention.last = int(number.value), number.last

    def _year_at(self, i: int) -> tuple[str, int] | None:
        """A year, or a month with its year, that stands for an edition, and the token behind it."""
        date = self.layout.date_at.get(i) or self.layout.date_at.get(i - 1)
        if date and (len(date.value) in (4, 7, 9) or (date.last - date.first <= 3 and "/" in date.value)):
            return date.value, date.last
        word = self.scan.words[i]
        return (word, i + 1) if len(word) == 4 and word.isdigit() and "1950" <= word <= "2100" else None

    def _compared_year(self, hit: Hit) -> EventMention | None:
        """«مقارنة بنحو 4 ملايين زائر في العام الماضي»: a year that stands for the edition compared with."""
        end = self.document.sentence_at(self.scan.starts[hit.first])[1]
        for i in range(hit.last, min(hit.last + COMPARED_YEAR_REACH, len(self.scan.words))):
            if self.scan.starts[i] >= end or any(other.entry.kind in NAMING for other in self.scan.at.get(i, ())):
                return None
            if (date := self.layout.date_at.get(i)) and len(date.value) == 4:
                return EventMention(date.first, date.last, date.start, year=date.value)
        return None

    def _joins_previous(self, edition: EventMention) -> bool:
        """Give the edition to the event named before it in the sentence: «المعرض … في دورته ال29»."""
        if not self.mentions:
            return False
        named = self.mentions[-1]
        if named.labelled or edition.first - named.last > 15 or not self._same_sentence(named.first, edition.first):
            return False
        named.edition, named.turn, named.year = edition.edition, edition.turn, edition.year
        self.done = edition.last
        return True

    def _same_sentence(self, first: int, second: int) -> bool:
        starts = self.scan.starts
        return starts[second] < self.document.sentence_at(starts[first])[1]

    def _named_behind(self, edition: EventMention) -> EventMention | None:
        """The mention of the name that the edition leads to: «الدورة السادسة ل…», «النسخة الثانية من …»."""
        i, words = edition.last, self.scan.words
        of = i < len(words) and words[i] in ("من", "ل") and not self._gap(i)
        if of:
            i += 1
        if i >= len(words) or self._gap(i) not in ("", *OPENING):
            return None
        head = self.scan.hit("event_head", i)
        if head and head.entry.key != "no" and (of or head.prefix.startswith("ل")):
            named = self._named(head) or self._bare(head)
        elif of and edition.edition and self._gap(i) and (last := self.quote_end(i)):
            named = self.span(i, last, self.scan.starts[i], i)
            named.genre = "fair"
        else:
            return None
        named.first, named.start = edition.first, edition.start
        named.edition = edition.edition or named.edition
        named.turn, named.year = edition.turn, edition.year or named.year
        return named

    # -- names ---------------------------------------------------------------------------------------------------

    def _is_head(self, hit: Hit) -> bool:
        """Whether the word means an event here; not «الاجتماع الدوري», not مظاهره ("its aspects")."""
        if hit.entry.form in ("دوري", "نهايي") and hit.definite and hit.first and not self._gap(hit.first):
            return not self.scan.words[hit.first - 1].startswith("ال")
        if hit.entry.form == "قمه" and not hit.definite and hit.first:
            return self.scan.words[hit.first - 1] not in words_of("event_height")
        if hit.entry.form == "سيول" and not hit.definite:
            return words_of("event_seoul").isdisjoint(self.scan.words)
        return hit.entry.form != "مظاهره" or not self.scan.raw_text(hit.first, hit.last).endswith("ه")

    def _is_counted(self, hit: Hit) -> bool:
        """Whether the word is the noun of a quantity: «214 صالونا», «13 غارة»."""
        before = self.number_ends.get(hit.first)
        return before is not None and not before.ordinal and not self._gap(hit.first) and not hit.definite

    def _named(self, hit: Hit) -> EventMention | None:
        """A head noun with its complement; without one, a reference if it is definite, else a nameless happening."""
        if not self._is_head(hit) or self._is_counted(hit):
            return None
        definite = hit.definite or any(word.startswith("ال") for word in hit.entry.form.split())
        name = _Name(self, hit, definite)
        mention = self._mention(hit, name)
        mention.other = (
            name.last < len(self.scan.words)
            and not self._gap(name.last)
            and (self.scan.words[name.last] in words_of("event_other"))
        )
        if mention.gathering and not mention.core and (inner := self._head_inside(mention.last)):
            return self._wrap(mention, inner)
        if mention.core or mention.labelled or "open" in mention.subject or hit.last - hit.first > 1:
            return mention
        if definite or hit.entry.form.endswith(("ها", "ته")):
            mention.reference = True
            return mention
        if mention.gathering and self.scan.words[hit.first - 1 : hit.first] in (["اي"], ["كل"], ["غير"]):
            return None
        mention.reference = mention.gathering
        return mention

    def _head_inside(self, i: int) -> Hit | None:
        """The head noun that a head without complement governs: «بطولة كأس العالم», «القمة السادسة لمنتدى الدول»."""
        head = self.scan.hit("event_head", i) if i < len(self.scan.words) and not self._gap(i) else None
        governed = head and head.entry.key.partition(".")[0] in GATHERINGS and head.prefix in ("", "ل", "لل")
        return head if governed else None

    def _wrap(self, outer: EventMention, head: Hit) -> EventMention:
        inner = self._named(head) or self._bare(head)
        inner.first, inner.start, inner.reference = outer.first, outer.start, False
        inner.name = self._printed(outer.start, self.scan.end(inner.last - 1))
        inner.edition, inner.year = outer.edition or inner.edition, outer.year or inner.year
        return inner

    def _bare(self, hit: Hit) -> EventMention:
        genre, _, subject = hit.entry.key.partition(".")
        return EventMention(hit.first, hit.last, self._printed_start(hit), genre, subject, reference=True)

    def _mention(self, hit: Hit, name: _Name) -> EventMention:
        """The mention of a head noun with the name that was read behind it."""
        genre, _, subject = hit.entry.key.partition(".")
        mention = self.span(hit.first, name.last, self._printed_start(hit), hit.last, name.skipped)
        mention.genre, mention.subject, mention.edition, mention.year = genre, subject, name.edition, name.year
        if hit.prefix.endswith("لل"):
            mention.name = "ال" + mention.name
        if name.last == hit.last and self.scan.words[hit.last - 1].endswith(hit.entry.form + "ا"):
            mention.name = mention.name.removesuffix("ا")
        return mention

    def span(
        self, first: int, last: int, start: int, complement: int, skipped: frozenset[int] = frozenset()
    ) -> EventMention:
        """A mention named by its tokens but the skipped ones; what tells it apart begins at `complement`."""
        scan = self.scan
        parts, begin = [], start
        for i in sorted(skipped):
            parts.append(self._printed(begin, scan.starts[i]))
            begin = scan.end(i)
        parts.append(self._printed(begin, scan.end(last - 1)))
        words = (stem(word) for i, word in enumerate(scan.words[complement:last], complement) if i not in skipped)
        core = frozenset(words) - words_of("event_boilerplate") - {""}
        return EventMention(first, last, start, name=_SPACES.sub(" ", " ".join(parts)).strip(), core=core)

    def _printed(self, start: int, end: int) -> str:
        """The printed text of a folded span, without marks and quotation marks."""
        begin, stop = self.scan.folded.raw_span(start, end)
        text = _UNPRINTED.sub("", self.scan.folded.raw[begin:stop])
        return re.sub('[«»"“”]', "", text)

    def _gap(self, i: int) -> str:
        return self.scan.gaps[i].strip(" \t")

    def quote_end(self, i: int) -> int | None:
        """The token behind the quotation that opens before token i."""
        scan = self.scan
        if not scan.gaps[i].endswith(tuple(OPENING)):
            return None
        for j in range(i + 1, min(i + LONGEST_QUOTE, len(scan.words)) + 1):
            line, broken, _ = scan.gaps[j].partition("\n")
            if any(mark in line for mark in CLOSING):
                return j
            if broken or "،" in line:
                return None
        return None


def _deed(hit: Hit) -> EventMention:
    """An event told by its verb or its people: «300 معلم تجمعوا قبالة الوزارة», «انقلبت حافلة», «عدد الحجاج»."""
    genre, subject, *beside = hit.entry.key.split(".")
    name = next(form.form for form in load_tables()["event_deed_name"].forms if form.key == subject)
    return EventMention(hit.first, hit.last, hit.start, genre, subject, name, told=True, deed=bool(beside))


def _counts_editions(number: Number, word: str) -> bool:
    """Whether a number behind an edition word is its ordinal: «السادسة», «الـ 30», «11»."""
    plain = number.value == int(number.value) and 0 < number.value < 500
    return plain and (number.ordinal or number.definite or word.isdigit())


class _Name:
    """The right end of a name: from the head noun over what the grammar of names lets follow."""

    def __init__(self, reader: Reader, hit: Hit, definite: bool) -> None:
        self.reader = reader
        self.words = reader.scan.words
        self.head = self.last = hit.last
        self.edition: int | None = None
        self.year: str | None = None
        self.definite = definite
        self.happening = hit.entry.key.partition(".")[0] not in GATHERINGS
        self.accusative = self.words[hit.last - 1].endswith(hit.entry.form + "ا")
        self.opened = 0
        skipped: set[int] = set()
        limit = min(len(self.words), hit.last + LONGEST_NAME)
        i = hit.last
        while i < limit:
            if (number := reader.numbers.get(i)) and number.ordinal and self._is_edition(i):
                self.edition = int(number.value)
                skipped.update(range(i, number.last))
                i = number.last
                continue
            step = self._step(i, i == hit.last)
            if not step:
                break
            i = self.last = step
        if self.last < len(self.words) and not self.happening and not reader._gap(self.last):
            self._year(self.last)
        self.skipped = frozenset(j for j in skipped if j < self.last)
        if skipped and not self.skipped and min(skipped) == self.last:
            self.last, self.skipped = max(skipped) + 1, frozenset(skipped)

    def _is_edition(self, i: int) -> bool:
        """«الملتقى الوطني الثالث»; not «دوري الدرجة الأولى»."""
        ranked = not self.words[i].startswith("ال") or self.words[i - 1] in words_of("event_rank")
        return not self.reader._gap(i) and not self.happening and not ranked

    def _year(self, i: int) -> None:
        word = self.words[i]
        if len(word) == 4 and word.isdigit() and "1950" <= word <= "2100":
            self.year = word

    def _step(self, i: int, at_head: bool) -> int | None:
        """The token behind what token i adds to the name, `None` where the name ends before it."""
        reader, word = self.reader, self.words[i]
        gap = reader._gap(i)
        if gap:
            return reader.quote_end(i) if i == self.last and not self.happening else None
        if word.removeprefix("و") in words_of("event_stop") or word in words_of("event_other"):
            return None
        if number := reader.numbers.get(i):
            return number.last if number.ordinal and self.words[i - 1] in words_of("event_rank") else None
        if word == "و":
            joined = i + 1 < len(self.words) and not reader._gap(i + 1) and self.words[i + 1].startswith("ال")
            return i + 2 if joined and self._coordinates(i) else None
        if city := reader.layout.city_at.get(i):
            return city.last if self._takes_city(city, at_head) else None
        if self.happening:
            return self._site(i, word) if at_head and not self.definite else self._of_group(i)
        head = reader.scan.hit("event_head", i)
        if head and (head.prefix.startswith("و") or (at_head and reader._head_inside(i))):
            return None
        if self.opened and word[0] != "و":
            self.opened -= 1
            return i + 1
        if word in words_of("event_name_opener") or word.removeprefix("لل") in words_of("event_name_opener"):
            self.opened = 2
            return i + 1
        return i + 1 if self._continues(i, word, at_head) else None

    def _site(self, i: int, word: str) -> int | None:
        """«زلزال الحوز», «كارثة ميناء العقبة»: the place that a happening is named for."""
        if word in words_of("event_group"):
            return i + 1
        if word in words_of("event_site") and i + 1 < len(self.words) and not self.reader._gap(i + 1):
            city = self.reader.layout.city_at.get(i + 1)
            if city or self.words[i + 1].startswith("ال"):
                return city.last if city else i + 2
        return i + 1 if word.startswith("ال") and len(word) > 4 else None

    def _of_group(self, i: int) -> int | None:
        """«إضراب معلمي التعليم الأساسي»: the words behind the group that acts."""
        grouped = self.words[self.head] in words_of("event_group") and i < self.head + 4
        word = self.words[i]
        return i + 1 if grouped and word.startswith("ال") and (i == self.head + 1 or is_adjective(word)) else None

    def _takes_city(self, city: Span, at_head: bool) -> bool:
        """«معرض القاهرة», «زلزال الحوز»; not «السيول بالقاهرة» or «المعرض بفاس»."""
        attached = city.start > self.reader.scan.starts[city.first]
        return not attached and (not self.definite or not at_head)

    def _continues(self, i: int, word: str, at_head: bool) -> bool:
        adjective = is_adjective(word)
        if word[0] == "ي" and not self.definite:
            adjective = word in words_of("event_adjective")
        if self.accusative:
            return adjective or word.startswith("لل")
        if word.startswith("ال"):
            return adjective or (at_head and not self.definite) or self._inside_complement(i)
        if word.startswith(("لل", "وال")):
            return not word.startswith("وال") or self._coordinates(i) or is_adjective(word[1:])
        following = self.words[i + 1] if i + 1 < len(self.words) and not self.reader._gap(i + 1) else ""
        leads_on = following.startswith(("ال", "لل")) and following not in words_of("event_stop")
        leads_on = leads_on and i + 1 not in self.reader.numbers
        if word[0] == "ل" and len(word) > 3:
            return leads_on and word[1:] in words_of("event_topic")
        if at_head and not self.definite:
            return adjective or (leads_on and len(word) > 2)
        return self._inside_complement(i) and leads_on and self.words[i - 1].startswith("ل")

    def _coordinates(self, i: int) -> bool:
        """«صالون الحرف والصناعات», «للحرف والصناعات»."""
        genitive = i > self.head and not self.definite and self.words[i - 1].startswith("ال")
        return genitive or self._inside_complement(i)

    def _inside_complement(self, i: int) -> bool:
        """Whether the word before is a noun of the complement that a coordination or an adjective can follow."""
        before = self.words[i - 1]
        return (i > self.last - 1 and before.startswith(("لل", "وال"))) or (before[0] == "ل" and len(before) > 3)


def stem(word: str) -> str:
    """A word of a name without conjunction, preposition and article: «وللحرف» → «حرف».

    >>> [stem(word) for word in ["للكتاب", "والصناعات", "الدولي", "لصناعه"]]
    ['كتاب', 'صناعات', 'دولي', 'صناعه']
    """
    for prefix in ("ولل", "وال", "بال", "لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    return word[1:] if word[0] == "ل" and len(word) > 3 else word


def is_adjective(word: str) -> bool:
    """Whether a folded word looks like an adjective of a name: the relative ي, or one of the list.

    >>> [is_adjective(word) for word in ["الدولي", "المفتوحه", "التقليديه", "الوزير"]]
    [True, True, True, False]
    """
    bare = word.removeprefix("ال")
    return (len(bare) > 3 and bare.endswith(("ي", "يه"))) or bare in words_of("event_adjective")

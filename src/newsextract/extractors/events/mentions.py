"""What the text says of an event at one place: its name there, its edition."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import itemgetter

from newsextract.document import Document
from newsextract.extractors.events.layout import OPENING, Layout, hits_among
from newsextract.extractors.events.names import GATHERINGS, Name, head_inside, stem, words_of
from newsextract.lexicon import load_tables
from newsextract.matching import Hit
from newsextract.normalize import INVISIBLE, MARKS
from newsextract.numerals import Number

GENRES = GATHERINGS | {"disaster", "accident", "attack", "protest", "vote"}
NAMING = frozenset({"event_head", "event_reference", "event_edition"})
COMPARED_YEAR_REACH = 14
"""Tokens between «مقابل» and a year that stands for an edition."""
MARCHES_ON = frozenset(
    {
        "ضد",
        "في",
        "نحو",
        "امام",
        "من",
        "عماليه",
        "وطنيه",
        "احتجاجيه",
        "حاشده",
        "سلميه",
        "شعبيه",
        "دعا",
        "دعت",
        "شارك",
        "شاركت",
        "انطلقت",
        "جابت",
        "طالبت",
    }
)
AMBIGUOUS_HEADS = frozenset({"دوري", "نهايي", "مسيره", "قمه", "سيول", "مظاهره"})
AMBIGUOUS_KEYS = frozenset({"vote.election", "accident.collapse"})
"""Head nouns, and kinds of events, that mean something else in some surroundings."""
LOOKS_BACK = frozenset({"بعدما", "بينما", "فيما", "حين", "مقابل", "مقارنه", "وكان", "وكانت", "علما"})
"""Words that open another clause: the edition behind them is another one than the event's before them."""
RECALL_REACH = 5
"""Tokens before a happening in which a span of time leads back to it."""
COMPARISON_REACH = 7
"""Tokens between «مقابل» and the mention that it brings in for comparison."""

REMEMBERED_NAMES = 10_000
_first, _last = itemgetter(0), itemgetter(1)
NO_WORDS: frozenset[str] = frozenset()
NO_TOKENS: frozenset[int] = frozenset()
_UNPRINTED = re.compile(f'[{MARKS}{INVISIBLE}«»"“”]+')


@dataclass(slots=True, eq=False)
class EventMention:
    """An event as one place of the text names it.

    `[first, last)` are its tokens and `start` the folded offset behind a proclitic. `genre` and `subject` come from
    the head noun (empty for «الدورة السادسة»), `core` are the folded words that tell the event from others of its kind.
    A `reference` is a definite noun alone («الصالون», «هذه التظاهرة»). `turn` is the edition relative to the article's
    (-1, 0, +1), `year` the one that stands for an edition («دورة 2022»). A `recalled` happening lies some time back
    («بعد شهرين من زلزال كونار»). What is `told` has no name of its own there
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
    recalled: bool = False
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
    def names_one(self) -> bool:
        """Whether it names an event, rather than refer to one or tell only the edition."""
        return bool(self.subject or (self.genre and not self.reference))

    @property
    def framed(self) -> bool:
        """Whether an edition, a day or a year that sets its event apart stands with it."""
        return bool(self.edition or self.dates or self.year)

    @property
    def labelled(self) -> bool:
        """Whether the mention says which edition it means."""
        return self.edition is not None or self.year is not None or self.turn in (-1, 1)


class Reader:
    """Reads the mentions from left to right, an edition joined with the name that it belongs to.

    «الدورة السادسة لأيام الأبواب المفتوحة» is one mention, «المعرض الدولي للكتاب في دورته ال29» too.
    Tokens before `done` belong to one already. `seasons` says whether a season was told of, as far as the hits that
    were read since are not yet asked.
    """

    def __init__(self, document: Document, layout: Layout) -> None:
        self.document = document
        self.layout = layout
        self.scan = document.scan
        self.done = 0
        self.mentions: list[EventMention] = []
        self.seasons = False
        self._unasked: list[Hit] = []
        self._comparisons = self.scan.of("event_comparison")

    def read_all(self) -> list[EventMention]:
        """The mentions of the whole text."""
        layout, deeds = self.layout, self.scan.of("event_deed")
        named = layout.editions.values(), layout.heads.values(), layout.references.values()
        hits = list(chain(*named, deeds, self._comparisons))
        hits.sort(key=_last, reverse=True)
        hits.sort(key=_first)  # in text order, the longest first
        for hit in hits:
            if hit.first < self.done:
                continue
            if hit.entry.key == "no":
                self.done = hit.last
            else:
                self.read(hit)
        return self.mentions

    def read(self, hit: Hit) -> None:
        """Read the mention at a hit, if it is one."""
        kind = hit.entry.kind
        if kind != "event_edition":
            self._unasked.append(hit)
        if kind == "event_head":
            mention = self._named(hit)
        elif kind == "event_edition":
            mention = self._edition(hit)
        elif kind == "event_reference":
            mention = self._reference(hit)
        elif kind == "event_deed":
            mention = _deed(hit)
        else:
            mention = self._compared_year(hit)
        if mention is not None:
            if self._comparisons:
                mention.compared = self._is_compared(mention.first)
            self.mentions.append(mention)
            self.done = mention.last

    def _in_season(self) -> bool:
        """Whether the text has told of a season, by name or by number: «الموسم» alone is then its edition."""
        if not self.seasons:
            self.seasons = any(map(_is_seasonal, self._unasked))
            self._unasked.clear()
        return self.seasons

    def _is_compared(self, token: int) -> bool:
        """Whether a word of comparison stands before a token."""
        i = bisect_left(self._comparisons, token, key=_first)
        return i > 0 and self._comparisons[i - 1].first >= token - COMPARISON_REACH

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
        bare = hit.entry.key == "season" and mention.edition is None and mention.year is None
        season = bare and not self._in_season()
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
        if i < len(words) and self.layout.gap(i) in ("", "(") and words[i] in ("ال", "رقم"):
            i += 1
        if i >= len(words) or self.layout.gap(i) not in ("", "(", "-", "°"):
            return
        turns = hits_among(self.document, "event_turn", i, i + 1)
        if (city := self.layout.city_at.get(i)) and (date := city.last < len(words) and self._year_at(city.last)):
            mention.city, (mention.year, mention.last) = city.value, date
            return  # «دورة أكادير 2024»
        date = self._year_at(i)
        if turns:
            mention.turn, mention.last = int(turns[0].entry.key), turns[0].last
            self._number_in_apposition(mention)
        elif date:
            mention.year, mention.last = date
        elif (number := self.layout.numbers.get(i)) and self._counts_editions(number):
            mention.edition, mention.last = int(number.value), number.last

    def _number_in_apposition(self, mention: EventMention) -> None:
        """«الدورة السابقة، أي السادسة والخمسون», «النسخة الماضية (الـ56)»."""
        words, i = self.scan.words, mention.last
        while i < len(words) and self.layout.gap(i) in ("", "(", "،") and words[i] in ("اي", "وهي", "ال"):
            i += 1
        number = self.layout.numbers.get(i)
        close = self.layout.gap(i) in ("", "(") and (i > mention.last or "(" in self.layout.gap(i)) if number else False
        if number and close and (number.ordinal or number.definite or words[i - 1] == "ال"):
            mention.edition, mention.last = int(number.value), number.last

    def _counts_editions(self, number: Number) -> bool:
        """Whether a number behind an edition word tells it: «السادسة», «الـ 30», «11 ل…»; not «يضم الموسم 11 منطقة»."""
        words, last = self.scan.words, number.last
        plain = number.value == int(number.value) and 0 < number.value < 500
        counting = last < len(words) and not self.layout.gap(last) and words[last][0] not in "لب"
        told = counting and words[last].endswith("ت") and not words[last].endswith("ات")  # «الدورة 21 سجلت»
        counting = counting and not told and words[last] not in words_of("event_stop")
        bare = words[number.first].isdigit() and not counting
        return plain and (number.ordinal or number.definite or bare)

    def _year_at(self, i: int) -> tuple[str, int] | None:
        """A year, or a month with its year, that stands for an edition, and the token behind it."""
        date = self.layout.date_at.get(i) or self.layout.date_at.get(i - 1)
        if date and (len(date.value) in (4, 7, 9) or (date.last - date.first <= 3 and "/" in date.value)):
            return date.value, date.last
        word = self.scan.words[i]
        return (word, i + 1) if len(word) == 4 and word.isdigit() and "1950" <= word <= "2100" else None

    def _compared_year(self, hit: Hit) -> EventMention | None:
        """«مقارنة بنحو 4 ملايين زائر في العام الماضي»: a year that stands for the edition compared with."""
        dates = self.layout.dates
        near = dates[bisect_left(dates, (hit.last,)) : bisect_left(dates, (hit.last + COMPARED_YEAR_REACH,))]
        date = next((date for date in near if len(date.value) == 4), None)
        if date is None or not self._same_sentence(hit.first, date.first):
            return None
        if any(self.scan.hit(kind, i) for i in range(hit.last, date.first + 1) for kind in NAMING):
            return None
        return EventMention(date.first, date.last, date.start, year=date.value)

    def _joins_previous(self, edition: EventMention) -> bool:
        """Give the edition to the event named before it in the sentence: «المعرض … في دورته ال29»."""
        if not self.mentions:
            return False
        named = self.mentions[-1]
        if named.labelled or edition.first - named.last > 15 or not self._same_sentence(named.first, edition.first):
            return False
        between = self.scan.words[named.last : edition.first]
        if not LOOKS_BACK.isdisjoint(between) or ("بعد", "ان") in pairwise(between):
            return False
        named.edition, named.turn, named.year = edition.edition, edition.turn, edition.year
        self.done = edition.last
        return True

    def _same_sentence(self, first: int, second: int) -> bool:
        return second < self.document.sentence(first).last

    def _named_behind(self, edition: EventMention) -> EventMention | None:
        """The mention of the name that the edition leads to: «الدورة السادسة ل…», «النسخة الثانية من …»."""
        i, words = edition.last, self.scan.words
        of = i < len(words) and words[i] in ("من", "ل") and not self.layout.gap(i)
        if of:
            i += 1
        if i >= len(words) or self.layout.gap(i) not in ("", *OPENING):
            return None
        head = self.layout.heads.get(i)
        if head and head.entry.key != "no" and (of or head.prefix.startswith("ل")):
            named = self._named(head) or self._bare(head)
        elif of and edition.edition and self.layout.gap(i) and (last := self.layout.quote_end(i)):
            named = self.quoted(i, last)
        else:
            return None
        named.first, named.start = edition.first, edition.start
        named.edition = edition.edition or named.edition
        named.turn, named.year = edition.turn, edition.year or named.year
        return named

    # -- names ---------------------------------------------------------------------------------------------------

    def _is_head(self, hit: Hit) -> bool:
        """Whether the word means an event here; not «الاجتماع الدوري», not مظاهره ("its aspects")."""
        form, key = hit.entry.form, hit.entry.key
        if form not in AMBIGUOUS_HEADS and key not in AMBIGUOUS_KEYS:
            return True
        words, close = self.scan.words, hit.first > 0 and not self.layout.gap(hit.first)
        if key == "vote.election":
            return not close or words[hit.first - 1].removeprefix("ال") not in words_of("election_law")
        if key == "accident.collapse":  # «انهيار 31 مسكنا», «انهيار عشرات المنازل»: what a happening did
            return hit.last not in self.layout.numbers or bool(self.layout.gap(hit.last))
        if form == "مسيره":
            return self._is_march(hit)
        if form == "سيول":
            return hit.definite or words_of("event_seoul").isdisjoint(words)
        if form == "مظاهره":
            return not self.scan.raw_text(hit.first, hit.last).endswith("ه")
        if form == "قمه":
            return hit.definite or not hit.first or words[hit.first - 1] not in words_of("event_height")
        return not (hit.definite and close and words[hit.first - 1].startswith("ال"))

    def _is_march(self, hit: Hit) -> bool:
        """«مسيرة العمال», «خرجوا في مسيرة بفاس»; not a career, nor a drone."""
        words, last = self.scan.words, hit.last
        behind = words[last] if last < len(words) and self.layout.gap(last) in ("", *OPENING) else ""
        before = words[hit.first - 1] if hit.first else ""
        if hit.definite:
            return behind == "التي" and "نظم" in words[last + 1]
        told = behind.removeprefix("ال") in words_of("event_group") or behind[:1] in ("ب", "ل") or behind in MARCHES_ON
        return (told or last in self.layout.city_at) and not before.startswith("طاير")

    def _is_counted(self, hit: Hit) -> bool:
        """Whether the word is the noun of a quantity: «214 صالونا»; not «الدورة 15 لمهرجان», «في 2020 زلزالا»."""
        before = None if hit.prefix else self.layout.number_before(hit.first)
        if before is None or before.ordinal or self.layout.gap(hit.first):
            return False
        return all(date.last != hit.first for date in self.layout.dates)

    def _named(self, hit: Hit) -> EventMention | None:
        """A head noun with its complement; without one, a reference if it is definite, else a nameless happening."""
        if not self._is_head(hit) or self._is_counted(hit):
            return None
        definite = hit.definite or hit.entry.form.startswith("ال") or " ال" in hit.entry.form
        name = Name(self.layout, hit, definite)
        mention = self._mention(hit, name)
        words, last, gathering = self.scan.words, name.last, not name.happening
        mention.other = last < len(words) and words[last] in words_of("event_other") and not self.layout.gap(last)
        if gathering and not mention.core and (inner := head_inside(self.layout, last)):
            return self._wrap(mention, inner)
        mention.recalled = name.happening and self._is_recalled(hit.first)
        if mention.core or mention.labelled or "open" in mention.subject or hit.last - hit.first > 1:
            return mention
        if definite or hit.entry.form.endswith(("ها", "ته")):
            mention.reference = True
            return mention
        if gathering and self.scan.words[hit.first - 1 : hit.first] in (["اي"], ["كل"], ["غير"]):
            return None
        mention.reference = gathering
        return mention

    def _is_recalled(self, first: int) -> bool:
        """«بعد شهرين من زلزال كونار», «بعد نحو عام على انفجار المرفأ»."""
        if first < 3 or self.scan.words[first - 1] not in ("من", "علي"):
            return False
        words = self.scan.words[max(first - RECALL_REACH, 0) : first]
        timed = not words_of("event_interval").isdisjoint(words[-3:-1])
        return timed and not {"بعد", "قبل", "منذ"}.isdisjoint(words)

    def _wrap(self, outer: EventMention, head: Hit) -> EventMention:
        inner = self._named(head) or self._bare(head)
        inner.first, inner.start, inner.reference = outer.first, outer.start, False
        inner.name = self.printed(outer.start, inner.last)
        inner.edition, inner.year = outer.edition or inner.edition, outer.year or inner.year
        if outer.subject == "match":  # «نهائي كأس الجزائر» is a match, no tournament
            inner.subject = outer.subject
        return inner

    def _bare(self, hit: Hit) -> EventMention:
        genre, _, subject = hit.entry.key.partition(".")
        return EventMention(hit.first, hit.last, self._printed_start(hit), genre, subject, reference=True)

    def _mention(self, hit: Hit, name: Name) -> EventMention:
        """The mention of a head noun with the name that was read behind it."""
        start = self._printed_start(hit)
        printed, core = self.printed(start, name.last, name.skipped), NO_WORDS
        if name.last > hit.last:
            core = self.core(hit.last, name.last, name.skipped)
        elif printed.endswith("ا") and self.scan.words[hit.last - 1].endswith(hit.entry.form + "ا"):
            printed = printed.removesuffix("ا")
        if hit.prefix.endswith("لل"):
            printed = "ال" + printed
        mention = EventMention(hit.first, name.last, start, name.genre, name.subject, printed, core)
        mention.edition, mention.year = name.edition, name.year
        return mention

    def quoted(self, first: int, last: int) -> EventMention:
        """The mention of a gathering that a quotation at tokens [first, last) names."""
        start = self.scan.starts[first]
        return EventMention(first, last, start, "fair", "", self.printed(start, last), self.core(first, last))

    def core(self, first: int, last: int, skipped: frozenset[int] = NO_TOKENS) -> frozenset[str]:
        """The words of tokens [first, last) but the skipped ones that tell an event from others of its kind."""
        words = self.scan.words[first:last]
        if skipped:
            words = [word for i, word in enumerate(words, first) if i not in skipped]
        return frozenset(map(stem, words)) - words_of("event_boilerplate")

    def printed(self, start: int, last: int, skipped: frozenset[int] = NO_TOKENS) -> str:
        """The printed name from a folded offset to token `last`, without the skipped tokens, marks and quotes."""
        scan, folded = self.scan, self.scan.folded
        text = ""
        if skipped:
            for i in sorted(skipped):
                begin, end = folded.raw_span(start, scan.starts[i])
                text += folded.raw[begin:end] + " "
                start = scan.end(i)
        begin, end = folded.raw_span(start, scan.end(last - 1))
        return _clean(text + folded.raw[begin:end])


@lru_cache(maxsize=REMEMBERED_NAMES)
def _clean(name: str) -> str:
    """A printed name without marks, quotation marks and line breaks; news repeats its names."""
    return " ".join(_UNPRINTED.sub("", name).split())


def _is_seasonal(hit: Hit) -> bool:
    """«موسم الحج», «موسم طانطان», «محصول الزيتون»: what comes in seasons."""
    return hit.entry.form.startswith("موسم") or hit.entry.key.startswith(("pilgrimage", "economy.harvest"))


def _deed(hit: Hit) -> EventMention:
    """An event told by its verb or its people: «300 معلم تجمعوا قبالة الوزارة», «انقلبت حافلة», «عدد الحجاج»."""
    genre, subject, *beside = hit.entry.key.split(".")
    name = _deed_names()[subject]
    return EventMention(hit.first, hit.last, hit.start, genre, subject, name, told=True, deed=bool(beside))


@cache
def _deed_names() -> dict[str, str]:
    return {form.key: form.form for form in reversed(load_tables()["event_deed_name"].forms)}

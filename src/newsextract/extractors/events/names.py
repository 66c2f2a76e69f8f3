"""The names of events: from the head noun over what the grammar of names lets follow."""

from __future__ import annotations

from functools import cache, lru_cache

from newsextract.document import Span
from newsextract.extractors.events.layout import Layout
from newsextract.lexicon import load_tables
from newsextract.matching import Hit

GATHERINGS = frozenset({"fair", "meeting", "sport", "pilgrimage", "campaign", "economy"})
VERB_ENDINGS = ("ته", "ها", "هم", "وا")
REMEMBERED_WORDS = 100_000
MATCHES = frozenset({"sport.match", "sport.final"})
LONGEST_SIDE = 5
"""Tokens from «بين» on in which the second team of a match is named."""
LONGEST_NAME = 9
"""Tokens behind the head noun."""


@cache
def words_of(table: str) -> frozenset[str]:
    """The folded words of one list of the lexicon."""
    return load_tables()[table].words


@cache
def _closing_words() -> frozenset[str]:
    """The words that a name ends before: the stops, «و» before them or not, and what makes it another event's."""
    stops = words_of("event_stop")
    return stops | {"و" + word for word in stops} | words_of("event_other")


def head_inside(layout: Layout, i: int) -> Hit | None:
    """The head noun that a head without complement governs: «بطولة كأس العالم», «القمة السادسة لمنتدى الدول»."""
    head = layout.heads.get(i)
    if head is None or layout.gap(i) or head.prefix not in ("", "ل", "لل"):
        return None
    return head if head.entry.key.partition(".")[0] in GATHERINGS else None


class Name:
    """The right end of a name: from the head noun over what the grammar of names lets follow."""

    def __init__(self, layout: Layout, hit: Hit, definite: bool) -> None:
        self.layout, self.hit, self.definite = layout, hit, definite
        self.words = layout.document.scan.words
        self.head = self.last = hit.last
        self.edition: int | None = None
        self.year: str | None = None
        self.skipped: frozenset[int] = frozenset()
        self.opened = 0
        self.genre, _, self.subject = hit.entry.key.partition(".")
        self.happening = self.genre not in GATHERINGS
        self.ranked = hit.entry.key in MATCHES
        skipped = self._extend()
        if self.happening:
            return
        if self.ranked:
            self._opponents()
        if self.last < len(self.words) and not layout.gap(self.last):
            self._year(self.last)
        if skipped:
            self._skip(skipped)

    def _extend(self) -> list[int]:
        """Go on to where the name ends; the tokens of editions on the way there."""
        skipped: list[int] = []
        limit = min(len(self.words), self.head + LONGEST_NAME)
        i = self.head
        while i < limit:
            if (number := self.layout.numbers.get(i)) and number.ordinal and self._is_edition(i):
                self.edition = int(number.value)
                skipped += range(i, number.last)
                i = number.last
                continue
            step = self._step(i, i == self.head)
            if not step:
                break
            i = self.last = step
        return skipped

    def _opponents(self) -> None:
        """«مباراة الديربي بين الرجاء والوداد», «بين اتحاد العاصمة وضيفه مولودية الجزائر»."""
        words, first = self.words, self.last
        if first + 1 >= len(words) or words[first] != "بين" or self.layout.gap(first):
            return
        for i in range(first + 1, min(first + LONGEST_SIDE, len(words))):
            if self.layout.gap(i):
                return
            if i > first + 1 and words[i][0] == "و" and len(words[i]) > 3:
                guest = words[i] in words_of("event_opponent") and i + 1 < len(words) and not self.layout.gap(i + 1)
                self.last = i + 2 if guest else i + 1
                return

    def _is_edition(self, i: int) -> bool:
        """«الملتقى الوطني الثالث»; not «دوري الدرجة الأولى»."""
        ranked = not self.words[i].startswith("ال") or self.words[i - 1] in words_of("event_rank")
        return not self.layout.gap(i) and not self.happening and not self.ranked and not ranked

    def _skip(self, edition: list[int]) -> None:
        """Leave out of the name the tokens of an edition inside it; one right behind ends the mention."""
        self.skipped = frozenset(i for i in edition if i < self.last)
        if not self.skipped and edition[0] == self.last:
            self.last, self.skipped = edition[-1] + 1, frozenset(edition)

    def _year(self, i: int) -> None:
        word = self.words[i]
        if len(word) == 4 and word.isdigit() and "1950" <= word <= "2100":
            self.year = word

    def _step(self, i: int, at_head: bool) -> int | None:
        """The token behind what token i adds to the name, `None` where the name ends before it."""
        layout, word = self.layout, self.words[i]
        if layout.gaps[i] != " " and layout.gap(i):
            return layout.quote_end(i) if i == self.last and not self.happening else None
        if word in _closing_words():
            return None
        if number := layout.numbers.get(i):
            return number.last if number.ordinal and self.words[i - 1] in words_of("event_rank") else None
        if word == "و":
            behind = self.words[i + 1] if i + 1 < len(self.words) and not layout.gap(i + 1) else ""
            joined = behind.startswith("ال") and behind not in words_of("event_stop")
            return i + 2 if joined and self._coordinates(i) else None
        if city := layout.city_at.get(i):
            return city.last if self._takes_city(city, at_head) else None
        if self.happening:
            return self._site(i, word) if at_head and not self.definite else self._of_group(i)
        edition = layout.editions.get(i)
        if edition and edition.entry.key == "its":
            return None  # «افتتح معرض الكتاب دورته الجديدة»
        head = layout.heads.get(i)
        if head and (head.prefix.startswith("و") or (at_head and head_inside(layout, i))):
            return None
        if self.opened and word[0] != "و":
            self.opened -= 1
            return i + 1
        if at_head and word in words_of("event_title"):
            return i + 1
        if word in words_of("event_name_opener") or word.removeprefix("لل") in words_of("event_name_opener"):
            self.opened = 2
            return i + 1
        if at_head and not self.definite and self._leads_to_purpose(i):
            return i + 2
        return i + 1 if self._continues(i, word, at_head) else None

    def _leads_to_purpose(self, i: int) -> bool:
        """«مهرجان سوق واقف للزهور», «مهرجان خريف صلالة للتسوق»: two bare words before what the gathering is for."""
        words = self.words[i : i + 3]
        if len(words) < 3 or not words[2].startswith("لل") or self.layout.gap(i + 1) or self.layout.gap(i + 2):
            return False
        if not (words_of("event_stop").isdisjoint(words) and words_of("event_verb").isdisjoint(words)):
            return False
        bare = all(len(word) > 2 and word.isalpha() and not word.startswith(("ال", "لل")) for word in words[:2])
        return bare and not words[0].endswith(VERB_ENDINGS)

    def _site(self, i: int, word: str) -> int | None:
        """«زلزال الحوز», «كارثة ميناء العقبة»: the place that a happening is named for."""
        if word in words_of("event_group") or (
            self.hit.entry.key == "disaster.storm" and word in words_of("storm_name")
        ):
            return i + 1
        if word in words_of("event_site") and i + 1 < len(self.words) and not self.layout.gap(i + 1):
            city = self.layout.city_at.get(i + 1)
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
        attached = city.start > self.layout.document.scan.starts[city.first]
        return not attached and (not self.definite or not at_head)

    def _continues(self, i: int, word: str, at_head: bool) -> bool:
        adjective = is_adjective(word)
        if word[0] == "ي" and not self.definite:
            adjective = word in words_of("event_adjective")
        if self.words[self.head - 1].endswith(self.hit.entry.form + "ا"):
            return adjective or word.startswith("لل")
        if word.startswith("ال"):
            return adjective or (at_head and not self.definite) or self._inside_complement(i) or self._closes_title(i)
        if word.startswith(("لل", "وال")):
            return not word.startswith("وال") or self._coordinates(i) or is_adjective(word[1:])
        following = self.words[i + 1] if i + 1 < len(self.words) and not self.layout.gap(i + 1) else ""
        leads_on = following.startswith(("ال", "لل")) and following not in words_of("event_stop")
        leads_on = leads_on and i + 1 not in self.layout.numbers
        if word[0] == "ل" and len(word) > 3:
            return leads_on and word[1:] in words_of("event_topic")
        if at_head and not self.definite:
            return adjective or (leads_on and len(word) > 2 and not word.endswith(VERB_ENDINGS)) or self._is_title(i)
        return self._inside_complement(i) and leads_on and self.words[i - 1].startswith("ل")

    def _is_title(self, i: int) -> bool:
        """Whether a bare word is what a gathering is called: «مهرجان كناوة بالصويرة», «معرض أليوتيس في دورته»."""
        word = self.words[i]
        if len(word) < 5 or word[0] in "يوفبل" or word.endswith(VERB_ENDINGS) or word in words_of("event_verb"):
            return False
        if i + 1 == len(self.words) or self.layout.gap(i + 1):
            return True
        following = self.words[i + 1]
        ends = following in words_of("event_stop") or following.isdigit()
        return ends or (following[0] in "بو" and len(following) > 3)

    def _closes_title(self, i: int) -> bool:
        """«مهرجان مدائن التراث», «مهرجان ربيع الفلاحين»."""
        before = self.words[i - 1]
        if i != self.head + 1 or self.definite or is_adjective(before):
            return False
        return not before.startswith(("ال", "لل")) or self._describes(i)

    def _describes(self, i: int) -> bool:
        """Whether a definite word describes the plural before it: «مهرجان المدن القديمة», «معرض السيارات المستعملة»."""
        scan = self.layout.document.scan
        own = i in self.layout.date_at or any(scan.hit(kind, i) for kind in ("event_edition", "event_reference"))
        return self.words[i].endswith("ه") and not own

    def _coordinates(self, i: int) -> bool:
        """«صالون الحرف والصناعات», «للحرف والصناعات»."""
        genitive = i > self.head and not self.definite and self.words[i - 1].startswith("ال")
        return genitive or self._inside_complement(i)

    def _inside_complement(self, i: int) -> bool:
        """Whether the word before is a noun of the complement that a coordination or an adjective can follow."""
        before = self.words[i - 1]
        return i > self.head and (before.startswith(("لل", "وال")) or (before[0] == "ل" and len(before) > 3))


@lru_cache(maxsize=REMEMBERED_WORDS)
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

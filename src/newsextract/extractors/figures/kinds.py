"""What a quantity measures: from its noun, from what the sentence says happened, from the whole it is a part of."""

from __future__ import annotations

from itertools import pairwise

from newsextract.extractors.figures.inheritance import AGES, inherits, is_alike, is_part_of, take
from newsextract.extractors.figures.noun_kinds import PERSONS, kind_in_context, kind_of_noun
from newsextract.extractors.figures.quantities import Quantity
from newsextract.extractors.figures.subsets import is_subset
from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan

_TOLLS = frozenset({"deaths", "injured", "missing"})
_FINAL = frozenset({"percent", "money", "measure", "duration", "views", "count"})
_LEAVING = frozenset({"غادر", "وغادر", "يغادر", "ويغادر", "تماثل", "وتماثل", "يرقد", "ويرقد", "يتلقي", "ويتلقي"})
_COMER = "وافد"
_NIGHTS = frozenset({"ليله", "ليال", "ليالي"})
_NUMBERED = frozenset({"عددهم", "وعددهم", "عددهن", "وعددهن", "عددها", "وعددها", "عدد"})
_THE_NUMBER = frozenset({"العدد", "والعدد"})
_THE_COUNT = frozenset({"عدد", "حصيله"})
_NEGATIONS = frozenset({"لا", "لم", "ولا", "مالا"})
_MILLION = 1_000_000
_NEW_CASES = (["جديده"], ["موكده"], ["نشطه"])
_MILLIARD = 1_000_000_000
_CAUSES = frozenset({"اثر", "بعد", "عقب", "جراء", "بسبب", "خلال"})
_MEASURE_REACH = 9
_DISEASE_REACH = 6
_HEADLINE = 12
_TOLL_REACH = 4
_REACH_BACK = 25
_REACH_BEHIND = 15


def assign_kinds(scan: Scan, quantities: list[Quantity]) -> None:
    """Set kind, subset and inherited unit of every quantity, in text order."""
    reader = _KindReader(scan)
    before: Quantity | None = None
    for i, quantity in enumerate(quantities):
        ceiling = quantities[i + 1].first if i + 1 < len(quantities) else len(scan.words)
        if before and before.sentence is not quantity.sentence:
            before = None
        reader.read(quantity, before, min(ceiling, quantity.sentence.last))
        reader.remember(quantity)
        before = quantity
    for part, whole in pairwise(quantities):
        if part.counted is None and is_part_of(scan, part, whole):
            part.grounded = part.subset = take(part, whole)


def is_grounded(scan: Scan, quantity: Quantity) -> bool:
    """Whether something tells that a number without a noun is a quantity: a measuring word, a qualifier, a scale.

    A bare number is more often a name («القرار 2216») than a figure («بلغ عدد الوفيات 1452»).
    """
    if quantity.counted or quantity.unit or quantity.grounded or quantity.subset:
        return True
    if quantity.qualifier != "exact" or quantity.scale > 1 or quantity.kind == "money":
        return True
    if (quantity.value or 0) >= _MILLION and scan.words[quantity.first][0].isalpha():
        return True  # «بمليونين ونصف»
    sentence = quantity.sentence
    behind = sentence.cues("toll", quantity.last, quantity.last + _TOLL_REACH)
    if any("." in hit.entry.key and not hit.prefix for hit in behind):
        return True  # «ولا يزال 35 في عداد المفقودين»
    for toll in sentence.cues_back("toll", quantity.first, quantity.first - _TOLL_REACH):
        if toll.first >= quantity.first - 2 or toll.entry.key.partition(".")[0] in _TOLLS:
            return True  # «أصيب 20», «قتل في الاشتباكات 20»
    return bool(sentence.cues_back("measured_by", quantity.first, quantity.first - _MEASURE_REACH))


class _KindReader:
    """Reads the kinds of one article's quantities."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._last_persons: str | None = None
        self._visited = False
        self._epidemic = False
        self._whole: Quantity | None = None
        self._parts: list[Quantity] = []

    def read(self, quantity: Quantity, before: Quantity | None, ceiling: int) -> None:
        """Set the kind of `quantity`; `before` is the one before it in its sentence, `ceiling` the next one."""
        quantity.subset = is_subset(self._scan, quantity, before, ceiling)
        if self._is_mixed(quantity, ceiling):
            quantity.noun = quantity.kind = "people"
        elif not (before and self._borrow(quantity, before)):
            noun = self._noun(quantity, before)
            quantity.noun = "case" if quantity.counted and quantity.counted.kind == "case" else noun
            final = noun in _FINAL or noun in _TOLLS
            quantity.kind = noun if final else self._told(quantity, before, noun, ceiling)
            if before and (noun is None or before.kind == "money") and is_alike(before, quantity):
                take(quantity, before)

    def _noun(self, quantity: Quantity, before: Quantity | None) -> str | None:
        """The kind of the counted noun, or of the noun that a bare number is about."""
        words, behind = self._scan.words, quantity.last
        if behind + 1 < len(words) and words[behind] in _THE_COUNT:
            quantity.counted = quantity.unit = None
            quantity.grounded = True
            return kind_in_context(words[behind + 1])  # «ارتفع إلى خمسة عدد قتلى السيول»
        if quantity.counted:
            kind = quantity.counted.kind or "count"
            if kind == "duration" and quantity.scale > 1 and self._scan.words[quantity.counted.first] in _NIGHTS:
                return "count"  # «29 مليون ليلة» are overnight stays
            if kind == "person" and self._visited and self._scan.words[quantity.counted.first].startswith(_COMER):
                return "visitors"  # «أكثر من 3 ملايين وافد», where tourists are told of
            if kind == "injured" and self._is_disease(quantity):
                return "count"
            if kind == "injured" and self._died(quantity, before):
                return "deaths"
            return self._of_cases(quantity, before) if kind == "case" else kind
        if words[behind : behind + 1] == ["من"] and not AGES.isdisjoint(words[behind + 1 : behind + 2]):
            quantity.grounded = True
            return "duration"  # «في الـ45 من عمره»
        noun = quantity.noun if quantity.grounded else self._noun_before(quantity, before)
        low = quantity.first - _MEASURE_REACH
        if noun is None and quantity.sentence.cues_back("attendance", quantity.first, low):
            return "people"  # «شارك نحو 15 ألفا»
        if noun is None and quantity.qualifier == "vague" and quantity.scale < _MILLIARD:
            return "person"  # «تظاهر المئات»
        return noun

    def _borrow(self, quantity: Quantity, before: Quantity) -> bool:
        """Take the kind from the quantity before, where that settles it; its noun, where only that is elided."""
        if quantity.counted:
            return self._is_share(quantity, before) and take(quantity, before)
        if quantity.subset and (told := self._toll_since(before, quantity)):
            quantity.kind = told  # «71 حالة، توفي منها 22»
            return True
        if not inherits(self._scan, before, quantity) or self._fares_otherwise(quantity, before):
            return False
        told_since = self._told_since(before, quantity)
        if before.subset and not quantity.subset and self._whole and told_since:
            before = self._whole
        quantity.grounded = True
        quantity.subset |= before.subset and not told_since
        quantity.noun, quantity.unit = before.noun, before.unit
        return (before.kind in _FINAL or not told_since) and take(quantity, before)

    def _fares_otherwise(self, quantity: Quantity, before: Quantity) -> bool:
        """«انتشال 6 جثث وإنقاذ 35»: those rescued are no bodies."""
        if before.kind not in _TOLLS or quantity.subset or not self._told_since(before, quantity):
            return False
        return self._before(quantity) == "persons"

    def _is_share(self, quantity: Quantity, before: Quantity) -> bool:
        """«2.1 مليار درهم، منها 250 مليونا رهونا»: a noun that says what for, behind an amount of money."""
        unknown = quantity.counted is not None and quantity.counted.kind in (None, "count")
        return unknown and quantity.subset and quantity.scale > 1 and before.kind == "money"

    def remember(self, quantity: Quantity) -> None:
        """Keep the kind of the last persons told of, whom «العدد» takes up."""
        if quantity.subset:
            self._parts.append(quantity)
            self._tell_whole(quantity)
        else:
            self._whole, self._parts = quantity, []
        if quantity.kind in PERSONS:
            self._last_persons = quantity.kind
            self._visited |= quantity.kind == "visitors"

    def _tell_whole(self, last: Quantity) -> None:
        """«38 مدنيا، بينهم 11 طفلا و9 نساء، قتلوا»: what is told behind the parts holds for the whole."""
        hits = last.sentence.cues("toll", last.close, last.close + 1)
        key, _, place = hits[0].entry.key.partition(".") if hits else ("", "", "")
        if not place or hits[0].prefix or key not in _TOLLS or self._whole is None:
            return
        for quantity in [self._whole, *self._parts]:
            if quantity.sentence is last.sentence and quantity.kind in ("people", "visitors"):
                quantity.kind = key

    def _is_disease(self, quantity: Quantity) -> bool:
        """«إصابات الكوليرا 2729 إصابة»: cases of a disease are no injuries."""
        words, counted = self._scan.words, quantity.counted
        if counted is None or not any(word.startswith("اصاب") for word in words[counted.first : counted.last + 1]):
            return False
        if words[counted.last : counted.last + 1] in _NEW_CASES:
            return True
        near = words[max(quantity.sentence.first, quantity.first - _DISEASE_REACH) : quantity.close + _DISEASE_REACH]
        diseases = load_tables()["disease"].words
        # An article that begins with a disease, or has told its cases, goes on with them.
        self._epidemic |= not (diseases.isdisjoint(near) and diseases.isdisjoint(words[:_HEADLINE]))
        return self._epidemic

    def _died(self, quantity: Quantity, before: Quantity | None) -> bool:
        """«وفاة ثلاثة مصابين»: those who died of their wounds; not «عشرات القتلى ومئات الجرحى»."""
        hit = quantity.sentence.cue_before("toll", quantity.first)
        return hit is not None and hit.entry.key == "deaths" and not (before and hit.first < before.close)

    def _of_cases(self, quantity: Quantity, before: Quantity | None) -> str:
        """What bare cases are cases of: «ارتفاع الوفيات إلى 240 حالة», «1546 حالة وفاة … و116 حالة»."""
        if before and before.noun == "case" and before.kind in _TOLLS:
            return before.kind
        told = self._noun_before(quantity, before)
        if told == "injured" and not load_tables()["disease"].words.isdisjoint(
            self._scan.words[quantity.sentence.first : quantity.first]
        ):
            return "count"
        return told if told in _TOLLS else "count"

    def _is_mixed(self, quantity: Quantity, ceiling: int) -> bool:
        """«66 قتيلا وجريحا», «50 شخصا بين قتيل وجريح»: a toll of dead and hurt together."""
        words, i = self._scan.words, quantity.close
        if i < len(words) and words[i] == "بين":
            i += 2
        elif quantity.counted is None or quantity.counted.kind != "deaths":
            return False
        return i < ceiling and words[i][:1] == "و" and kind_of_noun(words[i][1:]) == "injured"

    def _told(self, quantity: Quantity, before: Quantity | None, noun: str | None, ceiling: int) -> str:
        """The kind of persons, by what happened to them."""
        after = self._after(quantity, ceiling)
        if after and not (after == "people" and noun in ("visitors", "displaced")):
            return _resolve(noun, after)
        if quantity.subset and before and before.kind in PERSONS:
            return self._toll_since(before, quantity) or before.kind or "people"
        if quantity.subset and before is None and self._last_persons == "visitors":
            return "visitors"
        told = self._before(quantity)
        if told is None and noun is None and before and before.kind in _TOLLS and self._leaves(quantity):
            return before.kind  # «حالة 3 منهم حرجة، في حين غادر 5 المستشفى»
        if told is None and noun is None and quantity.subset and before is None and self._last_persons:
            return self._last_persons  # «إصابة 7 آخرين. وغادر 3 منهم المستشفى»
        return _resolve(noun, told)

    def _leaves(self, quantity: Quantity) -> bool:
        return bool(quantity.first) and self._scan.words[quantity.first - 1] in _LEAVING

    def _after(self, quantity: Quantity, ceiling: int) -> str | None:
        """«سبعة عشر شخصا لقوا حتفهم»: what the first telling word behind the noun says."""
        hits = quantity.sentence.cues("toll", quantity.close, min(ceiling, quantity.close + _REACH_BEHIND))
        if not hits:
            return None
        key, _, place = hits[0].entry.key.partition(".")
        if not place or hits[0].prefix or quantity.sentence.parted(quantity.close, hits[0].first):
            return None
        if self._scan.words[hits[0].first - 1] in _CAUSES:  # «أنقذت 35 مهاجرا إثر غرق مركب»
            return None
        return key

    def _before(self, quantity: Quantity) -> str | None:
        """«مقتل 26 شخصا»: the nearest telling word before the number in its clause."""
        low, end = quantity.first - _REACH_BACK, quantity.first
        if end and self._scan.words[end - 1] in _NUMBERED:  # «النازحين، وعددهم 4360 شخصا»
            hits = quantity.sentence.cues("toll", low, end)[::-1]
        else:
            hits = quantity.sentence.cues_back("toll", end, low)
        for hit in hits:
            key, _, place = hit.entry.key.partition(".")
            if place != "after" and not self._negated(hit):
                return key
        return None

    def _negated(self, hit: Hit) -> bool:
        """«لا يقل عن» compares, «يقل 200 راكب» carries."""
        return hit.first > 0 and self._scan.words[hit.first - 1] in _NEGATIONS

    def _told_since(self, before: Quantity, quantity: Quantity) -> bool:
        return bool(quantity.sentence.cues("toll", before.close, quantity.first))

    def _toll_since(self, before: Quantity, quantity: Quantity) -> str | None:
        told = self._before(quantity) if self._told_since(before, quantity) else None
        return told if told in _TOLLS else None

    def _noun_before(self, quantity: Quantity, before: Quantity | None) -> str | None:
        """«عدد الوفيات 1452»: the noun of persons before a bare number."""
        words = self._scan.words
        low = max(quantity.sentence.clause_start(quantity.first - 1), before.close if before else 0)
        low = max(low, quantity.first - _REACH_BACK)
        for token in range(quantity.first - 1, low - 1, -1):
            if words[token] in AGES:
                return "duration"
            if words[token] in _THE_NUMBER and self._last_persons:
                return self._last_persons
            kind = kind_in_context(words[token])
            if kind in ("people", "person", "family") and not words[token].startswith(("ال", "لل", "وال", "بال")):
                continue
            if kind in PERSONS or kind == "views":
                return kind
        return None


def _resolve(noun: str | None, told: str | None) -> str:
    """What becomes of a noun's kind by what happened to those it counts."""
    if told == "persons":  # «اعتقال 20», but «ضبط 20»
        return _resolve(noun or "person", "people")
    if told is None or (told in ("people", "count") and noun is None):
        return {"person": "people", "family": "count", None: "count"}.get(noun, noun or "count")
    if told in _TOLLS or told == "count":
        return told if noun != "family" else "count"
    if noun == "family":
        return told if told == "displaced" else "count"
    return told if noun in ("person", None) else noun

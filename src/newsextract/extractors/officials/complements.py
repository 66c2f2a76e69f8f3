"""The grammar of what a role is for: from behind the head noun to the right end of its complement.

A definite head is linked to its complement by a preposition («المدير العام للأمن الوطني»), an indefinite one has it in
construct («وزير الداخلية», «رئيس مجلس إدارة شركة …»); adjectives, coordinated fields, the body or the territory go on.
"""

from __future__ import annotations

import re

from newsextract.extractors.officials.heads import FREE, Head
from newsextract.extractors.officials.shapes import is_inflected, is_verbal
from newsextract.extractors.officials.text import Reader, is_plain
from newsextract.extractors.officials.words import can_complete, is_definite, without_article

MAX_TOKENS = 16
MAX_QUOTED = 6
MAX_PATRON = 5

FUTURE = re.compile(r"س[يتن]\w{3}")  # ستبدأ, سيعلن

FORMER = frozenset(("سابق", "سابقه", "اسبق", "سابقا"))
CHARGED = frozenset(("المكلف", "المكلفه"))
CHARGED_FROM = CHARGED | {"المعين", "المعينه"}

# «مطار المنستير الحبيب بورقيبة الدولي»
PATRONISED = frozenset(
    attached + place
    for place in ("مطار", "ميناء", "مستشفي", "ملعب", "استاد")
    for attached in ("", "ال", "ل", "لل", "ب", "بال")
)
PATRONISED_AS = frozenset(("الدولي", "الجامعي", "الاولمبي", "التخصصي", "الجهوي", "الاقليمي"))
OPENING_QUOTES = frozenset(("«", '"', "“", "”", "'"))
CLOSING_QUOTES = frozenset(("»", "”", '"'))

Step = tuple[int, bool]
"""The token behind what was read, and whether a noun that completes the construct is still to come."""


class ComplementReader(Reader):
    """Reads the complements of the roles of one text, step by step."""

    def read_complement(self, head: Head) -> Step:
        """The token behind the complement of a head noun, and whether the construct lacks its last noun."""
        opened = head.form.always_opens or (head.form.opens and not head.definite)
        token, limit = head.last, min(head.first + MAX_TOKENS, len(self.tokens))
        while token < limit:
            step = self._noun(token, head) if opened else self._continuation(token, head)
            if step is None:
                break
            token, opened = step
        if token > head.last and not PATRONISED.isdisjoint(self.tokens[head.last : token]):
            token = self._patron_of_place(token)
        return token, opened

    def is_specific(self, head: Head, last: int) -> bool:
        """Whether the complement tells which one: «رئيس الغرفة», «الرئيس الفرنسي», not «قائد البالون»."""
        form = head.form
        if form.category == "royal" and head.manner == "place":  # «ملك البحرين», not «ملك الصفقات»
            territory = self.words.territory
            return any(self.tokens[token] in territory or self.is_city(token) for token in range(head.last, last))
        if head.manner in ("place", "minister"):
            return last > head.last or not (form.single or head.definite)
        if form.national or (form.telling and not head.definite):
            return True
        return self._is_told(head, last)

    def _is_told(self, head: Head, last: int) -> bool:
        """Whether a word before token `last` names what the office is for."""
        words = self.words
        for token in range(head.last, last):
            word = self.tokens[token]
            if word in words.nationality:
                return True
            linked = word in words.link and word not in words.suffix
            if head.definite:
                if linked or (word[0] in "لب" and word not in words.suffix):
                    return True
            elif not linked and (
                without_article(word) in words.field or word in words.territory or token in self.heads
            ):
                return True
        return False

    def _patron_of_place(self, token: int) -> int:
        """Behind the patron and the adjective of a place: «مطار المنستير الحبيب بورقيبة الدولي»."""
        for last in range(token, min(token + MAX_PATRON, len(self.tokens))):
            word = self.tokens[last]
            if not is_plain(self.gaps[last]) or word in self.words.no_name or last in self.heads:
                break
            if word in PATRONISED_AS and last > token:
                return last + 1
        return token

    def _noun(self, token: int, head: Head) -> Step | None:
        """A noun of a construct that still needs a definite or proper one."""
        words, gap, word = self.words, self.gaps[token], self.tokens[token]
        if not is_plain(gap):
            quotable = token > head.last or head.manner == "head"
            return self._quoted(token) if quotable and gap.strip() in OPENING_QUOTES else None
        if end := self.city_end(token) or self._province_end(token, head):
            return end, False
        if word in words.field or (word[0] == "و" and token > head.last and word[1:] in words.field):
            return token + 1, not is_definite(word)
        if word in words.link:
            return self._linked(token, word, head)
        if word in words.honorific:
            if self.tokens[token - 1].removeprefix("ب") in words.namesake:
                return self._patron(token + 1)  # «جامعة القديس يوسف», «بمستشفى الشهيد محمد بوضياف»
            return (token + 1, True) if token + 1 in self.heads else None
        if inner := self.heads.get(token):
            return self._nested(inner) if inner.prefix in FREE else None  # «ممثلة برئيسها»
        if is_definite(word):
            return None if word in words.no_name else (token + 1, False)
        return self._indefinite(token, word, head)

    def _indefinite(self, token: int, word: str, head: Head) -> Step | None:
        """A proper noun that closes a construct, or one more of its nouns."""
        words, previous = self.words, self.tokens[token - 1]
        if word in words.territory or word in words.region_part:
            return token + 1, False
        body = words.body.get(previous)
        if word in FORMER and body in ("place", "local"):
            return None  # «رئيس بلدية سابق» is no one person
        if word in words.evidence:
            if body == "place":
                return token + 1, False  # «سيدي امحمد», «بني ملال»
            if previous in words.namesake or previous[1:] in words.namesake:
                return self._patron(token)  # «لشركة علي بابا»
        elif word in words.adjective or word in words.news_noun:
            return token + 1, not self._ends_place(token)
        if word in words.given or word in words.particle:
            return self._patron(token) if previous in words.namesake else None
        if self._ends_construct(token, word) or (word[0] == "و" and token == head.last):
            return None
        common = head.manner != "place" and (is_verbal(word) or is_inflected(word))
        return token + 1, common or self._is_first_of_two(token + 1)

    def _province_end(self, token: int, head: Head) -> int:
        """The token behind a province that bears the name of a city: «والي وهران», «والي ولاية تيزي وزو»; else 0."""
        province = head.manner == "place" or self.words.body.get(self.tokens[token - 1]) == "place"
        hit = self.scan.hit("city", token) if province else None
        return hit.last if hit and not hit.prefix else 0

    def _is_definite_at(self, token: int) -> bool:
        return self.joins(token) and is_definite(self.tokens[token])

    def _ends_construct(self, token: int, word: str) -> bool:
        """Whether a word can be no noun of a construct: a particle, a verb, a digit."""
        words = self.words
        if not word[0].isalpha() or FUTURE.match(word):
            return True
        ending = word in words.no_name or (word[0] in "وف" and word[1:] in words.no_name)
        return ending and not self._ends_place(token)

    def _ends_place(self, token: int) -> bool:
        """Whether a word that is none of a place's usually is the place here: «بلدية صور،»."""
        body = self.words.body.get(self.tokens[token - 1])
        return body in ("place", "local") and not is_plain(self.gaps[token + 1])

    def _is_first_of_two(self, token: int) -> bool:
        """Whether a proper noun goes on: «قطاع ظهران الجنوب» before a rank, a name or a stop."""
        if not self._is_definite_at(token):
            return False
        words, word = self.words, self.tokens[token]
        known = word in words.stop or word in words.adjective or word in words.evidence
        return not (known or word.endswith("ي") or token in self.heads) and self.precedes_name(token + 1)

    def _nested(self, inner: Head) -> Step:
        """A role inside the role: «نائب رئيس المجلس», «مساعد الناطق الرسمي», «جامعة الملك سعود»."""
        if inner.form.weak:
            named_after = self.tokens[inner.first - 1].removeprefix("ل") in self.words.namesake
            return self._patron(inner.last) if named_after else (inner.last, False)
        return inner.last, not (inner.articled or inner.form.ends_definite)

    def _patron(self, token: int) -> Step:
        """Behind the one or two words of the person that an institution is named for: «جامعة محمد الخامس»."""
        words, tokens = self.words, self.tokens
        if token < len(tokens):
            token += 1 + (tokens[token] in words.particle and tokens[token] not in words.given)
        if token < len(tokens) and tokens[token] in words.tail:
            token += 1  # «كتائب عز الدين القسام»
        if tokens[token : token + 1] == ["بن"]:
            return min(token + 2, len(tokens)), False
        if token < len(tokens) and (tokens[token] in words.ordinal or self._is_patron_family(token)):
            token += 1
        return min(token, len(tokens)), False

    def _is_patron_family(self, token: int) -> bool:
        """Whether the patron has a second name before the name that follows: «مستشفى كمال عدوان حسام أبو صفية»."""
        words, word = self.words, self.tokens[token]
        if not is_plain(self.gaps[token]) or word in words.stop or word in words.honorific:
            return False
        if word in words.evidence:  # «شركة إيلي ليلي،»
            return not self.joins(token + 1)
        return token not in self.heads and word not in words.adjective and self.precedes_name(token + 1)

    def _quoted(self, token: int) -> Step | None:
        """Behind a name in quotation marks: «حركة "النهضة"»."""
        for last in range(token + 1, min(token + MAX_QUOTED, len(self.tokens)) + 1):
            if self.gaps[last].strip()[:1] in ("»", '"', "”", "“", "'"):
                return last, False
        return None

    def _alias(self, token: int) -> Step | None:
        """Behind the short name of a body before the name of a person: «لمكافحة الفساد "نزاهة" سالم العجلاني»."""
        last = token + 1
        closed = last < len(self.tokens) and self.gaps[last].strip() in CLOSING_QUOTES
        return (last, False) if closed and not self.opens_name(token) and self.opens_name(last) else None

    def _continuation(self, token: int, head: Head) -> Step | None:
        """What goes on behind a closed complement or a definite head."""
        gap, word = self.gaps[token], self.tokens[token]
        if not is_plain(gap):
            mark = gap.strip()
            if mark not in CLOSING_QUOTES or token == head.last or "\n" in gap:
                return self._behind_mark(token, gap, mark)
        if not can_complete(word) and self.starts[token] not in self.cities:
            return None
        words, previous = self.words, self.tokens[token - 1]
        if word in words.suffix or self._is_adjective(token, word, head):
            return token + 1, False
        if word in words.region_part and previous in words.region_part:
            return token + 1, False
        if not is_definite(previous) and (placed := self._place(token, word, previous, head)):
            return placed
        if word == "عن" and head.form.category == "parliament":
            return self._constituency(token)
        if word == "من" and previous in CHARGED_FROM:
            return (token + 1, True) if self._is_definite_at(token + 1) else None
        return self._link(token, word, head)

    def _behind_mark(self, token: int, gap: str, mark: str) -> Step | None:
        """What goes on behind a hyphen or an opening quotation mark."""
        words, previous = self.words, self.tokens[token - 1]
        if gap == "-" and (previous in words.region_part or previous in words.territory):
            return token + 1, False
        if mark not in OPENING_QUOTES:
            return None
        return self._quoted(token) if without_article(previous) in words.body else self._alias(token)

    def _place(self, token: int, word: str, previous: str, head: Head) -> Step | None:
        """A place behind an indefinite noun: «رئيس نادي بايرن ميونيخ», «حوطة بني تميم»."""
        words = self.words
        if token > head.last and previous not in words.territory:
            if word in words.territory:
                return token + 1, False
            if head.manner == "place" and words.body.get(word) == "place":
                return token + 1, True
        if head.manner in ("head", "deputy") and (end := self.city_end(token)):
            return end, False
        return None

    def _link(self, token: int, word: str, head: Head) -> Step | None:
        """What a linking word, a conjunction or a preposition adds to the complement."""
        if word in self.words.link:
            return self._linked(token, word, head) if head.manner != "whole" or _is_court(head) else None
        if word[0] == "و":
            if len(word) > 3:
                return self._coordinated_field(token, word[1:], head)
            apart = word == "و" and self.joins(token + 1)
            return self._coordinated_field(token + 1, self.tokens[token + 1], head) if apart else None
        return self._prefixed(token, word, head) if word[0] in "لب" and len(word) > 3 else None

    def _is_adjective(self, token: int, word: str, head: Head) -> bool:
        words = self.words
        adjective, definite = word in words.adjective, is_definite(word)
        if not (adjective or definite) or token in self.heads:
            return False
        previous = self.tokens[token - 1]
        if definite and (adjective or (previous.endswith("نادي") and word not in words.no_name)):
            return True
        if adjective:
            return token == head.last and (
                word not in words.evidence or (word in words.nationality and not head.definite)
            )
        if token == head.last or word in words.evidence or word in words.stop or word in words.honorific:
            return False
        if previous in words.nationality:  # «رئيس الوزراء اليوناني أليكسيس تسيبراس»
            return False
        return token + 1 < len(self.tokens) and self.opens_name(token + 1)

    def _constituency(self, token: int) -> Step | None:
        """Behind «عن» of a deputy: «عن حركة النهضة», «عن دائرة المنوفية», «عن محافظة نابلس»."""
        if not self.joins(token + 1):
            return None
        if end := self.city_end(token + 1):
            return end, False
        noun = without_article(self.tokens[token + 1])
        listed = noun == "دايره" or self.words.body.get(noun) in ("party", "place", "local")
        return (token + 1, True) if listed else None

    def _linked(self, token: int, word: str, head: Head) -> Step | None:
        """Behind a linking word: «باسم الوزارة», «لدى الإمارات», and only before a body or a place «في المحافظة»."""
        if not self.joins(token + 1):
            return None
        if word == "في" and head.manner == "expert":
            return token + 1, True
        if word == "مع":
            return (token + 1, True) if self.tokens[token - 1].endswith("علاقات") else None
        if self.words.link[word] == "body":
            return self._body(token + 1, head)
        return token + 1, not word.startswith(("ال", "مكلف"))

    def _body(self, token: int, head: Head) -> Step | None:
        """A body or a place at `token` behind a linking word."""
        words, word = self.words, self.tokens[token]
        if head.manner in ("place", "minister", "whole") and word != "حكومه":
            return None
        end = self.city_end(token)
        if end and head.form.category != "diplomatic":
            return (end, False) if self.joins(end) and self.opens_name(end) else None
        noun = without_article(word)
        named = (noun in words.body and noun not in words.occasion) or word in words.territory
        return (token, True) if named or end else None

    def _coordinated_field(self, token: int, word: str, head: Head) -> Step | None:
        """A coordinated field or adjective: «والصناعة التقليدية», «ومراقبة التراب الوطني», «والمهني»."""
        words = self.words
        if word in words.region_part and self.tokens[token - 1] in words.region_part:
            return token + 1, False
        unlinked = head.definite and token == head.last
        if unlinked or head.manner in ("place", "whole") or token in self.heads:
            return None
        if word in words.adjective and is_definite(word):
            return token + 1, False
        if without_article(word) in words.portfolio:
            return token + 1, not is_definite(word)
        if head.manner == "minister" and is_definite(word) and self.tokens[token - 1] not in words.adjective:
            return None if word in words.stop or word in words.evidence else (token + 1, False)
        return None

    def _prefixed(self, token: int, word: str, head: Head) -> Step | None:
        """A complement behind a written-together preposition: «للأمن الوطني», «لكرة القدم», «بمنطقة عسير»."""
        words = self.words
        if word in words.evidence and self.city_end(token, 1) <= token + 1:  # «لبنى», but «لبني ملال»
            return None
        if word in words.stop and not self._awaits_body(token, head):
            return None
        inner = self.heads.get(token)
        if inner and head.definite and inner.prefix in ("ل", "لل"):  # «النائب الأول لرئيس المجلس»
            return inner.last, not (inner.articled or inner.form.ends_definite)
        contracted = word.startswith("لل") and not self._is_construct(token, word[1:])
        stem = word[2:] if contracted else word[1:]
        opened = not contracted and not is_definite(stem)
        if head.manner == "whole":
            return self._seat(token, stem, opened) if _is_court(head) else None
        if head.manner in ("place", "minister") and not (head.definite or self.tokens[token - 1] in CHARGED):
            return None
        if word[0] == "ل" and (end := self.city_end(token, 1)):
            return end, False
        noun = without_article(stem)
        if noun in words.field:
            return (token + 1, opened) if self._is_field(token, noun, head) else None
        if noun in words.territory or stem in words.territory or noun in words.region_part:
            return (token + 1, False) if head.definite or word[0] == "ل" else None
        return None if stem in words.stop else self._unlisted(token, contracted, opened, head)

    def _is_construct(self, token: int, word: str) -> bool:
        """Whether «لل» begins the name of a body in construct: «للجنة الإعلام»."""
        if word not in self.words.body or not self._is_definite_at(token + 1):
            return False
        return self.tokens[token + 1] not in self.words.adjective

    def _seat(self, token: int, stem: str, opened: bool) -> Step | None:
        """Where a whole office of the judiciary sits: «قاضي التحقيق بالرباط»."""
        if end := self.city_end(token, 1):
            return end, False
        return (token + 1, opened) if without_article(stem) in self.words.body else None

    def _is_field(self, token: int, noun: str, head: Head) -> bool:
        """Whether a field behind a preposition is what the office is for: «لشؤون الطاقة», «بالمديرية»."""
        words, previous = self.words, self.tokens[token - 1]
        if noun in words.body or head.manner == "expert" or "مكلف" in previous:
            return True
        if self.tokens[token][0] != "ل":
            return False
        return head.definite or previous in words.adjective or noun not in words.stop or self.precedes_name(token + 1)

    def _unlisted(self, token: int, contracted: bool, opened: bool, head: Head) -> Step | None:
        """A noun of no list behind a preposition: «البنك الأوروبي لإعادة البناء», «المدير للمتحف»."""
        word = self.tokens[token]
        after_adjective = self.tokens[token - 1] in self.words.adjective
        if word[0] == "ل" and after_adjective and not contracted and self._is_definite_at(token + 1):
            return token + 1, True
        if contracted and (after_adjective or (head.definite and not self._is_told(head, token))):
            return token + 1, False
        if word.startswith("بو"):  # «بوزيد»
            return None
        placed = not opened or self.city_end(token, 1)
        named = self.opens_name(token + 1) if self.joins(token + 1) else placed
        return (token + 1, False) if named else None

    def _awaits_body(self, token: int, head: Head) -> bool:
        """Whether a role still has no body: «المدير السابق لقناة الجزيرة», not «رئيس مجلس النواب للصحافيين»."""
        if head.manner != "head" or not (head.definite or token > head.last):
            return False
        words = self.words
        return all(word in words.adjective or word in words.suffix for word in self.tokens[head.last : token])


def _is_court(head: Head) -> bool:
    return head.form.category == "judiciary"

"""The grammar of roles: from the head noun to the right end of its complement.

A definite head is linked to its complement by a preposition («المدير العام للأمن الوطني»), an indefinite one has it in
construct («وزير الداخلية», «رئيس مجلس إدارة شركة …»); adjectives, coordinated fields, the body or the territory go on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsextract.extractors.officials.heads import WEAK, HeadForm, head_form
from newsextract.extractors.officials.names import INFLECTED_SHAPE, VERBAL_SHAPE, is_plain
from newsextract.extractors.officials.words import Words, can_complete, is_definite, without_article
from newsextract.matching import Hit, Scan

MAX_TOKENS = 16
MAX_QUOTED = 6

FUTURE = re.compile(r"س[يتن]\w{3}")  # ستبدأ, سيعلن

FORMER = frozenset(("سابق", "سابقه", "اسبق", "سابقا"))
NEEDS_NAME = WEAK | {"member", "expert", "suffixed"}

# «مطار المنستير الحبيب بورقيبة الدولي»
PATRONISED = frozenset(("مطار", "ميناء", "مستشفي", "ملعب", "استاد"))
PATRONISED_AS = frozenset(("الدولي", "الجامعي", "الاولمبي", "التخصصي", "الجهوي", "الاقليمي"))
MAX_PATRON = 5

Step = tuple[int, bool]
"""The token behind what was read, and whether a noun that completes the construct is still to come."""


@dataclass(slots=True)
class Role:
    """A role at tokens [first, last); its head is `hit`, its complement begins at token `complement`.

    `definite` is a head with the article; `complete` a phrase that tells which one office it means; `told` is the
    office where the text prints it for two holders at once.
    """

    first: int
    last: int
    complement: int
    definite: bool
    complete: bool
    category: str
    manner: str
    hit: Hit
    told: str = ""


@dataclass(slots=True)
class Head:
    """The head noun of the role that is being read."""

    hit: Hit
    form: HeadForm
    category: str
    manner: str
    definite: bool


class RoleReader:
    """Reads the roles of one text; `cities` are its cities, folded offset → the token behind."""

    def __init__(self, scan: Scan, words: Words, cities: Mapping[int, int]) -> None:
        self.scan = scan
        self.words = words
        self.cities = cities
        self.heads = scan.starting("role")

    def read(self, hit: Hit) -> Role:
        """The role whose head is `hit`."""
        form = head_form(hit.entry)
        manner = "suffixed" if self._is_possessive(hit, form) else form.manner
        if manner in WEAK:
            return self._title(hit, form)
        head = Head(hit, form, form.category, manner, form.definite or hit.definite or manner == "suffixed")
        last, opened = self._complement(head, form.always_opens or (form.opens and not head.definite))
        complete = not opened and (manner == "whole" or self._is_specific(head, last))
        if complete and form.single and not head.definite and last > hit.last:
            follower = self.scan.words[hit.last]
            described = follower in self.words.link or follower in self.words.nationality
            complete = not described or is_definite(follower)  # not «متحدث باسم الوزارة», «مستشارة ألمانية»
        return Role(hit.first, last, self._body_start(head, last), head.definite, complete, form.category, manner, hit)

    def _title(self, hit: Hit, form: HeadForm) -> Role:
        """A title or rank with the words that belong to it."""
        last, definite = self._title_end(hit), form.definite or hit.definite
        head = Head(hit, form, form.category, form.manner, definite)
        complete = self._is_specific(head, last)
        return Role(hit.first, last, self._body_start(head, last), definite, complete, form.category, form.manner, hit)

    def _is_possessive(self, hit: Hit, form: HeadForm) -> bool:
        """Whether what folds to a feminine is a masculine with a pronoun: «مستشاره» is no «مستشارة»."""
        return form.feminine and not hit.definite and self.scan.raw_text(hit.first, hit.last).endswith("ه")

    def _body_start(self, head: Head, last: int) -> int:
        """The token at which the body that the role names begins, `last` where it names none."""
        if head.form.body and not head.definite:
            return head.hit.first + head.form.body
        words = self.words
        for token, word in enumerate(self.scan.words[head.hit.last : last], head.hit.last):
            if word not in words.qualifier or without_article(word) in words.body:
                return token
        return last

    def extend(self, role: Role, last: int) -> Role:
        """The role with a longer complement, up to token `last`."""
        return replace(role, last=last, complete=True, complement=min(role.complement, last - 1))

    def _is_specific(self, head: Head, last: int) -> bool:
        """Whether the complement tells which one: «رئيس الغرفة», «الرئيس الفرنسي», not «قائد البالون»."""
        behind = range(head.hit.last, last)
        if head.category == "royal" and head.manner == "place":  # «ملك البحرين», not «ملك الصفقات»
            return any(self.scan.words[token] in self.words.territory or self.is_city(token) for token in behind)
        if head.manner in ("place", "minister"):
            return last > head.hit.last or not (head.form.single or head.definite)
        if head.form.national or (head.form.telling and not head.definite):
            return True
        return any(self._tells(head, token) for token in behind)

    def _tells(self, head: Head, token: int) -> bool:
        words = self.words
        word = self.scan.words[token]
        if word in words.nationality or (word in words.link and word not in words.suffix):
            return head.definite or word in words.nationality
        if head.definite:
            return word[0] in "لب" and word not in words.suffix
        return without_article(word) in words.field or word in words.territory or bool(self.heads.get(token))

    def _title_end(self, hit: Hit) -> int:
        """Behind the words that belong to a rank: «العميد الركن», «المقدم البحري»."""
        token = hit.last
        while token < len(self.scan.words) and self.scan.words[token] in self.words.rank_part:
            if not is_plain(self.scan.gaps[token]):
                break
            token += 1
        return token

    def _complement(self, head: Head, opened: bool) -> Step:
        token, limit = head.hit.last, min(head.hit.first + MAX_TOKENS, len(self.scan.words))
        while token < limit:
            step = self._noun(token, head) if opened else self._continuation(token, head)
            if step is None:
                break
            token, opened = step
        return self._patron_of_place(head, token) or token, opened

    def _patron_of_place(self, head: Head, token: int) -> int:
        """Behind the patron and the adjective of a place: «مطار المنستير الحبيب بورقيبة الدولي»; else 0."""
        scan, words = self.scan, self.words
        if not any(without_article(word.lstrip("لب")) in PATRONISED for word in scan.words[head.hit.last : token]):
            return 0
        for last in range(token, min(token + MAX_PATRON, len(scan.words))):
            word = scan.words[last]
            if not is_plain(scan.gaps[last]) or word in words.no_name or self.heads.get(last):
                return 0
            if word in PATRONISED_AS and last > token:
                return last + 1
        return 0

    def _noun(self, token: int, head: Head) -> Step | None:
        """A noun of a construct that still needs a definite or proper one."""
        scan, words = self.scan, self.words
        gap, word = scan.gaps[token], scan.words[token]
        if not is_plain(gap):
            quotable = token > head.hit.last or head.manner == "head"
            return self._quoted(token) if quotable and _opens_quote(gap) else None
        if end := self._city_end(token) or self._province_end(token, head):
            return end, False
        if word in words.field or (word[0] == "و" and word[1:] in words.field and token > head.hit.last):
            return token + 1, not is_definite(word)
        if word in words.link:
            return self._linked(token, word, head)
        if word in words.honorific:
            if scan.words[token - 1].removeprefix("ب") in words.namesake:
                return self._patron(token + 1)  # «جامعة القديس يوسف», «بمستشفى الشهيد محمد بوضياف»
            return (token + 1, True) if self.heads.get(token + 1) else None
        if nested := self._nested(token):
            return nested
        if self.heads.get(token):
            return None  # «ممثلة برئيسها»
        if is_definite(word):
            return None if word in words.no_name else (token + 1, False)
        if word in words.territory or word in words.region_part:
            return token + 1, False
        if word in FORMER and words.body.get(scan.words[token - 1]) in ("place", "local"):
            return None  # «رئيس بلدية سابق» is no one person
        if (word in words.adjective or word in words.news_noun) and word not in words.evidence:
            return token + 1, not self._ends_place(token)
        if words.body.get(scan.words[token - 1]) == "place" and word in words.evidence:
            return token + 1, False  # «سيدي امحمد», «بني ملال»
        if word in words.evidence and not words.namesake.isdisjoint((scan.words[token - 1], scan.words[token - 1][1:])):
            return self._patron(token)  # «لشركة علي بابا»
        if word in words.given or word in words.particle:
            return self._patron(token) if scan.words[token - 1] in words.namesake else None
        if self._ends_construct(token, word) or (word[0] == "و" and token == head.hit.last):
            return None
        common = head.manner != "place" and bool(VERBAL_SHAPE.fullmatch(word) or INFLECTED_SHAPE.fullmatch(word))
        return token + 1, common or self._is_first_of_two(token + 1)

    def _city_end(self, token: int, attached: int = 0) -> int:
        """The token behind the city that begins at `token` (behind `attached` letters), 0 where none does."""
        return self.cities.get(self.scan.starts[token] + attached, 0)

    def _province_end(self, token: int, head: Head) -> int:
        """The token behind a province that bears the name of a city: «والي وهران», «والي ولاية تيزي وزو»; else 0."""
        province = head.manner == "place" or self.words.body.get(self.scan.words[token - 1]) == "place"
        hit = self.scan.hit("city", token) if province else None
        return hit.last if hit and not hit.prefix else 0

    def _is_definite_at(self, token: int) -> bool:
        scan = self.scan
        return token < len(scan.words) and is_plain(scan.gaps[token]) and is_definite(scan.words[token])

    def _is_noun_at(self, token: int) -> bool:
        return self._is_definite_at(token) and self.scan.words[token] not in self.words.adjective

    def is_city(self, token: int, attached: int = 0) -> bool:
        """Whether a city begins at `token`, behind `attached` letters."""
        return self.scan.starts[token] + attached in self.cities

    def _ends_construct(self, token: int, word: str) -> bool:
        """Whether a word can be no noun of a construct: a particle, a verb, a digit."""
        words = self.words
        if not word[0].isalpha() or FUTURE.match(word):
            return True
        ending = word in words.no_name or (word[0] in "وف" and word[1:] in words.no_name)
        return ending and not self._ends_place(token)

    def _ends_place(self, token: int) -> bool:
        """Whether a word that is none of a place's usually is the place here: «بلدية صور،»."""
        body = self.words.body.get(self.scan.words[token - 1])
        return body in ("place", "local") and not is_plain(self.scan.gaps[token + 1])

    def _is_first_of_two(self, token: int) -> bool:
        """Whether a proper noun goes on: «قطاع ظهران الجنوب» before a rank, a name or a stop."""
        scan, words = self.scan, self.words
        if token >= len(scan.words) or not is_plain(scan.gaps[token]):
            return False
        word = scan.words[token]
        known = word in words.stop or word in words.adjective or word in words.evidence
        can_go_on = is_definite(word) and not known and not word.endswith("ي") and not self.heads.get(token)
        return can_go_on and self.precedes_name(token + 1)

    def precedes_name(self, token: int) -> bool:
        """Whether the text stops at `token`, or a name, or what stands before one, begins there."""
        scan = self.scan
        return token >= len(scan.words) or not is_plain(scan.gaps[token]) or self.opens_name(token)

    def _opens_name_at(self, token: int) -> bool:
        return token < len(self.scan.words) and is_plain(self.scan.gaps[token]) and self.opens_name(token)

    def opens_name(self, token: int) -> bool:
        """Whether a given name, a word of respect or a rank stands at `token`."""
        words = self.words
        word = self.scan.words[token]
        if word in words.honorific or word == "عبد" or (word in words.evidence and word not in words.ambiguous):
            return True
        if word == "علي":
            return self.scan.raw_text(token, token + 1).endswith("ي")
        hit = self.heads.get(token)
        return bool(hit and hit.prefix in ("", "ال") and hit.entry.key.endswith((".rank", ".title")))

    def _nested(self, token: int) -> Step | None:
        """A role inside the role: «نائب رئيس المجلس», «مساعد الناطق الرسمي», «جامعة الملك سعود»."""
        inner = self.heads.get(token)
        if not inner or inner.prefix not in ("", "ال"):
            return None
        if inner.entry.key.partition(".")[2] in WEAK:
            named_after = self.scan.words[token - 1].removeprefix("ل") in self.words.namesake
            return self._patron(inner.last) if named_after else (inner.last, False)
        return inner.last, not (inner.definite or is_definite(inner.entry.form.split()[-1]))

    def _patron(self, token: int) -> Step:
        """Behind the one or two words of the person that an institution is named for: «جامعة محمد الخامس»."""
        words = self.scan.words
        if token < len(words):
            token += 1 + (words[token] in self.words.particle and words[token] not in self.words.given)
        if token < len(words) and words[token] in self.words.tail:
            token += 1  # «كتائب عز الدين القسام»
        if words[token : token + 1] == ["بن"]:
            return min(token + 2, len(words)), False
        if token < len(words) and (words[token] in self.words.ordinal or self._is_patron_family(token)):
            token += 1
        return min(token, len(words)), False

    def _is_patron_family(self, token: int) -> bool:
        """Whether the patron has a second name before the name that follows: «مستشفى كمال عدوان حسام أبو صفية»."""
        scan, words = self.scan, self.words
        word = scan.words[token]
        if not is_plain(scan.gaps[token]) or word in words.stop or word in words.honorific:
            return False
        if word in words.evidence:  # «شركة إيلي ليلي،»
            return token + 1 >= len(scan.words) or not is_plain(scan.gaps[token + 1])
        return not self.heads.get(token) and word not in words.adjective and self.precedes_name(token + 1)

    def _quoted(self, token: int) -> Step | None:
        """Behind a name in quotation marks: «حركة "النهضة"»."""
        for last in range(token + 1, min(token + MAX_QUOTED, len(self.scan.words)) + 1):
            if self.scan.gaps[last].strip()[:1] in ("»", '"', "”", "“", "'"):
                return last, False
        return None

    def _alias(self, token: int) -> Step | None:
        """Behind the short name of a body before the name of a person: «لمكافحة الفساد "نزاهة" سالم العجلاني»."""
        scan, last = self.scan, token + 1
        closed = last < len(scan.words) and scan.gaps[last].strip() in ("»", '"', "”")
        return (last, False) if closed and not self.opens_name(token) and self.opens_name(last) else None

    def _continuation(self, token: int, head: Head) -> Step | None:
        """What goes on behind a closed complement or a definite head."""
        scan, words = self.scan, self.words
        gap, word, previous = scan.gaps[token], scan.words[token], scan.words[token - 1]
        if not is_plain(gap) and not (token > head.hit.last and gap.strip() in ("»", "”", '"') and "\n" not in gap):
            if gap == "-" and (previous in words.region_part or previous in words.territory):
                return token + 1, False
            if _opens_quote(gap) and without_article(previous) in words.body:
                return self._quoted(token)
            return self._alias(token) if _opens_quote(gap) else None
        if not can_complete(word) and scan.starts[token] not in self.cities:
            return None
        if word in words.suffix or self._is_adjective(token, head):
            return token + 1, False
        if word in words.region_part and previous in words.region_part:
            return token + 1, False
        if not is_definite(previous) and previous not in words.territory and token > head.hit.last:
            if word in words.territory:
                return token + 1, False
            if head.manner == "place" and words.body.get(word) == "place":
                return token + 1, True  # «حوطة بني تميم»
        if (end := self._city_end(token)) and not is_definite(previous) and head.manner in ("head", "deputy"):
            return end, False  # «رئيس نادي بايرن ميونيخ»
        if word == "عن" and head.category == "parliament":
            return self._constituency(token)
        if word == "من" and previous in ("المكلف", "المكلفه", "المعين", "المعينه"):
            return (token + 1, True) if self._is_definite_at(token + 1) else None
        if word in words.link:
            return self._linked(token, word, head) if head.manner != "whole" or head.category == "judiciary" else None
        if word[0] == "و" and len(word) > 3:
            return self._joined(token, word[1:], head)
        if word == "و" and token + 1 < len(scan.words) and is_plain(scan.gaps[token + 1]):
            return self._joined(token + 1, scan.words[token + 1], head)
        if word[0] in "لب" and len(word) > 3:
            return self._prefixed(token, word, head)
        return None

    def _is_adjective(self, token: int, head: Head) -> bool:
        words = self.words
        word = self.scan.words[token]
        adjective, definite = word in words.adjective, is_definite(word)
        if not (adjective or definite) or token in self.heads:
            return False
        if definite and (adjective or (self.scan.words[token - 1].endswith("نادي") and word not in words.no_name)):
            return True
        if not adjective:
            if token == head.hit.last or word in words.evidence or word in words.stop or word in words.honorific:
                return False
            if self.scan.words[token - 1] in words.nationality:  # «رئيس الوزراء اليوناني أليكسيس تسيبراس»
                return False
            return token + 1 < len(self.scan.words) and self.opens_name(token + 1)
        if token > head.hit.last:
            return False
        return word not in words.evidence or (word in words.nationality and not head.definite)

    def _constituency(self, token: int) -> Step | None:
        """Behind «عن» of a deputy: «عن حركة النهضة», «عن دائرة المنوفية», «عن محافظة نابلس»."""
        scan, words = self.scan, self.words
        if token + 1 >= len(scan.words) or not is_plain(scan.gaps[token + 1]):
            return None
        if end := self._city_end(token + 1):
            return end, False
        noun = without_article(scan.words[token + 1])
        return (token + 1, True) if noun == "دايره" or words.body.get(noun) in ("party", "place", "local") else None

    def _linked(self, token: int, word: str, head: Head) -> Step | None:
        """Behind a linking word: «باسم الوزارة», «لدى الإمارات», and only before a body or a place «في المحافظة»."""
        scan, words = self.scan, self.words
        if token + 1 >= len(scan.words) or not is_plain(scan.gaps[token + 1]):
            return None
        following = scan.words[token + 1]
        if word == "في" and head.manner == "expert":
            return token + 1, True
        if word == "مع":
            return (token + 1, True) if scan.words[token - 1].endswith("علاقات") else None
        if words.link[word] == "body":
            if head.manner in ("place", "minister", "whole") and following != "حكومه":
                return None
            body = without_article(following)
            named = (body in words.body and body not in words.occasion) or following in words.territory
            if (end := self._city_end(token + 1)) and head.category != "diplomatic":
                follows = end < len(scan.words) and is_plain(scan.gaps[end]) and self.opens_name(end)
                return (end, False) if follows else None
            return (token + 1, True) if named or end else None
        return token + 1, not word.startswith(("ال", "مكلف"))

    def _joined(self, token: int, word: str, head: Head) -> Step | None:
        """A coordinated field or adjective: «والصناعة التقليدية», «ومراقبة التراب الوطني», «والمهني»."""
        words = self.words
        if word in words.region_part and self.scan.words[token - 1] in words.region_part:
            return token + 1, False
        unlinked = head.definite and token == head.hit.last
        if unlinked or head.manner in ("place", "whole") or self.heads.get(token):
            return None
        if word in words.adjective and is_definite(word):
            return token + 1, False
        if without_article(word) in words.portfolio:
            return token + 1, not is_definite(word)
        if head.manner == "minister" and is_definite(word) and self.scan.words[token - 1] not in words.adjective:
            return None if word in words.stop or word in words.evidence else (token + 1, False)
        return None

    def _prefixed(self, token: int, word: str, head: Head) -> Step | None:
        """A complement behind a written-together preposition: «للأمن الوطني», «لكرة القدم», «بمنطقة عسير»."""
        words = self.words
        if word in words.evidence and self._city_end(token, 1) <= token + 1:  # «لبنى», but «لبني ملال»
            return None
        if word in words.stop and not self._awaits_body(token, head):
            return None
        inner = self.heads.get(token)
        if inner and head.definite and inner.prefix in ("ل", "لل"):  # «النائب الأول لرئيس المجلس»
            return inner.last, not (inner.definite or is_definite(inner.entry.form.split()[-1]))
        contracted = word.startswith("لل")
        if contracted and word[1:] in words.body and self._is_noun_at(token + 1):  # «للجنة الإعلام»
            contracted = False
        stem = word[2:] if contracted else word[1:]
        noun = without_article(stem)
        opened = not contracted and not is_definite(stem)
        if head.manner == "whole":
            if head.category == "judiciary" and (end := self._city_end(token, 1)):
                return end, False
            return (token + 1, opened) if head.category == "judiciary" and noun in words.body else None
        charged = self.scan.words[token - 1] in ("المكلف", "المكلفه")
        if head.manner in ("place", "minister") and not (head.definite or charged):
            return None
        if word[0] == "ل" and (end := self._city_end(token, 1)):
            return end, False
        after_adjective = self.scan.words[token - 1] in words.adjective
        if noun in words.field:
            entrusted = head.manner == "expert" or "مكلف" in self.scan.words[token - 1]
            named = head.definite or after_adjective or noun not in words.stop or self.precedes_name(token + 1)
            follows = noun in words.body or entrusted or (word[0] == "ل" and named)
            return (token + 1, opened) if follows else None
        if noun in words.territory or stem in words.territory or noun in words.region_part:
            return (token + 1, False) if head.definite or word[0] == "ل" else None
        if stem in words.stop:
            return None
        if word[0] == "ل" and after_adjective and not contracted and self._is_definite_at(token + 1):
            return token + 1, True  # «البنك الأوروبي لإعادة البناء»
        first_link = head.definite and not any(self._tells(head, t) for t in range(head.hit.last, token))
        if contracted and (first_link or after_adjective):
            return token + 1, False
        if word.startswith("بو"):  # «بوزيد»
            return None
        placed = self._city_end(token, 1) or not opened
        follows = self.precedes_name(token + 1) if placed else self._opens_name_at(token + 1)
        return (token + 1, False) if follows else None

    def _awaits_body(self, token: int, head: Head) -> bool:
        """Whether a role still has no body: «المدير السابق لقناة الجزيرة», not «رئيس مجلس النواب للصحافيين»."""
        behind = self.scan.words[head.hit.last : token]
        plain = all(word in self.words.adjective or word in self.words.suffix for word in behind)
        return head.manner == "head" and plain and (head.definite or len(behind) > 0)


def _opens_quote(gap: str) -> bool:
    return gap.strip() in ("«", '"', "“", "”", "'")

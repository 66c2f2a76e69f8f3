"""The grammar of personal names: where a name begins and, which is harder, where it ends.

A name is a run of up to six parts. A part is a word, or a particle with the word that it needs (عبد العزيز, بن سلمان,
آل مكتوم, فان دايك). No list decides: a word that no list knows can be part of a name unless it has the shape of a verb
or of a verbal noun. Lists only say what surely is a name (evidence) and what surely is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from newsextract.extractors.officials.words import Words, is_definite, without_article
from newsextract.matching import Hit, Scan

MAX_PARTS = 6

# Shapes that verbal nouns (تفعيل, تفاعل, تفعل, استفعال, انفعال, افتعال, إفعال) and verbs (يتفعل, سيفعل, يفعل) have.
VERBAL_SHAPE = re.compile(
    r"[وفبلك]?(?:ت..ي.|ت.ا..|ت...|است\w+|ان..ا.|ا.ت.ا.|ا..ا.)ا?"
    r"|[سي]ت\w+|س[يتن]\w{3,}|[ين]\w{3}"
)
# Plurals, possessives, ـية; a noun behind و, ب, ل.
INFLECTED_SHAPE = re.compile(r"\w{3,}(?:ات|ون|ها|هم|هما|نا|يين|يه|ته|اوه)|ب[مت]\w{3,}ه|[وبل]ال\w{3,}|لل\w{3,}")
# Participles as they tell of the person: «معروفا», «مرشحا», «متحدثا».
ACCUSATIVE_SHAPE = re.compile(r"م..و.ا|م[تن]\w{3,}ا|م...ا|مست\w{3,}ا")


@dataclass(slots=True)
class Name:
    """A personal name at tokens [first, last); `parts` it has, `known` of which a list or a particle vouches for.

    `attached` letters of its first token are a conjunction («ومحمد»).
    """

    first: int
    last: int
    parts: int
    known: int
    attached: int = 0


def is_plain(gap: str) -> bool:
    """Whether nothing but space of one line stands between two tokens."""
    return gap == " " or (gap.isspace() and "\n" not in gap)


def skip_honorifics(scan: Scan, words: Words, token: int) -> int:
    """The token behind words of respect and ranks: «معالي الدكتور», «العميد الركن», «صاحب السمو الملكي»."""
    start = token
    while token < len(scan.words) and (token == start or scan.gaps[token].strip() in ("", ".", "/", "\\")):
        if scan.words[token] in words.honorific or (token > start and scan.words[token] in words.rank_part):
            token += 1
        elif (
            (hit := scan.hit("role", token))
            and hit.entry.key.endswith((".rank", ".title"))
            and hit.prefix in ("", "ال")
        ):
            token = hit.last
        else:
            break
    return token


class NameReader:
    """Reads the names of one text, from a token on and never over `limit`; `cities` begin at folded offsets."""

    def __init__(self, scan: Scan, words: Words, cities: Mapping[int, int]) -> None:
        self.scan = scan
        self.words = words
        self.cities = cities
        self.heads = scan.starting("role")
        self.events = scan.starting("event_head")
        self._conjoined = -1

    def _word(self, token: int) -> str:
        word = self.scan.words[token]
        return word[1:] if token == self._conjoined else word

    def _has_article(self, token: int) -> bool:
        """Whether a word begins with the article, which has no hamza: not «ألكسندروس», «إلدار»."""
        if not is_definite(self._word(token)):
            return False
        return (
            self.scan.raw_text(token, token + 1, self.scan.starts[token] + (token == self._conjoined))[0] not in "أإآ"
        )

    def can_end(self, token: int) -> bool:
        """Whether the word before a token can be the last one of a name; prose («أكد») surely is not."""
        if not token:
            return False
        words = self.words
        word, before = self.scan.words[token - 1], self.scan.words[token - 2] if token > 1 else ""
        if not word[0].isalpha() or (is_definite(word) and word.endswith("يون")):  # «راسل النقابيون عامل الإقليم»
            return False
        prose = (word in words.stop or word in words.honorific) and word not in words.evidence
        return not prose or before in words.particle or before == "ال"

    def read_conjoined(self, token: int, limit: int) -> Name | None:
        """The name that begins behind a conjunction written together with it: «ومحمد الكتاني»."""
        self._conjoined = token
        name = self.read(token, limit)
        self._conjoined = -1
        return replace(name, attached=1) if name else None

    def read(self, token: int, limit: int, honoured: bool = False) -> Name | None:
        """The name that begins at `token`, if one does; `honoured` behind a word of respect («الدكتور الخضر»)."""
        scan, words = self.scan, self.words
        first, parts, known, closed = token, 0, 0, False
        while token < limit and parts < MAX_PARTS and (token == first or is_plain(scan.gaps[token])):
            word = self._word(token)
            if width := self._particle(token, limit, parts):
                known += 1
                closed = False
            elif self._is_part(token, limit, parts, known, closed) or (honoured and self._is_honoured(token, parts)):
                width = 1
                known += word in words.evidence or (parts > 0 and is_definite(word) and word.endswith("ي"))
                closed = (
                    self._has_article(token)
                    and word not in words.given
                    and (word not in words.evidence or word.endswith("ي"))
                )
            else:
                break
            token += width
            parts += 1
        return Name(first, token, parts, known) if parts else None

    def _is_honoured(self, token: int, parts: int) -> bool:
        """Whether a word of prose is a name behind a word of respect: «الدكتور الخضر», «الأستاذ ناصر البيان،»."""
        if not parts:
            return self._opens(token)
        noun = self._word(token) in self.words.news_noun and is_definite(self._word(token))
        return self._ends_at_comma(token) and noun and parts == 1 and self.scan.words[token - 1] in self.words.given

    def _ends_at_comma(self, token: int) -> bool:
        return token + 1 < len(self.scan.words) and self.scan.gaps[token + 1].strip() == "،"

    def _opens(self, token: int) -> bool:
        word = self._word(token)
        known = word in self.words.stop or word in self.words.adjective or without_article(word) in self.words.field
        return is_definite(word) and not known and not self.heads.get(token)

    def _particle(self, token: int, limit: int, parts: int) -> int:
        """Width of a part that begins with a particle, 0 where none does."""
        scan, words = self.scan, self.words
        word = self._word(token)
        if token + 1 >= limit or not is_plain(scan.gaps[token + 1]):
            return 0
        if word == "ال":  # «آل» folds to the article, and is often printed like it
            return 2 * (parts > 0)
        if scan.words[token + 1] == "اوغلو":
            return 2
        place = words.particle.get(word)
        if not place or (place == "inner" and not parts):
            return 0
        following = scan.words[token + 1]
        if following in words.tail or (word == "عبد" and is_definite(following)):
            return 2
        if parts and word in ("بن", "بنت", "ابن") and following not in words.particle:
            return 2
        if word in words.given or (following in words.stop and following not in words.evidence):
            return 0
        if following in words.particle and following not in words.given:
            return 1 + (self._particle(token + 1, limit, 1) or 1)
        return 1 if word == "عبد" else 2

    def _is_part(self, token: int, limit: int, parts: int, known: int, closed: bool) -> bool:
        scan, words = self.scan, self.words
        word = self._word(token)
        if word in words.honorific and (not parts or scan.words[token - 1] in words.ordinal):
            return False  # «الملك محمد السادس السيد هشام …»
        if token + 1 < limit and scan.words[token + 1] == "الله":  # «حفظه الله», «طيب الله ثراه»
            return False
        hit = self.heads.get(token)
        if hit and hit.entry.key.endswith(".pair") and parts:
            hit = None  # «مصطفى وزيري»
        if hit and (hit.last > token + 1 or word not in words.evidence or (parts > 1 and self._heads(token))):
            return self._is_title_family(hit, token, parts) or (not parts and self.is_role_name(token))
        family = parts == 1 and scan.words[token - 1] in words.given  # «محمد العمرة»
        if token in self.events and word not in words.evidence and not family:
            return False  # «أمير المنطقة الملتقى السابع»
        if word in words.ambiguous:
            return self._is_meant(token, parts)
        if word in words.evidence:
            return True
        if word in words.ordinal:
            return parts > 0
        if word in words.stop or word in words.honorific or len(word) < 2 or not word[0].isalpha():
            return False
        if word[0] in "وفلبك" and self._is_attached(word[1:]):
            return False
        if word.endswith("ا") and (word[:-1] in words.stop or (parts == 1 and ACCUSATIVE_SHAPE.fullmatch(word))):
            return False
        if self._has_article(token):
            return self._is_family(token, parts, closed)
        if parts > 1 and scan.starts[token] in self.cities:
            return False
        if not parts and word in words.nationality:
            return False  # «جنرال إيراني كبير»
        if closed or word in words.body or word in words.territory:
            return False
        if parts and known and token + 1 == limit:  # all that is left before the role that follows
            return word not in words.portfolio
        return self._is_unlisted(token, parts, known)

    def is_role_name(self, token: int) -> bool:
        """Whether a word that is a role and a given name is the latter: «رئيس النادي مساعد الزهراني»."""
        scan, words, family = self.scan, self.words, token + 1
        if scan.words[token] not in words.role_name or family >= len(scan.words) or not is_plain(scan.gaps[family]):
            return False
        word = scan.words[family]
        ordinary = word in words.adjective or word in words.no_family or word in words.stop or family in self.heads
        closes = word.endswith("ي") or scan.words[family + 1 : family + 2] == ["ان"]
        return is_definite(word) and closes and not ordinary

    def _heads(self, token: int) -> bool:
        """Whether what can be a name leads a body here: «نبيه بري قائد الجيش»; not «فيصل بن بندر أمير»."""
        scan = self.scan
        last = token + 1
        return (
            last < len(scan.words)
            and is_plain(scan.gaps[last])
            and without_article(scan.words[last]) in self.words.field
        )

    def _is_title_family(self, hit: Hit, token: int, parts: int) -> bool:
        """Whether a title closes a name: «خالد السلطان»."""
        if parts != 1 or hit.last > token + 1:
            return False
        if not hit.entry.key.endswith((".title", ".rank")):  # «كامل الوزير نائب رئيس المجلس», «، سعيد القاضي، »
            closes = bool(self.heads.get(token + 1)) or self.is_stop(token + 1)
            return is_definite(self._word(token)) and closes and self.scan.words[token - 1] in self.words.given
        return self.scan.words[token - 1] in self.words.given and not self._ends_in_name(token + 1)

    def _ends_in_name(self, token: int) -> bool:
        scan = self.scan
        return token < len(scan.words) and is_plain(scan.gaps[token]) and scan.words[token] in self.words.evidence

    def _is_attached(self, rest: str) -> bool:
        """Whether a word of which only `rest` is known is that word with something attached («بمملكة», «وقال»)."""
        words = self.words
        prose = rest in words.stop or rest in words.honorific or rest in words.field or rest in words.territory
        return prose or words.particle.get(rest) == "first" or (rest in words.given and len(rest) > 2)

    def _is_meant(self, token: int, parts: int) -> bool:
        """Whether a word that is a name or something else («صباح», «كرم», «علي») is meant as a name here."""
        word = self._word(token)
        if word == "علي":
            return self.scan.raw_text(token, token + 1).endswith("ي")
        previous = self.scan.words[token - 1]
        if parts and word in self.words.surname and previous in self.words.given:
            return self.is_stop(token + 1)  # «بطرس حرب»
        foreign = parts > 0 and previous in self.words.evidence and previous not in self.words.given
        return foreign or self._goes_on(token + 1)

    def _goes_on(self, token: int) -> bool:
        scan, words = self.scan, self.words
        if token >= len(scan.words) or not is_plain(scan.gaps[token]) or self._word(token) in words.stop:
            return False
        word = self._word(token)
        return word in words.evidence or word in words.particle or is_definite(word) or self._is_unlisted(token, 1, 0)

    def _is_family(self, token: int, parts: int, closed: bool) -> bool:
        """Whether a definite word can be a family name: «الطرهوني», and behind a given name «البار», «الخوالدة»."""
        words = self.words
        word = self._word(token)
        if word in words.nationality and parts == 1 and not closed:
            return self.scan.words[token - 1] in words.given and self.is_stop(token + 1)  # «أحمد المصري،»
        if word in words.no_family or (word in words.adjective and not parts):
            return False
        if closed and parts == 1:  # «النوري اللجمي عن», «الهادي الزاهري إن»
            both = word.endswith("ي") and self.scan.words[token - 1].endswith("ي")
            return both and word not in words.adjective and self.is_stop(token + 1)
        if word.endswith("ي") or (parts and word[2:] in words.given):
            return True
        if parts > 1 and word[2:] in words.stop:
            return False
        if not parts or closed or word in words.adjective:
            return False
        if parts > 1 and word.endswith(("ات", "ين")) and (word.startswith("الم") or not self.is_stop(token + 1)):
            return False
        if word[2:] not in words.field or not is_plain(self.scan.gaps[token + 1]):
            return True
        return self.scan.words[token - 1] in words.given and self.is_stop(token + 1)

    def _is_unlisted(self, token: int, parts: int, known: int) -> bool:
        words = self.words
        word = self._word(token)
        closes = self.is_stop(token + 1) or self._is_accusative(token + 1)
        second = parts == 1 and known and closes  # «أحمد نظيف», «كمال سحنون», «محمد تكالة اتصالا»
        previous = self.scan.words[token - 1] if parts else ""
        foreign = previous in words.evidence and previous not in words.given
        if word in words.portfolio:
            return False
        own = word.endswith("ون") or (foreign and word.endswith("نا"))  # «كمال سحنون», «لورا كافانا»
        feminine = parts == 2 and self._is_feminine_family(token)
        son = not parts and word.endswith("سون")  # «بنسون كيبوي»
        if INFLECTED_SHAPE.fullmatch(word) and not (second and own) and not feminine and not son:
            return False
        if parts and word[0] == "ل" and self.scan.raw_text(token, token + 1)[1:2] in ("إ", "أ"):
            return False  # «الرئيس أوباما لإفشال الاتفاق»
        if second:
            return True
        if VERBAL_SHAPE.fullmatch(word) and not (foreign and self.is_stop(token + 1) and not self._has_object(token)):
            return False
        if parts > 1 and word[0] == "ل" and len(word) > 4:
            return False  # «دونالد ترامب لموظفي الوكالة»
        if parts > 1 and word[0] == "ب" and len(word) > 5 and word[1] not in "ونلر" and not self._ends_at_comma(token):
            return False  # «حسام بوصرصار بمبارتين»
        attachable = word[0] == "و" or (parts > 1 and word[0] in "بلفك" and previous in words.given)
        if word[0] == "ب" and word.endswith("ي") and self.is_stop(token + 1):
            attachable = False  # «محمد حسين باقري،»
        if len(word) > 3 and attachable and word[:2] != "بو":
            return bool(parts) and word[0] != "ب" and self.is_stop(token + 1)
        if parts < 2:
            return True
        if self._is_possessed(token):
            return False
        if self.scan.words[token - 2] == "بن" and (
            self._ends_at_comma(token) or self.scan.words[token + 1 : token + 2] == ["ان"]
        ):
            return True  # «توفيق بن أحمد خوجة،»
        foreign = parts == 2 and (not known or self.scan.words[token - 2] not in words.given)
        marked = self.scan.raw_text(token, token + 1).endswith("ة") and not feminine
        return parts < 4 and not marked and (foreign or self._ends_well(token + 1))

    def _is_feminine_family(self, token: int) -> bool:
        """Whether a word in ة closes a name before the reported words: «محمد رياض قتيتة إن»."""
        scan = self.scan
        return scan.words[token + 1 : token + 2] == ["ان"] and scan.raw_text(token, token + 1).endswith("تة")

    def _is_accusative(self, token: int) -> bool:
        """Whether an indefinite object follows a name: «اتصالا», «اجتماعا»."""
        word = self._word(token) if token < len(self.scan.words) and is_plain(self.scan.gaps[token]) else ""
        return len(word) > 5 and word.endswith("ا") and word not in self.words.evidence

    def _is_possessed(self, token: int) -> bool:
        """Whether a noun with a pronoun and its preposition follow a name: «حسن روحاني دفاعه عن»."""
        scan, last = self.scan, token + 1
        bound = last < len(scan.words) and is_plain(scan.gaps[last]) and scan.words[last] in self.words.preposition
        return bound and scan.raw_text(token, last).endswith("ه")

    def _has_object(self, token: int) -> bool:
        """Whether a definite noun follows as after a verb: «ماكرون سيحقق الأغلبية»."""
        scan = self.scan
        return token + 1 < len(scan.words) and is_plain(scan.gaps[token + 1]) and is_definite(scan.words[token + 1])

    def is_stop(self, token: int) -> bool:
        """Whether nothing of a name stands at `token`: the end, punctuation, a digit, a word of prose."""
        scan = self.scan
        if token >= len(scan.words) or not is_plain(scan.gaps[token]):
            return True
        word = self._word(token)
        if word in self.words.stop or not word[0].isalpha() or word.startswith(("لل", "بال", "وال")):
            return True
        if word[0] == "و" and len(word) > 3 and word not in self.words.evidence:
            return True
        return word[0] in "فبلك" and len(word) > 4 and word[1:] in self.words.stop

    def _ends_well(self, token: int) -> bool:
        """Whether a name goes on at `token` beyond doubt, or the phrase stops: «عبدالقوي أحمد عباد شريف،»."""
        scan, words = self.scan, self.words
        if token >= len(scan.words) or not is_plain(scan.gaps[token]) or scan.words[token] in words.no_name:
            return True
        word = self._word(token)
        if word in words.evidence:
            return word not in words.ambiguous
        return is_definite(word) and word.endswith("ي") and word not in words.adjective and word not in words.no_family

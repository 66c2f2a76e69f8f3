"""The grammar of personal names: where a name begins and, which is harder, where it ends.

A name is a run of up to six parts. A part is a word, or a particle with the word that it needs (عبد العزيز, بن سلمان,
آل مكتوم, فان دايك). No list decides: a word that no list knows can be part of a name unless it has the shape of a verb
or of a verbal noun. Lists only say what surely is a name (evidence) and what surely is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsextract.extractors.officials.heads import FREE, Head
from newsextract.extractors.officials.shapes import (
    is_inflected,
    is_participle,
    is_prose,
    is_verbal,
    never_ends_name,
    stops_name,
)
from newsextract.extractors.officials.text import Reader, Text, is_plain
from newsextract.extractors.officials.words import is_definite, without_article

MAX_PARTS = 6


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


class NameReader(Reader):
    """Reads the names of one text, from a token on and never over `limit`."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.events = text.scan.starting("event_head")
        self._conjoined = -1

    def skip_honorifics(self, token: int) -> int:
        """The token behind words of respect and ranks: «معالي الدكتور», «العميد الركن», «صاحب السمو الملكي»."""
        words, start = self.words, token
        if token not in self.heads and self.tokens[token] not in words.honorific:
            return token
        while token < len(self.tokens) and (token == start or self.gaps[token].strip() in ("", ".", "/", "\\")):
            word = self.tokens[token]
            if word in words.honorific or (token > start and word in words.rank_part):
                token += 1
            elif (head := self.heads.get(token)) and head.form.weak and head.prefix in FREE:
                token = head.last
            else:
                break
        return token

    def can_end_name(self, token: int) -> bool:
        """Whether the word before a token can be the last one of a name; prose («أكد») surely is not."""
        if not token:
            return False
        words, word = self.words, self.tokens[token - 1]
        if never_ends_name(word):
            return False
        if word in words.evidence or not (word in words.stop or word in words.honorific):
            return True
        before = self.tokens[token - 2] if token > 1 else ""
        return before in words.particle or before == "ال"

    def read_conjoined_name(self, token: int, limit: int) -> Name | None:
        """The name that begins behind a conjunction written together with it: «ومحمد الكتاني»."""
        if self.tokens is self.scan.words:
            self.tokens = self.scan.words.copy()  # the scan is not ours to change
        word = self.tokens[token]
        self.tokens[token], self._conjoined = word[1:], token
        name = self.read_name(token, limit)
        self.tokens[token], self._conjoined = word, -1
        return replace(name, attached=1) if name else None

    def read_name(self, token: int, limit: int, honoured: bool = False) -> Name | None:
        """The name that begins at `token`, if one does; `honoured` behind a word of respect («الدكتور الخضر»)."""
        words, tokens = self.words, self.tokens
        evidence, prose = words.evidence, words.prose
        first, parts, known, closing = token, 0, 0, -1
        while token < limit and parts < MAX_PARTS:
            word = tokens[token]
            ordinary = word in prose and token not in self.heads
            if not ordinary and (width := self._particle(token, word, limit, parts)):
                known += 1
                closing = -1
            elif (not ordinary and self._is_part(token, word, limit, parts, known, closing)) or (
                honoured and self._is_honoured(token, word, parts)
            ):
                width = 1
                known += word in evidence or (parts > 0 and word.endswith("ي") and is_definite(word))
                closing = token
            else:
                break
            token += width
            parts += 1
            if not is_plain(self.gaps[token]):
                break
        return Name(first, token, parts, known) if parts else None

    def _closes(self, token: int) -> bool:
        """Whether the part at `token`, a definite word that is no first name, closes a name; -1 is a particle's."""
        if token < 0:
            return False
        word, words = self.tokens[token], self.words
        closing = word not in words.given and (word not in words.evidence or word.endswith("ي"))
        return closing and self._has_article(token, word)

    def _has_article(self, token: int, word: str) -> bool:
        """Whether a word begins with the article, which has no hamza: not «ألكسندروس», «إلدار»."""
        if not is_definite(word):
            return False
        folded = self.scan.folded
        return folded.raw[folded.raw_offset(self.starts[token] + (token == self._conjoined))] not in "أإآ"

    def _is_honoured(self, token: int, word: str, parts: int) -> bool:
        """Whether a word of prose is a name behind a word of respect: «الدكتور الخضر», «الأستاذ ناصر البيان،»."""
        if not parts:
            return self._opens_honoured(token, word)
        noun = word in self.words.news_noun and is_definite(word)
        return self._ends_at_comma(token) and noun and parts == 1 and self.tokens[token - 1] in self.words.given

    def _ends_at_comma(self, token: int) -> bool:
        return token + 1 < len(self.tokens) and self.gaps[token + 1].strip() == "،"

    def _opens_honoured(self, token: int, word: str) -> bool:
        words = self.words
        known = word in words.stop or word in words.adjective or without_article(word) in words.field
        return not known and is_definite(word) and token not in self.heads

    def _particle(self, token: int, word: str, limit: int, parts: int) -> int:
        """Width of a part that begins with a particle, 0 where none does."""
        if token + 1 >= limit:
            return 0
        words = self.words
        following, place = self.tokens[token + 1], words.particle.get(word)
        if not (place or word == "ال" or following == "اوغلو") or not is_plain(self.gaps[token + 1]):
            return 0
        if word == "ال":  # «آل» folds to the article, and is often printed like it
            return 2 * (parts > 0)
        if following == "اوغلو":
            return 2
        if place == "inner" and not parts:
            return 0
        if following in words.tail or (word == "عبد" and is_definite(following)):
            return 2
        if parts and word in ("بن", "بنت", "ابن") and following not in words.particle:
            return 2
        if word in words.given or (following in words.stop and following not in words.evidence):
            return 0
        if following in words.particle and following not in words.given:
            return 1 + (self._particle(token + 1, following, limit, 1) or 1)
        return 1 if word == "عبد" else 2

    def _is_part(self, token: int, word: str, limit: int, parts: int, known: int, closing: int) -> bool:
        """Whether a word is the next of a name of which `parts` have been read, the last one at token `closing`."""
        words, tokens = self.words, self.tokens
        if word in words.honorific and (not parts or tokens[token - 1] in words.ordinal):
            return False  # «الملك محمد السادس السيد هشام …»
        if token + 1 < limit and tokens[token + 1] == "الله":  # «حفظه الله», «طيب الله ثراه»
            return False
        head = self.heads.get(token)
        if head and not self._is_name_too(head, word, parts):
            return self._is_title_family(head, word, parts) or (not parts and self.is_role_name(token))
        if word in words.evidence:
            return word not in words.ambiguous or self._is_meant(token, word, parts)
        family = parts == 1 and tokens[token - 1] in words.given  # «محمد العمرة»
        if token in self.events and not family:
            return False  # «أمير المنطقة الملتقى السابع»
        if word in words.ordinal:
            return parts > 0
        if is_prose(word) or (parts == 1 and is_participle(word)):
            return False
        if self._has_article(token, word):
            return self._is_family_name(token, word, parts, closing)
        if parts > 1 and self.starts[token] in self.cities:
            return False
        if not parts and word in words.nationality:
            return False  # «جنرال إيراني كبير»
        if word in words.body or word in words.territory or self._closes(closing):
            return False
        if parts and known and token + 1 == limit:  # all that is left before the role that follows
            return word not in words.portfolio
        return self._is_unlisted_name(token, word, parts, known)

    def _is_name_too(self, head: Head, word: str, parts: int) -> bool:
        """Whether the head noun of a role is read as any other word: «مصطفى وزيري», «محمد عمدة», «نبيه بري»."""
        if head.form.manner == "pair" and parts:
            return True
        return (
            head.last == head.first + 1 and word in self.words.evidence and not (parts > 1 and self._heads_body(head))
        )

    def _heads_body(self, head: Head) -> bool:
        """Whether what can be a name leads a body here: «نبيه بري قائد الجيش»; not «فيصل بن بندر أمير»."""
        last = head.first + 1
        return self.joins(last) and without_article(self.tokens[last]) in self.words.field

    def is_role_name(self, token: int) -> bool:
        """Whether a word that is a role and a given name is the latter: «رئيس النادي مساعد الزهراني»."""
        words, family = self.words, token + 1
        if self.tokens[token] not in words.role_name or not self.joins(family):
            return False
        word = self.tokens[family]
        ordinary = word in words.adjective or word in words.no_family or word in words.stop or family in self.heads
        closes = word.endswith("ي") or self.tokens[family + 1 : family + 2] == ["ان"]
        return is_definite(word) and closes and not ordinary

    def _is_title_family(self, head: Head, word: str, parts: int) -> bool:
        """Whether a title closes a name: «خالد السلطان»."""
        token, last = head.first, head.first + 1
        if parts != 1 or head.last > last or self.tokens[token - 1] not in self.words.given:
            return False
        if head.form.weak:
            return not (self.joins(last) and self.tokens[last] in self.words.evidence)
        # «كامل الوزير نائب رئيس المجلس», «، سعيد القاضي، »
        return is_definite(word) and (last in self.heads or self.is_stop(last))

    def _is_meant(self, token: int, word: str, parts: int) -> bool:
        """Whether a word that is a name or something else («صباح», «كرم», «علي») is meant as a name here."""
        words = self.words
        if word == "علي":
            return self.scan.raw_text(token, token + 1).endswith("ي")
        previous = self.tokens[token - 1]
        if parts and word in words.surname and previous in words.given:
            return self.is_stop(token + 1)  # «بطرس حرب»
        foreign = parts > 0 and previous in words.evidence and previous not in words.given
        return foreign or self._name_goes_on(token + 1)

    def _name_goes_on(self, token: int) -> bool:
        words = self.words
        if not self.joins(token):
            return False
        word = self.tokens[token]
        if word in words.stop:
            return False
        listed = word in words.evidence or word in words.particle or is_definite(word)
        return listed or self._is_unlisted_name(token, word, 1, 0)

    def _is_family_name(self, token: int, word: str, parts: int, closing: int) -> bool:
        """Whether a definite word can be a family name: «الطرهوني», and behind a given name «البار», «الخوالدة»."""
        words, closed = self.words, self._closes(closing)
        if word in words.nationality and parts == 1 and not closed:
            return self.tokens[token - 1] in words.given and self.is_stop(token + 1)  # «أحمد المصري،»
        if word in words.no_family or (word in words.adjective and not parts):
            return False
        if closed and parts == 1:  # «النوري اللجمي عن», «الهادي الزاهري إن»
            both = word.endswith("ي") and self.tokens[token - 1].endswith("ي")
            return both and word not in words.adjective and self.is_stop(token + 1)
        if word.endswith("ي") or (parts and word[2:] in words.given):
            return True
        if not parts or closed or word in words.adjective or (parts > 1 and word[2:] in words.stop):
            return False
        if parts > 1 and word.endswith(("ات", "ين")) and (word.startswith("الم") or not self.is_stop(token + 1)):
            return False
        if word[2:] not in words.field or not is_plain(self.gaps[token + 1]):
            return True
        return self.tokens[token - 1] in words.given and self.is_stop(token + 1)

    def _is_unlisted_name(self, token: int, word: str, parts: int, known: int) -> bool:
        words = self.words
        if word in words.portfolio:
            return False
        previous = self.tokens[token - 1] if parts else ""
        foreign = previous in words.evidence and previous not in words.given
        # «أحمد نظيف», «كمال سحنون», «محمد تكالة اتصالا»
        second = parts == 1 and known > 0 and (self.is_stop(token + 1) or self._is_accusative(token + 1))
        feminine = parts == 2 and self._is_feminine_family(token)
        if is_inflected(word) and not feminine:
            own = second and (word.endswith("ون") or (foreign and word.endswith("نا")))  # «كمال سحنون», «لورا كافانا»
            if not own and (parts or not word.endswith("سون")):  # «بنسون كيبوي»
                return False
        if parts and word[0] == "ل" and self.scan.raw_text(token, token + 1)[1:2] in ("إ", "أ"):
            return False  # «الرئيس أوباما لإفشال الاتفاق»
        if second:
            return True
        if is_verbal(word) and not (foreign and self.is_stop(token + 1) and not self._has_object(token)):
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
        if self.tokens[token - 2] == "بن" and (
            self._ends_at_comma(token) or self.tokens[token + 1 : token + 2] == ["ان"]
        ):
            return True  # «توفيق بن أحمد خوجة،»
        foreign = parts == 2 and (not known or self.tokens[token - 2] not in words.given)
        marked = self.scan.raw_text(token, token + 1).endswith("ة") and not feminine
        return parts < 4 and not marked and (foreign or self._ends_well(token + 1))

    def _is_feminine_family(self, token: int) -> bool:
        """Whether a word in ة closes a name before the reported words: «محمد رياض قتيتة إن»."""
        return self.tokens[token + 1 : token + 2] == ["ان"] and self.scan.raw_text(token, token + 1).endswith("تة")

    def _is_accusative(self, token: int) -> bool:
        """Whether an indefinite object follows a name: «اتصالا», «اجتماعا»."""
        word = self.tokens[token] if self.joins(token) else ""
        return len(word) > 5 and word.endswith("ا") and word not in self.words.evidence

    def _is_possessed(self, token: int) -> bool:
        """Whether a noun with a pronoun and its preposition follow a name: «حسن روحاني دفاعه عن»."""
        bound = self.joins(token + 1) and self.tokens[token + 1] in self.words.preposition
        return bound and self.scan.raw_text(token, token + 1).endswith("ه")

    def _has_object(self, token: int) -> bool:
        """Whether a definite noun follows as after a verb: «ماكرون سيحقق الأغلبية»."""
        return self.joins(token + 1) and is_definite(self.tokens[token + 1])

    def is_stop(self, token: int) -> bool:
        """Whether nothing of a name stands at `token`: the end, punctuation, a digit, a word of prose."""
        return not self.joins(token) or stops_name(self.tokens[token])

    def _ends_well(self, token: int) -> bool:
        """Whether a name goes on at `token` beyond doubt, or the phrase stops: «عبدالقوي أحمد عباد شريف،»."""
        words = self.words
        if not self.joins(token) or self.tokens[token] in words.no_name:
            return True
        word = self.tokens[token]
        if word in words.evidence:
            return word not in words.ambiguous
        return word.endswith("ي") and is_definite(word) and word not in words.adjective and word not in words.no_family

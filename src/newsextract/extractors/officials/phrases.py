"""Roles and names put together: «وزير الداخلية عبد الوافي لفتيت», «نجيب الطرهوني، المدير العام للديوان»."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.document import Document
from newsextract.extractors.officials.heads import WEAK, HeadForm, head_form
from newsextract.extractors.officials.names import VERBAL_SHAPE, Name, NameReader, is_plain, skip_honorifics
from newsextract.extractors.officials.pairs import PairReader
from newsextract.extractors.officials.roles import Role, RoleReader
from newsextract.extractors.officials.words import Words, is_definite, without_article
from newsextract.matching import Hit, Scan

MAX_NAME_TOKENS = 10
MAX_BRIDGE = 8
MAX_ROLES = 4
# What may stand between a role and its name.
MAX_ENCLOSED = 4
CONTENT_PARTICLES = ("ان", "بان", "انه", "انها", "بانه", "بانها")
"""What begins the reported words: «أن», «إن», «بأن», «أنه»."""
COURTS = frozenset(("مجلس", "غرفه", "ديوان", "مجمع", "دايره", "قسم", "مركز"))
"""What a judge sits at, beside courts: «القاضي بالمجلس الأعلى»."""
APPOSITION = ("،", ",", "(", "-", "–", ":", "«", '"', "“")
APPOSITION_BEFORE = ("،", ",", "(", "-", "–", "»،", '"،', ")")


@dataclass(slots=True)
class Phrase:
    """Roles that follow one another without a break, and the name of who holds them (`None`: not named here)."""

    roles: list[Role]
    name: Name | None


def read_phrases(document: Document, words: Words) -> list[Phrase]:
    """The phrases of a text in order."""
    cities = {city.start: city.last for city in document.city_spans}
    return PhraseReader(document.scan, words, RoleReader(document.scan, words, cities)).read()


class PhraseReader:
    """Reads one text from role to role."""

    def __init__(self, scan: Scan, words: Words, roles: RoleReader) -> None:
        self.scan = scan
        self.words = words
        self.roles = roles
        self.heads = roles.heads
        self.names = NameReader(scan, words, roles.cities)
        self.pairs = PairReader(roles, self.names)
        self.phrases: list[Phrase] = []
        self.done = 0

    def read(self) -> list[Phrase]:
        """All phrases of the text."""
        for hit in self.scan.of("role"):
            if hit.entry.key.endswith(".pair"):
                self._read_pair(hit)
            elif hit.first >= self.done and not self._is_no_role(hit):
                phrase = self._phrase(self._role_run(hit))
                self.phrases.append(phrase)
                self.done = max(phrase.roles[-1].last, phrase.name.last if phrase.name else 0)
                self._read_further(phrase)
        return self.phrases

    def _read_pair(self, hit: Hit) -> None:
        """Two holders of one office: «وزيرا الخارجية المصري سامح شكري والأردني أيمن الصفدي»."""
        for role, name in self.pairs.read(hit) if hit.first >= self.done else ():
            self.phrases.append(Phrase([role], name))
            self.done = name.last

    def _read_further(self, phrase: Phrase) -> None:
        """Those who hold offices of the same head noun: «وزير الخارجية جون كيري، والطاقة إرنست مونيز»."""
        role, name = phrase.roles[-1], phrase.name
        if name is None or role.manner != "minister" or name.first < role.first:
            return
        while further := self.pairs.further(role.hit, self.done):
            self.phrases.append(Phrase([further[0]], further[1]))
            self.done = further[1].last

    def _is_no_role(self, hit: Hit) -> bool:
        """Whether a hit is no role: «قائد المنتخب», «وإلى» (no «والي»), «قايد صالح», «ملعب الأمير فهد»."""
        form = head_form(hit.entry)
        if form.manner in ("none", "pair") or (
            form.inner and hit.definite
        ):  # «صاحب الجلالة الملك» has no «جلالة الملك»
            return True
        if form.represents and self.scan.words[hit.last : hit.last + 1] and self.scan.words[hit.last][0] == "ب":
            return True  # «الشركة ممثلة بمديرها»
        if form.ambiguous and self._is_another_word(hit.entry.form, self.scan.raw_text(hit.first, hit.last)):
            return True
        if form.manner == "expert" and form.category == "expert" and (self._is_honorific(hit) or self._is_family(hit)):
            return True
        if self._provides(hit):
            return True
        if not hit.first or not is_plain(self.scan.gaps[hit.first]):
            return False
        before = self.scan.words[hit.first - 1]
        if self._names_a_place(hit, form, before) or (form.participle and self._describes(hit, before)):
            return True
        return self._is_main(hit, before)

    def _provides(self, hit: Hit) -> bool:
        """Whether «القاضي ب» tells what a law provides for: «القانون القاضي بحماية المستهلك», no judge «بمحكمة»."""
        words = self.words
        if hit.entry.form not in ("قاضي", "قاضيه", "القاضي", "القاضيه") or hit.last >= len(self.scan.words):
            return False
        word = self.scan.words[hit.last]
        if word[0] != "ب" or len(word) < 4 or not is_plain(self.scan.gaps[hit.last]) or word in words.evidence:
            return False
        noun = without_article(word[1:])
        if words.body.get(noun) == "judiciary" or noun in COURTS:
            return False
        deed = noun in words.field or noun in words.stop or noun.endswith("ه")
        return deed or VERBAL_SHAPE.fullmatch(noun) is not None

    def _is_main(self, hit: Hit, before: str) -> bool:
        """Whether «الرئيس» says that a thing is the main one: «المداخل الرئيسة لمكة», «السبب الرئيس في»."""
        words = self.words
        if hit.entry.form not in ("رييس", "رييسه") or hit.prefix != "ال" or hit.last >= len(self.scan.words):
            return False
        bare, linked = without_article(before), self.scan.words[hit.last][0] == "ل" and not before.endswith("ي")
        noun = linked or bare in words.news_noun or bare in words.field or hit.entry.form.endswith("ه")
        if not noun or not is_definite(before) or before in words.evidence or hit.first - 1 in self.heads:
            return False
        if before in words.no_name or before in words.honorific or not is_plain(self.scan.gaps[hit.last]):
            return False
        following = self.scan.words[hit.last]
        told = following in words.adjective or following in words.evidence or self.roles.opens_name(hit.last)
        return not told

    def _is_another_word(self, form: str, printed: str) -> bool:
        """Whether what folds to a role is printed as another word: «وإلى», «قايد», «مشرف علي»."""
        if form == "قايد":
            return "ئ" not in printed
        if form.endswith(" علي"):
            return printed.endswith("ي")
        return "إ" in printed or "آ" in printed or printed.endswith("ى")

    def _is_given_name(self, hit: Hit) -> bool:
        """Whether a word that is an office and a given name is the latter here: «محافظ حوطة مساعد بن صالح»."""
        scan, words = self.scan, self.words
        if hit.last >= len(scan.words) or hit.last > hit.first + 1:
            return False
        if not hit.prefix and self.names.is_role_name(hit.first):
            return True
        if scan.words[hit.first] not in words.given:
            return False
        following = scan.words[hit.last]
        return is_plain(scan.gaps[hit.last]) and (following in words.evidence or following in words.particle)

    def _is_honorific(self, hit: Hit) -> bool:
        """Whether a role is only a word of respect before a name: «وزير العدل المستشار أحمد …»."""
        form = hit.entry.form
        respect = form in self.words.honorific or (hit.definite and "ال" + form in self.words.honorific)
        return respect and hit.last < len(self.scan.words) and self.roles.opens_name(hit.last)

    def _is_family(self, hit: Hit) -> bool:
        """Whether a profession is the second of two words of a name: «شوقي الطبيب»."""
        scan, words = self.scan, self.words
        if not hit.first or not hit.definite or not is_plain(scan.gaps[hit.first]):
            return False
        if scan.words[hit.first - 1] not in words.given or self.roles.read(hit).last > hit.last:
            return False
        return hit.first < 2 or scan.words[hit.first - 2] not in words.evidence

    def _describes(self, hit: Hit, before: str) -> bool:
        """Whether a participle describes the noun before it: «المصالح المكلفة بالتدبير», «الفريق المتخصص»."""
        if not (hit.prefix == "ال" or (not hit.prefix and is_definite(hit.entry.form))):
            return False
        if before == "غير":
            return True
        words = self.words
        bare = without_article(before)
        noun = bare in words.field or before in words.stop or bare in words.stop or before in words.adjective
        return is_definite(before) and (noun or before.endswith(("ات", "ين")))

    def _names_a_place(self, hit: Hit, form: HeadForm, before: str) -> bool:
        """Whether the title is part of the name of an institution or a family: «جامعة القاضي عياض», «أيت القاضي»."""
        words = self.words
        if form.manner in WEAK and before in words.given:
            return True
        if not (hit.definite or form.definite or (form.category == "royal" and form.manner == "whole")):
            return False
        if not form.single and form.manner not in ("title", "whole"):
            return False
        if before in words.particle and before not in words.given:
            return True
        if words.namesake.isdisjoint((before, before[1:], before[2:])):
            return False
        definite = before.startswith(("ال", "لل", "بال", "وال"))
        return not definite and form.manner in ("title", "rank", "head", "whole", "minister")

    def _role_run(self, hit: Hit) -> list[Role]:
        """The role at `hit` and those that follow it directly: «الوزير المنتدب … الناطق الرسمي باسم الحكومة»."""
        roles = [self.roles.read(hit)]
        meets = hit.first > 0 and self.scan.words[hit.first - 1].lstrip("و") in self.words.meeting
        while len(roles) < MAX_ROLES:
            token = roles[-1].last
            following = self.heads.get(token)
            if not following or not is_plain(self.scan.gaps[token]) or following.entry.key.endswith((".none", ".pair")):
                break
            if meets and not following.definite and roles[-1].complete and roles[-1].category != "royal":
                break  # «استقبل رئيس الحكومة سفير فرنسا»
            unfinished = not roles[-1].complete and roles[-1].manner not in WEAK
            bare = roles[-1].definite and roles[-1].last == roles[-1].complement
            others = bare and following.prefix == "و"  # «بحضور الوزير ومدير عام الصندوق»
            joined = unfinished and not others and following.prefix in ("و", "وال")
            joined |= following.prefix in ("و", "وال") and self._is_also(roles[-1], following)
            if following.prefix not in ("", "ال") and not joined:
                break
            honours = self._is_given_name(following) or self._is_honorific(following)
            if honours or self._is_no_role(following) or following.entry.key.endswith(".suffixed"):
                break
            roles.append(self.roles.read(following))
        return roles

    def _is_also(self, role: Role, following: Hit) -> bool:
        """Whether a deputy or head of government holds a ministry, too: «نائب رئيس الوزراء ووزير الخارجية»."""
        return following.entry.key == "government.minister" and "وزراء" in self._last_word(role)

    def _last_word(self, role: Role) -> str:
        return self.scan.words[role.last - 1]

    def _phrase(self, roles: list[Role]) -> Phrase:
        name = self._name_after(roles[-1], roles[-1].last) if self._takes_name(roles[-1]) else None
        direct = name is not None and is_plain(self.scan.gaps[name.first])
        vouched = name is not None and name.known > 0  # not «مايا مرسي وزيرة التضامن صرف الدعم»
        if not (direct and vouched) and (before := self._name_before(roles[0])) and (before.known or not direct):
            return Phrase(self._with_coordinated(roles), before)
        if name is None and (bridged := self._bridge(roles[-1])):
            return Phrase([*roles[:-1], bridged[0]], bridged[1])
        return self._with_apposed(roles) if name is None else Phrase(roles, name)

    def _takes_name(self, role: Role) -> bool:
        """Whether a name can follow: an indefinite head needs its complement first («عضو شرف» is no Sharaf)."""
        return role.definite or role.last > role.first + 1 or role.manner in WEAK

    def _with_apposed(self, roles: list[Role]) -> Phrase:
        """Roles that a comma parts from a further role and the name: «الوزير المنتدب، الناطق الرسمي، مصطفى بايتاس»."""
        token = roles[-1].last
        following = self.heads.get(token)
        if following and following.prefix in ("", "ال") and self.scan.gaps[token].strip() == "،":
            further = self._role_run(following)
            if further[0].manner not in WEAK and (name := self._name_after(further[-1], further[-1].last)):
                return Phrase([*roles, *further], name)
        return Phrase(roles, None)

    def _with_coordinated(self, roles: list[Role]) -> list[Role]:
        """With the offices that «و» adds behind a name: «هونغ، المؤسس والرئيس التنفيذي للشركة»."""
        while len(roles) < MAX_ROLES and (following := self._coordinated(roles[-1].last)):
            role = self.roles.read(following)
            if role.manner in WEAK or self._name_after(role, role.last):
                break
            roles = [*roles, role]
        return roles

    def _coordinated(self, token: int) -> Hit | None:
        """The role that «و», written together with it or apart, or a comma joins at `token`."""
        scan = self.scan
        if token >= len(scan.words) or "\n" in scan.gaps[token]:
            return None
        if scan.gaps[token].strip() == "،":
            hit = self.heads.get(token)
            return hit if hit and hit.prefix in ("", "ال") and not self._is_no_role(hit) else None
        if not is_plain(scan.gaps[token]):
            return None
        hit, prefixes = self.heads.get(token), ("و", "وال")
        if scan.words[token] == "و" and is_plain(scan.gaps[token + 1]):
            hit, prefixes = self.heads.get(token + 1), ("", "ال")
        return hit if hit and hit.prefix in prefixes and not self._is_no_role(hit) else None

    def _name_after(self, role: Role, token: int) -> Name | None:
        """The name behind a role, directly or in apposition: «رئيس الغرفة، الحسين أوبلا، إن»."""
        scan, words = self.scan, self.words
        if token >= len(scan.words):
            return None
        token = self._behind_place(token)
        gap = scan.gaps[token]
        apposed = not is_plain(gap) and gap.strip() not in ("»", "”", '"')
        if "\n" in gap or (apposed and gap.strip() not in (*APPOSITION, "»،", '"،', "”،")):
            return None
        begin = skip_honorifics(scan, words, token)
        if begin >= len(scan.words) or (
            begin > token and scan.gaps[begin].strip() not in ("", ".", "/", "\\", "«", '"', "(")
        ):
            return None
        name = self.names.read(begin, min(begin + MAX_NAME_TOKENS, len(scan.words)), begin > token)
        honoured = begin > token or role.manner == "rank"
        if name and self._is_convincing(name, role, gap.strip() if apposed else "", honoured):
            return name
        return self._enclosed_name(begin) if gap.strip() == "،" else None

    def _enclosed_name(self, first: int) -> Name | None:
        """Two to four words between commas before «أن» are a name that no list need know.

        «وقال عميد بلدية بنغازي، الصقر بوجواري، إن»
        """
        scan, words = self.scan, self.words
        last = first + 1
        while last < min(first + MAX_ENCLOSED + 1, len(scan.words)) and is_plain(scan.gaps[last]):
            last += 1
        if not 2 <= last - first <= MAX_ENCLOSED or last == len(scan.words) or scan.gaps[last].strip() != "،":
            return None
        inside = range(first, last)
        ordinary = any(
            scan.words[i] in words.stop
            or without_article(scan.words[i]) in words.field
            or scan.words[i] in words.adjective
            or self.heads.get(i)
            for i in inside
        )
        told = scan.words[last] in CONTENT_PARTICLES
        return Name(first, last, len(inside), 0) if told and not ordinary else None

    def _behind_place(self, token: int) -> int:
        """Behind a short adverbial before the comma of an apposition: «مدير المتحف في الهفوف، عبدالمحسن الملحم»."""
        scan, words = self.scan, self.words
        if scan.words[token] == "في" and is_plain(scan.gaps[token]):
            for last in range(token + 2, min(token + 4, len(scan.words))):
                if scan.gaps[last].strip() == "،" and (
                    scan.words[last] in words.evidence or scan.words[last] in words.honorific
                ):
                    return last
        return token

    def _is_convincing(self, name: Name, role: Role, mark: str, honoured: bool) -> bool:
        """Whether the words at a place where a name can stand, behind the punctuation `mark`, are one."""
        opening = self.scan.words[name.first]
        known = opening in self.words.evidence or (opening in self.words.particle and name.known > 0)
        stops = self.names.is_stop(name.last) or (name.parts == 2 and role.complete and name.last in self.heads)
        team = role.hit.entry.form in ("فريق", "الفريق")  # a general, or more often a team
        unlisted_title = role.manner in WEAK and (team or (not name.known and (name.parts == 1 or not stops)))
        rival = role.manner == "suffixed" and not honoured  # «نظيره غازي عنتاب»
        if not known and (unlisted_title or rival or self.roles.is_city(name.first)):
            return False
        if not (name.known or mark or honoured) and self._is_attached(name):
            return False
        if mark in ("«", '"', "“") and not name.known and is_plain(self.scan.gaps[name.last]):
            return False  # «الوزير "جانب الصواب حين"»
        if name.parts == 1 and role.manner == "rank":
            return not mark and opening in self.words.evidence and opening not in self.words.given
        if name.parts == 1 and opening in self.words.particle and honoured:
            return stops  # «الشيخ ولد الداه»
        if name.parts == 1:
            is_family = is_definite(opening) and opening.endswith("ي") and role.manner not in WEAK
            return not mark and (known or (is_family and (stops or honoured)))
        if mark == ":":
            return known and stops
        if name.known:
            return not mark or stops or known or name.parts > 2
        return stops or honoured

    def _is_attached(self, name: Name) -> bool:
        """Whether what looks like an unlisted name is a noun behind a preposition.

        «وزيرة الثقافة بسحب الفيلم», «المتحدث باسم المسعفين لفرانس برس», «أمير قطر لطهران»; not «بنسون كيبوي».
        """
        opening = self.scan.words[name.first]
        if opening[0] not in "بل" or len(opening) < 4:
            return False
        short = opening[0] == "ل" or len(opening) < 5 or name.parts == 1
        return short or is_definite(self.scan.words[name.first + 1]) or self.roles.is_city(name.first, 1)

    def _meets(self, phrase: Phrase, role: Role) -> bool:
        """Whether the holder of `role` is met by that of the phrase before: «استقبل الرئيس تبون سفير عمان»."""
        first = phrase.roles[0]
        if not first.first or role.category != "diplomatic" or first.category == role.category:
            return False
        return self.scan.words[first.first - 1].lstrip("و") in self.words.meeting

    def _name_before(self, role: Role) -> Name | None:
        """The name before a role: «محمد الطيار، الخبير الأمني», «عبدالله العليان مدير فرع وزارة العمل»."""
        scan, words = self.scan, self.words
        gap = scan.gaps[role.first]
        apposed = gap.strip() in APPOSITION_BEFORE and "\n" not in gap
        if role.hit.prefix not in ("", "ال") or role.manner in WEAK or not (apposed or is_plain(gap)):
            return None
        previous = self.phrases[-1].name if self.phrases else None
        if previous and previous.last == role.first:
            return None if is_plain(gap) and self._meets(self.phrases[-1], role) else previous
        if not self.names.can_end(role.first):
            return None
        first = role.first - 1
        while first > max(self.done, role.first - MAX_NAME_TOKENS) and is_plain(scan.gaps[first]):
            first -= 1
        for begin in range(first, role.first):
            opening = scan.words[begin]
            if opening in words.rank_part:
                continue  # «اللواء أركان حرب محمد رأفت، مدير»
            if opening[0] == "و" and (opening[1:] in words.evidence or opening[1:] in words.particle):
                name = self.names.read_conjoined(begin, role.first)
                if name and name.last == role.first and name.parts > 1 and name.known:
                    return name
            if opening in words.evidence or opening in words.particle:
                name = self._with_first(begin, first, role.first) or self.names.read(begin, role.first)
                if name and name.last == role.first and name.known and (name.parts > 1 or self._is_sole(name, apposed)):
                    return name
        return self._unlisted_before(role, apposed)

    def _is_sole(self, name: Name, apposed: bool) -> bool:
        """Whether one word alone is the name: «وقال صالح، رئيس الجمعية»."""
        before = self.scan.words[name.first - 1] if name.first else ""
        return apposed and (before in self.words.saying or before[1:] in self.words.saying)

    def _with_first(self, particle: int, first: int, limit: int) -> Name | None:
        """The name whose unlisted first part stands before a particle or behind a verb of saying.

        «هاشل بن سعد الغافري», «قال هونج ليو سيفيرت، مستشار»
        """
        if particle == first:
            return None
        said = particle > first + 1 and self.scan.words[particle - 2] in self.words.saying
        if not said and self.scan.words[particle] not in ("بن", "ولد", "بنت", "ابن"):
            return None
        name = self.names.read(particle - 1, limit)
        return name if name and name.last == limit else None

    def _unlisted_before(self, role: Role, apposed: bool) -> Name | None:
        """A name of two or three words that no list knows: «قال دانيال روسالا، مؤسس»."""
        for parts in (3, 2):
            first = role.first - parts
            name = self.names.read(first, role.first) if first >= self.done else None
            if name and (name.last, name.parts) == (role.first, parts) and self._is_introduced(name, apposed):
                return name
        return None

    def _is_introduced(self, name: Name, apposed: bool) -> bool:
        """Whether what stands before an unlisted name lets a name begin: a verb of saying, a stop, a title."""
        scan, words = self.scan, self.words
        if self.roles.is_city(name.first):
            return False
        if name.first == 0 or not is_plain(scan.gaps[name.first]):
            return name.parts == 2 and (apposed or name.known > 0)
        before = scan.words[name.first - 1]
        if before in words.honorific or before in words.saying or before[1:] in words.saying:
            return True
        return apposed and name.parts == 2 and without_article(before) not in words.field

    def _bridge(self, role: Role) -> tuple[Role, Name] | None:
        """A role whose complement goes on up to a plain name: «رئيسة لجنة الملاكمة التابعة للجامعة، نادية …»."""
        scan = self.scan
        if role.manner in ("rank", "title", "place", "whole", "suffixed"):
            return None
        for token in range(role.last, min(role.last + MAX_BRIDGE, len(scan.words))):
            name = self._name_after(role, token) if token > role.last and self.roles.precedes_name(token) else None
            if name and name.known and name.parts > 1:
                return self.roles.extend(role, token), name
            if not is_plain(scan.gaps[token]) or not self._is_bridge(token):
                return None
        return None

    def _is_bridge(self, token: int) -> bool:
        """Whether a word can stand inside a long complement: an adjective, or a noun behind a particle."""
        scan, words = self.scan, self.words
        word = scan.words[token]
        if self.heads.get(token):
            return False
        if self.roles.is_city(token):
            return True
        if without_article(word) in words.field or (word[0] in "ولب" and without_article(word[1:]) in words.field):
            return True
        if is_definite(word) and word in words.adjective:
            return True
        if word == "عن":  # «والنهي عن المنكر»
            return without_article("".join(scan.words[token + 1 : token + 2])) in words.portfolio
        if word in words.stop or without_article(word) in words.news_noun:
            return word == "علي" and scan.raw_text(token, token + 1) == "على"
        if word.startswith(("وال", "لل", "بال")):
            described = token + 1 < len(scan.words) and scan.words[token + 1] in words.adjective
            return described or without_article(word[1:]) not in words.news_noun
        if not is_definite(word):
            return False
        followed = token + 1 < len(scan.words) and scan.words[token + 1] in words.honorific
        described = word in words.adjective or word.endswith(("ي", "يه", "عه"))
        return followed or described or scan.words[token - 1] == "علي"

"""Head nouns that are no roles where they stand: things, deeds, words of respect, names of places and persons."""

from __future__ import annotations

from newsextract.extractors.officials.heads import PROVIDING, REPRESENTED, Head
from newsextract.extractors.officials.names import NameReader
from newsextract.extractors.officials.roles import RoleReader
from newsextract.extractors.officials.shapes import is_verbal
from newsextract.extractors.officials.text import is_plain
from newsextract.extractors.officials.words import is_definite, load_words, without_article
from newsextract.memory import remembered

COURTS = frozenset(("مجلس", "غرفه", "ديوان", "مجمع", "دايره", "قسم", "مركز"))
"""What a judge sits at, beside courts: «القاضي بالمجلس الأعلى»."""


class LookalikeReader(RoleReader, NameReader):
    """Tells lookalikes from the roles of one text."""

    def is_no_role(self, head: Head) -> bool:
        """Whether a head noun is none of a role: «قائد المنتخب», «وإلى» (no «والي»), «قايد صالح», «ملعب الأمير فهد»."""
        if head.form.suspect and self._is_another(head):
            return True
        first = head.first
        return first > 0 and is_plain(self.gaps[first]) and self._belongs(head, self.tokens[first - 1])

    def _is_another(self, head: Head) -> bool:
        """Whether a suspect form is no role by itself or by what follows it."""
        form = head.form
        if form.manner in ("none", "pair") or (form.inner and head.articled):
            return True  # «صاحب الجلالة الملك» has no «جلالة الملك»
        if form.ambiguous and _is_another_word(form.text, self.scan.raw_text(head.first, head.last)):
            return True
        if form.manner == "expert" and form.category == "expert" and (self.is_honorific(head) or self._is_family(head)):
            return True
        return head.last < len(self.tokens) and self._is_noun_of(head, self.tokens[head.last])

    def is_only_respect(self, head: Head) -> bool:
        """Whether a role behind another one begins the name: «محافظ حوطة مساعد بن صالح», «وزير العدل المستشار أحمد»."""
        return self._is_given_name(head) or self.is_honorific(head)

    def _is_noun_of(self, head: Head, following: str) -> bool:
        """Whether the word that follows makes the head another noun: «الشركة ممثلة بمديرها», «القانون القاضي ب»."""
        text = head.form.text
        if text in REPRESENTED:
            return following[0] == "ب"
        return text in PROVIDING and self._provides(head.last, following)

    def _provides(self, token: int, word: str) -> bool:
        """Whether «القاضي ب» tells what a law provides for: «القانون القاضي بحماية المستهلك», no judge «بمحكمة»."""
        words = self.words
        if word[0] != "ب" or len(word) < 4 or not is_plain(self.gaps[token]) or word in words.evidence:
            return False
        noun = without_article(word[1:])
        if words.body.get(noun) == "judiciary" or noun in COURTS:
            return False
        deed = noun in words.field or noun in words.stop or noun.endswith("ه")
        return deed or is_verbal(noun)

    def _belongs(self, head: Head, before: str) -> bool:
        """Whether a head noun belongs to the word before it, as its adjective or as the name of a place."""
        if (head.form.placed or head.articled) and self._names_a_place(head, before):
            return True
        if head.form.participle and self._describes(head, before):
            return True
        main = head.prefix == "ال" and head.form.text in ("رييس", "رييسه") and self.joins(head.last)
        return main and self._is_main(head, before)

    def _is_main(self, head: Head, before: str) -> bool:
        """Whether «الرئيس» says that a thing is the main one: «المداخل الرئيسة لمكة», «السبب الرئيس في»."""
        words, following = self.words, self.tokens[head.last]
        if not is_definite(before) or before in words.evidence or before in words.no_name or before in words.honorific:
            return False
        bare, linked = without_article(before), following[0] == "ل" and not before.endswith("ي")
        noun = linked or bare in words.news_noun or bare in words.field or head.form.feminine
        if not noun or head.first - 1 in self.heads:
            return False
        told = following in words.adjective or following in words.evidence or self.opens_name(head.last)
        return not told

    def _is_given_name(self, head: Head) -> bool:
        """Whether a word that is an office and a given name is the latter here: «محافظ حوطة مساعد بن صالح»."""
        if head.last >= len(self.tokens) or head.last > head.first + 1:
            return False
        if not head.prefix and self.is_role_name(head.first):
            return True
        words, following = self.words, self.tokens[head.last]
        goes_on = following in words.evidence or following in words.particle
        return goes_on and self.tokens[head.first] in words.given and is_plain(self.gaps[head.last])

    def is_honorific(self, head: Head) -> bool:
        """Whether a role is only a word of respect before a name: «وزير العدل المستشار أحمد …»."""
        honorific, text = self.words.honorific, head.form.text
        respect = text in honorific or (head.articled and "ال" + text in honorific)
        return respect and head.last < len(self.tokens) and self.opens_name(head.last)

    def _is_family(self, head: Head) -> bool:
        """Whether a profession is the second of two words of a name: «شوقي الطبيب»."""
        if not head.articled or not self.follows(head.first):
            return False
        if self.tokens[head.first - 1] not in self.words.given or self.read_role(head).last > head.last:
            return False
        return head.first < 2 or self.tokens[head.first - 2] not in self.words.evidence

    def _describes(self, head: Head, before: str) -> bool:
        """Whether a participle describes the noun before it: «المصالح المكلفة بالتدبير», «الفريق المتخصص»."""
        if not (head.prefix == "ال" or (not head.prefix and head.form.definite)):
            return False
        if before == "غير":
            return True
        words = self.words
        bare = without_article(before)
        noun = bare in words.field or before in words.stop or bare in words.stop or before in words.adjective
        return is_definite(before) and (noun or before.endswith(("ات", "ين")))

    def _names_a_place(self, head: Head, before: str) -> bool:
        """Whether the title is part of the name of an institution or a family: «جامعة القاضي عياض», «أيت القاضي»."""
        words, form = self.words, head.form
        if form.weak and before in words.given:
            return True
        if not (head.articled or form.definite or (form.category == "royal" and form.manner == "whole")):
            return False
        if not form.single and form.manner not in ("title", "whole"):
            return False
        if before in words.particle and before not in words.given:
            return True
        if form.manner not in ("title", "rank", "head", "whole", "minister"):
            return False
        return _is_namesake(before)


@remembered
def _is_namesake(word: str) -> bool:
    """Whether a word, with what is attached to it, stands before the person that a place is named for: «بجامعة»."""
    definite = word.startswith(("ال", "لل", "بال", "وال"))
    return not definite and not load_words().namesake.isdisjoint((word, word[1:], word[2:]))


def _is_another_word(form: str, printed: str) -> bool:
    """Whether what folds to a role is printed as another word: «وإلى», «قايد», «مشرف علي»."""
    if form == "قايد":
        return "ئ" not in printed
    if form.endswith(" علي"):
        return printed.endswith("ي")
    return "إ" in printed or "آ" in printed or printed.endswith("ى")

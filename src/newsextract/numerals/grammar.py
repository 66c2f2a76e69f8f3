"""The grammar of Arabic numbers: which words make one number, and which only look like it."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

from newsextract.lexicon import load_tables
from newsextract.matching import Scan
from newsextract.numerals.atoms import Atom, Number, link_of, read_atoms
from newsextract.numerals.ratios import join_ratios
from newsextract.numerals.sums import AND, BESIDE, OPENING, REPEATED, Sum

_SCALES = frozenset({"scale", "plural"})
_DIGITS = frozenset({"digits", "decimal"})
_VAGUE = frozenset({"plural", "vague", "few"})
_UPPER = {"few": 9}
_BEFORE_MINUS = ("", " ", "(", "<", ">", "=")
_PRONOUNS = ("هم", "ها", "هن")
_PLURAL_ENDINGS = ("ات", "ون", "ين", "اء")


def read_numbers(scan: Scan, *, lenient: bool = False) -> list[Number]:
    """All numbers of a text in order, ordinals and bare digits included; none overlap.

    A `lenient` reading takes every word for a number that can be one, for phrases that are known to hold numbers:
    «واحد» before «من», «ثمن» (in news a price), a definite number as an ordinal, «3/4» and «واحد على ثلاثة».
    """
    numbers = _Reader(scan, lenient).read()
    return join_ratios(scan, numbers) if lenient else numbers


def _words(table: str) -> frozenset[str]:
    return load_tables()[table].words


class _Reader:
    """The atoms of a text, read from left to right; each method gives a number and how many atoms it takes."""

    def __init__(self, scan: Scan, lenient: bool) -> None:
        self.scan = scan
        self.lenient = lenient
        self.atoms = read_atoms(scan, lenient=lenient)
        self.percents = scan.starting("percent")

    def read(self) -> list[Number]:
        numbers: list[Number] = []
        done = 0
        for i, (atom, following) in enumerate(zip_longest(self.atoms, self.atoms[1:])):
            if i < done:
                continue
            if following is None or following.first > atom.last + 1:  # too far away to go on with it, as most are
                number = self._read_alone(atom)
            else:
                number, size = self._read(i)
                done = i + size
            if number:
                numbers.append(number)
        return numbers

    def _read_alone(self, atom: Atom) -> Number | None:
        """The number that an atom is by itself."""
        kind = atom.kind
        if kind in _DIGITS:
            return self._number(atom, atom.last, atom.value)
        if kind == "ordinal":
            return None if self._is_second_of_time(atom) else self._number(atom, atom.last, atom.value, True)
        if kind in _VAGUE:
            return self._number(atom, atom.last, atom.value, False, True, 1, False, _UPPER.get(kind))
        return self._one_word(atom) if kind in OPENING else None

    def _read(self, i: int) -> tuple[Number | None, int]:
        atom = self.atoms[i]
        kind = atom.kind
        if kind == "ordinal":
            return self._read_ordinal(i)
        if kind in _VAGUE:
            return self._read_vague(i)
        if kind in OPENING:
            return self._read_cardinal(i)
        if kind == "minus" and self._link(i) is BESIDE and self.atoms[i + 1].kind in OPENING:
            number, size = self._read_cardinal(i + 1)
            if number and not number.ordinal:
                return replace(number, first=atom.first, start=atom.start, value=-number.value), size + 1
        return None, 1

    def _link(self, i: int) -> str | None:
        """How the atom behind `i` is joined to it."""
        return link_of(self.scan, self.atoms[i].last, self.atoms[i + 1]) if i + 1 < len(self.atoms) else None

    def _read_cardinal(self, i: int, whole: bool = False) -> tuple[Number | None, int]:
        """The longest cardinal from atom `i` on; a `whole` one ends before a decimal mark."""
        if self._link(i) or self._is_bracketed(i + 1):
            return self._add_up(i, whole)
        return self._with_hundreds(self._one_word(self.atoms[i]), i, 1)

    def _add_up(self, i: int, whole: bool) -> tuple[Number | None, int]:
        first = self.atoms[i]
        total = Sum()
        total.take(first.kind, first.value, BESIDE)
        j = i
        while link := self._link(j) or self._repetition(j, total):
            j += 1
            atom = self.atoms[j]
            if atom.kind == "point" and link is BESIDE and not whole:
                return self._read_decimals(i, j, total)
            if atom.definite and not self._goes_on_definite(first, atom, link):
                break
            if atom.kind == "ordinal" and link is AND and atom.definite:
                return self._read_ordinal_tail(i, j, total)
            if atom.kind == "plural" and (total.group or 0) >= 1000:
                break  # «سنة 2021 آلاف الإصابات»
            if not total.take(atom.kind, atom.value, link):
                break
        return self._with_hundreds(self._cardinal(i, total), i, total.size)

    def _repetition(self, j: int, total: Sum) -> str | None:
        """How digits in brackets behind atom `j` that say the number again are joined: «مائتي (200) مليون»."""
        if not self._is_bracketed(j + 1):
            return None
        digits = self.atoms[j + 1]
        return REPEATED if digits.first == self.atoms[j].last and digits.value == total.value else None

    def _is_bracketed(self, i: int) -> bool:
        """Whether atom `i`, if there is one, are digits in brackets."""
        if i == len(self.atoms):
            return False
        atom, gaps = self.atoms[i], self.scan.gaps
        return gaps[atom.first] == " (" and gaps[atom.last].startswith(")") and atom.kind == "digits"

    def _goes_on_definite(self, first: Atom, atom: Atom, link: str) -> bool:
        """Whether a word with the article goes on with a number: «الخمسة والعشرين», «نصف المليون»."""
        if first.definite:
            return not (self.lenient and link is AND and first.kind == "scale" and first.value >= 1000)
        return link is BESIDE and atom.kind in _SCALES

    def _cardinal(self, i: int, total: Sum) -> Number | None:
        """The number that a sum's words from atom `i` on make."""
        first, last = self.atoms[i], self.atoms[i + total.size - 1]
        if first is last:
            return self._one_word(first)
        return self._counted(first, last, total.value, total.scale, total.fraction)

    def _one_word(self, atom: Atom) -> Number | None:
        """The cardinal or fraction of one atom."""
        if not self.lenient and self._is_other_word(atom):
            return None
        value, scale = atom.value, 1
        if atom.kind == "scale" and value >= 1000:
            scale = int(value)
            if self._governs_noun(atom):
                value *= 2
        return self._counted(atom, atom, value, scale, atom.kind == "fraction")

    def _counted(self, first: Atom, last: Atom, value: int | float, scale: int, fraction: bool) -> Number | None:
        if fraction and self._names_period(first, last.last):
            return None
        ordinal = first.definite and first.kind not in _DIGITS and self._is_ordinal(first, last, value)
        return self._number(first, last.last, value, ordinal, False, scale, fraction)

    def _number(
        self,
        first: Atom,
        last: int,
        value: int | float,
        ordinal: bool = False,
        vague: bool = False,
        scale: int = 1,
        fraction: bool = False,
        upper: int | float | None = None,
    ) -> Number:
        scan = self.scan
        gaps, at, start = scan.gaps, first.first, first.start
        end = scan.starts[last - 1] + len(scan.words[last - 1])
        percent = last in self.percents
        before, behind = gaps[at], gaps[last]
        if not before == behind == " ":  # signs and brackets
            percent = percent or (("%" in behind or "%" in before) and self._has_sign(at, last))
            negative = before[-1:] == "-" and first.kind in _DIGITS and self._has_minus(first, last, percent)
            if negative or (last > first.last and gaps[first.last] == ") " and first.kind in _DIGITS):
                start -= 1
            value = -value if negative else value
        if fraction:
            end -= self._suffix_length(first)
        return Number(
            at,
            last,
            start,
            end,
            value,
            ordinal,
            vague,
            first.definite,
            scale,
            fraction,
            percent,
            first.glued,
            upper,
        )

    def _has_sign(self, first: int, last: int) -> bool:
        """Whether a percent sign that is not another number's stands before or behind tokens [first, last)."""
        before, behind = self.scan.gaps[first], self.scan.gaps[last]
        return behind.lstrip().startswith("%") or (before.endswith("%") and (not first or before[0] != "%"))

    def _suffix_length(self, atom: Atom) -> int:
        """Length of the pronoun at the end of a fraction: «نصفهم»."""
        return 2 if self.scan.words[atom.last - 1].endswith(_PRONOUNS) else 0

    def _has_minus(self, first: Atom, last: int, percent: bool) -> bool:
        """Whether the dash before digits is a minus sign: «-5 درجات», not «10 -15», a list's dash or «كوزموس -2491»."""
        gap = self.scan.gaps[first.first]
        if (gap == "-" and first.first) or gap[-2:-1] not in _BEFORE_MINUS:
            return False
        return self.lenient or percent or self._word_after(last).startswith("درج")

    def _read_decimals(self, i: int, point: int, whole: Sum) -> tuple[Number | None, int]:
        """«خمسة فاصلة سبعة», «11 فاصل 22 مليون»: the words behind the decimal mark are read as its digits."""
        decimals, taken = None, 0
        if self._link(point) is BESIDE and self.atoms[point + 1].kind in OPENING:
            decimals, taken = self._read_cardinal(point + 1, whole=True)
        if decimals is None or not isinstance(decimals.value, int) or not isinstance(whole.value, int):
            return self._cardinal(i, whole), whole.size
        scale, printed = decimals.scale, self.scan.words[decimals.first]
        digits = printed if printed.isdecimal() else str(decimals.value // scale)  # «فاصلة 05» keeps its zero
        value = round(float(f"{whole.value}.{digits}") * scale, 6)
        value = int(value) if value.is_integer() else value
        return self._number(self.atoms[i], decimals.last, value, scale=scale), point - i + 1 + taken

    def _read_ordinal(self, i: int) -> tuple[Number | None, int]:
        """«السادسة», «الخامس عشر», «الحادي والعشرون», «العاشر بعد المئة»."""
        atom = self.atoms[i]
        if self._is_second_of_time(atom):
            return None, 1
        return self._with_hundreds(self._number(atom, atom.last, atom.value, ordinal=True), i, 1)

    def _with_hundreds(self, number: Number | None, i: int, size: int) -> tuple[Number | None, int]:
        """Add «بعد المئة» to an ordinal that takes `size` atoms from `i` on."""
        if number and number.ordinal and i + size < len(self.atoms):
            atom, last = self.atoms[i + size], number.last
            if atom.first == last + 1 and self.scan.words[last] == "بعد" and atom.definite and atom.kind == "scale":
                end = self.scan.end(atom.last - 1)
                return replace(number, last=atom.last, end=end, value=number.value + atom.value), size + 1
        return number, size

    def _read_ordinal_tail(self, i: int, j: int, total: Sum) -> tuple[Number | None, int]:
        """«المئة والخامسة والعشرون»: the words before the ordinal unit are a cardinal."""
        ordinal, size = self._read_ordinal(j)
        if ordinal is None:
            return self._cardinal(i, total), total.size
        first = self.atoms[i]
        return replace(ordinal, first=first.first, start=first.start, value=total.value + ordinal.value), j - i + size

    def _read_vague(self, i: int) -> tuple[Number | None, int]:
        """«آلاف», «عشرات الآلاف», «بضع مئات»: the least that the words mean."""
        first = self.atoms[i]
        value, j, scale = first.value, i, 1
        upper = _UPPER.get(first.kind)
        while self._link(j) is BESIDE and (atom := self.atoms[j + 1]).kind in ("plural", "vague", "scale"):
            if atom.value < max(scale, 100) and atom.kind != "vague":
                break
            scale = int(atom.value)
            value, j = value * scale, j + 1
            upper = upper and upper * scale
        return self._number(first, self.atoms[j].last, value, vague=True, scale=scale, upper=upper), j - i + 1

    def _word_before(self, atom: Atom) -> str:
        return self.scan.words[atom.first - 1] if atom.first else ""

    def _word_after(self, token: int) -> str:
        return self.scan.words[token] if token < len(self.scan.words) else ""

    def _governs_noun(self, atom: Atom) -> bool:
        """Whether «ألفا» is the dual before its noun («ألفا شخص»: 2000), not an accusative («بلغ ألفا»: 1000)."""
        scan = self.scan
        if not scan.words[atom.last - 1].endswith("ا"):
            return False
        following = self._word_after(atom.last)
        if scan.gaps[atom.last] != " " or following.startswith("و") or following in _words("number_particle"):
            return False
        return "ً" not in scan.raw_text(atom.first, atom.last)

    def _is_other_word(self, atom: Atom) -> bool:
        """Whether a number word means something else here: «واحد من أهم», «الاثنين», «15 صفر 1446», «شركة ميتا»."""
        if atom.kind == "hundred" and self.scan.words[atom.last - 1] in _words("numeral_hamza"):
            return "ئ" not in self.scan.raw_text(atom.first, atom.last)
        if atom.kind != "unit" or atom.value > 2:
            return False
        before = self._word_before(atom)
        if atom.value == 0:
            return before.isdecimal() or before == "شهر"
        if atom.value == 1:
            return atom.definite or self._word_after(atom.last) == "من" or before == "ان"
        return (atom.definite or before == "يوم") and self.scan.words[atom.last - 1].endswith("نين")

    def _is_ordinal(self, first: Atom, last: Atom, value: int | float) -> bool:
        """Whether a definite number counts as an ordinal: «الدورة العشرون», not «السنوات العشرين»."""
        noun = self._word_before(first) if self.scan.gaps[first.first] == " " else ""
        if value <= 10 or (last.kind in _SCALES and first is not last and value > 1000):
            return False
        if self.lenient:
            return noun not in _words("number_governor")
        return noun.startswith("ال") and noun not in _words("number_plural") and not noun.endswith(_PLURAL_ENDINGS)

    def _names_period(self, fraction: Atom, last: int) -> bool:
        """Whether a fraction is part of a name: «نصف النهائي», «الربع الأول», «الربع المماثل»."""
        following = self._word_after(last)
        if following in ("نهايي", "النهايي"):
            return True
        return fraction.definite and following.startswith("ال") and self.scan.gaps[last] == " "

    def _is_second_of_time(self, atom: Atom) -> bool:
        """Whether «ثانية» is the unit behind a number: «30 ثانية»."""
        return not atom.definite and self.scan.words[atom.last - 1] == "ثانيه" and self._word_before(atom).isdecimal()

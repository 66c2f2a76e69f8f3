"""The grammar of Arabic numbers: which words go on with a number, and what they add up to.

A number is a sum of terms of falling scale («مليون و150 ألف»); a term is a group below 1000 times a scale; a group is
a hundred, then a unit before its ten («مئة وخمسة وعشرون»).
"""

from __future__ import annotations

from dataclasses import replace

from newsextract.matching import Scan
from newsextract.numerals.atoms import Atom, Number, read_atoms

# How a word is joined to the number before it: by «و», by standing beside it, by «إلا».
AND, BESIDE, EXCEPT = "و", " ", "الا"
_JOINTS = frozenset({" ", "", "  ", "\n"})
_GREATEST = 10**18

# What «و» may add to the open group.
_NOTHING: frozenset[str] = frozenset()
_A_TEN, _A_UNIT = frozenset({"ten"}), frozenset({"unit"})
_BELOW_HUNDRED = frozenset({"unit", "bound", "ten", "teen", "digits", "dual"})

_SCALES = frozenset({"scale", "plural"})
# Behind «ألفا» these tell the accusative (1000) from the dual that governs its noun («ألفا شخص»: 2000).
_NO_COUNTED_NOUN = frozenset(
    [
        "من",
        "في",
        "على",
        "علي",
        "عن",
        "الى",
        "الي",
        "ان",
        "او",
        "حسب",
        "بعد",
        "قبل",
        "خلال",
        "منذ",
        "حتى",
        "حتي",
        "هذا",
        "لكن",
    ]
)


class Sum:
    """A number, word by word: the closed terms, each below the one before, and the open group.

    `total` is the sum of the closed terms and `floor` the scale of the last; `group` is what the next scale multiplies
    and `room` what «و» may add to it. `size` counts the words taken; `kept` is where to return to when the open group
    turns out to begin another number («مليون و20 مليون»).
    """

    __slots__ = ("floor", "fraction", "group", "kept", "last_scale", "pending", "room", "size", "total", "unit")

    def __init__(self) -> None:
        self.total: int | float = 0
        self.floor = _GREATEST
        self.last_scale = 1
        self.group: int | float | None = None
        self.room = _NOTHING
        self.unit: int | float = 0
        self.pending = False
        self.fraction = False
        self.size = 0
        self.kept: tuple[int | float, int, int | float | None, int] = (0, _GREATEST, None, 0)

    @property
    def value(self) -> int | float:
        """What the words taken so far add up to."""
        value = self.total + (self.group or 0)
        return int(value) if isinstance(value, float) and value.is_integer() else value

    @property
    def scale(self) -> int:
        """The scale word that the number ends in."""
        return self.last_scale if self.group is None else 1

    def take(self, atom: Atom, link: str) -> bool:
        """Go on with `atom`, or tell that it does not belong to the number."""
        if not _RULES[atom.kind](self, atom.value, link):
            return False
        self.size += 1
        return True

    def close(self) -> None:
        """Give back a word that needs another behind it («أحد» without «عشر»)."""
        if self.pending:
            self._return()

    def _return(self) -> None:
        self.total, self.floor, self.group, self.size = self.kept
        self.pending = False
        self.room = _NOTHING

    def _keep(self) -> None:
        self.kept = self.total, self.floor, self.group, self.size

    def _open_group(self, value: int | float, room: frozenset[str]) -> bool:
        if value >= self.floor:
            return False
        self._keep()
        self.group, self.room, self.unit = value, room, 0
        return True

    def _small(self, kind: str, value: int | float, link: str, room: frozenset[str]) -> bool:
        """A number word below 100: it opens a group, or goes on with one that has room for it."""
        if self.group is None:
            return (link is AND or not self.size) and self._open_group(value, room)
        if link is not AND or kind not in self.room or value >= 100:
            return False
        if kind == "bound":
            self._keep()
        self.room = room if self.room is _BELOW_HUNDRED else _NOTHING
        self.group += value
        self.unit, self.pending = 0, False
        return True

    def _take_unit(self, value: int | float, link: str) -> bool:
        if value == 10 and link is BESIDE and self.unit and self.room is _A_TEN:
            return self._make_teen()
        if value in (0, 10):
            return self._small("teen", value, link, _NOTHING)
        if not self._small("unit", value, link, _A_TEN):
            return False
        self.unit = value
        return True

    def _make_teen(self) -> bool:
        self.group = (self.group or 0) + 10
        self.room, self.unit, self.pending = _NOTHING, 0, False
        return True

    def _take_bound(self, value: int | float, link: str) -> bool:
        if not self._small("bound", value, link, _A_TEN):
            return False
        self.unit, self.pending = value, True
        return True

    def _take_teen(self, value: int | float, link: str) -> bool:
        return self._small("teen", value, link, _NOTHING)

    def _take_ten(self, value: int | float, link: str) -> bool:
        return self._small("ten", value, link, _A_UNIT)

    def _take_digits(self, value: int | float, link: str) -> bool:
        if link is BESIDE and self.group is None and self.floor == 1000 and 100 <= value < 1000:  # 80 ألف 696
            return self._open_group(value, _NOTHING)
        if not self._small("digits", value, link, _NOTHING):
            return False
        self.unit = value if value < 10 else 0
        return True

    def _take_decimal(self, value: int | float, link: str) -> bool:
        return not self.size and self._small("decimal", value, link, _NOTHING)

    def _take_hundred(self, value: int | float, link: str) -> bool:
        return self.group is None and link is not EXCEPT and self._open_group(value, _BELOW_HUNDRED)

    def _take_scale(self, scale: int | float, link: str) -> bool:
        scale = int(scale)
        if scale < 1000:
            return self._take_small_scale(scale, link)
        if self.group is None:
            return self._bare_scale(scale, link)
        if link is not BESIDE or not self.group or self.pending:
            return False
        if scale < self.floor:
            self.total += round(self.group * scale, 6)
        elif self.floor == 1000 and self.group >= 100:  # ألف و200 مليون
            self.total = (self.total + self.group) * scale
        else:
            self._return()
            return False
        self._end_term(scale)
        return True

    def _end_term(self, scale: int) -> None:
        self.floor = 0 if isinstance(self.group, float) else scale
        self.group, self.fraction, self.last_scale = None, False, scale

    def _bare_scale(self, scale: int, link: str) -> bool:
        if not self.size or (link is AND and scale < self.floor):
            self._keep()
            self.total += scale
        elif link is BESIDE and 0 < self.floor < scale and self.total * scale <= 10**15:  # ألف مليون
            self.total *= scale
        else:
            return link is BESIDE and scale == -self.floor
        self.floor = self.last_scale = scale
        return True

    def _take_small_scale(self, scale: int, link: str) -> bool:
        if self.group is None:
            return self._open_group(scale, _BELOW_HUNDRED if scale == 100 else _NOTHING)
        if link is not BESIDE or not 0 < self.group < 100 or self.pending:
            return False
        self.group *= scale
        self.room, self.unit, self.fraction = _BELOW_HUNDRED if scale == 100 else _NOTHING, 0, False
        return True

    def _take_plural(self, scale: int | float, link: str) -> bool:
        return bool(self.group) and self._take_scale(scale, link)

    def _take_dual(self, value: int | float, link: str) -> bool:
        scale = int(value) // 2
        if scale < 1000:
            return self._small("dual", value, link, _NOTHING)
        if self.group is not None or (self.size and (link is not AND or scale >= self.floor)):
            return False
        self.total += value
        self.floor, self.last_scale = scale, 1
        return True

    def _take_fraction(self, value: int | float, link: str) -> bool:
        if not self.size:
            self.fraction = True
            return self._open_group(value, _NOTHING)
        if link is BESIDE or self.floor <= 0 or isinstance(self.group, float) or self.pending:
            return False
        part = -value if link is EXCEPT else value
        if self.group is None:  # مليون ونصف
            self.total += part * self.floor
            self.floor, self.last_scale = -self.floor, 1
        else:
            self.group += part * (100 if link is EXCEPT and self.group == 100 else 1)
        self.room = _NOTHING
        return True

    def _take_part(self, denominator: int | float, link: str) -> bool:
        if link is not BESIDE or not self.unit or self.group is None or self.pending:
            return False
        self.fraction = self.group == self.unit and not self.total
        self.group += self.unit / denominator - self.unit
        self.room, self.unit = _NOTHING, 0
        return True


_RULES = {name.removeprefix("_take_"): rule for name, rule in vars(Sum).items() if name.startswith("_take_")}


def read_numbers(scan: Scan) -> list[Number]:
    """All numbers of a text in order, ordinals and bare digits included; none overlap."""
    atoms = read_atoms(scan)
    numbers: list[Number] = []
    i = 0
    while i < len(atoms):
        number, size = _read(scan, atoms, i)
        if number:
            numbers.append(number)
        i += size or 1
    return numbers


def _read(scan: Scan, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """The number that begins at atom `i`, and how many atoms it takes."""
    kind = atoms[i].kind
    if kind in _RULES and kind not in ("plural", "part"):
        return _read_cardinal(scan, atoms, i)
    if kind.startswith("ordinal"):
        return _read_ordinal(scan, atoms, i)
    if kind in ("plural", "vague", "few"):
        return _read_vague(scan, atoms, i)
    if kind == "minus" and i + 1 < len(atoms) and _link(scan, atoms[i].last, atoms[i + 1]) is BESIDE:
        number, size = _read(scan, atoms, i + 1)
        if number and not number.vague and not number.ordinal:
            return _negative(number, atoms[i].first, atoms[i].start), size + 1
    return None, 1


def _link(scan: Scan, last: int, atom: Atom) -> str | None:
    """How `atom` is joined to a number that ends at token `last`; None where it is not."""
    if not atom.loose:
        return None
    if atom.first == last:
        if scan.gaps[last] not in _JOINTS:
            return None
        return AND if atom.conjoined else BESIDE
    if atom.first == last + 1 and scan.gaps[last] in _JOINTS and scan.gaps[last + 1] in _JOINTS:
        return {"و": AND, "وال": AND, "الا": EXCEPT}.get(scan.words[last]) if not atom.conjoined else None
    return None


def _read_cardinal(scan: Scan, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """The longest cardinal that begins at atom `i`."""
    first = atoms[i]
    total = Sum()
    total.take(first, BESIDE)
    for j in range(i + 1, len(atoms)):
        atom = atoms[j]
        link = _link(scan, atoms[j - 1].last, atom)
        if link is None or (atom.definite and not first.definite and atom.kind not in _SCALES):
            break
        if atom.kind == "point" and link is BESIDE:
            return _read_decimals(scan, atoms, i, j, total)
        if atom.kind.startswith("ordinal") and link is AND and atom.definite and first.definite:
            total.close()
            return _compound_ordinal(scan, atoms, i, j, total)
        if atom.kind not in _RULES or not total.take(atom, link):
            break
    total.close()
    size = total.size
    if not size or (size == 1 and _is_other_word(scan, first)):
        return None, 1
    last = atoms[i + size - 1]
    value = 2 * total.value if size == 1 and _governs(scan, first) else total.value
    ordinal = first.definite and first.kind not in ("digits", "decimal") and _is_ordinal(scan, first, last)
    number = _number(scan, first, last.last, value, ordinal=ordinal, scale=total.scale, fraction=total.fraction)
    return None if total.fraction and _names_period(scan, number) else number, size


def _number(
    scan: Scan,
    first: Atom,
    last: int,
    value: int | float,
    *,
    ordinal: bool = False,
    vague: bool = False,
    scale: int = 1,
    fraction: bool = False,
    upper: int | float | None = None,
) -> Number:
    gap = scan.gaps[last]
    percent = ("%" in gap and gap.lstrip().startswith("%")) or (
        last in scan.at and scan.hit("percent", last) is not None
    )
    return Number(
        first.first,
        last,
        first.start,
        scan.end(last - 1),
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


def _negative(number: Number, first: int, start: int) -> Number:
    return replace(number, first=first, start=start, value=-number.value)


def _read_decimals(scan: Scan, atoms: list[Atom], i: int, point: int, whole: Sum) -> tuple[Number | None, int]:
    """«خمسة فاصلة سبعة», «11 فاصل 22 مليون»: the words behind the decimal mark are read as its digits."""
    size = point - i
    if point + 1 == len(atoms) or _link(scan, atoms[point].last, atoms[point + 1]) is not BESIDE:
        return _number(scan, atoms[i], atoms[point - 1].last, whole.value), size
    decimals, taken = _read_cardinal(scan, atoms, point + 1)
    if decimals is None or not isinstance(decimals.value, int):
        return _number(scan, atoms[i], atoms[point - 1].last, whole.value), size
    scale = decimals.scale if decimals.scale > 1000 else 1
    value = round(float(f"{whole.value}.{decimals.value // scale}") * scale, 6)
    number = _number(scan, atoms[i], decimals.last, int(value) if value.is_integer() else value, scale=decimals.scale)
    return number, size + 1 + taken


def _read_ordinal(scan: Scan, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """«السادسة», «الخامس عشر», «الحادي والعشرون»."""
    first = atoms[i]
    value, last, size = first.value, first.last, 1
    if i + 1 < len(atoms):
        atom = atoms[i + 1]
        link = _link(scan, last, atom)
        if (link is BESIDE and atom.kind == "unit" and atom.value == 10) or (link is AND and atom.kind == "ten"):
            value, last, size = value + atom.value, atom.last, 2
    if size == 1 and (first.kind != "ordinal" or _is_second_of_time(scan, first)):
        return None, 1
    return _number(scan, first, last, value, ordinal=True), size


def _compound_ordinal(scan: Scan, atoms: list[Atom], i: int, j: int, total: Sum) -> tuple[Number | None, int]:
    """«المئة والخامسة والعشرون»: the words before the ordinal unit are a cardinal."""
    number, size = _read_ordinal(scan, atoms, j)
    if number is None:
        return None, j - i
    return replace(number, first=atoms[i].first, start=atoms[i].start, value=total.value + number.value), j - i + size


def _read_vague(scan: Scan, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """«آلاف», «عشرات الآلاف», «بضع مئات»: the least that the words mean."""
    first = atoms[i]
    value, last, size, scale = first.value, first.last, 1, 1
    upper: int | None = 9 if first.kind == "few" else None
    while i + size < len(atoms):
        atom = atoms[i + size]
        if atom.kind not in ("plural", "vague", "scale") or atom.value < scale or _link(scan, last, atom) is not BESIDE:
            break
        scale = int(atom.value)
        value, last, size = value * scale, atom.last, size + 1
        upper = upper and upper * scale
    return _number(scan, first, last, value, vague=True, scale=scale, upper=upper), size


def _governs(scan: Scan, atom: Atom) -> bool:
    """Whether «ألفا» is the dual before its noun («ألفا شخص») and not the accusative of one thousand («بلغ ألفا»)."""
    if atom.kind != "scale" or not scan.words[atom.last - 1].endswith("ا") or atom.value < 1000:
        return False
    following = scan.words[atom.last] if atom.last < len(scan.words) and scan.gaps[atom.last] == " " else ""
    tanween = scan.raw_text(atom.first, atom.last)[-1] != "ا" or "ً" in scan.raw_text(atom.first, atom.last)
    return bool(following) and following[0] != "و" and following not in _NO_COUNTED_NOUN and not tanween


def _is_other_word(scan: Scan, atom: Atom) -> bool:
    """Whether a number word means something else here: «واحد من أهم», «الاثنين», «15 صفر 1446»."""
    before = scan.words[atom.first - 1] if atom.first else ""
    after = scan.words[atom.last] if atom.last < len(scan.words) else ""
    if atom.kind != "unit" or atom.value > 2:
        return False
    if atom.value == 0:
        return before.isdecimal() or before == "شهر"
    if atom.value == 1:
        return atom.definite or after == "من" or before == "ان"
    return (atom.definite or before == "يوم") and scan.words[atom.last - 1].endswith("نين")


def _is_ordinal(scan: Scan, first: Atom, last: Atom) -> bool:
    """Whether a definite number counts as an ordinal: «الدورة العشرون», not «السنوات العشرين» or «العشرين مليونا»."""
    if first.kind not in ("ten", "hundred", "scale") or not first.first or scan.gaps[first.first] != " ":
        return False
    noun = scan.words[first.first - 1]
    plural = noun.endswith(("ات", "ون", "ين")) or (noun.startswith("الا") and "ا" in noun[-3:-1])
    return last.kind not in _SCALES and noun.startswith("ال") and not plural


def _names_period(scan: Scan, number: Number) -> bool:
    """Whether a fraction is part of a name: «نصف النهائي», «الربع الأول»."""
    after = scan.words[number.last] if number.last < len(scan.words) else ""
    return after in ("نهايي", "النهايي") or (number.definite and scan.hit("numeral_ordinal", number.last) is not None)


def _is_second_of_time(scan: Scan, atom: Atom) -> bool:
    """Whether «ثانية» is the unit behind a number: «30 ثانية»."""
    before = scan.words[atom.first - 1] if atom.first else ""
    return scan.words[atom.last - 1] == "ثانيه" and not atom.definite and before.isdecimal()

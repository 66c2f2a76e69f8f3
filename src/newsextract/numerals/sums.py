"""What a number adds up to, word by word.

A number is a sum of terms of falling scale («مليون و150 ألف»); a term is a group below 1000 times a scale; a group is
a hundred, then a unit before its ten («مئة وخمسة وعشرون»).
"""

from __future__ import annotations

# How a word is joined to the number before it: by «و», by standing beside it, by «إلا»; or it says it again in digits.
AND, BESIDE, EXCEPT, REPEATED = "و", " ", "الا", "()"
_GREATEST = 10**18

# What may be added to the open group.
_NOTHING: frozenset[str] = frozenset()
_A_TEN, _A_UNIT = frozenset({"ten"}), frozenset({"unit"})
_BELOW_HUNDRED = frozenset({"unit", "ten", "teen", "digits", "dual"})


class Sum:
    """A number, word by word: the closed terms, each below the one before, and the open group.

    `total` is the sum of the closed terms and `floor` the scale of the last (0: no smaller term may follow; negative: a
    fraction of that scale was added); `group` is what the next scale multiplies, `room` what may be added to it. `size`
    counts the words taken; `kept` is where to return to when the open group turns out to begin another number
    («مليون و20 مليون»). `scale` is the scale word at the end, `fraction` tells that the number is a bare fraction.

    >>> number = Sum()
    >>> [number.take("scale", 10**6, BESIDE), number.take("digits", 150, AND), number.take("scale", 1000, BESIDE)]
    [True, True, True]
    >>> number.value
    1150000
    """

    __slots__ = ("_scale", "floor", "fraction", "group", "kept", "room", "size", "total")

    def __init__(self) -> None:
        self.total: int | float = 0
        self.floor = _GREATEST
        self.group: int | float | None = None
        self.room = _NOTHING
        self.fraction = False
        self.size = 0
        self.kept: tuple[int | float, int, int] = (0, _GREATEST, 0)
        self._scale = 1

    @property
    def value(self) -> int | float:
        """What the words taken so far add up to."""
        value = self.total + (self.group or 0)
        return int(value) if isinstance(value, float) and value.is_integer() else value

    @property
    def scale(self) -> int:
        """The scale word that the number ends in; 1 without one."""
        return self._scale if self.group is None else 1

    def take(self, kind: str, value: int | float, link: str) -> bool:
        """Go on with a word of class `kind`, or tell that it does not belong to the number."""
        rule = _RULES.get(kind)
        if link is not REPEATED and (rule is None or not rule(self, value, link)):
            return False
        self.size += 1
        return True

    def _open_group(self, value: int | float, room: frozenset[str]) -> bool:
        if value >= self.floor:
            return False
        self.kept = self.total, self.floor, self.size
        self.group, self.room = value, room
        return True

    def _end_term(self, scale: int) -> None:
        self.floor = 0 if isinstance(self.group, float) else scale
        self.group, self.fraction, self._scale = None, False, scale

    def _take_below_hundred(self, kind: str, value: int | float, link: str, room: frozenset[str] = _NOTHING) -> bool:
        """A number word below 100: it opens a group, or goes on with one that has room for it."""
        if self.group is None:
            return (link is AND or not self.size) and self._open_group(value, room)
        after_hundred = self.room is _BELOW_HUNDRED
        if kind not in self.room or value >= 100 or not (link is AND or (after_hundred and kind != "digits")):
            return False
        self.room = room if after_hundred else _NOTHING
        self.group += value
        return True

    def take_unit(self, value: int | float, link: str) -> bool:
        """«خمسة», before or behind its ten: «خمسة وعشرون»; zero stands alone."""
        if value == 0:
            return not self.size and self._open_group(0, _NOTHING)
        return self._take_below_hundred("unit", value, link, _A_TEN if value < 10 else _NOTHING)

    def take_teen(self, value: int | float, link: str) -> bool:
        """«خمسة عشر»."""
        return self._take_below_hundred("teen", value, link)

    def take_ten(self, value: int | float, link: str) -> bool:
        """«عشرون»."""
        return self._take_below_hundred("ten", value, link, _A_UNIT)

    def take_digits(self, value: int | float, link: str) -> bool:
        """«ألف و200», «مئة و20», «80 ألف 696»."""
        if link is BESIDE and self.group is None and self.floor == 1000 and 100 <= value < 1000:
            return self._open_group(value, _NOTHING)
        return self._take_below_hundred("digits", value, link)

    def take_decimal(self, value: int | float, link: str) -> bool:  # noqa: ARG002 - one signature for all words
        """«2.4», only at the beginning."""
        return not self.size and self._open_group(value, _NOTHING)

    def take_hundred(self, value: int | float, link: str) -> bool:
        """«ثلاثمائة»."""
        return self.group is None and link is not EXCEPT and self._open_group(value, _BELOW_HUNDRED)

    def take_scale(self, scale: int | float, link: str) -> bool:
        """«مئة», «ألف», «مليون»: behind a group its factor, else a term of its own."""
        scale = int(scale)
        if scale < 1000:
            return self._take_small_scale(scale, link)
        if self.group is None:
            return self._take_bare_scale(scale, link)
        if link is not BESIDE or not self.group:
            return False
        if scale < self.floor:
            self.total += round(self.group * scale, 3)
        elif self.floor == 1000 and self.group >= 100:  # ألف و200 مليون
            self.total = (self.total + self.group) * scale
        else:
            self.total, self.floor, self.size = self.kept
            self.group = None
            return False
        self._end_term(scale)
        return True

    def _take_bare_scale(self, scale: int, link: str) -> bool:
        if not self.size or (link is AND and scale < self.floor):
            self.total += scale
        elif link is BESIDE and 0 < self.floor < scale and self.total * scale <= 10**15:  # ألف مليون
            self.total *= scale
        else:  # مليونين ونصف المليون
            return link is BESIDE and scale == -self.floor
        self.floor = self._scale = scale
        return True

    def _take_small_scale(self, scale: int, link: str) -> bool:
        room = _BELOW_HUNDRED if scale == 100 else _NOTHING
        if self.group is None:
            return self._open_group(scale, room)
        if link is not BESIDE or not 0 < self.group < 100:
            return False
        self.group, self.room, self.fraction = self.group * scale, room, False
        return True

    def take_plural(self, scale: int | float, link: str) -> bool:
        """«آلاف», «ملايين», only behind a group."""
        return bool(self.group) and self.take_scale(scale, link)

    def take_dual(self, value: int | float, link: str) -> bool:
        """«ألفان», «مليونين»."""
        scale = int(value) // 2
        if scale < 1000:
            return self._take_below_hundred("dual", value, link)
        if self.group is not None or (self.size and (link is not AND or scale >= self.floor)):
            return False
        self.total += value
        self.floor, self._scale = scale, 1
        return True

    def take_fraction(self, value: int | float, link: str) -> bool:
        """«نصف مليون», «مليون ونصف», «خمسة ونصف», «مئة إلا ربع»."""
        if not self.size:
            self.fraction = True
            return self._open_group(value, _NOTHING)
        if link is BESIDE or self.floor <= 0 or isinstance(self.group, float):
            return False
        part = -value if link is EXCEPT else value
        if self.group is None:
            self.total += part * self.floor
            self.floor, self._scale = -self.floor, 1
        else:
            self.group += part * (100 if link is EXCEPT and self.group == 100 else 1)
        self.room = _NOTHING
        return True


_RULES = {
    "unit": Sum.take_unit,
    "teen": Sum.take_teen,
    "ten": Sum.take_ten,
    "digits": Sum.take_digits,
    "decimal": Sum.take_decimal,
    "hundred": Sum.take_hundred,
    "scale": Sum.take_scale,
    "plural": Sum.take_plural,
    "dual": Sum.take_dual,
    "fraction": Sum.take_fraction,
}
OPENING = frozenset(_RULES) - {"plural"}
"""The classes that a number can begin with."""

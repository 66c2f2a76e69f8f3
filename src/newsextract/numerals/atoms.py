"""The building blocks of numbers in a scan: number words by class, and digit literals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from newsextract.lexicon import load_tables
from newsextract.matching import Scan
from newsextract.numerals.digits import read_literal
from newsextract.numerals.sums import AND, BESIDE, EXCEPT
from newsextract.vocabulary import Entry


@dataclass(slots=True)
class Number:
    """A number at tokens [first, last) and folded offsets [start, end), without «و» or a preposition before it.

    `scale` is the factor of the scale word at its end («3 ملايين» → 1 000 000; 1 without one): what an elided scale is
    inherited from. `vague` marks bare plural scales («آلاف», «عشرات الآلاف», «بضعة»), whose value is their least
    meaning, `upper` the greatest where the words bound it («بضعة»: 3 to 9). `definite` tells that the number carries
    the article («الخمسة», «الـ 18»), `fraction` that it is a part of what follows («ثلاثة أرباع», «نصف»), `percent`
    that a percent sign or its words stand beside it, `glued` that it is written together with the word before it or
    joined to it by a hyphen («كوفيد-19»), as in names.
    """

    first: int
    last: int
    start: int
    end: int
    value: int | float
    ordinal: bool = False
    vague: bool = False
    definite: bool = False
    scale: int = 1
    fraction: bool = False
    percent: bool = False
    glued: bool = False
    upper: int | float | None = None


@dataclass(slots=True)
class Atom:
    """One number word or digit literal at tokens [first, last).

    A word of a `bound` kind is a number only in a compound («أحد عشر», not «أحد المسؤولين»).
    `conjoined` tells that و is written together with it, `loose` that no preposition is, so that it may continue a
    number; `definite` that it has the article. `start` is the folded offset of the word without و and preposition.
    """

    first: int
    last: int
    start: int
    kind: str
    value: int | float
    conjoined: bool = False
    loose: bool = True
    definite: bool = False
    glued: bool = False


_WORD_TABLES = ("numeral", "numeral_ordinal", "numeral_fraction", "numeral_sign")
_RARE_TABLE = "numeral_rare"
_SCALES = frozenset({"scale", "plural"})
_LEADING_MARKS = ("٫", ".")
_JOINTS = frozenset({" ", "", "  ", "\n", "_", ") "})  # (350) ألف
_FIFTH_OR_TENTH = ("خمس", "عشر")
_CONJUNCTIONS = {"و": AND, "وال": AND, "الا": EXCEPT}
# What may be written together with a digit, or stand before it as «الـ»; anything else glues it to a name.
_ARTICLES = frozenset({"ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال"})
_PROCLITICS = _ARTICLES | {"و", "ف", "ب", "ل", "ك", "ول", "وب", "وك", "فب", "فل", "ه"}


def read_atoms(scan: Scan, *, lenient: bool = False) -> list[Atom]:
    """The number words and digit literals of a text in order, compounds («خمسة عشر», «ثلاثة أرباع») as one."""
    tables = (*_WORD_TABLES, _RARE_TABLE) if lenient else _WORD_TABLES
    words, hits, lookalikes = scan.words, scan.hits, load_tables()["numeral_lookalike"].words  # «كمية», «لست»
    atoms = {
        first: _word_atom(first, last, start, prefix, entry)
        for table in tables
        for first, last, start, prefix, entry in hits.get(table, ())
        if not prefix or words[first] not in lookalikes
    }
    percents = scan.starting("percent")
    for hit in percents.values():  # «في المئة»
        atoms.pop(hit.last - 1, None)
    scales = {first for first, atom in atoms.items() if atom.kind in _SCALES}
    done = 0
    for token in scan.digits:
        if token >= done:
            done, value = read_literal(scan, token, scales, percents)
            if value is not None and (atom := _digit_atom(scan, token, done, value, lenient)):
                atoms[token] = atom
    _read_fifths(scan, atoms)
    return _merge_compounds(scan, map(atoms.__getitem__, sorted(atoms)))


def _read_fifths(scan: Scan, atoms: dict[int, Atom]) -> None:
    """Take «خمس» and «عشر» before a noun with its article for fractions: «خمس السكان», but «خمس دول»."""
    for hit in scan.hits.get("numeral", ()):
        if hit.entry.form in _FIFTH_OR_TENTH and not hit.definite:
            atom, following = atoms[hit.first], hit.last
            if (
                scan.gaps[following] == " "
                and following < len(scan.words)
                and scan.words[following].startswith("ال")
                and not {hit.first - 1, following} & atoms.keys()
            ):
                atom.kind, atom.value = "fraction", 1 / atom.value


def link_of(scan: Scan, last: int, atom: Atom) -> str | None:
    """How `atom` is joined to a number that ends at token `last`; None where it is not."""
    if not atom.loose:
        return None
    if atom.first == last:
        if scan.gaps[last] not in _JOINTS:
            return None
        return AND if atom.conjoined else BESIDE
    if atom.first == last + 1 and not atom.conjoined and scan.gaps[last] in _JOINTS and scan.gaps[last + 1] in _JOINTS:
        return _CONJUNCTIONS.get(scan.words[last])
    return None


def _merge_compounds(scan: Scan, atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms with each compound as one."""
    merged: list[Atom] = []
    for atom in atoms:
        completes = atom.kind in _COMPLETING and merged and atom.first <= merged[-1].last + 1
        if completes and (compound := _compound(scan, merged[-1], atom)):
            merged[-1] = compound
        else:
            merged.append(atom)
    return merged


def _compound(scan: Scan, left: Atom, right: Atom) -> Atom | None:
    """«خمسة عشر» and «الخامس عشر», «إحدى وعشرون» and «الخامس والعشرون», «ثلاثة أرباع»: one atom."""
    value = left.value + right.value
    if right.kind == "unit" and right.value == 10:
        kind, link = _TEENS.get(left.kind), BESIDE
    elif right.kind == "ten":
        kind, link = _UNITS_AND_TEN.get(left.kind), AND
    elif right.kind == "part":
        kind, link = ("fraction" if left.kind in ("unit", "digits") else None), BESIDE
        value = 1 if left.value == right.value else left.value / right.value
    else:
        return None
    if kind is None or not 0 < left.value < 10 or link_of(scan, left.last, right) is not link:
        return None
    if kind == "ordinal" and left.kind == kind and left.value == 1:  # it is «الحادي عشر», never «الأول عشر»
        return None
    compound = replace(left, last=right.last, kind=kind, value=value)
    if kind == "teen" and scan.words[left.first] == "واحد":  # «وأحد عشر»: folding hides the hamza
        return replace(compound, start=left.start + 1, conjoined=True)
    return compound


_COMPLETING = frozenset({"unit", "ten", "part"})
_TEENS = {"unit": "teen", "bound": "teen", "ordinal": "ordinal", "ordinal_bound": "ordinal"}
_UNITS_AND_TEN = {"bound": "teen", "ordinal": "ordinal", "ordinal_bound": "ordinal"}


def _word_atom(first: int, last: int, start: int, prefix: str, entry: Entry) -> Atom:
    kind, value = _decode(entry.kind, entry.key)
    if not prefix:
        return Atom(first, last, start, kind, value)
    article = prefix.endswith("ال")
    return Atom(
        first,
        last,
        start - 2 if article else start,
        kind,
        value,
        prefix[0] == "و",
        prefix in ("و", "ال", "وال"),
        article or prefix.endswith("لل"),
    )


@cache
def _decode(table: str, key: str) -> tuple[str, int | float]:
    """The class and value of a key: `unit.3`, `scale.1e6`, `1/2`, `part.4`, an ordinal's `5`, `minus`."""
    if table == "numeral_sign":
        return key, 0
    if "/" in key:
        numerator, denominator = key.split("/")
        return "fraction", int(numerator) / int(denominator)
    kind, _, value = key.rpartition(".")
    return ("ordinal_" + kind).rstrip("_") if table == "numeral_ordinal" else kind, int(float(value))


def _digit_atom(scan: Scan, first: int, last: int, value: int | float, lenient: bool) -> Atom | None:
    """The atom of a literal; None where letters of another script make it a name («A4», «4G»)."""
    words, gaps = scan.words, scan.gaps
    if not gaps[last] and last < len(words) and words[last] > ":" and words[last].isascii():
        return None
    kind = "digits" if isinstance(value, int) else "decimal"
    start, gap = scan.starts[first], gaps[first]
    if gap == " " and words[first - 1] not in _PROCLITICS:  # as most stand
        return Atom(first, last, start, kind, value)
    if gap.endswith(_LEADING_MARKS) and gap[-2:-1] in ("", " ") and (gap[-1] == "٫" or lenient) and kind == "digits":
        return Atom(first, last, start - 1, "decimal", float(f"0.{words[first]}"))
    if not first:
        return Atom(first, last, start, kind, value)
    before = words[first - 1]
    if before not in _PROCLITICS:
        if not gap and before.isascii() and before > ":":
            return None
        return Atom(first, last, start, kind, value, glued=gap in ("", "-") and before > ":")
    loose = before in ("و", "ال", "وال") or gap != ""
    return Atom(first, last, start, kind, value, False, loose, before in _ARTICLES and gap in ("", " ", "-"))

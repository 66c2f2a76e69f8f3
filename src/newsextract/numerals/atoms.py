"""The building blocks of numbers in a scan: number words by class, and digit literals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from newsextract.matching import Hit, Scan
from newsextract.numerals.digits import read_literal


@dataclass(frozen=True, slots=True)
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


class Atom(NamedTuple):
    """One number word or digit literal at tokens [first, last).

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
_SCALE_KINDS = frozenset({"scale", "plural"})
# What may be written together with a digit, or stand before it as «الـ»; anything else glues it to a name.
_PROCLITICS = frozenset(
    [
        "و",
        "ف",
        "ب",
        "ل",
        "ك",
        "ال",
        "وال",
        "فال",
        "بال",
        "كال",
        "لل",
        "ول",
        "وب",
        "وك",
        "فب",
        "فل",
        "ولل",
        "وبال",
        "ه",
        "ن",
    ]
)


def read_atoms(scan: Scan) -> list[Atom]:
    """The number words and digit literals of a text, in order."""
    atoms = {hit.first: _word_atom(hit) for table in _WORD_TABLES for hit in scan.of(table)}
    for hit in scan.of("percent"):
        atoms.pop(hit.last - 1, None)
    for hit in scan.of("numeral"):
        if hit.entry.form == "عشر" or hit.entry.form == "عشره":
            _part_eleven(scan, atoms, hit.first - 1)
    scales = {first for first, atom in atoms.items() if atom.kind in _SCALE_KINDS}
    done = 0
    for token in [i for i, word in enumerate(scan.words) if word < ":"]:
        if token >= done:
            done, value = read_literal(scan, token, scales)
            if value is not None and (atom := _digit_atom(scan, token, done, value)):
                atoms[token] = atom
    return [atoms[first] for first in sorted(atoms)]


def _part_eleven(scan: Scan, atoms: dict[int, Atom], token: int) -> None:
    """Read «واحد» before «عشر» as «و» and «أحد»: the folded text spells both alike."""
    if (atom := atoms.get(token)) and scan.words[token] == "واحد":
        atoms[token] = atom._replace(start=atom.start + 1, kind="bound", conjoined=True)


def _word_atom(hit: Hit) -> Atom:
    first, last, start, prefix, entry = hit
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


def _digit_atom(scan: Scan, first: int, last: int, value: int | float) -> Atom | None:
    """The atom of a literal; None where letters of another script make it a name («A4», «4G»)."""
    words, gaps = scan.words, scan.gaps
    if last < len(words) and not gaps[last] and words[last] > ":" and words[last].isascii():
        return None
    kind = "digits" if isinstance(value, int) else "decimal"
    start = scan.starts[first]
    if not first:
        return Atom(first, last, start, kind, value)
    before, gap = words[first - 1], gaps[first]
    if before not in _PROCLITICS:
        if not gap and before.isascii() and before > ":":
            return None
        return Atom(first, last, start, kind, value, glued=gap in ("", "-") and before > ":")
    loose = before in ("و", "ال", "وال") or gap != ""
    return Atom(first, last, start, kind, value, False, loose, before.endswith(("ال", "لل")) and gap in ("", " ", "-"))

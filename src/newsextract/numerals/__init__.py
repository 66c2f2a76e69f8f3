"""Arabic quantities in digits, words and mixtures, as values."""

from newsextract.numerals.atoms import Number
from newsextract.numerals.grammar import read_numbers

__all__ = ["Number", "read_numbers"]

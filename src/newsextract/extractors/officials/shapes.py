"""What a word is to a name by its letters alone: a verb, an inflected noun, prose with something attached."""

from __future__ import annotations

import re

from newsextract.extractors.officials.words import is_definite, load_words
from newsextract.memory import remembered

# Shapes that verbal nouns (تفعيل, تفاعل, تفعل, استفعال, انفعال, افتعال, إفعال) and verbs (يتفعل, سيفعل, يفعل) have.
VERBAL_SHAPE = re.compile(
    r"[وفبلك]?(?:ت..ي.|ت.ا..|ت...|است\w+|ان..ا.|ا.ت.ا.|ا..ا.)ا?"
    r"|[سي]ت\w+|س[يتن]\w{3,}|[ين]\w{3}"
)
# Plurals, possessives, ـية; a noun behind و, ب, ل.
INFLECTED_SHAPE = re.compile(r"\w{3,}(?:ات|ون|ها|هم|هما|نا|يين|يه|ته|اوه)|ب[مت]\w{3,}ه|[وبل]ال\w{3,}|لل\w{3,}")
# Participles as they tell of the person: «معروفا», «مرشحا», «متحدثا».
ACCUSATIVE_SHAPE = re.compile(r"م..و.ا|م[تن]\w{3,}ا|م...ا|مست\w{3,}ا")


@remembered
def is_verbal(word: str) -> bool:
    """Whether a word has the shape of a verb or of a verbal noun."""
    return VERBAL_SHAPE.fullmatch(word) is not None


@remembered
def is_inflected(word: str) -> bool:
    """Whether a word has the shape of a plural, of a noun with a pronoun, or of one behind an attached word."""
    return INFLECTED_SHAPE.fullmatch(word) is not None


@remembered
def is_participle(word: str) -> bool:
    """Whether a word tells of a person as «معروفا» does."""
    return word.endswith("ا") and ACCUSATIVE_SHAPE.fullmatch(word) is not None


@remembered
def is_prose(word: str) -> bool:
    """Whether a word that is no name is one of prose, or has one inside («بمملكة», «وقال», «رسميا»)."""
    words = load_words()
    if len(word) < 2 or not word[0].isalpha() or word in words.stop or word in words.honorific:
        return True
    return (word[0] in "وفلبك" and _is_known(word[1:])) or (word.endswith("ا") and word[:-1] in words.stop)


def _is_known(rest: str) -> bool:
    """Whether what stands behind a letter is a word, so that the letter is attached to it («بمملكة», «وقال»)."""
    words = load_words()
    prose = rest in words.stop or rest in words.honorific or rest in words.field or rest in words.territory
    return prose or words.particle.get(rest) == "first" or (rest in words.given and len(rest) > 2)


@remembered
def may_open_name(word: str) -> bool:
    """Whether a list knows a word, with «و» attached or without, as one that a name can begin with."""
    words = load_words()
    known = word in words.evidence or word in words.particle
    return known or (word[0] == "و" and (word[1:] in words.evidence or word[1:] in words.particle))


@remembered
def never_ends_name(word: str) -> bool:
    """Whether a word is a number, or a plural such as in «راسل النقابيون عامل الإقليم»."""
    return not word[0].isalpha() or (is_definite(word) and word.endswith("يون"))


@remembered
def stops_name(word: str) -> bool:
    """Whether a word is no part of a name: a digit, a word of prose, a noun with something attached."""
    words = load_words()
    if word in words.stop or not word[0].isalpha() or word.startswith(("لل", "بال", "وال")):
        return True
    if word[0] == "و" and len(word) > 3 and word not in words.evidence:
        return True
    return word[0] in "فبلك" and len(word) > 4 and word[1:] in words.stop

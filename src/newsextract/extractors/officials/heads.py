"""The head nouns of roles: what their forms tell by themselves, settled once a form, and where they stand in a text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsextract.extractors.officials.words import is_definite, load_words, without_article
from newsextract.matching import Scan
from newsextract.vocabulary import Entry

WEAK = frozenset({"title", "rank"})
PARTICIPLES = ("المكلف", "المسوول", "المتخصص", "المختص", "مسوول", "مسيول")
PROVIDING = frozenset(("قاضي", "قاضيه", "القاضي", "القاضيه"))
"""Judges, or what a law does: «القانون القاضي بحماية المستهلك»."""
REPRESENTED = frozenset(("ممثل", "ممثله"))
"""Representatives, or who has one: «الشركة ممثلة بمديرها»."""
PARTICIPLES_OF_THINGS = PROVIDING | REPRESENTED
# Roles that fold together with other words: «وإلى», «قايد».
FOLDED_TOGETHER = frozenset({"والي", "واليه", "قايد"})
FREE = frozenset(("", "ال"))
"""The prefixes of a head that nothing but its article is attached to."""
_ARTICLED = frozenset(before + article for before in ("", "و", "ف") for article in ("ال", "بال", "كال", "لل"))
"""The prefixes that end in the article."""


@dataclass(frozen=True, slots=True)
class HeadForm:
    """A form of the table of roles, as folded.

    `opens` a construct that needs a noun behind it unless the article is attached; `always_opens` it with a preposition
    («مشرف على»). `national` holds a nationality, `telling` names what it heads («مدير أمن»), `body` is the index of the
    word that names a body, 0 for none. `participle` may describe a noun, `ambiguous` folds together with other words,
    `inner` has its article behind the first word («جلالة الملك»); `suspect` are these and all else that often is none
    of a role whatever stands before it. `weak` are ranks and titles, `placed` may stand in the names of places as they
    are, any other only with its article.
    """

    text: str
    category: str
    manner: str
    single: bool
    definite: bool
    ends_definite: bool
    opens: bool
    always_opens: bool
    national: bool
    telling: bool
    body: int
    feminine: bool
    participle: bool
    ambiguous: bool
    inner: bool
    suspect: bool
    weak: bool
    placed: bool


@cache
def head_form(entry: Entry) -> HeadForm:
    """What a form tells."""
    words = load_words()
    category, _, manner = entry.key.partition(".")
    form = entry.form.split()
    bodies = (i for i, word in enumerate(form) if i and without_article(word) in words.body)
    definite, ends_definite = is_definite(form[0]), is_definite(form[-1])
    ambiguous = entry.form in FOLDED_TOGETHER or entry.form.endswith(" علي")
    inner = len(form) > 1 and ends_definite and not definite
    return HeadForm(
        text=entry.form,
        category=category,
        manner=manner,
        single=len(form) == 1,
        definite=definite,
        ends_definite=ends_definite,
        opens=not definite and manner != "whole" and (len(form) == 1 or not ends_definite),
        always_opens=form[-1] in words.preposition,
        national=not words.nationality.isdisjoint(form),
        telling=not words.field.isdisjoint(map(without_article, form[1:])),
        body=next(bodies, 0),
        feminine=len(form) == 1 and form[0].endswith("ه"),
        participle=entry.form.startswith(PARTICIPLES) or entry.key == "local.place",
        ambiguous=ambiguous,
        inner=inner,
        suspect=ambiguous or inner or manner in ("none", "pair", "expert") or entry.form in PARTICIPLES_OF_THINGS,
        weak=manner in WEAK,
        placed=definite or manner in WEAK or entry.key == "royal.whole",
    )


@dataclass(slots=True)
class Head:
    """The head noun of a role at tokens [first, last) of a text; `start` is the folded offset behind `prefix`.

    `articled` are those with the article attached, `definite` also those whose form includes it or a pronoun makes so;
    `manner` is that of the form, but `suffixed` with a pronoun.
    """

    first: int
    last: int
    start: int
    prefix: str
    form: HeadForm
    manner: str
    articled: bool
    definite: bool

    @property
    def begin(self) -> int:
        """The folded offset of the head noun with its article, without what else is attached."""
        return self.start - 2 if self.articled and self.prefix.endswith("ال") else self.start


def read_heads(scan: Scan) -> dict[int, Head]:
    """The head nouns of a text by their first tokens, in text order."""
    heads = {}
    for first, last, start, prefix, entry in scan.of("role"):
        form = head_form(entry)
        articled = prefix in _ARTICLED
        # What folds to a feminine may be a masculine with a pronoun: «مستشاره» is no «مستشارة».
        suffixed = form.feminine and not articled and scan.raw_text(first, last).endswith("ه")
        manner = "suffixed" if suffixed else form.manner
        heads[first] = Head(
            first, last, start, prefix, form, manner, articled, form.definite or articled or manner == "suffixed"
        )
    return heads

"""What the head nouns of roles tell by themselves, settled once for each form of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsextract.extractors.officials.words import is_definite, load_words, without_article
from newsextract.vocabulary import Entry

WEAK = frozenset({"title", "rank"})
PARTICIPLES = ("المكلف", "المسوول", "المتخصص", "المختص", "مسوول", "مسيول")


# Roles that fold together with other words: «وإلى», «قايد».
FOLDED_TOGETHER = frozenset({"والي", "واليه", "قايد"})


@dataclass(frozen=True, slots=True)
class HeadForm:
    """A form of the table of roles.

    `opens` a construct that needs a noun behind it unless the article is attached; `always_opens` it with a preposition
    («مشرف على»). `national` holds a nationality, `telling` names what it heads («مدير أمن»), `body` is the index of the
    word that names a body, 0 for none. `participle` may describe a noun, `ambiguous` folds together with other words,
    `represents` may be a participle, `inner` has its article behind the first word («جلالة الملك»).
    """

    category: str
    manner: str
    single: bool
    definite: bool
    opens: bool
    always_opens: bool
    national: bool
    telling: bool
    body: int
    feminine: bool
    participle: bool
    ambiguous: bool
    represents: bool
    inner: bool


@cache
def head_form(entry: Entry) -> HeadForm:
    """What a form tells."""
    words = load_words()
    category, _, manner = entry.key.partition(".")
    form = entry.form.split()
    bodies = (i for i, word in enumerate(form) if i and without_article(word) in words.body)
    definite, ends_definite = is_definite(form[0]), is_definite(form[-1])
    return HeadForm(
        category=category,
        manner=manner,
        single=len(form) == 1,
        definite=definite,
        opens=not definite and manner != "whole" and (len(form) == 1 or not ends_definite),
        always_opens=form[-1] in words.preposition,
        national=not words.nationality.isdisjoint(form),
        telling=not words.field.isdisjoint(map(without_article, form[1:])),
        body=next(bodies, 0),
        feminine=len(form) == 1 and form[0].endswith("ه"),
        participle=entry.form.startswith(PARTICIPLES) or entry.key == "local.place",
        ambiguous=entry.form in FOLDED_TOGETHER or entry.form.endswith(" علي"),
        represents=entry.form in ("ممثل", "ممثله"),
        inner=len(form) > 1 and ends_definite and not definite,
    )

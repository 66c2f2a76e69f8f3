"""The scan: proclitics, longest forms, word boundaries, offsets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.lexicon import IN_TEXT, PREPOSITION, load_tables, parse_tables
from newsextract.matching import Scan
from newsextract.normalize import fold
from newsextract.vocabulary import Entry, Node, Vocabulary, add_form, first_words

TABLES = """
[month]
proclitics = ["conjunction", "preposition"]
forms = '''
05  ماي
01  كانون الثاني
00  كانون
08  آب
'''

[noun]
proclitics = ["conjunction", "preposition", "article", "accusative"]
forms = '''
visitor    زائر
committee  لجنة
'''

[city]
proclitics = ["conjunction", "preposition"]
forms = '''
jadida    الجديدة
oujda     وجدة
jeddah    جدة
'''
"""


def scan(text: str) -> Scan:
    return Scan(fold(text), Vocabulary(parse_tables(TABLES, "test.toml")))


def found(text: str) -> list[tuple[str, str]]:
    """Key and printed text (behind proclitics) of every hit of a table."""
    result = scan(text)
    hits = sorted((hit for kind in ("month", "noun", "city") for hit in result.of(kind)), key=lambda hit: hit.start)
    return [(hit.entry.key, text[slice(*result.raw_span(hit.first, hit.last, hit.start))]) for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17 ماي", [("05", "ماي")]),
        ("وماي", [("05", "ماي")]),
        ("كانون الثاني", [("01", "كانون الثاني")]),
        ("كانون\nالثاني", [("01", "كانون\nالثاني")]),
        ("كانون، الثاني", [("00", "كانون")]),
        ("كانون الأول", [("00", "كانون")]),
        ("الأبواب", []),
        ("مايوه", []),
        ("الماي", []),
        ("19و20ماي", [("05", "ماي")]),
        ("زائرا", [("visitor", "زائرا")]),
        ("وبالزائر", [("visitor", "زائر")]),
        ("للزائر", [("visitor", "زائر")]),
        ("للجنة", [("committee", "لجنة")]),
        ("واللجنة", [("committee", "لجنة")]),
        ("للجديدة", [("jadida", "جديدة")]),
        ("كالجديدة", [("jadida", "الجديدة")]),
        ("وجدة", [("oujda", "وجدة")]),
        ("ووجدة", [("oujda", "وجدة")]),
        ("بجدة", [("jeddah", "جدة")]),
        ("رَقْمُ زَائِرٍ", [("visitor", "زَائِرٍ")]),
        ("", []),
        ("و", []),
        ("ـــ", []),
    ],
)
def test_scan(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_hit_knows_its_prefix() -> None:
    (hit,) = scan("وبالزائر").of("noun")
    assert (hit.prefix, hit.definite) == ("وبال", True)
    bare = scan("زائر")
    assert bare.hit("noun", 0) == bare.of("noun")[0]
    assert scan("زائر").hit("city", 0) is None


class Fez:
    """A source of one city that counts how often it is asked."""

    first_words, attachments = ("فاس",), PREPOSITION

    def __init__(self) -> None:
        self.asked: list[str] = []

    def lookup(self, word: str) -> Node | None:
        self.asked.append(word)
        root: dict[str, Node] = {}
        add_form(root, ["فاس"], Entry("city", "fez", "فاس", PREPOSITION))
        return root.get(word)


def test_a_source_builds_nodes_when_a_word_is_met() -> None:
    fez = Fez()
    assert len(Scan(fold("فاس فاس بفاس الفاس لكناس"), Vocabulary([], fez)).of("city")) == 3
    assert fez.asked == ["فاس", "فاس"]  # for the word alone, and behind its preposition


@given(st.text(alphabet="ابتجدكانولمثيىة 0123،.ـَ\n", max_size=80))
def test_tokens_and_gaps_make_up_the_text(text: str) -> None:
    result = scan(text)
    pieces = [piece for pair in zip(result.gaps, [*result.words, ""], strict=True) for piece in pair]
    assert "".join(pieces) == result.folded.text
    for i, word in enumerate(result.words):
        assert result.folded.text[result.starts[i] : result.end(i)] == word
        assert result.token_at(result.starts[i]) == i


@given(st.text(alphabet="ابتجدكانولمثيىة 0123،.ـَ\n", max_size=80))
def test_hits_of_a_kind_do_not_overlap(text: str) -> None:
    for hits in scan(text).hits.values():
        assert all(a.last <= b.first for a, b in pairwise(hits))


def test_tokens_in_digits_include_one_that_begins_a_form() -> None:
    tables = parse_tables("[city]\nforms = '''\noctober    6 أكتوبر\n'''", "test.toml")
    scanned = Scan(fold("في ٦ أكتوبر و20٫5 ماي"), Vocabulary(tables))
    assert [scanned.words[token] for token in scanned.digits] == ["6", "20", "5"]
    assert [hit.entry.key for hit in scanned.of("city")] == ["october"]


BESIDE = """
[relation]
scan = "beside"
proclitics = ["conjunction"]
forms = '''
in    في
till  إلى
till  إلى غاية
'''
"""


def test_a_table_beside_others_is_looked_for_where_asked() -> None:
    scanned = Scan(fold("في ماي وإلى غاية مايو إلى"), Vocabulary(parse_tables(TABLES + BESIDE, "test.toml")))
    assert "relation" not in scanned.hits
    hit = scanned.hit("relation", 2)
    assert hit is not None
    assert (hit.first, hit.last, hit.prefix, hit.entry.key) == (2, 4, "و", "till")
    assert scanned.hit("relation", 1) is None
    assert scanned.hit("relation", -1) is None
    assert list(scanned.at[1]) == ["month"]
    assert [(found.first, found.last) for found in scanned.of("relation")] == [(0, 1), (2, 4), (5, 6)]


def test_first_words_hold_every_word_that_a_form_begins_with() -> None:
    prefixes = ["", "و", "ب", "ل", "ال", "وال", "بال", "لل", "ولل", "كال", "فلل"]
    for kind in ("month", "weekday", "year_noun", "until", "numeral", "edge"):
        table = load_tables()[kind]._replace(scan=IN_TEXT)
        vocabulary, expected = Vocabulary([table]), first_words(table)
        for form in table.forms:
            word, _, rest = form.folded.partition(" ")
            for first in [*(prefix + word for prefix in prefixes), f"{word}ا", f"لل{word[2:]}", f"ولل{word[2:]}"]:
                scan = Scan(fold(f"{first} {rest}"), vocabulary)
                assert not scan.at[0] or scan.words[0] in expected, (kind, first)

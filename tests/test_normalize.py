"""Folding: what becomes one, what must stay apart, and that every offset leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.normalize import fold

ARABIC_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("ابتةثجحخدذرزسشصضطظعغفقكلمنهويىأإآٱؤئء ًٌٍَُِّْـ٠١٢٣۴۵۶789 .,،٫٬\n\r\u200f\u200e\u00a0\ufeff"),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC, exclude_categories=["Cn"]),
        st.characters(exclude_categories=["Cs"]),
    )
)


@pytest.mark.parametrize(
    ("spelling", "folded"),
    [
        ("أُقيم", "اقيم"),
        ("إلى", "الي"),
        ("آلاف", "الاف"),
        ("مئة", "ميه"),
        ("مسؤول", "مسوول"),
        ("رقماً", "رقما"),
        ("مــاي", "ماي"),
        ("١٤٤٦هـ", "1446ه"),
        ("الدورةالثامنة", "الدوره الثامنه"),
        ("۱۲", "12"),
        ("٢٫٤", "2٫4"),
        ("ﻻ", "لا"),
        ("ﷲ", "الله"),
        ("﷼", "ريال"),
        ("گلميم", "كلميم"),
        ("تهران ی", "تهران ي"),
        ("380\u00a0000", "380 000"),
        ("\u200fفاس\u200f", "فاس"),
        ("١٢٪", "12%"),
        ("2018–2019", "2018-2019"),
        ("300¹", "300¹"),
        ("سطر\r\nسطر", "سطر\r\nسطر"),
        ("شيء", "شيء"),
    ],
)
def test_fold(spelling: str, folded: str) -> None:
    assert fold(spelling).text == folded


@pytest.mark.parametrize("pair", [("سلا", "سلة"), ("كتب", "كتاب"), ("ذكر", "دكر"), ("ثلاثاء", "ثلاثا")])
def test_different_words_stay_apart(pair: tuple[str, str]) -> None:
    assert fold(pair[0]).text != fold(pair[1]).text


@pytest.mark.parametrize(
    ("text", "word", "printed"),
    [
        ("بلغ رَقْماً جديدا", "رقما", "رَقْماً"),
        ("ﻻ مجال", "لا", "ﻻ"),
        ("في \u200fفاس\u200f أمس", "فاس", "فاس"),
        ("شهر مــاي", "ماي", "مــاي"),
        ("الدورةالثامنة", "الدوره", "الدورة"),
        ("الدورةالثامنة", "الثامنه", "الثامنة"),
        ("سنة ٢٠١٨م", "2018", "٢٠١٨"),
    ],
)
def test_spans_lead_back(text: str, word: str, printed: str) -> None:
    folded = fold(text)
    start = folded.text.index(word)
    begin, end = folded.raw_span(start, start + len(word))
    assert text[begin:end] == printed


@given(ARABIC_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(ARABIC_TEXT)
def test_every_offset_lies_in_the_text_and_none_goes_back(text: str) -> None:
    folded = fold(text)
    offsets = [folded.raw_offset(i) for i in range(len(folded.text))]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(ARABIC_TEXT, ARABIC_TEXT)
def test_a_span_folds_to_its_text(before: str, after: str) -> None:
    folded = fold(f"{before} زائر {after}")
    start = folded.text.index("زاير")
    begin, end = folded.raw_span(start, start + 4)
    assert fold(folded.raw[begin:end]).text == "زاير"

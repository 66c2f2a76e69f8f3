"""Where sentences begin and end."""

import pytest

from newsextract.matching import Scan
from newsextract.normalize import fold
from newsextract.sentences import LONGEST_SENTENCE, Sentences
from newsextract.vocabulary import Vocabulary


def spans_of(text: str) -> list[tuple[int, int]]:
    """The sentences of a text, asked about backwards."""
    scan = Scan(fold(text), Vocabulary(()))
    sentences = Sentences(scan)
    spans = sorted({sentences.at(token) for token in range(len(scan.words) - 1, -1, -1)})
    assert [token for span in spans for token in range(span.first, span.last)] == list(range(len(scan.words)))
    assert all(scan.raw_span(span.first, span.last)[0] >= span.start for span in spans)
    return [(span.start, span.end) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حضر 2.4 مليون زائر. وأضاف البلاغ أمرا.", ["حضر 2.4 مليون زائر.", "وأضاف البلاغ أمرا."]),
        ("قال «انتهى الأمر.» ثم غادر", ["قال «انتهى الأمر.»", "ثم غادر"]),
        ("هل حضر؟ نعم! حضر", ["هل حضر؟", "نعم!", "حضر"]),
        ("العنوان\n\nالنص", ["العنوان", "النص"]),
        (" \n\n أولا.\n \n***\nثانيا... ثالثا", ["أولا.", "ثانيا...", "ثالثا"]),
        ("قال: (انتهى!) «ثم» غادر…", ["قال: (انتهى!)", "«ثم» غادر…"]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spans_of(text)] == expected


def test_a_text_without_full_stops_is_cut_between_words() -> None:
    text = "حضر الحفل جمهور غفير، " * 1000
    spans = spans_of(text)
    assert max(end - start for start, end in spans) < 2 * LONGEST_SENTENCE
    assert {text[end - 1] for _, end in spans} == {"،"}
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
    assert spans_of("حضر" * 3000) == [(0, 9000)]

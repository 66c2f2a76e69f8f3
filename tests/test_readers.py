"""Encodings, formats, field names and compression."""

import gzip
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.batch import inputs
from newsextract.decoding import decode
from newsextract.errors import InputError, NewsextractError
from newsextract.readers import FORMATS, Article, Options, publication_day, read
from newsextract.streams import PIECE, json_values, lines, whole

TEXT = "حضر 25 ألف زائر معرض الكتاب بالرباط يوم السبت، حسب بلاغ للمنظمين."
SECOND = "وقال الوزير إن 300 ناشر من 20 بلدا شاركوا في هذه الدورة."


def articles(*paths: Path, options: Options | None = None) -> list[Article | InputError]:
    options = options or Options()
    found: list[Article | InputError] = []
    for item in inputs(map(str, paths), options):
        try:
            found.append(item if isinstance(item, InputError) else read(item, options))
        except InputError as error:
            found.append(error)
    return found


def one(path: Path, options: Options | None = None) -> Article:
    [article] = articles(path, options=options)
    assert isinstance(article, Article), article
    return article


ENCODINGS = [
    ("utf-8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("utf-16", "utf-16-le"),
    ("utf-16-le", "utf-16-le"),
    ("utf-16-be", "utf-16-be"),
    ("utf-32", "utf-32-le"),
    ("windows-1256", "windows-1256"),
    ("iso-8859-6", "iso-8859-6"),
]


@pytest.mark.parametrize(("encoding", "name"), ENCODINGS)
@pytest.mark.parametrize("text", [TEXT.replace("،", ","), "أعلنت وزارة الصحة", "وكالة AFP: قتل 3 في لبنان\r\n"])
def test_encodings_are_told_apart(text: str, encoding: str, name: str) -> None:
    assert decode(text.encode(encoding)) == (text, name)


def test_french_is_read_too() -> None:
    text = "Le président a déclaré que l'été était terminé à Genève"
    assert decode(text.encode("cp1252"))[0] == text


def test_a_named_encoding_is_obeyed() -> None:
    assert decode("قال".encode("mac-arabic"), "mac-arabic") == ("قال", "mac-arabic")
    with pytest.raises(InputError, match="not valid UTF-8 at byte 1"):
        decode(b"a\xff", "utf-8")


@pytest.mark.parametrize(
    "data", [b"\0" * 10, bytes(range(256)), b"%PDF-1.7\n\x00\x01\xff\xfe", b"\x1f\x8b\x08\0\0\0\0\0"]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match="binary data, not text"):
        decode(data)


@pytest.mark.parametrize("cut", [5, 20, 60])
def test_damaged_utf_8_is_not_taken_for_another_encoding(cut: int) -> None:
    data = TEXT.encode()
    with pytest.raises(InputError, match="not valid UTF-8"):
        decode(data[:cut] + b"\xff" + data[cut:])


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "windows-1256"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, encoding: str | None) -> None:
    try:
        text, _ = decode(data, encoding)
    except NewsextractError:
        return
    text.encode("utf-8")


SUFFIXES = sorted(set(FORMATS) - {".parquet", ".warc", ".html", ".htm", ".xhtml"})


@settings(max_examples=200)
@given(st.sampled_from([*SUFFIXES, ".txt.gz", ".jsonl.gz"]), st.binary(max_size=300))
def test_any_bytes_in_any_format_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_bytes(data)
    for article in articles(path):
        assert isinstance(article, InputError) or article.text.encode("utf-8")


@settings(max_examples=200)
@given(st.sampled_from([".json", ".jsonl", ".csv"]), st.text(alphabet='[]{}":,\n \\u0ax', max_size=80))
def test_any_text_in_any_format_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{suffix}"
    path.write_text(text, "utf-8")
    for article in articles(path):
        assert isinstance(article, InputError) or article.text.encode("utf-8")


@pytest.mark.parametrize("field", ["text", "content", "maintext", "body", "Content", " TEXT "])
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_the_usual_names_of_fields(tmp_path: Path, field: str, suffix: str) -> None:
    about = {"date_publish": "2025-05-17 10:00:00", "source_domain": "example.ma", "url": "https://example.ma/1"}
    path = tmp_path / f"a.{suffix}"
    path.write_text(json.dumps({"title": "العنوان", field: TEXT} | about), "utf-8")
    article = one(path)
    assert (article.text, article.title, article.publisher) == (TEXT, "العنوان", "example.ma")
    assert (article.url, article.published, article.id) == ("https://example.ma/1", date(2025, 5, 17), f"{path}#1")


def test_a_field_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "no", "Story": TEXT, "nr": 7}), "utf-8")
    article = one(path, Options(fields=(("text", "story"), ("id", "nr"))))
    assert (article.text, article.id) == (TEXT, "7")


@pytest.mark.parametrize(
    "content",
    [
        '[{"text": "a"}, {"text": "b"}]',
        '[\n {"text": "a"},\n {"text": "b"}\n]\n',
        '{"text": "a"}\n{"text": "b"}\n',
        '{"text":\n"a"} {"text": "b"}',
    ],
)
def test_shapes_of_json(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, "utf-8-sig")
    assert [article.text for article in articles(tmp_path) if isinstance(article, Article)] == ["a", "b"]


def test_json_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT}, ensure_ascii=False), "utf-16")
    assert one(tmp_path / "a.json").text == TEXT


def test_json_values_of_any_size_come_one_by_one() -> None:
    values = [{"n": i, "text": "س" * i * 1000} for i in range(100)]
    text = io.StringIO(json.dumps(values, indent=1))
    assert [value for _, value in json_values(text, 1 << 20)] == values


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-05-22", date(2025, 5, 22)),
        ("2025-05-22T23:59:59+01:00", date(2025, 5, 22)),
        ("20250522", date(2025, 5, 22)),
        ("2025/5/22 10:00", date(2025, 5, 22)),
        ("Thu, 22 May 2025 16:00:00 GMT", date(2025, 5, 22)),
        (1747929600, date(2025, 5, 22)),
        (1747929600000, date(2025, 5, 22)),
        (datetime(2025, 5, 22, 16), date(2025, 5, 22)),
        (date(2025, 5, 22), date(2025, 5, 22)),
        ("2025-13-01", None),
        ("2025", None),
        ("22 ماي", None),
        (True, None),
        (1e300, None),
        ({}, None),
    ],
)
def test_publication_days(value: Any, day: date | None) -> None:
    assert publication_day(value) == day


def test_a_publication_date_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT, "date": "soon"}), "utf-8")
    article = one(tmp_path / "a.json")
    assert article.published is None
    assert article.warnings == ("the publication date 'soon' is not understood: left out",)


def test_lone_surrogates_become_one_character_each(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"id": "\\ud800", "text": "a\\ud800b", "title": "\\udfff"}')
    article = one(tmp_path / "a.json")
    assert (article.id, article.text, article.title) == ("\ufffd", "a\ufffdb", "\ufffd")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f'سطر "أول"{delimiter}\nوسطر ثان'
    quoted = text.replace('"', '""')
    rows = [["id", "date", "content"], ["x", "2025-05-17", f'"{quoted}"'], ["", "", SECOND]]
    (tmp_path / "a.csv").write_bytes("\r\n".join(map(delimiter.join, rows)).encode(encoding))
    first, second = articles(tmp_path / "a.csv")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.published, first.text) == ("x", date(2025, 5, 17), text)
    assert (second.id, second.published, second.text) == (f"{tmp_path / 'a.csv'}#2", None, SECOND)


def test_a_long_line_is_passed_over_in_pieces() -> None:
    stream = io.BytesIO(b"a\n" + b"x" * 200_000 + b"\nb\n" + b"y" * 200_000)
    assert list(lines(stream, 100)) == [(1, b"a\n"), (2, None), (3, b"b\n"), (4, None)]


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a\r\nb\rc\n")
    assert one(tmp_path / "a.txt").text == "a\r\nb\rc\n"


def test_gzip(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert one(tmp_path / "a.txt.gz").text == TEXT


def test_an_archive_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    data = "".join(json.dumps({"text": f"{TEXT} {i}"}) + "\n" for i in range(5000)).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(data)[:-1000])
    *good, error = articles(tmp_path / "a.jsonl.gz")
    assert len(good) > 1000
    assert isinstance(error, InputError)
    assert error.reason == "the compressed data is damaged or ends too early"


def compress_zstd(data: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard")
    return bytes(zstandard.ZstdCompressor().compress(data))


def test_zstd(tmp_path: Path) -> None:
    frames = [compress_zstd(json.dumps({"text": text}).encode() + b"\n") for text in (TEXT, SECOND)]
    (tmp_path / "a.jsonl.zst").write_bytes(b"".join(frames))
    assert [a.text for a in articles(tmp_path / "a.jsonl.zst") if isinstance(a, Article)] == [TEXT, SECOND]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-3], lambda data: data[:20] + b"\0" + data[21:], lambda _: b"no"]
)
def test_damaged_zstd(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    (tmp_path / "a.txt.zst").write_bytes(damage(compress_zstd((TEXT + SECOND).encode())))
    [error] = articles(tmp_path / "a.txt.zst")
    assert isinstance(error, InputError)
    assert "damaged or ends too early" in error.reason


def test_bombs_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b" " * 50_000_000))
    (tmp_path / "b.txt.zst").write_bytes(compress_zstd(b" " * 50_000_000))
    reasons = [
        error.reason
        for error in articles(tmp_path, options=Options(max_bytes=1 << 20))
        if isinstance(error, InputError)
    ]
    assert reasons == ["larger than 1048576 bytes: raise --max-bytes to read it"] * 2


PAGE = """<html lang="ar"><head><title>معرض الكتاب | جريدة</title><meta charset="{charset}">
<meta property="og:title" content="معرض الكتاب يختتم"><meta property="og:site_name" content="جريدة">{head}</head><body>
<nav><a href="/">الرئيسية</a> <a href="/s">سياسة</a></nav><div class="post-date">{day}</div>
<article><h1>معرض الكتاب يختتم</h1><p>{text}</p><p>{text}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""
FULL = " ".join([TEXT, SECOND] * 3)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("", "الخميس 22 ماي 2025 - 16:00"),
        ('<meta property="article:published_time" content="2025-05-22T16:00:00+01:00">', ""),
        ('<script type="application/ld+json">{"datePublished": "2025-05-22"}</script>', "21 ماي 2024"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_web_pages(tmp_path: Path, head: str, day: str, charset: str) -> None:
    pytest.importorskip("trafilatura")
    page = PAGE.format(charset=charset, day=day, text=FULL, head=head)
    (tmp_path / "a.html").write_bytes(page.encode(charset))
    article = one(tmp_path / "a.html")
    assert FULL in article.text
    assert "جميع الحقوق" not in article.text
    assert (article.title, article.publisher) == ("معرض الكتاب يختتم", "جريدة")
    assert (article.published, article.encoding) == (date(2025, 5, 22), charset)


def test_a_page_without_an_article(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    [error] = articles(tmp_path / "a.html")
    assert isinstance(error, InputError)


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    table = pyarrow.table(
        {"id": [str(i) for i in range(100)], "Text": [f"{TEXT} {i}" for i in range(100)], "x": [1] * 100}
    )
    write_table(table, tmp_path / "a.parquet")
    found = articles(tmp_path / "a.parquet")
    assert [(a.id, a.text) for a in found if isinstance(a, Article)] == [(str(i), f"{TEXT} {i}") for i in range(100)]
    (tmp_path / "a.parquet").write_bytes(b"PAR1no")
    [error] = articles(tmp_path / "a.parquet")
    assert isinstance(error, InputError)
    assert "not valid Parquet" in error.reason


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_warc(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")
    page = PAGE.format(charset="utf-8", day="22 ماي 2025", text=FULL, head="").encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
    records = [
        (b"warcinfo", b"application/warc-fields", b"software: x\r\n"),
        (b"response", b"application/http;msgtype=response", http),
        (b"response", b"application/http;msgtype=response", image),
        (b"conversion", b"text/plain", FULL.encode()),
    ]
    data = b"".join(
        compress(
            b"WARC/1.0\r\nWARC-Type: %b\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Target-URI: https://example.ma/1\r\n"
            b"WARC-Date: 2025-05-23T00:00:00Z\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
            % (kind, number, form, len(body), body)
        )
        for number, (kind, form, body) in enumerate(records)
    )
    path = tmp_path / ("a.warc" if compress is bytes else "a.warc.gz")
    path.write_bytes(data)
    web, plain = articles(path)
    assert isinstance(web, Article), web
    assert isinstance(plain, Article), plain
    assert (web.id, web.url, web.published) == ("urn:uuid:1", "https://example.ma/1", date(2025, 5, 22))
    assert FULL in web.text
    assert (plain.id, plain.text) == ("urn:uuid:3", FULL)


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    [error] = articles(tmp_path / "a.parquet")
    assert str(error).endswith("pip install 'newsextract[parquet]'")


@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_a_file_is_read_whole_up_to_the_limit(tmp_path: Path, size: int, compress: Callable[[bytes], bytes]) -> None:
    content = bytes(i % 251 for i in range(size))
    path = tmp_path / ("a.txt" if compress is bytes else "a.txt.gz")
    path.write_bytes(compress(content))
    assert whole(str(path), size) == content
    with pytest.raises(InputError, match=f"larger than {size - 1} bytes"):
        whole(str(path), size - 1)

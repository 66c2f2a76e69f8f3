"""Bytes to text: the encodings that Arabic news is stored in, told apart by what their bytes say."""

from __future__ import annotations

import codecs

from newsextract.errors import InputError

# A four-byte mark begins with the bytes of a two-byte one, so it is tried first.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The 8-bit encodings of Arabic, the more frequent first. Both have letters nearly everywhere: frequent pairs of letters
# tell them apart.
EIGHT_BIT = ("windows-1256", "iso-8859-6")
FREQUENT_PAIRS = ("ال", "في", "من", "لى", "ية", "ات", " و", "ها", "عل")
ARABIC_RUN = r"\p{Script=Arabic}{2,}"
# What else an article in Arabic, French or English may be stored in.
UNUSUAL = ["cp1252", "cp1256", "cp720", "cp864", "iso8859_6", "mac_arabic"]
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
SAMPLE = 1 << 16
UNKNOWN = "its encoding is not recognised: name it with --encoding"


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    r"""The text, without byte order mark, and the name of its encoding.

    `encoding` names it; otherwise it is UTF-8 (with or without a mark), UTF-16 or UTF-32 (with or without), or an 8-bit
    encoding of Arabic. Raises `InputError` for bytes that are no text.

    >>> decode("الرباط".encode("windows-1256"))
    ('الرباط', 'windows-1256')
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], name
            break
    if encoding is None:
        try:
            text, encoding = data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            encoding = detect(data, error.start)
            text = _decode(data, encoding)
        else:
            if b"\0" not in data:
                return text, encoding
            if wide := _wide(data):
                text, encoding = _decode(data, wide), wide
    else:
        text = _decode(data, encoding)
    if "\0" in text:
        raise InputError("binary data, not text")
    return text, encoding


def detect(data: bytes, broken: int = 0) -> str:
    """The encoding of bytes that are not UTF-8 (from offset `broken` on); raises `InputError` where nothing fits."""
    if wide := _wide(data):
        return wide
    sample = data[:SAMPLE]
    if len(sample) - len(sample.translate(None, CONTROLS)) > len(sample) / 100:
        raise InputError("binary data, not text")
    if _mostly_utf8(sample):
        raise InputError(f"not valid UTF-8 at byte {broken}: mend the file, or name its encoding with --encoding")
    candidates = [name for name in EIGHT_BIT if _reads_as_arabic(data, name)]
    if candidates:
        return max(candidates, key=lambda name: sum(sample.count(pair.encode(name)) for pair in FREQUENT_PAIRS))
    return _guess(sample)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"not valid {encoding.upper()} at byte {error.start}") from None
    except LookupError:
        raise InputError(f"{encoding} is no encoding that Python knows") from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is 06 (Arabic) or 00 (spaces, Latin), and its neighbour is not."""
    sample = data[: SAMPLE & ~1]
    if len(data) % 2 or not sample:
        return None
    for name, high, low in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if high.count(6) + high.count(0) > 0.9 * len(high) and low.count(0) < 0.1 * len(low):
            return name
    return None


def _mostly_utf8(sample: bytes) -> bool:
    """Whether the bytes are UTF-8 but for a few: a damaged file, which an 8-bit encoding would turn into nonsense."""
    text = sample.decode("utf-8", "replace")
    beyond_ascii = sum(c > "\x7f" for c in text)
    return text.count("\ufffd") * 4 < beyond_ascii


def _reads_as_arabic(data: bytes, encoding: str) -> bool:
    """Whether nearly all letters beyond ASCII stand in Arabic words; `regex` knows scripts, and few texts need it."""
    import regex

    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    letters = sum(c > "\x7f" and c.isalpha() for c in text[:SAMPLE])
    return sum(map(len, regex.findall(ARABIC_RUN, text[:SAMPLE]))) > 0.8 * letters > 0


def _guess(sample: bytes) -> str:
    """What charset-normalizer makes of it; imported here, for hardly any article needs it."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=UNUSUAL).best()
    if best is None:
        raise InputError(UNKNOWN)
    return str(best.encoding).replace("_", "-")

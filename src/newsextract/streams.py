"""Bytes of files, decompressed on the way, in bounded pieces: lines, text, JSON values."""

from __future__ import annotations

import codecs
import io
import json
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from newsextract.decoding import BYTE_ORDER_MARKS, SAMPLE, detect
from newsextract.errors import DependencyError, InputError

STDIN = "-"
PIECE = 1 << 16
# A zstd block of 4 bytes can unfold to 128 KiB: so few compressed bytes at a time keep a bomb below 8 MiB.
ZSTD_PIECE = 256


class Stream:
    """An open input: `bytes` is what it holds, decompressed; `position` how far the file itself has been read."""

    def __init__(self, source: IO[bytes], content: IO[bytes]) -> None:
        self._source, self.bytes = source, content

    @property
    def position(self) -> int:
        """Offset in the file on disk, for a progress bar; 0 where it has none."""
        return self._source.tell() if self._source.seekable() else 0


@contextmanager
def open_input(path: str) -> Iterator[Stream]:
    """Open a file (`-`: standard input), decompressed where its name ends in .gz or .zst.

    Whatever goes wrong with the file, on opening or later inside the `with`, becomes an `InputError` that names it.
    """
    try:
        if path == STDIN:
            yield Stream(sys.stdin.buffer, sys.stdin.buffer)
            return
        with open(path, "rb") as source:
            suffix = os.path.splitext(path)[1].lower()
            if suffix == ".gz":
                from gzip import GzipFile

                yield Stream(source, io.BufferedReader(GzipFile(fileobj=source), PIECE))
            elif suffix == ".zst":
                yield Stream(source, io.BufferedReader(ZstdStream(source), PIECE))
            else:
                yield Stream(source, source)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(reason(error), path) from None


def reason(error: Exception) -> str:
    """What an error of the operating system or of a decompressor means, in words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return "the compressed data is damaged or ends too early"


class ZstdStream(io.RawIOBase):
    """Decompressed bytes of Zstandard frames; a frame without its end raises `EOFError`."""

    def __init__(self, source: IO[bytes]) -> None:
        try:
            from zstandard import ZstdDecompressor, ZstdError
        except ImportError:
            raise DependencyError(
                "reading .zst needs the extra: pip install 'newsextract[zstd]'", source.name
            ) from None
        self._source, self._new_frame, self._error = source, ZstdDecompressor().decompressobj, ZstdError
        self._frame, self._input, self._output = self._new_frame(), b"", b""
        self._inside = False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: Any) -> int:
        """Fill `target` as far as one step gives bytes; 0 at the end."""
        while not self._output:
            self._input = self._input or self._source.read(ZSTD_PIECE)
            if not self._input:
                if self._inside:
                    raise EOFError
                return 0
            try:
                self._output, self._inside = self._frame.decompress(self._input), True
            except self._error:
                raise EOFError from None
            self._input = b""
            if self._frame.eof:
                self._input, self._inside, self._frame = self._frame.unused_data, False, self._new_frame()
        count = min(len(target), len(self._output))
        target[:count], self._output = self._output[:count], self._output[count:]
        return count


def whole(path: str, limit: int) -> bytes:
    """All bytes of a file; raises `InputError` above `limit` without reading further."""
    with open_input(path) as stream:
        if stream.position == 0 and path != STDIN and os.stat(path).st_size > limit:
            raise InputError(too_large(limit), path)
        piece = min(PIECE, limit + 1)  # no buffer for the largest text is made where the file is a small one
        data = stream.bytes.read(piece)
        if len(data) == piece:
            data += stream.bytes.read(limit + 1 - piece)
    if len(data) > limit:
        raise InputError(too_large(limit), path)
    return data


def too_large(limit: int) -> str:
    """Why an article above the limit is refused."""
    return f"larger than {limit} bytes: raise --max-bytes to read it"


def lines(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream with their numbers from 1; `None` for one above `limit`, which is passed over."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            while (rest := stream.readline(PIECE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def text_stream(stream: IO[bytes], encoding: str | None = None) -> io.TextIOWrapper:
    """A stream's text, line ends as they are; its encoding read from its beginning where none is named."""
    buffered = (
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream), SAMPLE)
    )
    sample = buffered.peek(SAMPLE)[:SAMPLE]
    for mark, name in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            buffered.read(len(mark))
            return io.TextIOWrapper(buffered, name, newline="")
    if encoding is None:
        try:
            codecs.getincrementaldecoder("utf-8")().decode(sample)
            encoding = "utf-8"
        except UnicodeDecodeError as error:
            encoding = detect(sample, error.start)
    return io.TextIOWrapper(buffered, encoding, newline="")


def json_values(text: IO[str], limit: int) -> Iterator[tuple[int, Any]]:
    """The values of a JSON array, or those that stand one behind the other, with the lines that they begin on.

    Raises `InputError` with the line where the text is no JSON, or a value is longer than `limit`.
    """
    decoder = json.JSONDecoder()
    buffer, line, ended, inside_array = "", 1, False, None
    while True:
        rest = buffer.lstrip(" \t\r\n,]" if inside_array else " \t\r\n")
        line += buffer.count("\n", 0, len(buffer) - len(rest))
        buffer = rest
        if inside_array is None and buffer:
            inside_array = buffer[0] == "["
            if inside_array:
                buffer = buffer[1:]
                continue
        try:
            value, end = decoder.raw_decode(buffer)
        except (ValueError, RecursionError) as error:
            if ended or isinstance(error, RecursionError):
                if buffer:
                    raise InputError("not valid JSON", line=line) from None
                return
            if len(buffer) > limit:
                raise InputError(too_large(limit), line=line) from None
            more = text.read(max(PIECE, len(buffer)))
            buffer, ended = buffer + more, not more
            continue
        yield line, value
        line += buffer.count("\n", 0, end)
        buffer = buffer[end:]

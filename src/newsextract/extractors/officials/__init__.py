"""Extraction of officials: persons with an office or institutional role, and offices that act without a name."""

from __future__ import annotations

from newsextract.document import Document
from newsextract.extractors.officials.entries import EntryWriter
from newsextract.extractors.officials.heads import read_heads
from newsextract.extractors.officials.persons import merge
from newsextract.extractors.officials.phrases import PhraseReader
from newsextract.extractors.officials.text import Text
from newsextract.extractors.officials.words import load_words
from newsextract.models import Official


def extract_officials(document: Document) -> list[Official]:
    """The officials of an article, in the order of their first mentions."""
    heads = read_heads(document.scan)
    if not heads:
        return []
    cities = {city.start: city.last for city in document.city_spans}
    text = Text(document.scan, load_words(), heads, cities)
    persons = merge(text, PhraseReader(text).read())
    return EntryWriter(text).write(persons)

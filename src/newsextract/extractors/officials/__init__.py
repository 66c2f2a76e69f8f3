"""Extraction of officials: persons with an office or institutional role, and offices that act without a name."""

from __future__ import annotations

from newsextract.document import Document
from newsextract.extractors.officials.persons import merge
from newsextract.extractors.officials.phrases import read_phrases
from newsextract.extractors.officials.words import load_words
from newsextract.models import Official


def extract_officials(document: Document) -> list[Official]:
    """The officials of an article, in the order of their first mentions."""
    if not document.scan.of("role"):
        return []
    words = load_words()
    return merge(document, words, read_phrases(document, words))

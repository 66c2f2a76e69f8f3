"""Extraction of officials."""

from __future__ import annotations

from newsextract.document import Document
from newsextract.models import Official


def extract_officials(document: Document) -> list[Official]:
    """The officials of an article, in text order."""
    del document
    return []

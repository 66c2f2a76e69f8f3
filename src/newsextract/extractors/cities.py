"""Extraction of cities."""

from __future__ import annotations

from newsextract.document import Document
from newsextract.models import City


def extract_cities(document: Document) -> list[City]:
    """The cities of an article, in text order."""
    del document
    return []

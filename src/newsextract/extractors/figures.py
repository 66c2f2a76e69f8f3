"""Extraction of figures."""

from __future__ import annotations

from newsextract.document import Document
from newsextract.models import Figure


def extract_figures(document: Document) -> list[Figure]:
    """The figures of an article, in text order."""
    del document
    return []

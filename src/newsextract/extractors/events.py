"""Extraction of events."""

from __future__ import annotations

from newsextract.document import Document
from newsextract.models import Event


def extract_events(document: Document) -> list[Event]:
    """The events of an article, in text order."""
    del document
    return []

"""The command line: thin click commands over the library."""

from __future__ import annotations

import json
import sys

import click

from newsextract import __version__


@click.group()
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Dates, cities, figures and officials of Arabic news articles, as JSON with exact spans."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path())
def batch(paths: tuple[str, ...]) -> None:
    """Read articles from JSON Lines; one record a line."""
    from newsextract.pipeline import parse

    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                record = parse(
                    item["text"],
                    item.get("published"),
                    id=item["id"],
                    title=item.get("title"),
                    url=item.get("url"),
                    publisher=item.get("publisher"),
                )
                sys.stdout.write(record.model_dump_json() + "\n")

"""`python -m newsextract`."""

from newsextract.cli import main

main(prog_name="newsextract")

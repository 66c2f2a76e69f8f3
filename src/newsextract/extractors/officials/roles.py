"""The roles of a text: a head noun with its complement, and whether the two tell which one office is meant."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsextract.extractors.officials.complements import ComplementReader
from newsextract.extractors.officials.heads import WEAK, Head
from newsextract.extractors.officials.text import is_plain
from newsextract.extractors.officials.words import is_definite, without_article

NEEDS_NAME = WEAK | {"member", "expert", "suffixed"}


@dataclass(slots=True)
class Role:
    """A role at tokens [first, last); its complement begins at token `complement`.

    `complete` is a phrase that tells which one office it means; `told` is the office where the text prints it for two
    holders at once.
    """

    head: Head
    first: int
    last: int
    complement: int
    complete: bool
    told: str = ""


class RoleReader(ComplementReader):
    """Reads the roles of one text."""

    def read_role(self, head: Head) -> Role:
        """The role whose head noun is `head`."""
        if head.manner in WEAK:
            last = self._title_end(head)
            complete = self.is_specific(head, last)
        else:
            last, opened = self.read_complement(head)
            complete = not opened and self._is_complete(head, last)
        return Role(head, head.first, last, self._body_start(head, last), complete)

    def _is_complete(self, head: Head, last: int) -> bool:
        """Whether a closed complement up to `last` tells which office it is: not «متحدث باسم الوزارة»."""
        if head.manner != "whole" and not self.is_specific(head, last):
            return False
        if head.definite or last == head.last or not head.form.single:
            return True
        follower = self.tokens[head.last]
        described = follower in self.words.link or follower in self.words.nationality
        return not described or is_definite(follower)

    def _title_end(self, head: Head) -> int:
        """Behind the words that belong to a rank: «العميد الركن», «المقدم البحري»."""
        token = head.last
        while token < len(self.tokens) and self.tokens[token] in self.words.rank_part and is_plain(self.gaps[token]):
            token += 1
        return token

    def _body_start(self, head: Head, last: int) -> int:
        """The token at which the body that the role names begins, `last` where it names none."""
        if head.form.body and not head.definite:
            return head.first + head.form.body
        words, tokens = self.words, self.tokens
        for token in range(head.last, last):
            if tokens[token] not in words.qualifier or without_article(tokens[token]) in words.body:
                return token
        return last

    def extend_role(self, role: Role, last: int) -> Role:
        """The role with a longer complement, up to token `last`."""
        return replace(role, last=last, complete=True, complement=min(role.complement, last - 1))

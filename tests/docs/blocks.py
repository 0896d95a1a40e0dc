"""Code blocks of Markdown documents, and the marks that say how each is run.

A mark is a comment on a line of its own before a block: docs/howto/README.md has the conventions.
"""

import re
from dataclasses import dataclass

OPENING = re.compile(r"^```(?P<language>\w*)$")
COMMENT = re.compile(r"^<!-- (?P<text>.+) -->$")
WHOLE_PAGE = re.compile(r"^<!-- blocks of this page are not run: .+ -->$", re.MULTILINE)
MARKS = ("slow", "not run: ", "run first: ", "file: ", "part of: ")
OUTPUT = "text"  # what a program prints, a tree of files, a form: not code


@dataclass
class Block:
    """A block of code: its language ("indented" if it has no fence), text, first line and marks."""

    language: str
    text: str
    line: int
    marks: list

    def mark(self, name):
        """What a mark says; "" for one that says no more; None if the block has no such mark."""
        for mark in self.marks:
            if mark.startswith(name):
                return mark[len(name) :].strip()
        return None


def is_indented(lines, at, previous):
    return lines[at].startswith("    ") and not previous.startswith(("- ", "* ", "1. "))


def end_of_indented(lines, at):
    """One past the last line: blank lines belong to a block if it goes on after them."""
    end = at
    while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def blocks(document):
    """All code blocks of a document that says of none that it is not run, in order."""
    if WHOLE_PAGE.search(document):
        return
    lines = document.splitlines()
    marks, previous, blank, at = [], "", True, 0
    while at < len(lines):
        line = lines[at]
        opening = OPENING.match(line)
        if opening:
            end = lines.index("```", at + 1)
            if opening["language"] != OUTPUT:
                yield Block(opening["language"], "\n".join(lines[at + 1 : end]), at + 1, marks)
            marks, previous, at = [], line, end
        elif blank and is_indented(lines, at, previous):
            end = end_of_indented(lines, at)
            text = "\n".join(piece[4:] for piece in lines[at:end])
            yield Block("indented", text, at + 1, marks)
            marks, previous, at = [], line, end - 1
        elif line.strip():
            comment = COMMENT.match(line)
            known = comment and comment["text"].startswith(MARKS)
            marks = marks + [comment["text"]] if known else []
            previous = line
        blank = not line.strip()
        at += 1

"""Checks what documents point at: files that they link to, and what rules name.

    check_documents.py links    every relative link of a document leads to a file
    check_documents.py names    every function and type that the model's documents name is in the
                                file that they name with it
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
# Functions or types, then their file: (`look`, `complain`, [citizens_looking.cpp](citizens_looking.cpp))
RULE = re.compile(r"(?P<names>(?:`[\w:]+`(?:,\s+|\s+and\s+)?)+),?\s*\(?\[[\w.]+\]\((?P<file>[\w./]+)\)")


def documents():
    yield from sorted(
        file for folder in ("docs", "models") for file in (ROOT / folder).rglob("*.md")
    )


def broken_links():
    for path in documents():
        for match in LINK.finditer(path.read_text(encoding="utf-8")):
            target = match["target"].partition("#")[0]
            if target and "://" not in target and not (path.parent / target).exists():
                yield f"{path.relative_to(ROOT)}: {match['target']} (no such file)"


def unknown_names():
    found = 0
    for path in (ROOT / "models").rglob("*.md"):
        for match in RULE.finditer(path.read_text(encoding="utf-8")):
            source = (path.parent / match["file"]).read_text(encoding="utf-8")
            for name in re.findall(r"`([\w:]+)`", match["names"]):
                found += 1
                if not re.search(rf"\b{re.escape(name)}\b", source):
                    yield f"{path.relative_to(ROOT)}: {name} (not in {match['file']})"
    if found < 50:
        yield f"only {found} names found (the pattern of a rule must have changed)"


def main():
    checks = {"links": broken_links, "names": unknown_names}
    mistakes = list(checks[sys.argv[1]]())
    if mistakes:
        sys.exit("\n".join(mistakes))


if __name__ == "__main__":
    main()

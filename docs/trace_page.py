"""TRACE.md: what was tested, what is assumed and what failed, from the documents that say so."""

import pathlib
import re

import jinja2

LINK = re.compile(r"(!?\[[^]]*\]\()([^)\s]+)(\))")
TESTS = {"C++": ("*_test.cpp", r"^TEST_CASE\("), "Python": ("*_test.py", r"^def test_"), "JavaScript": ("*.test.mjs", r"^test\(")}
VERDICT = re.compile(r"^\*\*(.*)\*\*$")


class Documents:
    """The documents of a tree. Links are made anew from its root, headings fit below those of the page."""

    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.images = set()

    def lines(self, name):
        return (self.root / name).read_text(encoding="utf-8").splitlines()

    def section(self, name, heading=None, level=3):
        """What stands under a heading up to the next of its rank; without one, all below the title."""
        lines = self.lines(name)
        start = next((at for at, line in enumerate(lines) if is_heading(line, heading)), None)
        if start is None:
            raise SystemExit(f"docs/trace.md.j2 asks for {heading or 'a title'} of {name}, which has no such heading.")
        rank = len(lines[start]) - len(lines[start].lstrip("#"))
        end = next((at for at in range(start + 1, len(lines)) if re.match(rf"#{{1,{rank}}} ", lines[at])), len(lines))
        kept = [line for line in lines[start + 1:end] if not line.startswith("<!--")]
        deeper = [re.sub(r"^#+(?= )", lambda found: "#" * (level + len(found[0]) - rank - 1), line) for line in kept]
        return "\n".join(self.from_root(name, line) for line in deeper).strip()

    def from_root(self, name, line):
        return LINK.sub(lambda found: found[1] + self.target(name, found[2]) + found[3], line)

    def target(self, name, link):
        if re.match(r"[a-z]+:|#", link):
            return link
        path, hash_, anchor = link.partition("#")
        found = (self.root / name).parent.joinpath(path).resolve().relative_to(self.root.resolve())
        if found.suffix in {".png", ".svg"}:
            self.images.add(str(found))
        return f"{found}{hash_}{anchor}"

    def table(self, name, heading, header):
        """The table under a heading whose header begins so."""
        lines = self.section(name, heading).splitlines()
        start = next(at for at, line in enumerate(lines) if line.startswith(header))
        end = next((at for at in range(start, len(lines)) if not lines[at].startswith("|")), len(lines))
        return "\n".join(lines[start:end])

    def verdicts(self):
        """Claims of the patterns by verdict: (pattern, claim, estimate) of each."""
        found = {}
        table = self.table("docs/patterns.md", "What came of it", "| pattern | claim | verdict")
        for row in table.splitlines()[2:]:
            pattern, claim, verdict, estimate = (cell.strip() for cell in row.strip("|").split("|"))
            found.setdefault(VERDICT.match(verdict)[1], []).append((pattern, claim, estimate))
        return found

    def sentences(self):
        """How many tests each part of the tree has, by kind."""
        found = {}
        for kind, (names, pattern) in TESTS.items():
            for folder in ("tests", "web/tests"):
                for path in sorted((self.root / folder).rglob(names)):
                    part = "/".join(path.relative_to(self.root).parts[:-1][:3])
                    count = len(re.findall(pattern, path.read_text(encoding="utf-8"), re.MULTILINE))
                    found.setdefault(part, dict.fromkeys(TESTS, 0))[kind] += count
        return dict(sorted(found.items()))


def is_heading(line, heading):
    return line.startswith("# ") if heading is None else re.match(r"#+ ", line) and line.lstrip("# ") == heading


def page(root, about):
    """The page, and the images that it shows."""
    documents = Documents(root)
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(pathlib.Path(root) / "docs"), trim_blocks=True,
                                     undefined=jinja2.StrictUndefined, lstrip_blocks=True, keep_trailing_newline=True)
    sentences = documents.sentences()
    text = environment.get_template("trace.md.j2").render(
        about, section=documents.section, table=documents.table, verdicts=documents.verdicts(), kinds=list(TESTS),
        sentences=sentences, tests=sum(sum(counts.values()) for counts in sentences.values()))
    return text, sorted(documents.images)

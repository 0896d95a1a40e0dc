"""No text stands in the language files that nothing reads: each matches a name, or a pattern of names, in the code."""

import ast
import re
from pathlib import Path

from analysis.language import load

ANALYSIS = Path(__file__).parents[2] / "analysis"
PYTHON = "\n".join(path.read_text("utf-8") for path in ANALYSIS.rglob("*.py"))
TEMPLATES = "\n".join(path.read_text("utf-8") for path in (ANALYSIS / "templates").iterdir())
IN_TEMPLATE = re.compile(r"""\bt\(["']([\w.]+)["'](\s*~)?""")  # one that goes on with a variable stands for any words
IN_LOOP = re.compile(r"""["']([a-z][\w]*(?:\.\w+)+)["']""")
TABLE = re.compile(r"""texts((?:\[["']\w+["']\])+)""")  # language.texts["unit"]: read whole, by keys of the file


def strings(python):
    """Every string of the code as a pattern: a field in it stands for any words."""
    for node in ast.walk(ast.parse(python)):
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(one.value) if isinstance(one, ast.Constant) else ".+" for one in node.values]
            if isinstance(node.values[0], ast.Constant):  # else it begins with anything, and would match anything
                yield "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)


def patterns(python, templates=""):
    """Of each name that the code may ask for, and of all that stand below it."""
    found = {one for one in strings(python) if re.match(r"\w+(\\\.|$)", one)}
    found |= {re.escape(name) + (".+" if more else "") for name, more in IN_TEMPLATE.findall(templates)}
    found |= {re.escape(name) for name in IN_LOOP.findall(templates)}
    yield from (one + (r"(\..+)?" if "." in one else "") for one in found)
    for keys in set(TABLE.findall(python)):
        yield re.escape(".".join(re.findall(r"\w+", keys))) + r"\..+"


def names(texts, before=""):
    for key, text in texts.items():
        yield from names(text, f"{before}{key}.") if isinstance(text, dict) else [before + key]


def unread(texts, python, templates=""):
    known = re.compile("|".join(patterns(python, templates)))
    return [name for name in names(texts) if not known.fullmatch(name)]


def test_every_text_is_read():
    assert unread(load("en"), PYTHON, TEMPLATES) == []


def test_a_text_that_nothing_reads_is_found():
    texts = {"figure": {"title": "a", "old": "b", "x": {"title": "c"}}, "unit": {"month": "d"}, "lost": {"e": "f"}}
    python = """language("figure.title"), language.texts["unit"]"""
    template = """{{ t('figure.x.title') }}"""
    assert unread(texts, python, template) == ["figure.old", "lost.e"]
    assert unread(texts, python + """, f"figure.{'old' if kind else 'x.title'}", "lost\"""") == ["lost.e"]

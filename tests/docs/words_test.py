"""Words and rules of the model: complete, true to tables, code and ODD, and one word for one thing.

models/discretion/words has them; that no row lacks its texts is for words_test.cpp of the model.
"""

import json
import os
import pathlib
import re
import string
import subprocess
import tomllib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["MAATWERK_PROGRAM"]
MODEL = ROOT / "models" / "discretion"
QUOTED = {"essay.toml"}  # the essay's own words


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


EN, NL = (read(MODEL / "words" / f"{code}.toml") for code in ("en", "nl"))
RULES = read(MODEL / "words" / "rules.toml")["rule"]
ODD = (MODEL / "ODD.md").read_text(encoding="utf-8")


def program(*arguments):
    done = subprocess.run([PROGRAM, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def rows():
    """The model's tables: name of the table to names of its rows."""
    lists = program("list", "--json")
    del lists["schema_version"]
    return {topic: [row["name"] for row in table] for topic, table in lists.items()}


def nested(table, path=()):
    """Every string below a table with its keys."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from nested(value, (*path, key))
        elif isinstance(value, str):
            yield (*path, key), value


# --- complete -----------------------------------------------------------------------------------


def test_both_languages_have_the_same_words_symbols_and_sentences():
    assert {group: list(words) for group, words in EN["concepts"].items()} == {
        group: list(words) for group, words in NL["concepts"].items()
    }
    assert list(EN["symbols"]) == list(NL["symbols"])
    assert list(EN["rules"]) == list(NL["rules"])
    assert all("term" in word for words in NL["concepts"].values() for word in words.values())


def fields(text):
    found = string.Formatter().parse(text)
    return sorted((name, form) for _, name, form, _ in found if name is not None)


SAID = sorted((ROOT / "sim" / "words").glob("*.toml"))


@pytest.mark.parametrize("path", SAID, ids=lambda path: path.stem)
def test_the_programs_sentences_have_the_fields_of_the_english_ones(path):
    english = dict(nested(read(ROOT / "sim" / "words" / "en.toml")))
    told = dict(nested(read(path)))
    assert [key for key in english if key not in told or fields(english[key]) != fields(told[key])] == []


# Looked up by what a value is called.
BY_VALUE = {"kind", "grade", "type", "better", "scale", "window", "perspective", "unit", "units"}
BY_VALUE |= {"calibration", "drawing", "verdict", "parameters"}


def test_every_sentence_that_the_program_says_is_in_its_file_and_none_is_left_over():
    english = {".".join(key) for key, _ in nested(read(ROOT / "sim" / "words" / "en.toml"))}
    tables = {key.partition(".")[0] for key in english if "." in key}
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "sim").rglob("*.[ch]pp"))
    quoted = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', code))
    assert {key for key in quoted if key.partition(".")[0] in tables} - english == set()
    fixed = {key for key in english if key.partition(".")[0] not in BY_VALUE and "." in key}
    assert fixed - quoted == set()


# --- rules --------------------------------------------------------------------------------------


def members():
    """Parameter to the name of its member in the code, from the tables of each room."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in MODEL.rglob("*parameters.hpp"))
    declared = re.findall(r"(\w+Parameters) ([\w,\s]+);", text[text.index("struct Parameters ") :])
    sections = {kind: re.split(r",\s*", names) for kind, names in declared}
    for struct in re.finditer(r"struct (\w+Parameters) \{(.*?)\n\};", text, re.DOTALL):
        for member, name in re.findall(r'&P::(\w+),\s*"(\w+)"', struct[2]):
            yield from ((f"{section}.{name}", member) for section in sections[struct[1]])


def squeezed(text):
    """Without what Markdown and line ends add."""
    return re.sub(r"[`|\s]", "", text)


def section_of_odd(number):
    start = re.search(rf"^##+ {re.escape(number)}\.? ", ODD, re.MULTILINE)
    assert start, f"ODD.md has no section {number}"
    end = re.compile(r"^##+ ", re.MULTILINE).search(ODD, start.end())
    return ODD[start.start() : end.start() if end and "." in number else len(ODD)]


def test_every_parameter_is_read_by_a_rule(rows):
    read_by_rules = {name for rule in RULES for name in rule["parameters"]}
    assert set(rows["parameters"]) == read_by_rules


def test_rules_name_metrics_phases_and_loops_that_exist(rows):
    loops = {name for name in rows["parameters"] if name.startswith("loops.")}
    for rule in RULES:
        assert set(rule.get("metrics", [])) <= set(rows["metrics"]), rule["name"]
        assert rule.get("phase", "file") in rows["phases"], rule["name"]
        assert f"loops.{rule.get('loop', 'others')}" in loops, rule["name"]


def test_every_rule_has_a_name_of_its_own_and_a_sentence():
    names = [rule["name"] for rule in RULES]
    assert len(names) == len(set(names))
    for name in names:
        assert name in EN["rules"] or name.startswith("lever_"), name
    assert set(EN["rules"]) <= set(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_the_files_of_a_rule_read_its_parameters(rule):
    sources = "\n".join((MODEL / file).read_text(encoding="utf-8") for file in rule["files"])
    of = dict(members())
    for name in rule["parameters"]:
        assert re.search(rf"(\.|->|::){of[name]}\b", sources), f"{name} (not in {rule['files']})"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_an_equation_stands_in_the_section_that_its_rule_names(rule):
    section = squeezed(section_of_odd(rule["section"]))
    for line in rule.get("equation", []):
        assert squeezed(line) in section, f"{line} (not in ODD.md, section {rule['section']})"


# --- one word for one thing ---------------------------------------------------------------------


def pattern(avoided):
    end = "" if avoided.endswith("*") else r"\b"
    return re.compile(r"\b" + re.escape(avoided.rstrip("*")) + end, re.IGNORECASE)


def avoided_variants(texts, words):
    """Each avoided variant that a text has, with the word to use."""
    for group in words["concepts"].values():
        for name, word in group.items():
            for variant in word.get("not", []):
                search = pattern(variant)
                for place, text in texts:
                    if search.search(re.sub(r"\{\w+\}", "", text)):  # fields are names in code
                        yield f"{place}: {variant!r} (say {word.get('term', name)!r}): {text}"


def dutch_texts():
    for keys, text in nested(read(ROOT / "analysis" / "texts" / "nl.toml")):
        yield "analysis/texts/nl.toml " + ".".join(keys), text
    for keys, text in nested(read(ROOT / "sim" / "words" / "nl.toml")):
        yield "sim/words/nl.toml " + ".".join(keys), text
    for keys, text in nested(read(ROOT / "web" / "texts" / "nl.toml")):
        yield "web/texts/nl.toml " + ".".join(keys), text
    for path in (ROOT / "docs" / "teaching").glob("*.nl.*"):
        yield path.name, path.read_text(encoding="utf-8")
    for keys, text in nested(NL):
        yield "words/nl.toml " + ".".join(keys), text
    for setting in re.findall(r"^\| `cut:.*$", (MODEL / "README.md").read_text(), re.MULTILINE):
        yield "models/discretion/README.md", setting.split("|")[2]
    for path in (ROOT / "scenarios").rglob("*.toml"):
        for entry in read(path).get("hypothesis", []) if path.name not in QUOTED else []:
            yield f"{path.name} {entry['name']}", entry.get("text_nl", "")


def english_texts():
    for keys, text in nested(read(ROOT / "analysis" / "texts" / "en.toml")):
        yield "analysis/texts/en.toml " + ".".join(keys), text
    for keys, text in nested(read(ROOT / "sim" / "words" / "en.toml")):
        yield "sim/words/en.toml " + ".".join(keys), text
    for keys, text in nested(read(ROOT / "web" / "texts" / "en.toml")):
        yield "web/texts/en.toml " + ".".join(keys), text
    for path in (ROOT / "docs" / "teaching").glob("*.en.*"):
        yield path.name, path.read_text(encoding="utf-8")
    for keys, text in nested(EN):
        yield "words/en.toml " + ".".join(keys), text
    for path in (ROOT / "README.md", MODEL / "README.md", MODEL / "ODD.md"):
        yield path.name, path.read_text(encoding="utf-8")


def test_dutch_texts_have_one_word_for_one_thing():
    assert not list(avoided_variants(list(dutch_texts()), NL))


def test_english_texts_have_one_word_for_one_thing():
    assert not list(avoided_variants(list(english_texts()), EN))


def test_an_avoided_variant_is_found_whatever_its_ending():
    word = {"term": "randvoorwaarde", "not": ["voorwaarde*"]}
    words = {"concepts": {"managers": {"precondition": word}}}
    assert list(avoided_variants([("here", "Meer Voorwaarden dan eerst")], words))
    assert not list(avoided_variants([("here", "meer randvoorwaarden")], words))


def test_shares_are_percentages_for_readers_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    fraction = re.compile(r"\b[01]\.\d\d \[[01]\.\d\d(, [01]\.\d\d)?\]")
    rows_of_tables = [line for line in readme.splitlines() if line.startswith("|")]
    assert len(rows_of_tables) > 40
    assert not [line for line in rows_of_tables if fraction.search(line)]


@pytest.mark.parametrize(
    ("metric", "per"),
    [
        ("preconditions_born", "per team and month"),
        ("measures_born", "per office and month"),
        ("incidents", "per 10,000 citizens and month"),
    ],
)
def test_counts_say_what_they_are_counted_per(metric, per):
    told = program("explain", metric, "--json")["explanations"]
    assert per in next(entry["text"] for entry in told if entry["kind"] == "metric")


def test_the_odd_lists_each_number_that_is_no_parameter_with_its_value():
    listed = {name: float(value) for name, value in re.findall(r"^\| `(\w+)` \| ([\d.]+) \| ", ODD, re.M)}
    found = {}
    for path in MODEL.glob("*/constants.hpp"):
        rows = re.findall(r"constexpr \w+ (\w+) = ([\d.]+);", path.read_text(encoding="utf-8"))
        found |= {name: float(value) for name, value in rows}
    assert len(found) > 10
    assert {name: listed.get(name) for name in found} == found

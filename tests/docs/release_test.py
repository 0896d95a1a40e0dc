"""A release of a small tree, made twice, and what stands in TRACE."""

import importlib.machinery
import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import tarfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

import trace_page  # noqa: E402

loader = importlib.machinery.SourceFileLoader("release", str(ROOT / "docs/release"))
release = importlib.util.module_from_spec(importlib.util.spec_from_loader("release", loader))
loader.exec_module(release)

ABOUT = {"version": "1.2.3", "commit": "abc", "date": "2026-01-02"}
COPIED = ["CITATION.cff", "README.md", "docs/trace.md.j2", "docs/sources.md", "docs/decisions/README.md", "docs/verification.md",
          "docs/patterns.md", "docs/limitations.md", "docs/dynamics.md", "docs/images/closed-forms.png", "models/discretion/ODD.md"]


def git(root, *arguments):
    clock = {"GIT_AUTHOR_DATE": "2026-02-03T04:05:06Z", "GIT_COMMITTER_DATE": "2026-02-03T04:05:06Z", "PATH": "/usr/bin:/bin"}
    command = ["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
    subprocess.run(command, check=True, capture_output=True, env=clock)


@pytest.fixture
def tree(tmp_path):
    """A tree with this one's documents, committed on a day in February, with a package and a study beside it."""
    root = tmp_path / "tree"
    for name in COPIED:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes((ROOT / name).read_bytes())
    (root / "CMakeLists.txt").write_text("project(maatwerk VERSION 4.5.6 LANGUAGES CXX)\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "One")
    (tmp_path / "maatwerk.deb").write_text("a package")
    (tmp_path / "measured").mkdir()
    (tmp_path / "measured/demo.h5").write_text("a study")
    return root


def made(tree, name):
    folder = tree.parent / name
    release.make(tree, folder, [tree.parent / "maatwerk.deb"], [tree.parent / "measured"])
    return folder


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_made_twice_has_the_same_bytes(tree):
    first = contents(made(tree, "one"))
    for path in tree.rglob("*"):
        path.touch()  # another clock
    assert contents(made(tree, "two")) == first
    assert contents(made(tree, "two")) == first
    assert {"maatwerk-4.5.6.tar.gz", "ODD.md", "TRACE.md", "CITATION.cff", "SHA256SUMS", "README.md", "maatwerk.deb",
            "results/measured/demo.h5", "docs/images/closed-forms.png"} == first.keys()


def test_dev_release_without_what_takes_hours_has_the_same_bytes_and_dates_whenever_it_is_made(tree):
    for name in ("dev", "docs/release", "docs/trace_page.py"):
        (tree / name).write_bytes((ROOT / name).read_bytes())
        (tree / name).chmod(0o755)
    git(tree, "add", ".")
    git(tree, "commit", "-q", "-m", "Two")
    there = tree.parent / "installed"  # nothing is to be installed amid a test
    there.mkdir()
    (there / "dpkg-query").write_text("#!/bin/sh\nprintf installed\n")
    (there / "dpkg-query").chmod(0o755)

    def folder():
        without = [word for part in ("results", "explorer", "package") for word in ("--without", part)]
        environment = {**os.environ, "PATH": f"{there}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([tree / "dev", "release", *without], capture_output=True, text=True, env=environment, cwd=tree.parent)
        assert done.returncode == 0, done.stdout + done.stderr
        return tree / "out/release"

    def dates(folder):
        return {path.stat().st_mtime for path in folder.rglob("*")}

    first = contents(folder())
    for path in tree.rglob("*"):
        path.touch()
    assert contents(folder()) == first and len(dates(folder())) == 1
    assert "It was made without results, a package, the explorer." in first["README.md"].decode()


def test_checksums_are_of_all_files_and_hold(tree):
    folder = made(tree, "one")
    done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder)
    listed = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    assert done.returncode == 0 and listed == contents(folder).keys() - {"SHA256SUMS"}


def test_the_source_is_the_commits_and_the_citation_says_which_and_when(tree):
    (tree / "own-notes.txt").write_text("not committed")
    folder = made(tree, "one")
    with tarfile.open(folder / "maatwerk-4.5.6.tar.gz") as source:
        names = {name.removeprefix("maatwerk-4.5.6/") for name in source.getnames()}
    assert "docs/sources.md" in names and "own-notes.txt" not in names
    commit = subprocess.run(["git", "-C", tree, "rev-parse", "HEAD"], capture_output=True, text=True).stdout.strip()
    text = (folder / "CITATION.cff").read_text()
    assert "\nversion: 4.5.6\n" in text and "\ndate-released: 2026-02-03\n" in text and f"\ncommit: {commit}\n" in text
    assert text.count("\nversion:") == 1


def test_what_is_not_committed_is_not_released(tree):
    (tree / "docs/sources.md").write_text("other")
    with pytest.raises(SystemExit, match=r"docs/sources.md differs from the last commit.*Commit first"):
        made(tree, "one")
    assert not (tree.parent / "one").exists()


def test_a_folder_without_results_is_refused_and_leaves_what_was_there(tree):
    before = contents(made(tree, "one"))
    (tree.parent / "measured/demo.h5").unlink()
    with pytest.raises(SystemExit, match=r"measured has no results.*--without results"):
        made(tree, "one")
    assert contents(tree.parent / "one") == before


def test_a_release_says_what_it_lacks(tree):
    assert "It was made without the explorer." in (made(tree, "one") / "README.md").read_text()
    release.make(tree, tree.parent / "bare")
    assert "It was made without results, a package, the explorer." in (tree.parent / "bare/README.md").read_text()


def test_trace_says_each_failed_pattern_and_none_that_is_shown():
    text, _ = trace_page.page(ROOT, ABOUT)
    came = trace_page.Documents(ROOT).section("docs/patterns.md", "What came of it")
    failed = text.partition("Failed, or shown in part")[2].partition("What each failure means")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| \*\*([^|]+)\*\* \|", came, re.MULTILINE)
    assert len(rows) > 20
    for pattern, claim, verdict in rows:
        assert (f"| {pattern} | {claim} | {verdict} |" in failed) == (verdict != "shown")


def test_links_of_trace_lead_to_files_of_the_source():
    text, images = trace_page.page(ROOT, ABOUT)
    links = {link.partition("#")[0] for _, link, _ in trace_page.LINK.findall(text)}
    paths = {link for link in links if link and not re.match("[a-z]+:", link)} - {"ODD.md"}
    assert paths and not [path for path in paths if not (ROOT / path).exists()]
    assert images == ["docs/images/closed-forms.png"]


def test_trace_has_the_elements_of_trace_in_order_and_headings_below_them():
    text, _ = trace_page.page(ROOT, ABOUT)
    numbers = re.findall(r"^## (\d)\. ", text, re.MULTILINE)
    assert numbers == list("12345678")
    assert text.count("\n# ") == 0 and "maatwerk 1.2.3, commit abc of 2026-01-02" in text
    assert "<!--" not in text


def test_a_heading_that_a_document_lost_is_an_error():
    with pytest.raises(SystemExit, match="Nowhere of docs/sources.md"):
        trace_page.Documents(ROOT).section("docs/sources.md", "Nowhere")

"""A tree of two files with a test, in which faults are made."""

import pathlib
import subprocess
import tempfile

import bench
import faults
import mutate
import pytest

PRICE = """\
int total(int n, int price) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += price;
  return sum;
}

int with_tax(int sum) {
  return sum + sum * 21 / 100;
}

bool is_free(int price) {
  return price * 1 == 0;
}
"""
FILES = {
    ".gitignore": "/build/\n",
    "CMakeLists.txt": """\
cmake_minimum_required(VERSION 3.25)
project(shop LANGUAGES CXX)
enable_testing()
add_library(shop STATIC models/price.cpp)
add_executable(shop_test test.cpp)
target_link_libraries(shop_test shop)
add_executable(pinned_test pinned.cpp)
target_link_libraries(pinned_test shop)
add_test(NAME "prices add up" COMMAND shop_test)
add_test(NAME "tax is what it was" COMMAND pinned_test)
set_tests_properties("tax is what it was" PROPERTIES LABELS pinned)
add_test(NAME "nothing" COMMAND true)
""",
    "CMakePresets.json": """\
{"version": 6, "configurePresets": [{"name": "dev", "generator": "Ninja", "binaryDir": "${sourceDir}/build/dev",
 "cacheVariables": {"CMAKE_BUILD_TYPE": "RelWithDebInfo", "CMAKE_CXX_FLAGS_RELWITHDEBINFO": "-O1 -g"}}]}
""",
    "models/price.cpp": PRICE,
    "test.cpp": "int total(int, int);\nint main() { return total(3, 4) == 12 && total(0, 4) == 0 ? 0 : 1; }\n",
    "pinned.cpp": "int with_tax(int);\nint main() { return with_tax(100) == 121 ? 0 : 1; }\n",
}


@pytest.fixture(scope="module")
def shop():
    """The tree, and a bench with a copy of it, built. As root tests run as nobody, to whom pytest's folders are closed."""
    with tempfile.TemporaryDirectory() as name:
        pathlib.Path(name).chmod(0o755)
        yield made(pathlib.Path(name))


def made(folder):
    root = folder / "shop"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    subprocess.run(["git", "init", "-q", root], check=True)
    where = bench.Bench(folder / "bench", jobs=2, longest=5)
    bench.copy_tree(root, where.tree)
    where.prepare()
    return root, where


def verdict(shop, kind, before):
    """Of the first fault of this kind in the line that begins so."""
    start = PRICE.index(before)
    fault = next(f for f in faults.faults_of(PRICE) if f.kind == kind and f.start >= start)
    return shop[1].attempt("models/price.cpp", faults.apply(PRICE, fault))


def test_a_fault_that_a_test_notices_is_killed_by_it(shop):
    assert verdict(shop, "bound", "for (int i") == ("killed", "prices add up")


def test_an_endless_loop_is_killed(shop):
    endless = PRICE.replace("int sum = 0;", "int sum = 0;\n  for (volatile int again = 1; again != 0;) {\n  }")
    assert shop[1].attempt("models/price.cpp", endless) == ("killed", "prices add up")


def test_a_fault_that_only_pinned_tests_notice_survives(shop):
    assert verdict(shop, "sign", "return sum + sum") == ("survived", "")


def test_a_fault_that_makes_the_same_code_is_not_counted(shop):
    assert verdict(shop, "dropped factor", "return price * 1") == ("same code", "")


def test_what_does_not_compile_is_not_counted(shop):
    assert shop[1].attempt("models/price.cpp", PRICE.replace("int sum = 0;", "")) == ("no code", "")


def test_only_tests_whose_programs_have_the_file_are_run(shop):
    shop[1].reach("models/price.cpp")
    programs, tests = shop[1].reached["models/price.cpp"]
    assert programs == {"shop_test", "pinned_test"} and [test.name for test in tests] == ["prices add up"]


def test_the_users_tree_and_the_copy_are_as_they_were(shop):
    root, where = shop
    verdict(shop, "bound", "for (int i")
    for name, text in FILES.items():
        assert (root / name).read_text() == text and (where.tree / name).read_text() == text
    assert not (root / "build").exists()


def test_a_copy_follows_the_tree_and_builds_only_what_changed(shop):
    root, where = shop
    before = {p: p.stat().st_mtime_ns for p in where.tree.glob("*.cpp")}
    (root / "more.txt").write_text("new")
    bench.copy_tree(root, where.tree)
    assert (where.tree / "more.txt").read_text() == "new"
    (root / "more.txt").unlink()
    bench.copy_tree(root, where.tree)
    assert not (where.tree / "more.txt").exists()
    assert {p: p.stat().st_mtime_ns for p in where.tree.glob("*.cpp")} == before


def test_as_many_faults_are_counted_as_were_asked_for_and_known_ones_are_left_out(shop):
    texts = {"models/price.cpp": PRICE}
    known = {("models/price.cpp", "for (int i = 0; i < n; ++i) sum += price;", "for (int i = 0; i < n; ++i) sum -= price;")}
    rows = list(mutate.try_faults(shop[1], texts, faults.sample(texts, 1000, 1), 2, known))
    assert sum(row[0] in ("killed", "survived") for row in rows) == 2
    assert rows == list(mutate.try_faults(shop[1], texts, faults.sample(texts, 1000, 1), 2, known))


def test_survivors_of_an_earlier_run_are_found_again_where_their_lines_are_now():
    texts = {"models/price.cpp": PRICE}
    candidates = faults.sample(texts, 3, 1)
    output = "\n".join(mutate.told(PRICE, verdict, "", *row) for verdict, row in zip(["survived", "killed", "survived"], candidates))
    later = {"models/price.cpp": "// Prices.\n" + PRICE, "models/other.cpp": PRICE}
    found = mutate.those(later, mutate.survivors_of(output))
    assert {faults.lines_of(later[path], fault)[1:] for path, fault in found} == {
        faults.lines_of(PRICE, fault)[1:] for _, fault in (candidates[0], candidates[2])}
    assert {path for path, _ in found} == {"models/price.cpp"}


def test_files_that_a_branch_changed_are_chosen(tmp_path):
    def git(*arguments):
        subprocess.run(["git", "-C", tmp_path, "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True,
                       capture_output=True)

    git("init", "-q", "-b", "main")
    for name in ["models/a.cpp", "models/b.cpp", "sim/c.hpp", "docs/d.cpp", "models/e.toml"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one\n")
    git("add", "."), git("commit", "-q", "-m", "One"), git("checkout", "-q", "-b", "other")
    assert mutate.changed_files(tmp_path) == []
    for name in ["models/a.cpp", "docs/d.cpp", "models/e.toml"]:
        (tmp_path / name).write_text("two\n")
    git("commit", "-q", "-a", "-m", "Two")
    (tmp_path / "sim/c.hpp").write_text("two\n")
    (tmp_path / "sim/new.cpp").write_text("new\n")
    assert mutate.changed_files(tmp_path) == ["models/a.cpp", "sim/c.hpp", "sim/new.cpp"]


def test_known_equivalents_say_why_and_are_in_the_files_they_name():
    for file, before, _ in mutate.known_equivalents():
        text = " ".join(pathlib.Path(mutate.ROOT / file).read_text().split())
        assert before in text, f"{file} has no line {before} any more"

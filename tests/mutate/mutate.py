"""Makes small faults in a copy of the tree, one at a time, and says which of them no test notices.

Without FILES: those changed since this branch left main, or a sample of models/, sim/study and sim/io. A fault that changes
nothing that could be observed, a person finds out, and writes into equivalent.toml with the reason. Exit 1 with survivors.
"""

import argparse
import collections
import os
import pathlib
import re
import subprocess
import sys
import tomllib

import bench
import faults

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ("models", "sim/study", "sim/io")
KINDS_OF_FILES = (".cpp", ".hpp", ".inc")
EQUIVALENT = ROOT / "tests/mutate/equivalent.toml"


def git(*arguments, root=ROOT):
    done = subprocess.run(["git", "-C", root, *arguments], capture_output=True, text=True)
    return done.stdout.splitlines() if done.returncode == 0 else []


def changed_files(root=ROOT):
    """Sources that differ from where this branch left main, committed or not."""
    base = git("merge-base", "main", "HEAD", root=root) or ["HEAD"]
    names = git("diff", "--name-only", base[0], root=root) + git("ls-files", "-o", "--exclude-standard", root=root)
    return [n for n in names if n.startswith(("models/", "sim/")) and n.endswith(KINDS_OF_FILES) and (root / n).exists()]


def sampled_files(root=ROOT):
    """All whose faults a test of behaviour should notice; headers are left out, since each costs a whole build."""
    return sorted(str(p.relative_to(root)) for s in SOURCES for p in (root / s).rglob("*.cpp"))


def known_equivalents(path=EQUIVALENT):
    """Faults that change nothing that could be observed, as a person found: (file, before, after)."""
    rows = tomllib.loads(path.read_text())["fault"] if path.exists() else []
    return {(row["file"], row["before"], row["after"]) for row in rows}


def survivors_of(output):
    """Faults that survived according to what an earlier run printed: (file, before, after)."""
    return set(re.findall(r"^survived: ([^:\n]+):[^\n]*\n  - ([^\n]*)\n  \+ ([^\n]*)$", output, re.MULTILINE))


def those(texts, wanted):
    """The faults of the files that are among these: (path, fault)."""
    files = {path for path, *_ in wanted}
    return [(path, fault) for path, text in texts.items() if path in files for fault in faults.faults_of(text)
            if (path, *faults.lines_of(text, fault)[1:]) in wanted]


def try_faults(where, texts, candidates, count, known):
    """Tries faults until `count` of them made other code: (verdict, by, path, fault) of each."""
    counted = 0
    for path, fault in candidates:
        if counted == count:
            return
        if (path, *faults.lines_of(texts[path], fault)[1:]) in known:
            verdict, by = "equivalent", ""
        else:
            verdict, by = where.attempt(path, faults.apply(texts[path], fault))
        counted += verdict in ("killed", "survived")
        yield verdict, by, path, fault


def told(text, verdict, by, path, fault):
    line, before, after = faults.lines_of(text, fault)
    by = f" by: {by}" if by else ""
    return f"{verdict}: {path}:{line} ({fault.kind}){by}\n  - {before}\n  + {after}"


def options():
    parser = argparse.ArgumentParser(prog="./dev mutate", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", help="files in which faults are made")
    parser.add_argument("--sample", type=int, default=20, metavar="N", help="faults that make other code (20)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another sample (1)")
    parser.add_argument("--longest", type=float, default=30, metavar="SECONDS",
                        help="processor time above which a test is left out (30)")
    parser.add_argument("--tests", default="", metavar="REGEX", help="names of tests to run (all that reach a file)")
    parser.add_argument("--again", type=pathlib.Path, metavar="OUTPUT", help="only faults that survived in this output of an earlier run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="of the compiler")
    return parser.parse_args()


def chosen_files(names, survivors):
    """The files that were named, from the root; or those of survivors; or changed ones; or all whose faults tests should notice."""
    chosen = [os.path.relpath(os.path.abspath(name), ROOT) for name in names]
    chosen = chosen or sorted({path for path, *_ in survivors}) or changed_files() or sampled_files()
    missing = [name for name in chosen if not (ROOT / name).is_file()]
    if missing:
        sys.exit(f"mutate: there is no file {missing[0]}.")
    return chosen


def main():
    given = options()
    again = survivors_of(given.again.read_text()) if given.again else set()
    if given.again and not again:
        sys.exit(f"mutate: nothing survived in {given.again}.")
    texts = {name: (ROOT / name).read_text() for name in chosen_files(given.files, again)}
    candidates = those(texts, again) if again else faults.sample(texts, len(texts) * 10**6, given.seed)
    folder = ROOT / "build/mutate"
    where = bench.Bench(folder, given.jobs, given.longest, given.tests)
    bench.copy_tree(ROOT, where.tree)
    print(f"mutate: building a copy in {where.tree}", flush=True)
    where.prepare()
    counts, survivors = collections.Counter(), []
    for verdict, by, path, fault in try_faults(where, texts, candidates, len(candidates) if again else given.sample, known_equivalents()):
        row = told(texts[path], verdict, by, path, fault)
        print(row, flush=True)
        counts[verdict] += 1
        if verdict == "survived":
            survivors.append(row)
    print(f"\nof {counts['killed'] + counts['survived']} faults {counts['killed']} were noticed and {counts['survived']} survived;"
          f" besides, {counts['no code']} did not compile, {counts['same code']} made the same code, and "
          f"{counts['equivalent']} are known to change nothing")
    if survivors:
        print("\nsurvivors:\n" + "\n".join(survivors))
        sys.exit(1)


if __name__ == "__main__":
    main()

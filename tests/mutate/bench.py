"""A copy of the tree in which faults are made, built and tried."""

import hashlib
import os
import pathlib
import re
import resource
import shutil
import subprocess
import time

import reach

NOBODY = 65534
GIGABYTE = 1 << 30


def copy_tree(root, to):
    """Makes a copy that is as the tree is now; what did not change keeps its time, so that little is built anew."""
    listed = subprocess.run(["git", "-C", root, "ls-files", "-coz", "--exclude-standard"], capture_output=True, check=True)
    names = set(os.fsdecode(listed.stdout).split("\0")) - {""}
    for old in (p for p in to.rglob("*") if p.is_file() and "build" not in p.relative_to(to).parts[:1]):
        if str(old.relative_to(to)) not in names:
            old.unlink()
    for name in names:
        source, copy = root / name, to / name
        if not source.is_file():
            continue
        if copy.exists() and copy.read_bytes() == source.read_bytes():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
        shutil.copymode(source, copy)


def code_hash(program):
    """Of what runs: debug information and the hash that the linker adds of it do not count."""
    bare = f"{program}.bare"
    subprocess.run(["objcopy", "--strip-all", "--remove-section=.note.gnu.build-id", program, bare], check=True)
    digest = hashlib.sha256(pathlib.Path(bare).read_bytes()).hexdigest()
    os.remove(bare)
    return digest


class Bench:
    """The copy, what was built of it, and what its tests take without a fault."""

    def __init__(self, folder, jobs, longest, only="", preset="dev"):
        self.tree = folder / "tree"
        self.scratch = folder / "scratch"
        self.build_folder = str(self.tree / "build" / preset)
        self.preset, self.jobs, self.longest, self.only = preset, jobs, longest, only
        self.seconds, self.hashes, self.reached = {}, {}, {}

    def prepare(self):
        """Builds all programs of tests without a fault, and lists the tests."""
        subprocess.run(["cmake", "--preset", self.preset], cwd=self.tree, check=True, stdout=subprocess.DEVNULL)
        programs = reach.programs_of(self.build_folder)
        built = self.build(*programs)
        if built.returncode != 0:
            raise SystemExit(f"mutate: the tree does not build without a fault:\n{built.stdout[-2000:]}")
        self.hashes = {program: code_hash(f"{self.build_folder}/{program}") for program in programs}
        self.tests = [t for t in reach.tests_of(self.build_folder, programs) if re.search(self.only, t.name)]
        self.graph = reach.Graph(self.build_folder, programs)

    def reach(self, path):
        """Finds the programs that have this file and the tests that run them, once."""
        if path in self.reached:
            return
        programs = self.graph.programs_with(str(self.tree / path))
        tests = [test for test in self.tests if test.programs & programs]
        unmeasured = [test for test in tests if test not in self.seconds]
        if unmeasured:
            self.build(*self.hashes)  # without the last fault
            self.measure(unmeasured)
        self.reached[path] = programs, [test for test in tests if self.seconds[test]]

    def attempt(self, path, mutated):
        """The verdict on a fault; the file is then as it was."""
        self.reach(path)
        source = self.tree / path
        text = source.read_text()
        source.write_text(mutated)
        try:
            return self.verdict(path)
        finally:
            source.write_text(text)

    def build(self, *programs):
        command = ["ninja", "-C", self.build_folder, "-j", str(self.jobs), *programs]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, test, processor_seconds, seconds):
        """Whether the test passes within its limits, and what it took. What a fault does to files must stay here:
        as root it is tried as nobody."""
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 5))
            resource.setrlimit(resource.RLIMIT_AS, (8 * GIGABYTE, 8 * GIGABYTE))
            resource.setrlimit(resource.RLIMIT_FSIZE, (GIGABYTE, GIGABYTE))

        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir()
        own = {"TMPDIR": str(self.scratch), "HOME": str(self.scratch)}
        who = {}
        if os.geteuid() == 0:
            os.chown(self.scratch, NOBODY, NOBODY)
            who = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        environment = {**os.environ, **own, **dict(e.split("=", 1) for e in test.environment)}
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        process = subprocess.Popen(test.command, cwd=test.folder, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit,
                                   start_new_session=True, **who)
        try:
            passed = process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            passed = False
        end_group(process)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return passed, used, time.monotonic() - start

    def measure(self, tests):
        """Runs each test without a fault: what it takes, or nothing for one that fails or takes long."""
        for test in tests:
            passed, used, wall = self.run(test, int(self.longest) + 1, 10 * self.longest)
            self.seconds[test] = (used, wall) if passed else None
            if not passed:
                print(f"left out: {test.name} (without a fault it fails, or takes over {self.longest:g} s)", flush=True)

    def notices(self, test):
        used, wall = self.seconds[test]
        return not self.run(test, int(4 * used) + 3, 10 * wall + 60)[0]

    def verdict(self, path):
        """What becomes of the fault that is in this file now: "killed" and by what, "survived", "same code", "no code"."""
        reached, tests = self.reached[path]
        fresh = {}
        for test in sorted(tests, key=lambda test: (not test.mirrors, self.seconds[test][0])):
            programs = sorted(test.programs & reached)
            for program in programs:
                if program in fresh:
                    continue
                if self.build(program).returncode != 0:
                    return "no code", ""
                fresh[program] = code_hash(f"{self.build_folder}/{program}") != self.hashes[program]
            if any(fresh[p] for p in programs) and self.notices(test):
                return "killed", test.name
        return ("survived" if any(fresh.values()) else "same code"), ""


def end_group(process):
    try:
        os.killpg(process.pid, 9)
    except ProcessLookupError:
        pass
    process.wait()

"""Times whole jobs as users start them, one after the other, several rounds; the last line of each is its median.

Usage: jobs.py PROGRAM [ROUNDS [FILTER]]
Wall time and processor time with start-up, making the world and warm-up; the most memory that was in use. Figures that
compare two jobs come from neighbouring runs of one round.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = "run municipality --progress none"
COUNTRY = "--set population.size=18000000 --set population.offices=342 --set run.warm_up=0 --months 120"


@dataclass(frozen=True)
class Job:
    """`work` is in millions of citizen-months, 0 where that says nothing; FILE is a file of 1,000 runs."""

    name: str
    command: str
    work: float = 0
    against: str = ""  # the job whose wall time this one's is compared with


JOBS = (
    Job("200,000 citizens", f"{RUN} --set population.size=200000 -n 1 -j 1 --months 120", 36),
    Job("1,000,000 citizens, one thread", f"{RUN} --set population.size=1000000 -n 1 -j 1 --months 60", 120),
    Job("1,000,000 citizens, two threads", f"{RUN} --set population.size=1000000 -n 1 -j 2 --months 60", 120,
        "1,000,000 citizens, one thread"),
    Job("40 replicates, one thread", f"{RUN} -n 40 -j 1", 72),
    Job("40 replicates, two threads", f"{RUN} -n 40 -j 2", 72, "40 replicates, one thread"),
    *(
        Job(f"{n} replicates{how}", f"{RUN} -n {n} -j 2{flags}", 1.8 * n, other)
        for n in (20, 200)  # 20 as shipped
        for how, flags, other in (
            ("", "", ""),
            (", written", " --force -o out.h5", f"{n} replicates"),
        )
    ),
    Job("four variants x 100 replicates", "compare --variants municipality -n 100 --progress none", 720),
    Job("18,000,000 citizens in 342 offices", f"{RUN} {COUNTRY} -n 1 -j 2", 2160),
    Job("report of 1,000 runs", "python -m analysis report FILE -o report"),
)


def command_of(job, program, folder):
    words = job.command.replace("FILE", str(folder / "thousand.h5")).split()
    if words[0] == "python":
        return [sys.executable, *words[1:-1], str(folder / words[-1])]
    return [program, *(str(folder / word) if word.endswith(".h5") else word for word in words)]


def measure(command):
    """Wall and processor time in seconds, most memory in GiB."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"jobs: {' '.join(command)} ended with {process.returncode}:\n{said}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 2**20


def spread(values, digits=2):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def main():
    program = str(Path(sys.argv[1]).resolve())
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    jobs = [job for job in JOBS if re.search(sys.argv[3] if len(sys.argv) > 3 else "", job.name)]
    walls, processors, memories = ({job.name: [] for job in jobs} for _ in range(3))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if any("FILE" in job.command for job in jobs):
            thousand = f"compare --variants municipality -n 250 --progress none -o {folder / 'thousand.h5'}"
            measure([program, *thousand.split()])
        for turn in range(rounds):
            for job in jobs:
                wall, processor, memory = measure(command_of(job, program, folder))
                walls[job.name].append(wall)
                processors[job.name].append(processor)
                memories[job.name].append(memory)
            print(f"round {turn + 1} of {rounds}", file=sys.stderr)
    print("| job | wall time [s] | processor time [s] | millions of citizen-months a second | GiB | times the other"
          " | processor time of the other's |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for job in jobs:
        rate = spread([job.work / wall for wall in walls[job.name]], 1) if job.work else ""
        faster = more = ""
        if job.against in walls:
            faster = spread([a / b for a, b in zip(walls[job.against], walls[job.name], strict=True)])
            more = spread([b / a for a, b in zip(processors[job.against], processors[job.name], strict=True)])
        print(f"| {job.name} | {spread(walls[job.name])} | {spread(processors[job.name])} | {rate} |"
              f" {max(memories[job.name]):.2f} | {faster} | {more} |")


if __name__ == "__main__":
    main()

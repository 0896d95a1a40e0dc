"""Runs two benchmark programs in turn, A B A B ..., and prints how much faster the second is.

Usage: interleave.py PROGRAM_A PROGRAM_B [ROUNDS [FILTER]]
Machines drift by a quarter within minutes: only ratios of neighbouring runs mean anything. A speed-up of 1.10 means
that B does a tenth more work than A in the same processor time. Benchmarks that only one of them has are left out.
"""

import json
import statistics
import subprocess
import sys


def times(program, pattern):
    """Processor time of each benchmark of one run of a program."""
    command = [program, f"--benchmark_filter={pattern}", "--benchmark_format=json"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = json.loads(run.stdout)["benchmarks"]
    return {row["name"]: row["cpu_time"] for row in rows if row.get("run_type") == "iteration"}


def main():
    programs = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    pattern = sys.argv[4] if len(sys.argv) > 4 else "month_by_filing|generate_world|^months/.*threads:1"
    ratios = {}
    for turn in range(rounds):
        before, after = (times(program, pattern) for program in programs)
        for name in before.keys() & after.keys():
            ratios.setdefault(name, []).append(before[name] / after[name])
        print(f"round {turn + 1} of {rounds}", file=sys.stderr)
    if not ratios:
        sys.exit("interleave: the two programs have no benchmark in common that fits the filter.")
    width = max(map(len, ratios))
    print(f"{'benchmark':{width}}  speed-up: median    min    max")
    for name, values in sorted(ratios.items()):
        median = statistics.median(values)
        print(f"{name:{width}}  {median:16.3f} {min(values):6.3f} {max(values):6.3f}")


if __name__ == "__main__":
    main()

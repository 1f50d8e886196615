"""``python -m benchmarks [JOB ...]``: prints rates, and ratios to a named alternative.

Absolute figures belong to one machine on one day; the ratios are what to compare.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from benchmarks.corpus.statistics import write

JOBS = ("corpus", "parse", "determine", "render", "audit")


def main() -> int:
    """Run the asked jobs, all by default; one line a figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"of {', '.join(JOBS)}; default all")
    parser.add_argument("--n", type=int, default=1000, help="cables of the corpus")
    parser.add_argument("--seed", type=int, default=1, help="seed of the corpus")
    parser.add_argument("--out", type=Path, help="folder the job corpus writes to")
    options = parser.parse_args()
    asked = options.jobs or list(JOBS)
    unknown = [job for job in asked if job not in JOBS]
    if unknown:
        parser.error(f"no such job: {', '.join(unknown)}; choose from {', '.join(JOBS)}")
    if options.out and asked != ["corpus"]:
        parser.error("--out goes with the job corpus alone")
    if options.out:
        write(options.seed, options.n, options.out)
        return 0
    for job in asked:
        sized = {"n": options.n, "seed": options.seed} if job == "corpus" else {}
        for name, value, unit in importlib.import_module(f"benchmarks.{job}").measure(**sized):
            print(f"{job:<10} {name:<48} {value:>12,.2f} {unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

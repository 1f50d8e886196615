"""``python -m benchmarks [JOB ...]``: prints rates, and ratios to a named alternative.

Absolute figures belong to one machine on one day; the ratios are what to compare.
"""

from __future__ import annotations

import argparse
import importlib
import sys

JOBS = ("parse", "determine", "render", "audit")


def main() -> int:
    """Run the asked jobs, all by default; one line a figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"of {', '.join(JOBS)}; default all")
    asked = parser.parse_args().jobs or list(JOBS)
    unknown = [job for job in asked if job not in JOBS]
    if unknown:
        parser.error(f"no such job: {', '.join(unknown)}; choose from {', '.join(JOBS)}")
    for job in asked:
        for name, value, unit in importlib.import_module(f"benchmarks.{job}").measure():
            print(f"{job:<10} {name:<48} {value:>12,.2f} {unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

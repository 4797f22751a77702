#!/usr/bin/env python3
"""./dev test [--long] [SUITE...]: runs the suites with pytest and ends with one line `N passed, N failed, N skipped`."""
import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent


class Counter:
    """Counts outcomes on the controlling process; workers report to it."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed += 1
        elif report.skipped:
            self.skipped += 1
        elif report.when == "call":
            self.passed += 1

    def pytest_collectreport(self, report):
        if report.failed:
            self.failed += 1


def main():
    flags = [a for a in sys.argv[1:] if a.startswith("-")]
    suites = [a for a in sys.argv[1:] if not a.startswith("-")]
    outside = {"samples": HERE.parent / "samples", "labs": HERE.parent / "labs", "rules": HERE.parent / "escape" / "rules", "tour": HERE.parent / "docs" / "TOUR.md"}
    unknown = [s for s in suites if not (HERE / s).is_dir() and s not in outside]
    if unknown:
        sys.exit(f"tests: no such suite: {' '.join(unknown)}")
    folders = [outside.get(s, HERE / s) for s in suites]
    counter = Counter()
    paths = [str(f) for f in folders] or [str(HERE), *map(str, outside.values())]
    status = pytest.main(["-q", "-n", "2", "-p", "collect", "-p", "no:cacheprovider", "--no-header", "--tb=short",
                          "-c", str(HERE / "pytest.ini"), "--rootdir", str(HERE.parent), *flags, *paths],
                         plugins=[counter])
    if status not in (0, 1, 5) and counter.failed == 0:
        counter.failed = 1
    print(f"{counter.passed} passed, {counter.failed} failed, {counter.skipped} skipped")
    sys.exit(1 if counter.failed else 0)


main()

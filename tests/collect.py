"""Collects the tests: a test is a .mini file, and what stands beside it says how it is tested.

  F.tokens F.ast F.typed   minic --dump=STAGE F prints this
  // ERROR "regexp"        minic check -e F reports an error matching it on each such line, and no other
  F.m                      minic escape F prints this (the text of -m)
  F.why                    minic escape --why N F prints this, for each line N with a comment // why
  F.check                  minic check -e F reports this, with status 1, or nothing, with status 0
  F.m2                     minic escape -m=2 F prints this, and so does go
  F.sites                  minic escape --format=sites F prints this
  F.out                    the program prints this to standard output, in each of the run modes, and under go
    F.err                  ... and this is how its standard error begins
    F.status               ... and this is its exit status (default 0)
    F.objects              ... and so many heap objects it makes from main.main on, which is no more than under go

A page of escape/rules is a test: see rules.py.
A ```console block of docs/TOUR.md is a test, too: see tour.py.
Every file in the suite `unit` is a C program that meson built. The suite `conformance` is in conformance/conftest.py.
"""
import pathlib
import re

import pytest

import harness
import rules
import tour

RUN_MODES = {
    "normal": {},
    "gcstress": {"env": {"MINIDEBUG": "gcstress=1,gcpoison=1"}},
    "escape-off": {"flags": ["-escape=off"]},
    "checked": {"flags": ["-checked"]},
}
LONG_RUN_MODES = {
    "O0": {"flags": ["-O0"]},
    "O2": {"flags": ["-O2"]},
    "O2-gcstress": {"flags": ["-O2"], "env": {"MINIDEBUG": "gcstress=1,gcpoison=1"}},
    "gcbarrier": {"env": {"MINIDEBUG": "gcbarrier=1"}},
    "gccheckmark": {"env": {"MINIDEBUG": "gccheckmark=1,gcstress=1"}},
}


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="every test in every mode")


def pytest_collect_file(parent, file_path):
    if file_path.parent.name == "rules" and file_path.suffix == ".md":
        return RuleFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".mini":
        return MiniFile.from_parent(parent, path=file_path)
    if file_path.parent.name == "unit" and file_path.suffix == ".c":
        return UnitFile.from_parent(parent, path=file_path)
    if file_path.name == "TOUR.md":
        return TourFile.from_parent(parent, path=file_path)
    return None


class Check(pytest.Item):
    """One test: a function of the file that raises harness.Failure."""

    def __init__(self, *, check, **kwargs):
        super().__init__(**kwargs)
        self.check = check

    def runtest(self):
        self.check(self.path)

    def repr_failure(self, excinfo, style=None):
        if excinfo.errisinstance(harness.Failure):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, 0, self.name


class MiniFile(pytest.File):
    def collect(self):
        path = self.path
        for stage in ("tokens", "ast", "typed", "escape"):
            if path.with_suffix("." + stage).exists():
                yield self.item(stage, harness.dump_check(stage))
        if path.with_suffix(".why").exists():
            yield self.item("why", harness.check_why)
        if path.with_suffix(".check").exists():
            yield self.item("check", harness.check_check)
        elif re.search(r"// ERROR ", path.read_text(errors="replace")):
            yield self.item("errors", harness.check_errors)
            yield self.item("errors-asan", harness.check_errors_sanitized)
        if path.with_suffix(".m").exists():
            yield self.item("m", harness.check_m)
        if path.with_suffix(".m2").exists():
            yield self.item("m2", harness.check_m2)
            yield self.item("m2-go", harness.check_m2_go)
        if path.with_suffix(".sites").exists():
            yield self.item("sites", harness.check_sites)
        if path.with_suffix(".out").exists():
            yield from self.collect_run()

    def collect_run(self):
        modes = dict(RUN_MODES)
        if self.config.getoption("--long") or self.path.parent.name == "traps":
            modes.update(LONG_RUN_MODES)
        for name, mode in modes.items():
            yield self.item(name, harness.run_check(**mode))
        yield self.item("go", harness.check_go)
        yield self.item("not-worse-than-go", harness.check_not_worse)
        if self.path.with_suffix(".objects").exists():
            yield self.item("objects", harness.check_objects)
            yield self.item("objects-go", harness.check_objects_go)

    def item(self, name, check):
        return Check.from_parent(self, name=name, check=check)


class UnitFile(pytest.File):
    def collect(self):
        for build in ("build", "build-asan"):
            yield Check.from_parent(self, name=build, check=harness.unit_check(build))


class RuleFile(pytest.File):
    def collect(self):
        yield Check.from_parent(self, name="examples", check=rules.check_page)


class TourFile(pytest.File):
    def collect(self):
        for number, block in enumerate(tour.blocks(self.path.read_text()), 1):
            yield Check.from_parent(self, name=f"{number}: {block.command}", check=tour.check_block(block))

"""Go's own tests, from the installed toolchain; nothing of them is copied here.

  run.txt         `// run` files without generics whose imports are among those of RUN_IMPORTS: each builds and passes;
                  with --long in every mode
  errorcheck.txt  `// errorcheck` files without generics, `unsafe` or flags that test Go's own compiler: an error on each
                  marked line, none elsewhere
  escape.txt      `// errorcheck -m` files: the lines of -m are Go's, or listed as improvements (lines.py)
Each of the first two lists the expected failures, a line each: FILE<tab>REASON, or FILE:MODE<tab>REASON. A listed test that passes fails the suite.
"""
import functools
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import collect
import harness
import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import lines

HERE = pathlib.Path(__file__).resolve().parent
RUN_IMPORTS = {"fmt", "os", "errors", "strings", "runtime", "math", "strconv", "sort", "time"}
FOREIGN_IMPORTS = {"unsafe", "reflect", "C"}
COMPILER_FLAG = re.compile(r"(^|\s)-(m|d|live|lang|std|\+)\b|-\+|-d=")
GENERIC = re.compile(r"^func\s+(\([^)]*\)\s*)?\w+\[|^type\s+\w+\[\w+[ ,][^\]]", re.M)
MODES = ("O0", "O2", "gcstress", "checked", "escape-off")  # with --long, besides the normal one


def imports_of(text):
    block = "".join(re.findall(r"^import\s*\(([^)]*)\)", text, re.M | re.S))
    names = re.findall(r'"([^"]+)"', block)
    return set(names + re.findall(r'^import\s+(?:[\w.]+\s+)?"([^"]+)"', text, re.M))


def go_files():
    root = harness.go_root() / "test"
    for path in sorted(list(root.glob("*.go")) + list(root.glob("*/*.go"))):
        text = path.read_text(errors="replace")
        if not GENERIC.search(text):
            yield path, text.split("\n", 1)[0], imports_of(text)


def run_files():
    for path, head, imports in go_files():
        if re.match(r"//\s*run\s*$", head) and imports <= RUN_IMPORTS:
            yield path


def errorcheck_files():
    for path, head, imports in go_files():
        match = re.match(r"//\s*errorcheck\b(?!andrundiag)(.*)", head)
        if match and not COMPILER_FLAG.search(match[1]) and not imports & FOREIGN_IMPORTS:
            yield path


def check_run(path, flags=(), env=None):
    with tempfile.TemporaryDirectory() as folder:
        program = harness.build(path, flags, folder)
        # As Go's own runner: standard output and standard error together, in the order of writing.
        result = harness.execute(["sh", "-c", 'exec "$0" 2>&1', program], env, cwd=path.parent)
        if result.returncode != 0:
            raise harness.Failure(f"exit status {result.returncode}\n{result.stdout.decode(errors='replace')[:1000]}")
        golden = path.with_suffix(".out")
        harness.same_text(result.stdout, golden.read_bytes() if golden.exists() else b"", "output")


def pytest_collect_file(parent, file_path):
    if file_path.parent == HERE and file_path.suffix == ".txt":
        return ListFile.from_parent(parent, path=file_path)
    return None


class ListFile(pytest.File):
    def collect(self):
        if not harness.go_available():
            yield self.item("all", None, None, {})
            return
        if self.path.stem == "escape":
            for name, flags in lines.listed_files():
                check = functools.partial(lines.check, name=name, flags=flags)
                yield self.item(name, harness.go_root() / "test" / name, check, {})
            return
        expected = dict(line.split("\t", 1) for line in self.path.read_text().splitlines()
                        if line and not line.startswith("#"))
        if self.path.stem == "errorcheck":
            for path in errorcheck_files():
                yield self.item(self.test_name(path), path, harness.check_errors, expected)
            return
        modes = {**collect.RUN_MODES, **collect.LONG_RUN_MODES}
        for path in run_files():
            yield self.item(self.test_name(path), path, check_run, expected)
            for mode in MODES if self.config.getoption("--long") else ():
                yield self.item(f"{self.test_name(path)}:{mode}", path, functools.partial(check_run, **modes[mode]), expected)

    def test_name(self, path):
        return str(path.relative_to(harness.go_root() / "test"))

    def item(self, name, path, check, expected):
        reason = expected.get(name) or expected.get(name.split(":")[0])
        return GoTest.from_parent(self, name=name, path_under_test=path, check=check, reason=reason)


class GoTest(collect.Check):
    def __init__(self, *, path_under_test, reason, **kwargs):
        super().__init__(**kwargs)
        self.path_under_test = path_under_test
        self.reason = reason

    def runtest(self):
        harness.need_go()
        try:
            self.check(self.path_under_test)
        except harness.Failure:
            if self.reason:
                return
            raise
        if self.reason:
            raise harness.Failure(f"passes, but is listed as an expected failure: {self.reason}")

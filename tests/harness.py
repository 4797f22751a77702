"""What the tests do: run the compiler, run programs, compare. A check is a function of a path that raises Failure."""
import difflib
import functools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
MINIC = ROOT / "build" / "minic"
MINIC_SANITIZED = ROOT / "build-asan" / "minic"
ORACLE = ROOT.parent / "shared" / "oracle"
TIMEOUT = 120  # seconds, against hangs


class Failure(Exception):
    pass


def execute(command, env=None, cwd=None, stdin=b""):
    full_env = {**os.environ, **(env or {})}
    try:
        return subprocess.run([str(c) for c in command], capture_output=True, env=full_env, cwd=cwd, input=stdin,
                              timeout=TIMEOUT)
    except subprocess.TimeoutExpired as error:
        raise Failure(f"no end after {TIMEOUT} s: {' '.join(map(str, command))}") from error


def same_text(got, want, what):
    if got != want:
        lines = difflib.unified_diff(want.decode(errors="replace").splitlines(), got.decode(errors="replace").splitlines(),
                                     "expected", "got", lineterm="")
        raise Failure(f"{what} differs\n" + "\n".join(list(lines)[:60]))


@functools.cache
def go_available():
    """Go 1.26 or newer; CI must have it."""
    found = shutil.which("go")
    version = execute([found, "version"]).stdout.decode() if found else ""
    match = re.search(r"go1\.(\d+)", version)
    if match and int(match[1]) >= 26:
        return True
    if os.environ.get("CI"):
        raise Failure("CI has no Go 1.26")
    return False


def need_go():
    if not go_available():
        pytest.skip("no Go 1.26 here")


@functools.cache
def go_root():
    return pathlib.Path(execute(["go", "env", "GOROOT"]).stdout.decode().strip())


def dump_check(stage):
    def check(path):
        result = execute([MINIC, f"--dump={stage}", path.name], cwd=path.parent)
        same_text(result.stdout, path.with_suffix("." + stage).read_bytes(), f"--dump={stage}")
    return check


def expected_errors(text):
    """Line -> list of regular expressions, from the comments of Go's errorcheck form."""
    expected = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = re.search(r"//\s*(?:GC_)?ERROR(NEXT)? (.*)", line)
        if match and "////" not in line:  # a doubled comment mark disables the expectation
            patterns = re.findall(r'"([^"]*)"|`([^`]*)`', match[2])
            line_number = number + 1 if match[1] else number
            expected.setdefault(line_number, []).extend(a or b for a, b in patterns)
    return expected


def error_mismatches(output, expected, name):
    """Go's errorcheck rule: each pattern matches an error on its line, each error line is matched by a pattern."""
    reported = {}
    last = None
    for line in output.replace(f"./{name}", name).split("\n"):
        match = re.match(rf"(?:[^\t].*/)?{re.escape(name)}:(\d+)(?::\d+)?: (.*)", line)
        if match:
            last = int(match[1])
            reported.setdefault(last, []).append(match[2])
        elif line.startswith("\t") and last is not None:
            reported[last][-1] += "\n" + line
    for texts in reported.values():
        # Go's runner compiles without the go command, which alone asks for bodies.
        texts[:] = [text for text in texts if text != "missing function body"]
    problems = []
    for line, patterns in expected.items():
        left = reported.pop(line, [])
        for pattern in patterns:
            pattern = re.sub(r"LINE([+-]\d+)?", lambda m, at=line: f"{name}:{at + int(m[1] or 0)}", pattern)
            # Go's patterns are RE2; what differs from Python's in them is the escaping of quotes and braces.
            hits = [text for text in left if re.search(pattern, text)]
            if not hits:
                problems.append(f"{line}: no error matches {pattern!r}; reported: {left}")
            left = [text for text in left if text not in hits]
        problems += [f"{line}: not expected: {text}" for text in left]
    problems += [f"{line}: not expected: {text}" for line, texts in sorted(reported.items()) for text in texts]
    return problems


def errors_with(compiler, path, text=None):
    text = path.read_text(errors="replace") if text is None else text
    result = execute([compiler, "check", "-e", path.name], cwd=path.parent)
    expected = expected_errors(text)
    if result.returncode not in ((1,) if expected else (0, 1)):
        raise Failure(f"exit status {result.returncode}\n{result.stderr.decode(errors='replace')[:2000]}")
    problems = error_mismatches(result.stderr.decode(errors="replace"), expected, path.name)
    if problems:
        raise Failure("\n".join(problems))


def check_errors(path):
    errors_with(MINIC, path)


def check_errors_sanitized(path):
    errors_with(MINIC_SANITIZED, path)


def check_check(path):
    result = execute([MINIC, "check", "-e", path.name], cwd=path.parent)
    want = path.with_suffix(".check").read_bytes()
    same_text(result.stderr, want, "check")
    if result.returncode != (1 if want else 0):
        raise Failure(f"exit status {result.returncode}")


def check_why(path):
    text = b""
    for number, line in enumerate(path.read_text().split("\n"), 1):
        if line.endswith("// why"):
            text += execute([MINIC, "escape", "--why", number, path.name], cwd=path.parent).stdout
    same_text(text, path.with_suffix(".why").read_bytes(), "--why")


def check_m(path):
    result = execute([MINIC, "escape", path.name], cwd=path.parent)
    same_text(result.stdout, path.with_suffix(".m").read_bytes(), "-m")


def check_m2(path):
    result = execute([MINIC, "escape", "-m=2", path.name], cwd=path.parent)
    same_text(result.stdout, path.with_suffix(".m2").read_bytes(), "-m=2")


def check_m2_go(path):
    need_go()
    with tempfile.TemporaryDirectory() as folder:
        source = as_go_file(path, folder)
        result = execute(["go", "build", "-gcflags=-m=2 -l", "-o", pathlib.Path(folder) / "program", source.name],
                         cwd=folder)
        lines = [line for line in result.stderr.splitlines(keepends=True) if not line.startswith(b"#")]
        text = b"".join(lines).replace(source.name.encode(), path.name.encode())
        same_text(text, path.with_suffix(".m2").read_bytes(), "go's -m=2")


def check_sites(path):
    result = execute([MINIC, "escape", "--format=sites", path.name], cwd=path.parent)
    same_text(result.stdout, path.with_suffix(".sites").read_bytes(), "the list of sites")


def read_beside(path, suffix, default=b""):
    beside = path.with_suffix(suffix)
    return beside.read_bytes() if beside.exists() else default


def plain_traceback(text):
    """A traceback without what differs from one compiler to the next: arguments, folders, offsets, addresses."""
    text = re.sub(rb"(?m)^(\S[^\n]*?)\([^()\n]*\)\n\t\S*?([^/\s]+):(\d+)(?: \+0x[0-9a-f]+)?$", rb"\1(...)\n\t\2:\3", text)
    text = re.sub(rb"(?m)^(created by [^\n]*)\n\t\S*?([^/\s]+):(\d+)(?: \+0x[0-9a-f]+)?$", rb"\1\n\t\2:\3", text)
    text = re.sub(rb"(?m)^\tpanic\.(?:go|c):\d+$", rb"\tpanic", text)
    text = re.sub(rb"(?m)^(\t[^/\s]+)\.go:", rb"\1.mini:", text)
    text = re.sub(rb"(?m)^goroutine (?:[2-9]|\d\d+) \[", rb"goroutine N [", text)
    return re.sub(rb" pc=0x[0-9a-f]+\]", rb" pc=...]", text)


def compare_run(path, result):
    status = int(read_beside(path, ".status", b"0"))
    stderr = result.stderr.decode(errors="replace")
    if result.returncode != status:
        raise Failure(f"exit status {result.returncode}, not {status}\n{stderr[:2000]}")
    same_text(result.stdout, path.with_suffix(".out").read_bytes(), "standard output")
    begin = plain_traceback(read_beside(path, ".err"))
    same_text(plain_traceback(result.stderr)[:len(begin)], begin, "standard error")


def build(path, flags, folder):
    program = pathlib.Path(folder) / "program"
    result = execute([MINIC, "build", *flags, "-o", program, path])
    if result.returncode != 0:
        raise Failure(f"build failed with status {result.returncode}\n{result.stderr.decode(errors='replace')[:2000]}")
    return program


def count_objects(program):
    """Heap objects that the program makes from main.main on."""
    result = execute([program], {"MINIDEBUG": "heapstat=1"})
    return int(re.search(rb"heapstat: (\d+) objects", result.stderr)[1])


def check_objects(path):
    with tempfile.TemporaryDirectory() as folder:
        found = count_objects(build(path, (), folder))
    same_text(f"{found}\n".encode(), path.with_suffix(".objects").read_bytes(), "number of heap objects")


def check_objects_go(path):
    need_go()
    if not ORACLE.exists():
        pytest.skip("no oracle here")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / f"{path.stem}.go"
        shutil.copy(path, copy)
        result = execute([sys.executable, ORACLE / "goallocs.py", copy])
    theirs = int(re.search(rb"^total (\d+)", result.stdout, re.M)[1])
    if int(path.with_suffix(".objects").read_text()) > theirs:
        raise Failure(f"go makes {theirs}")


def run_check(flags=(), env=None):
    def check(path):
        with tempfile.TemporaryDirectory() as folder:
            compare_run(path, execute([build(path, flags, folder)], env))
    return check


def as_go_file(path, folder):
    target = pathlib.Path(folder) / (path.stem + ".go")
    shutil.copy(path, target)
    return target


def check_go(path):
    """The expectation itself is Go's answer."""
    need_go()
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "program"
        built = execute(["go", "build", "-o", program, as_go_file(path, folder)])
        if built.returncode != 0:
            raise Failure("go refuses it:\n" + built.stderr.decode(errors="replace"))
        compare_run(path, execute([program]))


def check_not_worse(path):
    """No site that Go keeps on the stack is on the heap here, and none is missing."""
    need_go()
    with tempfile.TemporaryDirectory() as folder:
        source = as_go_file(path, folder)
        go_sites, our_sites = pathlib.Path(folder) / "go", pathlib.Path(folder) / "ours"
        go_sites.write_bytes(execute([sys.executable, ORACLE / "goesc.py", source]).stdout)
        our_sites.write_bytes(execute([MINIC, "escape", "--format=sites", source]).stdout)
        result = execute([sys.executable, ORACLE / "esccmp.py", go_sites, our_sites])
        if result.returncode != 0:
            wrong = [l for l in result.stdout.decode().splitlines() if l.startswith(("worse", "missing"))]
            raise Failure("\n".join(wrong))


def unit_check(build_folder):
    def check(path):
        result = execute([ROOT / build_folder / "tests" / "unit" / path.stem])
        if result.returncode != 0:
            raise Failure((result.stdout + result.stderr).decode(errors="replace")[-4000:])
    return check

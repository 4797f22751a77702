#!/usr/bin/env python3
"""bench/precision.py [--every N] [--runs] [FILE ...]: the escape analysis against Go's, over Go's `// run` tests that
compile, the samples, the programs of escape-examples and Go's own tests of -m (or the given files).

Sites: how many that Go (-l) puts on the heap, static ones and those inside panic(...) left out, are on the heap here; and
how many are worse than Go's, or missing, which must be none. --runs: heap objects at run time of Go's tests as well, against Go
with its default inlining. Both sides count what the heap hands out from main.main on, the library's objects included: Go's
MemStats.Mallocs, our MINIDEBUG=heapstat=1. --every N takes each Nth file. Needs Go 1.26 and the oracle beside the project."""
import argparse
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "conformance")]
import conftest  # noqa: E402
import harness  # noqa: E402

EXAMPLES = harness.ORACLE.parent / "escape-examples"
ESCAPE_FILES = harness.ORACLE / "escape-files.tsv"
# Go's "p does not escape" is about a parameter where the name is followed by a type; the oracle takes some for boxes.
PARAMETER = re.compile(rb"\w+(\s*,\s*\w+)*\s+(\.\.\.)?[\w*\[(]")
SITE = re.compile(r"(\d+):(\d+) (\S+) (stack|heap)(?: (hybrid|static|silent|zerocopy|inst|slot))?")
MANY = 100  # objects; programs where Go makes fewer are told apart
FEW = 2     # more objects than Go's that do not matter there


def sources():
    yield from sorted(conftest.run_files())
    yield from sorted(harness.ROOT.glob("samples/*.mini"))
    yield from sorted(EXAMPLES.glob("*.mini"))
    for line in ESCAPE_FILES.read_text().splitlines():
        if not line.startswith("#"):
            yield harness.go_root() / "test" / line.split("\t")[0]


def output(command, env=None, timeout=60):
    """Standard output and error; None when it fails."""
    try:
        done = subprocess.run([str(c) for c in command], capture_output=True, timeout=timeout, env={**os.environ, **(env or {})})
    except subprocess.TimeoutExpired:
        return None
    return (done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")) if done.returncode == 0 else None


def sites(text):
    found = {}
    for line in text.splitlines():
        match = SITE.match(line)
        if match:
            found[int(match[1]), int(match[2]), match[3]] = (match[4], match[5] or "")
    return found


def text_of(lines, line):
    """Of a line that a //line comment made up there is no text."""
    return lines[line - 1] if line <= len(lines) else b""


def inside_panic(lines, site):
    before = text_of(lines, site[0])[:site[1] - 1]
    at = before.rfind(b"panic(")
    return at >= 0 and before[at:].count(b"(") > before[at:].count(b")")


def is_no_site(lines, site, place):
    """What the oracle takes for a site: a parameter, a variable whose address is not taken although a method is called on it."""
    line, column, kind = site
    return (kind == "box" and PARAMETER.match(text_of(lines, line)[column - 1:])) or (kind == "var" and place == ("stack", "silent"))


def compare_sites(path, go_file, mini, totals):
    go = output([sys.executable, harness.ORACLE / "goesc.py", go_file])
    ours = output([harness.MINIC, "escape", "--format=sites", mini])
    if not go or not ours:
        return False
    go, ours = sites(go[0]), sites(ours[0])
    lines = path.read_bytes().split(b"\n")
    for site, (place, note) in go.items():
        here = ours.get(site)
        if note == "static" or (not here and is_no_site(lines, site, (place, note))):
            continue
        if not here:
            totals["missing"] += 1
            print("missing", path.name, *site)
        elif place == "stack" and here[0] == "heap" and here[1] != "static":
            totals["worse"] += 1
            print("worse", path.name, *site)
        elif place == "heap" and not inside_panic(lines, site):
            totals["go"] += 1
            totals["ours"] += here[0] == "heap" and here[1] != "static"
    totals["files"] += 1
    return True


def compare_runs(path, mini, runs):
    go = output([sys.executable, harness.ORACLE / "goallocs.py", path])
    ours = output([harness.MINIC, "run", mini], {"MINIDEBUG": "heapstat=1"})
    count = re.search(r"heapstat: (\d+) objects", ours[1]) if ours else None
    total = re.search(r"^total (\d+)", go[0], re.M) if go else None
    if total and count:  # the oracle has no answer where main is unusual or calls os.Exit
        runs.append((path.name, int(total[1]), int(count[1])))


def print_runs(runs):
    for name, theirs, ours in runs:
        if ours > theirs + (0 if theirs >= MANY else FEW):
            print(f"more objects than Go: {name} {ours}, Go {theirs}")
    many = [r for r in runs if r[1] >= MANY]
    if many:
        total = sum(r[2] for r in many) / sum(r[1] for r in many)
        mean = math.exp(sum(math.log(max(r[2], 1) / r[1]) for r in many) / len(many))
        print(f"{len(runs)} programs; {len(many)} with {MANY} objects or more: {total:.2f} of Go's in sum, {mean:.2f} in geometric mean")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--runs", action="store_true")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    totals = dict(files=0, go=0, ours=0, worse=0, missing=0)
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for path in (options.files or list(sources()))[::options.every]:
            go_file, mini = (pathlib.Path(folder) / (path.stem + suffix) for suffix in (".go", ".mini"))
            go_file.write_bytes(path.read_bytes())
            mini.write_bytes(path.read_bytes())
            is_run = path.suffix == ".go" and path.read_bytes().startswith(b"// run")
            if compare_sites(path, go_file, mini, totals) and options.runs and is_run:
                compare_runs(path, mini, runs)
    print(f"{totals['files']} files: Go has {totals['go']} heap sites outside panic, {totals['ours']} of them are on the heap here "
          f"({totals['ours'] / max(totals['go'], 1):.2f}); {totals['worse']} worse, {totals['missing']} missing")
    print_runs(runs)
    sys.exit(1 if totals["worse"] or totals["missing"] else 0)


main()

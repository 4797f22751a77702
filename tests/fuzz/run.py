#!/usr/bin/env python3
"""python3 tests/fuzz/run.py [--count N] [--seed S] [--size N] [--no-go] [--again FILE]

Generates programs of fifty functions (generate.py) and runs each as it is, in the checked mode and under go; one of 16 also
with a collection at every allocation and with every site on the heap. All must print the same. What differs is shrunk
(shrink.py) and written to build/fuzz/ with the first answers, and the run ends with status 1. That one of 16 is compiled with -O1 or -O2, the others
with -O0, which takes a quarter of the time and decides the same. A file takes about four seconds.

--count is the number of functions. Without --seed it goes on where the last run stopped: build/fuzz/progress.json says which
seed is next, and how many functions agreed at which commit; so a long run may be stopped and resumed, several may be at
work, and 10,000 functions may be reached in pieces.
--again FILE puts one program to all modes, at -O0, -O1 and -O2."""
import argparse
import contextlib
import fcntl
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import generate
import shrink

ROOT = pathlib.Path(__file__).resolve().parents[2]
MINIC = ROOT / "build" / "minic"
OUT = ROOT / "build" / "fuzz"
PROGRESS = OUT / "progress.json"
PER_FILE = 50
TIMEOUT = 120  # seconds; what takes longer is slow, which is no difference
SLOW = "timeout"
STRESS = {"MINIDEBUG": "gcstress=1,gcpoison=1"}
MODES = {  # how it is compiled, how it is run
    "go": (None, {}),
    "escape-off": (["-escape=off"], {}),
    "normal": ([], {}),
    "gcstress": ([], STRESS),
    "checked": (["-checked"], {}),
}
LEVELS = ["-O0", "-O1", "-O2"]


def execute(command, env, folder):
    """Status, output and the beginning of standard error."""
    try:
        done = subprocess.run([str(c) for c in command], capture_output=True, env={**os.environ, **env}, cwd=folder,
                              timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return SLOW
    return f"{done.returncode}\n{done.stdout.decode(errors='replace')}\n{done.stderr.decode(errors='replace')[:500]}"


class Runs:
    """The answers to one text; each way of compiling it is gone once."""

    def __init__(self, text, folder, level):
        self.folder, self.level, self.built = folder, level, {}
        for name in ("p.go", "p.mini"):
            (folder / name).write_text(text)

    def build(self, flags):
        """The program's name, and the compiler's answer where that is an error."""
        if flags is None:
            return "p.go.out", execute(["go", "build", "-o", "p.go.out", "p.go"], {}, self.folder)
        name = "p" + "".join(flags)
        return name, execute([MINIC, "build", self.level, *flags, "-o", name, "p.mini"], {}, self.folder)

    def answer(self, mode):
        flags, env = MODES[mode]
        key = str(flags)
        if key not in self.built:
            self.built[key] = self.build(flags)
        name, compiled = self.built[key]
        return execute(["./" + name], env, self.folder) if compiled.startswith("0\n") else compiled


def differing(text, folder, modes, level):
    """The first mode whose answer is not that of the first mode, with both answers; or None. What is slow comes last."""
    runs = Runs(text, folder, level)
    want = runs.answer(modes[0])
    slow = (modes[0], SLOW, SLOW) if want == SLOW else None
    for mode in modes[1:] if not slow else []:
        got = runs.answer(mode)
        if got == SLOW:
            slow = mode, got, want
        elif got != want:
            return mode, got, want
    return slow


def report(program, found, reference, folder, seed, level):
    mode, got, want = found

    def still_differs(candidate):
        runs = Runs(candidate.text(), folder, level)
        want = runs.answer(reference)
        return want.startswith("0\n") and runs.answer(mode) not in (want, SLOW)

    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"seed{seed}-{mode}.mini"
    path.with_suffix(".got").write_text(got)
    path.with_suffix(".want").write_text(want)
    if still_differs(program):
        shrink.shrink(program, still_differs)
    path.write_text(program.text())
    print(f"seed {seed}: {mode} {level} differs from {reference}: {path}", flush=True)


def plan(seed, modes):
    """The level and the modes for this seed."""
    if seed % 16 == 15:
        return LEVELS[1 + seed // 16 % 2], modes
    return LEVELS[0], [modes[0], "normal", "checked"]


def run_seed(seed, size, folder, modes):
    """True when all modes agree."""
    level, modes = plan(seed, modes)
    program = generate.generate(seed, size)
    found = differing(program.text(), folder, modes, level)
    if found and found[1] == SLOW:
        print(f"seed {seed}: {found[0]} {level} is slow", flush=True)
    elif found:
        report(program, found, modes[0], folder, seed, level)
    return not found or found[1] == SLOW


def commit():
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, cwd=ROOT, check=False)
    return done.stdout.decode().strip() or "no commit"


@contextlib.contextmanager
def progress():
    """The state of the runs, to look at and to change; several runs may be at work."""
    OUT.mkdir(parents=True, exist_ok=True)
    with open(PROGRESS, "a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        state = json.loads(file.read() or '{"next": 0, "agreed": {}}')
        yield state
        file.truncate(0)
        json.dump(state, file, indent=1)


def run_on(count, size, folder, modes):
    """Goes on where the last run stopped; how many functions agreed in all, and how many programs differ now."""
    name, failures = commit(), 0
    for _ in range((count + size - 1) // size):
        with progress() as state:
            seed = state["next"]
            state["next"] += 1
        agree = run_seed(seed, size, folder, modes)
        failures += not agree
        with progress() as state:
            state["agreed"][name] = state["agreed"].get(name, 0) + size * agree
    return sum(state["agreed"].values()), failures


def run_again(path, folder, modes):
    for level in LEVELS:
        found = differing(pathlib.Path(path).read_text(), folder, modes, level)
        if found:
            sys.exit(f"{found[0]} {level} differs from {modes[0]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--size", type=int, default=PER_FILE, help="functions in a program")
    parser.add_argument("--again")
    parser.add_argument("--no-go", action="store_true")
    options = parser.parse_args()
    modes = [mode for mode in MODES if mode != "go" or not options.no_go]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if options.again:
            return run_again(options.again, folder, modes)
        if options.seed is None:
            total, failures = run_on(options.count, options.size, folder, modes)
        else:
            seeds = range(options.seed, options.seed + (options.count + options.size - 1) // options.size)
            failures = sum(not run_seed(seed, options.size, folder, modes) for seed in seeds)
            total = (len(seeds) - failures) * options.size
    print(f"{total} functions agree{' in all' if options.seed is None else ''}, {failures} programs differ")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

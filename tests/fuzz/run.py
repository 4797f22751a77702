#!/usr/bin/env python3
"""python3 tests/fuzz/run.py [--count N] [--seed S] [--size N] [--no-go] [--again FILE]

Generates programs of fifty functions (generate.py) and runs each: as it is, in the checked mode, with a collection at
every allocation, with -O2, with every site on the heap, and under go. All must print the same. What differs is shrunk
(shrink.py) and written to build/fuzz/, and the run ends with status 1.

--count is the number of functions. Without --seed it goes on where the last run stopped: the seeds that passed are counted
in build/fuzz/progress, so a long run may be stopped and resumed, and 10,000 functions may be reached in pieces.
--again FILE puts one program to all modes."""
import argparse
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
PROGRESS = OUT / "progress"
PER_FILE = 50
TIMEOUT = 300  # seconds
MODES = {
    "escape-off": (["-escape=off"], {}),
    "normal": ([], {}),
    "checked": (["-checked"], {}),
    "gcstress": ([], {"MINIDEBUG": "gcstress=1,gcpoison=1"}),
    "O2": (["-O2"], {}),
}


def execute(command, env, folder):
    try:
        done = subprocess.run([str(c) for c in command], capture_output=True, env={**os.environ, **env}, cwd=folder,
                              timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return "timeout"
    return f"{done.returncode}\n{done.stdout.decode(errors='replace')}\n{done.stderr.decode(errors='replace')[:500]}"


def answer(mode, text, folder):
    """Status, output and the beginning of standard error of the program in this mode."""
    if mode == "go":
        (folder / "p.go").write_text(text)
        built = execute(["go", "build", "-o", "p.go.out", "p.go"], {}, folder)
        return execute(["./p.go.out"], {}, folder) if built.startswith("0\n") else built
    flags, env = MODES[mode]
    (folder / "p.mini").write_text(text)
    return execute([MINIC, "run", *flags, "p.mini"], env, folder)


def differing(text, folder, modes):
    """The first mode whose answer is not the reference's, and that reference; or None."""
    reference = "go" if "go" in modes else "escape-off"
    want = answer(reference, text, folder)
    for mode in modes:
        if mode != reference and answer(mode, text, folder) != want:
            return mode, reference
    return None


def report(program, found, folder, seed):
    mode, reference = found

    def still_differs(candidate):
        text = candidate.text()
        want = answer(reference, text, folder)
        return want.startswith("0\n") and answer(mode, text, folder) != want

    if still_differs(program):
        shrink.shrink(program, still_differs)
    path = OUT / f"seed{seed}-{mode}.mini"
    path.write_text(program.text())
    print(f"seed {seed}: {mode} differs from {reference}: {path}")


def run_seed(seed, size, folder, modes):
    """True when all modes agree."""
    program = generate.generate(seed, size)
    found = differing(program.text(), folder, modes)
    if found:
        OUT.mkdir(parents=True, exist_ok=True)
        report(program, found, folder, seed)
    return not found


def all_modes(with_go):
    return list(MODES) + (["go"] if with_go else [])


def progress():
    return int(PROGRESS.read_text()) if PROGRESS.exists() else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--size", type=int, default=PER_FILE, help="functions in a program")
    parser.add_argument("--again")
    parser.add_argument("--no-go", action="store_true")
    options = parser.parse_args()
    modes = all_modes(not options.no_go)
    failures = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if options.again:
            found = differing(pathlib.Path(options.again).read_text(), folder, modes)
            sys.exit(f"{found[0]} differs from {found[1]}" if found else 0)
        first = progress() if options.seed is None else options.seed
        seeds = range(first, first + (options.count + options.size - 1) // options.size)
        for seed in seeds:
            failures += not run_seed(seed, options.size, folder, modes)
            if options.seed is None:
                OUT.mkdir(parents=True, exist_ok=True)
                PROGRESS.write_text(str(seed + 1))
    total = progress() * PER_FILE if options.seed is None else len(seeds) * options.size
    print(f"{total} functions{' in all' if options.seed is None else ''}, {failures} programs differ")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

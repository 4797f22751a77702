#!/usr/bin/env python3
"""measure.py [--build] [LINES...]: what the escape analysis costs, on generated programs of so many lines.

For each size and kind it prints the processor seconds of `minic check`, those that `minic escape --format=sites` takes beyond that (the
analysis and the printing of its list), and their ratio; with --build also the time of `minic build -O1`. A kind is `ordinary` (generate.py) or
`tangled`: the functions of tests/fuzz, which call one another through every function value and interface. Seconds per line that stay
the same from size to size are what "linear" means here."""
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MINIC = ROOT / "build" / "minic"
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import generate as ordinary  # noqa: E402  (this folder's)
SIZES = [5000, 10000, 25000, 50000, 100000]
ROUNDS = 3


def tangled(lines):
    """tests/fuzz has a generate.py too, so it runs on its own."""
    script = f"import generate; print(generate.generate(1, {lines // 120}).text())"
    return subprocess.run([sys.executable, "-c", script], cwd=ROOT / "tests" / "fuzz", check=True, capture_output=True,
                          text=True).stdout


def seconds(*command):
    """The least of some runs, in processor time: the machine may have other work."""
    times = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def main():
    arguments = sys.argv[1:]
    build = "--build" in arguments
    sizes = [int(a) for a in arguments if a != "--build"] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "program.mini"
        for kind, program in ("ordinary", ordinary.program), ("tangled", tangled):
            for size in sizes:
                text = program(size)
                source.write_text(text)
                lines = text.count("\n")
                check = seconds(MINIC, "check", source)
                escape = seconds(MINIC, "escape", "--format=sites", source) - check
                line = (f"{kind:9} {lines:7} lines  check {check:6.2f} s  escape {escape:6.2f} s = {escape / check:5.0%} of check, "
                        f"{escape / lines * 1e6:5.1f} us a line")
                if build:
                    whole = seconds(MINIC, "build", "-O1", "-o", source.with_suffix(""), source)
                    line += f", build {whole:6.2f} s: {escape / whole:5.1%}"
                print(line, flush=True)


if __name__ == "__main__":
    main()

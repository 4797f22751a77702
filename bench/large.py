#!/usr/bin/env python3
"""large.py [SHAPE...]: how the time of `minic build` grows with large and odd programs.

For each shape and two sizes it prints the processor seconds of `minic check`, of the analysis with its list, and of builds at -O0 and
-O1. The second size is twice the first, so a time that doubles is in proportion."""
import pathlib
import resource
import subprocess
import sys
import tempfile

MINIC = pathlib.Path(__file__).resolve().parent.parent / "build" / "minic"
LIMIT = 100  # seconds


def in_main(declarations, statement, count):
    body = "\n".join("\t" + statement.format(i=i) for i in range(count))
    return f'package main\n\nimport "fmt"\n\n{declarations}\n\nfunc main() {{\n\ttotal := 0\n{body}\n\tfmt.Println(total)\n}}\n'


def chain(declarations, function, last, count):
    body = "\n".join(function.format(i=i, next=i + 1) for i in range(count))
    return f"package main\n\n{declarations}\n{body}\n{last.format(i=count)}\n\nfunc main() {{\n\tprintln(f0(1))\n}}\n"


NODE = "type node struct {\n\tvalue int\n\tnext  *node\n}\n"
SUM = "func sum(list []int) int {\n\ttotal := 0\n\tfor _, v := range list {\n\t\ttotal += v\n\t}\n\treturn total\n}"
SHAPES = {
    "prints": (1200, lambda n: in_main("", 'fmt.Println("line", {i}, total)', n)),
    "calls": (1200, lambda n: in_main(SUM, "total += sum([]int{{{i}, 1, 2}})", n)),
    "cells": (1200, lambda n: in_main(NODE + "var kept *node", "kept = &node{{{i}, kept}}", n)),
    "chain": (5000, lambda n: chain("", "func f{i}(x int) int {{ return f{next}(x) + {i} }}",
                                    "func f{i}(x int) int {{ return x }}", n)),
    "list": (5000, lambda n: in_main(NODE, "list = &node{{{i}, list}}", n).replace("total := 0", "total, list := 0, &node{}")),
    "mutual": (500, lambda n: chain(NODE, "func f{i}(x int) *node {{ return &node{{x, f{next}(x)}} }}",
                                    "func f{i}(x int) *node {{ return f0(x) }}", n)),
    "constructors": (1000, lambda n: chain(NODE, "func f{i}(x int) *node {{ return &node{{x, f{next}(x)}} }}",
                                           "func f{i}(x int) *node {{ return nil }}", n)),
    "table": (600, lambda n: in_main("var table = []struct {\n\tname string\n\tlist []int\n}{\n" + "".join(
        f'\t{{"name {i}", []int{{{i}, {i + 1}}}}},\n' for i in range(n)) + "}\n", "total += len(table)", 1)),
}


def seconds(*command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return float("inf")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "program.mini"
        binary = source.with_suffix("")
        for name in sys.argv[1:] or SHAPES:
            count, program = SHAPES[name]
            for size in count, 2 * count:
                source.write_text(program(size))
                print(f"{name:12} {size:6}  check {seconds(MINIC, 'check', source):6.2f} s  "
                      f"escape {seconds(MINIC, 'escape', '--format=sites', source):6.2f} s  "
                      f"-O0 {seconds(MINIC, 'build', '-O0', '-o', binary, source):6.2f} s  "
                      f"-O1 {seconds(MINIC, 'build', '-o', binary, source):6.2f} s", flush=True)


if __name__ == "__main__":
    main()

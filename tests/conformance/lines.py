#!/usr/bin/env python3
"""The lines of -m on Go's own tests of its escape analysis, held against Go's, line by line and in its order.

  escape.txt               Go's `errorcheck -m` files within the language, with their flags: FILE<tab>FLAGS
  escape-improvements.tsv  every difference: FILE, LINE:COLUMN, Go's line, ours (- is none: a variable in the frame), REASON

A difference that is not listed fails, and so does a listed one that is none, or that is not an improvement: an object that
Go puts on the heap is in the frame here, and `minic escape --why` names the reason. There is no third kind.

Go is asked with the flags of the file, and always with -l: minic decides about a function once, not again for each copy
that an inliner makes of it, so the lines of inlined copies have no counterpart.

lines.py > escape-improvements.tsv writes the list anew."""
import collections
import os
import pathlib
import re
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]
import harness

LINE = re.compile(r"\./[^:]*:(\d+:\d+): (.*)")
ABOUT_ESCAPE = re.compile(r"escapes to heap$|does not escape|^moved to heap|^leaking param|^mutates param|^calls param|^zero-copy"
                          r"|ignoring self-assignment")
MUTATIONS = "escapemutationscalls"
HEAD = """# Where minic's -m differs from Go's on the files of escape.txt: objects that Go puts on the heap and minic does not.
# The reasons are those of `minic escape --why`; written by lines.py, and read.
# file	line:column	Go	minic	reason
"""

Improvement = collections.namedtuple("Improvement", "file place go ours reason")


def read_table(path, count):
    rows = (line.split("\t") for line in path.read_text().splitlines() if line and not line.startswith("#"))
    return [row for row in rows if len(row) == count]


def listed_files():
    return read_table(HERE / "escape.txt", 2)


def listed_improvements(name):
    return [Improvement(*row) for row in read_table(HERE / "escape-improvements.tsv", 5) if row[0] == name]


def escape_lines(text):
    found = (LINE.match(line) for line in text.decode().splitlines())
    return [(match[1], match[2]) for match in found if match and ABOUT_ESCAPE.search(match[2])]


def go_lines(path, flags):
    words = [re.sub("^-m=2$", "-m", flag) for flag in flags.split() if flag != "-0"]
    words += [] if "-l" in words else ["-l"]
    with tempfile.TemporaryDirectory() as folder:
        command = ["go", "build", "-o", os.path.join(folder, "out"), "-gcflags=" + " ".join(words), path.name]
        return escape_lines(harness.execute(command, cwd=path.parent).stderr)


def our_lines(path, flags):
    command = [harness.MINIC, "escape"] + ([f"-d={MUTATIONS}"] if MUTATIONS in flags else []) + [path.name]
    return escape_lines(harness.execute(command, cwd=path.parent).stdout)


def better_text(go):
    """What an improvement makes of Go's line; None: it cannot be one."""
    if go.startswith("moved to heap: "):
        return "-"
    return go.replace("escapes to heap", "does not escape") if go.endswith("escapes to heap") else None


def reasons(path, place):
    command = [harness.MINIC, "escape", "--why", place, path.name]
    return re.findall(r"^better than Go \(([\w-]+)\)", harness.execute(command, cwd=path.parent).stdout.decode(), re.M)


def improvements(path, name, go, ours):
    """Of the lines that are not ours, those that are improvements, with the reason."""
    left = collections.Counter(ours)
    for place, text in go:
        if left[place, text] > 0:
            left[place, text] -= 1
            continue
        better = better_text(text)
        why = reasons(path, place) if better else []
        if why and (better == "-" or left[place, better] > 0):
            yield Improvement(name, place, text, better, why[0])


def apply(go, rows):
    """Go's lines with the improvements in place."""
    rows = {(row.place, row.go): row.ours for row in rows}
    changed = [(place, rows.get((place, text), text)) for place, text in go]
    return [line for line in changed if line[1] != "-"]


def check(path, name, flags):
    go, ours = go_lines(path, flags), our_lines(path, flags)
    found, listed = set(improvements(path, name, go, ours)), set(listed_improvements(name))
    problems = ["not listed: " + " | ".join(row) for row in sorted(found - listed)]
    problems += ["listed, but not so: " + " | ".join(row) for row in sorted(listed - found)]
    if problems:
        raise harness.Failure("\n".join(problems))
    as_text = ["\n".join(": ".join(line) for line in lines).encode() for lines in (ours, apply(go, found))]
    harness.same_text(as_text[0], as_text[1], "-m")


def main():
    print(HEAD, end="")
    for name, flags in listed_files():
        path = harness.go_root() / "test" / name
        for row in improvements(path, name, go_lines(path, flags), our_lines(path, flags)):
            print("\t".join(row))


if __name__ == "__main__":
    main()

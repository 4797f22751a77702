#!/usr/bin/env python3
"""The ```console blocks of docs/TOUR.md: `$ minic ...` and what it prints, run in samples/. A line `...` in the output stands for
any lines, `...` in a line for any text. `tests/tour.py --update` writes the present output into the blocks that have no such line."""
import re
import sys
from dataclasses import dataclass

import harness

PAGE = harness.ROOT / "docs" / "TOUR.md"
BLOCK = re.compile(r"^```console\n\$ (.*)\n((?:.*\n)*?)```$", re.M)


@dataclass
class Block:
    command: str
    output: str


def blocks(text):
    return [Block(*match.groups()) for match in BLOCK.finditer(text)]


def output_of(command):
    words = command.split()
    assert words[0] == "minic", command
    result = harness.execute([harness.MINIC, *words[1:]], cwd=harness.ROOT / "samples")
    return (result.stderr + result.stdout).decode()


def check_block(block):
    pattern = r"(?:.*\n)*".join(map(re.escape, block.output.split("...\n"))).replace(re.escape("..."), ".*")

    def check(path):
        got = output_of(block.command)
        if not re.fullmatch(pattern, got):
            harness.same_text(got.encode(), block.output.encode(), block.command)
    return check


def update():
    def renew(match):
        command, output = match.groups()
        return match[0] if "...\n" in output else f"```console\n$ {command}\n{output_of(command)}```"
    PAGE.write_text(BLOCK.sub(renew, PAGE.read_text()))


if __name__ == "__main__":
    update() if sys.argv[1:] == ["--update"] else sys.exit(__doc__)

"""Huge functions, which codegen/large.c sets apart, and functions that would become huge by inlining, do what small ones do."""
import os
import subprocess

import pytest
from harness import MINIC

STATEMENTS = 1500

DECLARATIONS = """
type node struct {
	value int
	next  *node
}

func sum(list []int) int {
	total := 0
	for _, value := range list {
		total += value
	}
	return total
}

func check(name string, got, want int) {
	defer func() { recover() }()
	if got != want {
		fmt.Println(name, got, want)
		panic(name)
	}
}
"""

GOROUTINE = """
	done := make(chan int)
	go func() { done <- sum([]int{1, 2}) }()
	total += <-done
"""


def program(goroutine):
    """Every statement has its own slots in the frame; the list is on the heap."""
    lines = ["package main", 'import "fmt"', DECLARATIONS, "var kept *node", "func main() {", "\ttotal := 0"]
    if goroutine:
        lines.append(GOROUTINE)
    for i in range(STATEMENTS):
        lines.append(f'\tcheck("sum", sum([]int{{{i}, 1, 2}}), {i + 3})')
        lines.append(f"\tkept = &node{{{i}, kept}}\n\ttotal += kept.value")
    lines += ["\tfor kept != nil {\n\t\ttotal -= kept.value\n\t\tkept = kept.next\n\t}", "\tfmt.Println(total)", "}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("level", ["-O1", "-O2"])
@pytest.mark.parametrize("goroutine", [False, True])
def test_huge_function(tmp_path, level, goroutine):
    source, binary = tmp_path / "huge.mini", tmp_path / "huge"
    source.write_text(program(goroutine))
    subprocess.run([MINIC, "build", level, "-o", binary, source], check=True)
    text = subprocess.run([MINIC, "--dump=llvm", level, source], check=True, capture_output=True, text=True).stdout
    assert "optnone" in text
    for debug in "", "gcstress=1":
        out = subprocess.run([binary], check=True, capture_output=True, text=True, env={**os.environ, "MINIDEBUG": debug}).stdout
        assert out == ("3\n" if goroutine else "0\n")


def test_chain_of_calls_stays_in_pieces(tmp_path):
    """Each function is called once; inlined into one another they would be a single function."""
    source = tmp_path / "chain.mini"
    functions = "".join(f"func f{i}(x int) int {{\n\treturn f{i + 1}(x)*{i} + 1\n}}\n" for i in range(STATEMENTS))
    source.write_text(f"package main\n{functions}func f{STATEMENTS}(x int) int {{\n\treturn x\n}}\nfunc main() {{\n\tprintln(f0(1))\n}}\n")
    text = subprocess.run([MINIC, "--dump=llvm", source], check=True, capture_output=True, text=True).stdout
    assert 5 < text.count("@main.f") < STATEMENTS

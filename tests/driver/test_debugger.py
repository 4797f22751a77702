"""-g: gdb stops in a function by its name, shows the way there, steps through the statements that run and no others, and
reads variables: of basic types, of the package, captured ones, and those of which a copy on the heap has taken the place."""
import re
import shutil

import pytest

import harness

PROGRAM = """package main

import "fmt"

func show(number int, text string, list []int) int {
	fmt.Println(number, text, list)
	return number + len(text) + len(list)
}

func main() {
	fmt.Println(show(42, "hello", []int{7, 8, 9}))
}
"""


MOVED = """package main

var kept *int

func steps(n int) int {
	count := 0
	for i := 0; i < 2; i++ {
		if i == 5 {
			count = 100
		} else if i == n {
			count = 7
			kept = &count
			count++
			println(count)
			return count
		}
	}
	return count
}

func main() {
	println(steps(1))
}
"""

CAPTURED = """package main

func run(f func(int) int) int { return f(3) }

func main() {
	total, text := 10, "abc"
	println(run(func(k int) int {
		total += k
		return total + len(text)
	}))
}
"""

pytestmark = pytest.mark.skipif(shutil.which("gdb") is None, reason="no gdb here")


def gdb(tmp_path, program, *commands):
    """What gdb prints in the course of the commands."""
    (tmp_path / "shown.mini").write_text(program)
    built = harness.execute([harness.MINIC, "build", "-g", "-O0", "shown.mini"], cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    result = harness.execute(["gdb", "-q", "-nx", "-batch", *(w for c in commands for w in ("-ex", c)), "./shown"],
                             cwd=tmp_path)
    return result.stdout.decode() + result.stderr.decode()


def test_gdb_reads_the_program(tmp_path):
    output = gdb(tmp_path, PROGRAM, "break main.show", "run", "backtrace", "print number", "print text", "print list",
                 "print *list.array@3")
    for part in ("main.show (", "main.main () at shown.mini:11", "$1 = 42", '"hello"', "len = 3", "$4 = {7, 8, 9}"):
        assert part in output, output


def test_gdb_sees_the_object_that_moved_to_the_heap(tmp_path):
    output = gdb(tmp_path, MOVED, "break 14", "run", "print count", "print *'main.kept'", "print &count == 'main.kept'")
    for part in ("$1 = 8", "$2 = 8", "$3 = true"):
        assert part in output, output


def test_gdb_sees_what_a_closure_captured(tmp_path):
    output = gdb(tmp_path, CAPTURED, "break 9", "run", "print total", "print text", "print k")
    for part in ("$1 = 13", '$2 = 0x', '"abc"', "$3 = 3"):
        assert part in output, output


def test_gdb_steps_through_what_runs(tmp_path):
    output = gdb(tmp_path, MOVED, "break main.steps", "run", *["next"] * 6)
    lines = [int(number) for number in re.findall(r"^(\d+)\t", output, re.M)]
    assert lines == [6, 7, 8, 10, 16, 17, 7], output

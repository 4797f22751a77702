"""-g: gdb stops in a function by its name, shows the way there, and reads an integer, a string and a slice."""
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


@pytest.mark.skipif(shutil.which("gdb") is None, reason="no gdb here")
def test_gdb_reads_the_program(tmp_path):
    (tmp_path / "shown.mini").write_text(PROGRAM)
    built = harness.execute([harness.MINIC, "build", "-g", "-O0", "shown.mini"], cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    commands = ["break main.show", "run", "backtrace", "print number", "print text", "print list", "print *list.array@3"]
    result = harness.execute(["gdb", "-q", "-nx", "-batch", *(w for c in commands for w in ("-ex", c)), "./shown"],
                             cwd=tmp_path)
    output = result.stdout.decode()
    for part in ("main.show (", "main.main () at shown.mini:11", "$1 = 42", '"hello"', "len = 3", "$4 = {7, 8, 9}"):
        assert part in output, output + result.stderr.decode()

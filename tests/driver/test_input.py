"""A goroutine that waits for standard input does not stop the others, and a busy one does not keep it waiting."""
import subprocess

import harness

PROGRAM = """package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

func busy() {
	for n := 0; ; n++ {
	}
}

func main() {
	go func() {
		for i := 0; i < 3; i++ {
			time.Sleep(time.Millisecond)
			fmt.Fprintln(os.Stderr, "tick", i)
		}
		busy()
	}()
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		fmt.Fprintln(os.Stderr, "line", lines.Text())
	}
	fmt.Println("end")
}
"""


def test_others_run_while_one_reads(tmp_path):
    source = tmp_path / "input.mini"
    source.write_text(PROGRAM)
    built = harness.execute([harness.MINIC, "-o", tmp_path / "input", source])
    assert built.returncode == 0, built.stderr.decode()
    command, pipe = ["timeout", "60", tmp_path / "input"], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        # Nothing is written before the ticks are there: a read that stopped all goroutines would never end.
        assert [process.stderr.readline() for _ in range(3)] == [b"tick 0\n", b"tick 1\n", b"tick 2\n"]
        for text in (b"first", b"second"):
            process.stdin.write(text + b"\n")
            process.stdin.flush()
            assert process.stderr.readline() == b"line " + text + b"\n"
        assert process.communicate(timeout=60)[0] == b"end\n"

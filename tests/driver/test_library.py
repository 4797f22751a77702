"""What a program does not use of the library is not in its binary."""
import harness

PROGRAM = """package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const unused = bytes.MinRead + strconv.IntSize + unicode.MaxRune + utf8.MaxRune

func main() {
	fmt.Println(strings.HasPrefix("program", "pro"), unused > 0)
}
"""


def test_unused_parts_are_not_in_the_binary(tmp_path):
    (tmp_path / "program.mini").write_text(PROGRAM)
    built = harness.execute([harness.MINIC, "build", "program.mini"], cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    assert harness.execute([tmp_path / "program"]).stdout == b"true true\n"
    symbols = [line.split()[-1] for line in harness.execute(["nm", tmp_path / "program"]).stdout.decode().splitlines()]
    assert "rt_fmt_Println" in symbols
    library = ("bytes.", "strconv.", "strings.", "unicode.", "utf8.", "unicode/utf8.", "rt_strings_", "rt_strconv_", "rt_bytes_room")
    assert [s for s in symbols if s.startswith(library) and s != "strings.HasPrefix"] == []

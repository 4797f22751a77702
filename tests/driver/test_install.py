"""An installed compiler finds its runtime and library from wherever it stands."""
import harness

PROGRAM = """package main

import (
	"fmt"
	"strings"
)

func main() { fmt.Println(strings.Repeat("found ", 2)) }
"""


def test_installed_compiler_can_be_moved(tmp_path):
    harness.execute(["meson", "install", "-C", harness.ROOT / "build", "--quiet", "--no-rebuild", "--destdir", tmp_path / "staged"])
    compilers = list((tmp_path / "staged").rglob("bin/minic"))
    assert len(compilers) == 1
    moved = tmp_path / "moved"
    compilers[0].parent.parent.rename(moved)
    (tmp_path / "found.mini").write_text(PROGRAM)
    result = harness.execute([moved / "bin" / "minic", "run", "found.mini"], cwd=tmp_path)
    assert (result.stdout, result.returncode) == (b"found found \n", 0), result.stderr

"""The command line: exit statuses (0 good, 1 errors in the program, 2 wrong usage, 3 the compiler could not do its work), outputs
that are whole or absent, and dumps that are valid."""
import json
import re
import subprocess

import pytest

import harness

GOOD = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("here")\n}\n'
BAD = "package main\n\nfunc main() {\n\tx := 1\n}\n"


@pytest.fixture(name="folder")
def folder_with_sources(tmp_path):
    (tmp_path / "good.mini").write_text(GOOD)
    (tmp_path / "bad.mini").write_text(BAD)
    return tmp_path


def minic(folder, *arguments):
    return harness.execute([harness.MINIC, *arguments], cwd=folder)


@pytest.mark.parametrize("arguments, status", [
    (["check", "good.mini"], 0),
    (["version"], 0),
    (["help"], 0),
    (["check", "bad.mini"], 1),
    (["build", "bad.mini"], 1),
    (["run", "bad.mini"], 1),
    (["escape", "bad.mini"], 1),
    (["build"], 2),
    (["build", "-nosuchflag", "good.mini"], 2),
    (["--dump=nosuchstage", "good.mini"], 2),
    (["escape", "--format=nosuchformat", "good.mini"], 2),
    (["make", "good.mini"], 2),
    (["build", "--format=json", "good.mini"], 2),
    (["run", "-o", "program", "good.mini"], 2),
    (["check", "-m", "good.mini"], 2),
    (["build", "missing.mini"], 3),
    (["build", "."], 3),
    (["build", "-o", "missing/program", "good.mini"], 3),
    (["--dump=llvm", "-o", "missing/program.ll", "good.mini"], 3),
])
def test_status(folder, arguments, status):
    result = minic(folder, *arguments)
    assert result.returncode == status, result.stderr
    assert (result.stderr == b"") == (status == 0)


def test_error_has_a_position(folder):
    assert minic(folder, "check", "bad.mini").stderr == b"./bad.mini:4:2: declared and not used: x\n"


def test_missing_file_is_named(folder):
    assert b"missing.mini: No such file" in minic(folder, "build", "missing.mini").stderr


def test_unwritable_output_is_named(folder):
    result = minic(folder, "build", "-o", "missing/program", "good.mini")
    assert result.stderr == b"minic: missing/program: No such file or directory\n"


def test_help_names_every_flag(folder):
    flags = re.findall(r'\{"(\w+)", (?:no|required|optional)_argument', (harness.ROOT / "driver/options.c").read_text())
    assert len(flags) > 10
    text = minic(folder, "help").stdout.decode()
    assert [f for f in flags if f not in ("help", "version") and not re.search(rf"--?{f}\b", text)] == []


def test_build_names_the_program_after_its_file(folder):
    assert minic(folder, "build", "good.mini").returncode == 0
    assert harness.execute([folder / "good"]).stdout == b"here\n"
    assert sorted(p.name for p in folder.iterdir()) == ["bad.mini", "good", "good.mini"]


def test_failed_build_leaves_the_old_program(folder):
    (folder / "program").write_text("old")
    assert minic(folder, "build", "-o", "program", "bad.mini").returncode == 1
    assert (folder / "program").read_text() == "old"
    assert sorted(p.name for p in folder.iterdir()) == ["bad.mini", "good.mini", "program"]


def test_run_passes_the_status_on(folder):
    (folder / "exit.mini").write_text('package main\n\nimport "os"\n\nfunc main() {\n\tos.Exit(7)\n}\n')
    assert minic(folder, "run", "exit.mini").returncode == 7


def test_full_output_device_is_reported(folder):
    with open("/dev/full", "wb") as full:
        result = subprocess.run([harness.MINIC, "--dump=ast", "good.mini"], cwd=folder, stdout=full,
                                stderr=subprocess.PIPE, check=False)
    assert result.returncode == 3
    assert b"No space left" in result.stderr


@pytest.mark.parametrize("stage", ["tokens", "ast", "typed", "escape"])
def test_json_dump_is_versioned(folder, stage):
    result = minic(folder, f"--dump={stage}", "--format=json", "good.mini")
    assert result.returncode == 0
    assert "version" in json.loads(result.stdout)


@pytest.mark.parametrize("stage, part", [("tokens", b"func"), ("ast", b"main"), ("typed", b"main"), ("escape", b"good.mini"),
                                         ("llvm", b"define"), ("asm", b".globl")])
def test_text_dump(folder, stage, part):
    result = minic(folder, f"--dump={stage}", "good.mini")
    assert result.returncode == 0, result.stderr
    assert part in result.stdout


def test_why_of_a_line_without_a_site(folder):
    result = minic(folder, "escape", "--why", "1", "good.mini")
    assert result.returncode == 1
    assert result.stderr == b"minic: nothing is allocated on line 1 (see minic escape --format=sites)\n"
    for wrong in ("x", "0", "1:x", "-3"):
        assert minic(folder, "escape", "--why", wrong, "good.mini").returncode == 2


def test_explain_knows_every_rule(folder):
    listed = minic(folder, "explain").stdout.decode().splitlines()[1:]
    assert len(listed) >= 14
    for line in listed:
        rule = line.split()[0]
        assert minic(folder, "explain", rule).stdout.startswith(f"# {rule}: ".encode())
    assert minic(folder, "explain", "nonsense").returncode == 2


def test_code_has_no_json(folder):
    for stage in ("llvm", "asm"):
        result = minic(folder, f"--dump={stage}", "--format=json", "good.mini")
        assert result.returncode == 2
        assert b"no JSON form" in result.stderr


def test_allocs_counts_what_each_site_makes(folder):
    (folder / "allocs.mini").write_text("""package main

type t struct{ a, b int }

var kept []*t

func main() {
	sum := 0
	for i := 0; i < 100; i++ {
		local := &t{i, i}
		sum += local.a
		if i%10 == 0 {
			kept = append(kept, &t{i, i})
		}
	}
	println(sum, string([]byte{65, byte(66 + len(kept)%1)}))
}
""")
    result = minic(folder, "run", "--allocs", "allocs.mini")
    assert result.returncode == 0
    lines = {tuple(line.split()[:4]): line for line in result.stderr.decode().splitlines()}
    assert lines[("100", "1600", "0", "0")].endswith("./allocs.mini:10:12: &t{...}: stack")
    assert lines[("10", "160", "10", "160")].endswith("./allocs.mini:13:24: &t{...}: heap (global)")
    assert "bug" not in result.stderr.decode()
    assert minic(folder, "build", "--allocs", "allocs.mini").returncode == 2


def test_allocs_counts_an_object_that_moves_once(folder):
    (folder / "moves.mini").write_text("""package main

type t struct{ a, b int }

var kept *t

func f(n int) int {
	p := &t{a: n}
	if n%10 == 0 {
		kept = p
	}
	return p.a
}

func main() {
	sum := 0
	for i := range 100 {
		sum += f(i)
	}
	println(sum)
}
""")
    lines = minic(folder, "run", "--allocs", "moves.mini").stderr.decode().splitlines()
    assert [line.split()[:4] for line in lines if "&t{...}" in line] == [["100", "1600", "10", "160"]]


def test_allocs_finds_no_wrong_site_in_the_samples(folder):
    for sample in sorted((harness.ROOT / "samples").glob("*.mini")):
        result = minic(folder, "run", "--allocs", sample)
        assert b"minic: bug" not in result.stderr
        assert result.stdout == sample.with_suffix(".out").read_bytes()

"""The pages of `minic explain`: the first example has a site of the page's rule, on the heap or moving there, on the line marked // here, and the
second one, which mends it, has sites on the stack alone on the lines marked so. Where go is, it takes both."""
import json
import pathlib
import re
import tempfile

import harness


def marked_sites(source, folder):
    path = pathlib.Path(folder) / "example.mini"
    path.write_text(source)
    result = harness.execute([harness.MINIC, "escape", "--format=json", path.name], cwd=folder)
    if result.returncode != 0:
        raise harness.Failure(result.stderr.decode())
    lines = {n for n, line in enumerate(source.split("\n"), 1) if line.endswith("// here")}
    return [site for site in json.loads(result.stdout)["sites"] if site["line"] in lines]


def need_go_takes(source, folder):
    path = pathlib.Path(folder) / "example.go"
    path.write_text(source)
    result = harness.execute(["go", "vet", path.name], cwd=folder)
    if result.returncode != 0:
        raise harness.Failure("go refuses it:\n" + result.stderr.decode())


def may_be_on_heap(site):
    return site["placement"] == "heap" or site["sunk"] or site["pieces"]


def check_page(path):
    rule = path.stem
    text = path.read_text()
    if not text.startswith(f"# {rule}: "):
        raise harness.Failure("the page does not begin with its rule")
    printed = harness.execute([harness.MINIC, "explain", rule]).stdout
    harness.same_text(printed, path.read_bytes(), "minic explain")
    blocks = re.findall(r"```go\n(.*?)```", text, re.S)
    if rule in ("unproven", "off"):
        return
    if len(blocks) != 2:
        raise harness.Failure("two examples are wanted")
    with tempfile.TemporaryDirectory() as folder:
        failing, mended = (marked_sites(block, folder) for block in blocks)
        if not any(may_be_on_heap(s) and s.get("rule") == rule for s in failing):
            raise harness.Failure(f"no site by the rule {rule}: {failing}")
        on_heap = [s for s in mended if may_be_on_heap(s) and not s["static"]]
        if on_heap:
            raise harness.Failure(f"still on the heap: {on_heap}")
        if harness.go_available():
            for block in blocks:
                need_go_takes(block, folder)

"""The README of each folder of source names every file in it, and no file that is not there."""
import fnmatch
import re

import pytest

import harness

FOLDERS = ["base", "lexer", "parser", "sema", "escape", "codegen", "runtime", "driver"]
SOURCES = {".c", ".y", ".l", ".S"}


def named(folder):
    """The words of the README that look like names of files or, as in runtime/, of modules."""
    text = (harness.ROOT / folder / "README.md").read_text()
    return [word for part in re.findall(r"`([^`\n]+)`", text) for word in part.split(", ") if re.fullmatch(r"[\w*/.]+", word)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_named(folder):
    names = named(folder)
    for path in (harness.ROOT / folder).iterdir():
        if path.suffix in SOURCES:
            forms = {path.name, path.stem, path.stem + ".h"}
            assert any(fnmatch.fnmatch(form, name) for form in forms for name in names), f"{path.name} is not in the table"


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_name_is_a_file(folder):
    for name in named(folder):
        if re.search(r"\.(c|h|y|l|S|def|mini)$", name) and name != "go.y":  # that one was Go's
            places = [harness.ROOT / folder, harness.ROOT]
            assert any(list(place.glob(name)) for place in places), f"there is no {name}"

"""The formats of `minic escape` that other programs read: JSON by its schema, DOT by graphviz."""
import json
import shutil

import pytest

import harness

SOURCES = sorted([*(harness.ROOT / "samples").glob("*.mini"), *(harness.ROOT / "tests" / "escape").glob("*.mini")])


@pytest.fixture(name="schema", scope="module")
def schema_of_version_1():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((harness.ROOT / "docs" / "escape.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def report(source, form):
    result = harness.execute([harness.MINIC, "escape", f"--format={form}", source])
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_json_is_as_its_schema_says(schema, source):
    document = json.loads(report(source, "json"))
    errors = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in schema.iter_errors(document)]
    assert not errors
    sites = {site["site"] for site in document["sites"]}
    names = {function["name"] for function in document["functions"]}
    assert all(slot["site"] in sites for f in document["functions"] for slot in f["frame"] if "site" in slot)
    assert all(site["function"] in names or site["function"].endswith("init") for site in document["sites"])


def test_json_names_the_callers():
    document = json.loads(report(harness.ROOT / "tests" / "escape" / "why_callers.mini", "json"))
    callers = {(caller["function"], caller["place"], caller.get("rule"))
               for site in document["sites"] if site["slot"] for caller in site["callers"]}
    assert callers == {("main.local", True, None), ("main.main", True, None), ("main.saved", False, "global"),
                       ("main.deep", False, "loop"), ("main.main", False, "goroutine")}


def test_schema_refuses_what_is_wrong(schema):
    document = json.loads(report(harness.ROOT / "tests" / "escape" / "why.mini", "json"))
    document["sites"][0]["placement"] = "attic"
    assert list(schema.iter_errors(document))


def test_frames_do_not_overlap():
    document = json.loads(report(harness.ROOT / "tests" / "escape" / "why.mini", "json"))
    for function in document["functions"]:
        end = 0
        for slot in function["frame"]:
            assert slot["offset"] >= end
            end = slot["offset"] + slot["size"]
        assert function["size"] >= end


def test_a_frame_has_the_places_that_it_gives():
    document = json.loads(report(harness.ROOT / "tests" / "escape" / "why_callers.mini", "json"))
    frame = next(function["frame"] for function in document["functions"] if function["name"] == "main.local")
    assert [slot["size"] for slot in frame if slot["text"] == "&square{...}, of newSquare"] == [8]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_graphviz_draws_it(source):
    if not shutil.which("dot"):
        pytest.skip("no graphviz here")
    drawn = harness.execute(["dot", "-Tsvg"], stdin=report(source, "dot"))
    assert drawn.returncode == 0 and not drawn.stderr, drawn.stderr.decode()
    assert b"</svg>" in drawn.stdout

"""Valid Go that minic lacks is refused by the feature's name."""
import pytest

import harness

REFUSED = "not supported by minic: "


@pytest.mark.parametrize("imports, use, feature", [
    ("sync", "sync.OnceValue(func() int { return 1 })", "generics"),
    ("sync/atomic", "var p atomic.Pointer[int]; p.Load()", "generics"),
    ("errors", "errors.AsType[error](nil)", "generics"),
    ("reflect", "reflect.TypeOf(1)", "package reflect"),
])
def test_refused(tmp_path, imports, use, feature):
    (tmp_path / "a.mini").write_text(f'package main\n\nimport "{imports}"\n\nfunc main() {{\n\t{use}\n}}\n')
    result = harness.execute([harness.MINIC, "check", "a.mini"], cwd=tmp_path)
    assert result.returncode == 1
    lines = result.stderr.decode().splitlines()
    assert any(line.endswith(REFUSED + feature) for line in lines)
    assert not any("undefined" in line for line in lines)

"""A short run of the generator of pointer-shuffling functions; run.py says how to run it for longer."""
import sys

import pytest

import harness

RUN = harness.ROOT / "tests" / "fuzz" / "run.py"


@pytest.mark.parametrize("seed", [15, 31, 47])
def test_modes_agree(seed):
    go = [] if harness.go_available() else ["--no-go"]
    result = harness.execute([sys.executable, RUN, "--seed", str(seed), "--count", "8", "--size", "8", *go])
    assert result.returncode == 0, result.stdout.decode()

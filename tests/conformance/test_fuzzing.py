"""Schemathesis reads the schema and asks for everything in it, with arguments good and bad."""

import os
import re
import subprocess
import sys
from pathlib import Path


def test_no_operation_of_any_shape_is_a_server_error(town, count):
    """Every query and mutation answers, or refuses with a client's fault for its code."""
    done = subprocess.run(
        [
            Path(sys.executable).parent / "st",
            "run",
            town.url,
            *("--header", f"Authorization: Bearer {town.token}"),
            *("--checks", "not_a_server_error", "--phases", "fuzzing", "--max-examples", "15", "--no-color"),
        ],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"SCHEMATHESIS_HOOKS": "tests.conformance.scalars"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    generated, passed = re.search(r"(\d+) generated, (\d+) passed", done.stdout).groups()
    assert generated == passed
    assert int(generated) > 700
    count(f"schemathesis: {passed} of {generated} cases without a server error")

"""A Python process of our own: it sees the same packages as this one, and talks over pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def start_python(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Start ``program`` (source text); what it writes to standard error is dropped."""
    package = Path(__file__).parents[1]
    path = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )

"""`make bench`: every benchmark of this folder, one JSON line a figure. Names given choose among them."""

from __future__ import annotations

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import tests.bench


def main() -> int:
    """Run the modules that are named, or all that have a `main`; 1 when a name is none of them, or one fails.

    Each runs in a process of its own, so that none measures another's memory or threads.
    """
    folder = Path(__file__).parent
    modules = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__))
    known = [name for name in modules if "\ndef main(" in (folder / f"{name}.py").read_text(encoding="utf-8")]
    known = [name for name in known if not name.startswith("_")]
    unknown = [name for name in sys.argv[1:] if name not in known]
    if unknown:
        print(f"no benchmark is called {unknown[0]}; there are {', '.join(known)}", file=sys.stderr)
        return 1
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    failed = 0
    for name in sys.argv[1:] or known:
        done = subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], env=environment, check=False)
        failed += done.returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

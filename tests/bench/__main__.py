"""`make bench`: every benchmark of this folder, one JSON line a figure. Names given choose among them."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import tests.bench


def main() -> int:
    """Run the modules that are named, or all that have a `main`; 1 when a name is none of them."""
    known = [module.name for module in pkgutil.iter_modules(tests.bench.__path__) if not module.name.startswith("_")]
    wanted = sys.argv[1:] or known
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no benchmark is called {unknown[0]}; there are {', '.join(known)}", file=sys.stderr)
        return 1
    sys.argv[1:] = []
    for name in wanted:
        module = importlib.import_module(f"tests.bench.{name}")
        if hasattr(module, "main"):
            module.main()
    return 0


if __name__ == "__main__":
    sys.exit(main())

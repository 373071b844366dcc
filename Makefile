# Every target sets the environment up first; nothing but Python 3.11, make and the package registry is needed.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTEST := $(BIN)/python -m pytest

.PHONY: setup demo run test test-slow check static format bench bench-delivery bench-sources eval train screenshots pins clean

setup: $(READY)

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "attache needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: setup  ## the bot against a Telegram simulator on this machine, in the browser
	$(BIN)/attache demo

run: setup  ## the bot itself; needs a token in config.toml or ATTACHE_TELEGRAM_TOKEN
	$(BIN)/attache run

static: setup  ## lint, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup  ## the whole suite but the slow ones
	$(PYTEST) -m "not slow" -n 2 --dist loadscope

test-slow: setup  ## rehearsals, kill tests and long fuzzing
	$(PYTEST) -m slow

check: static test

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup  ## one JSON line a figure
	$(BIN)/python -m tests.bench

bench-delivery: setup  ## a broadcast to 10,000 at a scaled limit, beside python-telegram-bot's own rate limiter
	$(BIN)/python -m tests.bench.delivery

bench-sources: setup  ## a round over 1,000 feeds on loopback, beside the package `reader` in the same run; pages; memory
	$(BIN)/python -m tests.bench sources pages

eval: setup  ## reading and agenda against the annotated corpora
	$(BIN)/python -m tests.evaluation

screenshots: setup  ## the pictures of docs/conversations.md, from the demo in chromium
	$(BIN)/python -m tests.demo.screenshots

train: setup  ## learn the weights of pairs from the tuning parts of the corpora; the same input gives the same file
	$(BIN)/python -m tests.training

pins: setup  ## renew the hashed requirement files
	$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/dev.in -o requirements/dev.txt
	$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/run.in -c requirements/dev.txt -o requirements/run.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

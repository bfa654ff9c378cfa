# make run: build what ships and serve it · make test · make check · make data · make bench · make score · make soak · make clean
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check data bench score soak clean
.DEFAULT_GOAL := run

run: $(VENV)/.run
	@$(BIN)/mandategraph trace A/RES/65/230
	@exec $(BIN)/mandategraph serve --host $(HOST) --port $(PORT)

test: $(VENV)/.test
	$(BIN)/python -m pytest

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m kg.validate.hygiene
	$(BIN)/python -m pytest -q tests/shapes

# The facts of the founding report as the reader finds them, without its sentences.
CORPUS ?= $(or $(MANDATEGRAPH_CORPUS),../shared/corpus)
data: $(VENV)/.run
	$(BIN)/python -m kg.shipping $(CORPUS)/reports/cybercrime-expert-group-2013.md

bench: $(VENV)/.test
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.corpus
	$(BIN)/python -m tests.benchmarks.service

# How well resolutions and reports of meetings are read, against those annotated by hand.
score: $(VENV)/.test
	$(BIN)/python -m tests.score
	$(BIN)/python -m tests.score.reports

# Kills, full disks and bad clients, and the real folder many times in random orders; it takes hours.
soak: $(VENV)/.test
	$(BIN)/python -m tests.store.soak 200
	$(BIN)/python -m tests.faults.soak 200
	$(BIN)/python -m tests.soak --minutes 10
	$(BIN)/python -m tests.pipeline.soak $(CORPUS)

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "mandategraph needs Python 3.11 or newer; name one with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "no virtual environment could be made; on Debian install python3-venv" >&2; exit 1; }

$(VENV)/.run: pyproject.toml $(VENV)/bin/python
	@echo "Installing mandategraph in $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: pyproject.toml $(VENV)/bin/python
	@echo "Installing mandategraph and what its tests need in $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.run

# `make run` and `make test` need nothing but git, make and Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check bench drill screenshots lock clean

run: .venv/run.stamp
	@exec $(BIN)/recall

# Where Discord's own description of its API is at hand, what the bot sends is held against it too.
OPENAPI := $(wildcard ../shared/discord/openapi.json)
ifneq ($(OPENAPI),)
export RECALL_OPENAPI ?= $(OPENAPI)
endif

test: .venv/test.stamp
	$(BIN)/python -m pytest --numprocesses logical --dist loadfile  # a file's tests may share one bot

check: .venv/test.stamp  ## format, lint, types: what CI adds to the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright

bench: .venv/test.stamp
	$(BIN)/python -m tests.bench

drill: .venv/test.stamp  ## what is too long for the tests: clocks, kills, many servers; fails where a promise is broken
	$(BIN)/python -m tests.drill

screenshots: .venv/test.stamp  ## the README's pictures of the sandbox, played and taken anew (needs Chromium)
	$(BIN)/python -m tests.page.screenshots

lock: .venv/test.stamp  ## resolve anew for every supported Python on Linux and macOS
	$(UV) pip compile pyproject.toml --group build --output-file requirements.lock $(UVFLAGS)
	$(UV) pip compile pyproject.toml --group build --group dev --output-file requirements-dev.lock $(UVFLAGS)

UV ?= uv
UVFLAGS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Recall needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python requirements.lock pyproject.toml
	@echo "Installing Recall (the first time this takes about a minute) ..."
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements-dev.lock
	@echo "Installing the test tools ..."
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis

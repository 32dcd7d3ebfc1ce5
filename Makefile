# One command each for people and for CI. Everything below makes .venv first, from pyproject.toml and constraints.txt.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PLUGINS := $(wildcard plugins/*/pyproject.toml)
NAMES := $(notdir $(patsubst %/pyproject.toml,%,$(PLUGINS)))

.PHONY: setup demo test test-core check format schema clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt $(PLUGINS)
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt \
	  --editable '.[server,postgres,redis,dev]' $(foreach plugin,$(PLUGINS),--editable $(dir $(plugin)))
	touch $@

demo: setup
	$(BIN)/governance demo --port $(PORT)

test: setup test-core
	$(BIN)/pytest

test-core: setup
	$(BIN)/pytest -c tests/governance_core/pytest.ini tests/governance_core

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy governance_core graphql_api $(wildcard plugins/*/src)
	$(BIN)/lint-imports
	$(BIN)/governance schema --check
	for plugin in $(NAMES); do $(BIN)/governance schema --check --plugin $$plugin || exit 1; done

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: setup
	$(BIN)/governance schema --write
	for plugin in $(NAMES); do $(BIN)/governance schema --write --plugin $$plugin || exit 1; done

clean:
	rm -rf $(VENV) .demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# One command each for people and for CI. Everything below makes .venv first, from pyproject.toml and constraints.txt.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PLUGINS := $(wildcard plugins/*/pyproject.toml)
NAMES := $(notdir $(patsubst %/pyproject.toml,%,$(PLUGINS)))

.PHONY: setup demo test test-core conformance browser bench bench-requests bench-docs check format schema clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml constraints.txt $(PLUGINS)
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt \
	  --editable '.[server,postgres,redis,excel,dev]' $(foreach plugin,$(PLUGINS),--editable $(dir $(plugin)))
	touch $@

demo: setup
	$(BIN)/governance demo --port $(PORT)

test: setup browser test-core
	$(BIN)/pytest --numprocesses auto --dist worksteal

# Pages are tested in Chromium: the machine's, else Debian's where it can be installed, else Playwright's.
browser: setup
	@test -n "$$GOVERNANCE_TEST_CHROMIUM" || which chromium chromium-browser google-chrome google-chrome-stable | grep -q . || \
	  if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; \
	  then apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null; \
	  else $(BIN)/playwright install chromium; fi

test-core: setup
	$(BIN)/pytest --numprocesses auto -c tests/governance_core/pytest.ini tests/governance_core

# Clients, compilers and judges written by others. Node comes from PyPI, its packages from tests/conformance/package-lock.json.
conformance: setup
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[conformance]'
	$(BIN)/pytest tests/conformance

bench: setup
	$(BIN)/python -m benchmarks.reads
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.country
	$(BIN)/python -m benchmarks.closing
	$(BIN)/python -m benchmarks.requests

# The service beside hand-written SQL, alone; BENCH_SCALE=small (as it is) or full, docs/benchmarks.md says what is printed.
bench-requests: setup
	$(BIN)/python -m benchmarks.requests

bench-docs: setup
	BENCH_SCALE=full $(BIN)/python -m benchmarks.requests --write docs/benchmarks.md

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy governance_core graphql_api benchmarks $(wildcard plugins/*/src)
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
	rm -rf $(VENV) .demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache tests/conformance/node_modules

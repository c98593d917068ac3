# From a fresh clone with python3 (3.11 or later) and make: `make run`, `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
TESTS ?= tests

# Exactly what the lock files name, and nothing else: whoever looks for what a package wants finds
# newer ones than were locked. uv, where there is one, does the same in half the time.
UV := $(shell command -v uv)
INSTALL := $(if $(UV),$(UV) pip install --python $(BIN)/python,$(BIN)/pip install \
  --disable-pip-version-check) --quiet --no-deps

# With extras kept: they are part of what was asked for.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-header --no-strip-extras pyproject.toml --group build

.DEFAULT_GOAL := help
.PHONY: help setup run test bench mutants check audit format lock messages addresses findings licences screenshots clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.dev ## Set up everything in .venv, and do nothing else

run: $(VENV)/.runtime ## Set up, migrate and serve questions.yaml on http://127.0.0.1:8000
	@$(BIN)/quizapp db upgrade
	@$(BIN)/quizapp serve $(ARGS)

# What one process has compiled is there for the others: tests start many of them.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.dev ## Set up and run all tests
	$(BIN)/pytest -n auto --dist worksteal $(ARGS) $(TESTS)

bench: $(VENV)/.dev ## Measure requests beside the barest app that does as much
	@$(BIN)/python -m bench.floor $(ARGS)

mutants: $(VENV)/.dev ## Make small faults in a copy, and see how many the tests notice
	@$(BIN)/python -m tests.mutants $(ARGS)

check: $(VENV)/.dev ## Everything that can be said without running the app
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@# Windows lacks what only POSIX has: types tell where it is asked for.
	$(BIN)/mypy --platform win32 --no-warn-unreachable --cache-dir .mypy_cache/win32 quizapp wsgi.py
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint --check quizapp
	$(BIN)/codespell
	@# A new folder and new processes: migrations must make what the models say.
	data=$$(mktemp -d) && export QUIZAPP_DATA_DIR=$$data \
	  && $(BIN)/quizapp db upgrade && $(BIN)/quizapp db check; status=$$?; rm -r $$data; exit $$status
	$(BIN)/quizapp check --strict questions.yaml

audit: $(VENV)/.dev ## Ask for known weaknesses of what is locked (needs the network)
	$(BIN)/uv tool run pip-audit --strict --require-hashes --disable-pip -r requirements/servers.txt

format: $(VENV)/.dev ## Put code and templates in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djlint --quiet --reformat quizapp # exits 1 where it changed something

lock: $(VENV)/.dev ## Pin dependencies anew, with hashes
	$(COMPILE) --upgrade --output-file requirements/runtime.txt
	$(COMPILE) --upgrade --extra postgres --extra redis --group dev \
	  --constraint requirements/runtime.txt --output-file requirements/dev.txt
	$(COMPILE) --extra postgres --extra redis \
	  --constraint requirements/dev.txt --output-file requirements/servers.txt

messages: $(VENV)/.dev ## Collect the texts for translators
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keywords _l --omit-header \
	  --sort-by-file --no-location --output-file quizapp/web/translations/messages.pot quizapp

addresses: $(VENV)/.dev ## Write down the addresses of pages that are loaded late
	$(BIN)/python -c "from quizapp.site import LATE_PAGES; \
	  from quizapp.web.late_pages import write_addresses; write_addresses(LATE_PAGES)"

findings: $(VENV)/.dev ## Write the pages about findings anew, and the schema beside the bank
	$(BIN)/python docs/write_findings.py
	$(BIN)/quizapp schema > questions.schema.json

licences: $(VENV)/.dev ## Write the page of licences anew, from what is locked
	$(BIN)/python docs/write_licences.py

screenshots: $(VENV)/.dev ## Take the README's pictures anew (needs Chromium)
	$(BIN)/python docs/take_screenshots.py

clean: ## Remove what was installed and made; records in instance/ stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache .mutants .coverage*

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "quizapp needs Python 3.11 or later; $(PYTHON) is older."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements/runtime.txt
	$(INSTALL) --no-index --no-build-isolation --editable .
	@$(BIN)/pip --disable-pip-version-check check
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@$(BIN)/pip --disable-pip-version-check check
	@touch $@

# From a fresh clone with python3 (3.11 or later) and make: `make run`, `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
TESTS ?= tests

.DEFAULT_GOAL := help
.PHONY: help run test check format lock messages findings screenshots clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.runtime ## Set up, migrate and serve questions.yaml on http://127.0.0.1:8000
	@$(BIN)/quizapp db upgrade
	@$(BIN)/quizapp serve $(ARGS)

test: $(VENV)/.dev ## Set up and run all tests
	$(BIN)/pytest -n auto $(ARGS) $(TESTS)

check: $(VENV)/.dev ## Everything that can be said without running the app
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint --check quizapp/templates
	$(BIN)/codespell
	@# A new folder and new processes: migrations must make what the models say.
	data=$$(mktemp -d) && export QUIZAPP_DATA_DIR=$$data \
	  && $(BIN)/quizapp db upgrade && $(BIN)/quizapp db check; status=$$?; rm -r $$data; exit $$status
	$(BIN)/quizapp check --strict questions.yaml

format: $(VENV)/.dev ## Put code and templates in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djlint --quiet --reformat quizapp/templates # exits 1 where it changed something

lock: $(VENV)/.dev ## Pin dependencies anew, with hashes
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header pyproject.toml --output-file requirements/runtime.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header pyproject.toml --extra postgres --extra redis --group dev \
	  --constraint requirements/runtime.txt --output-file requirements/dev.txt

messages: $(VENV)/.dev ## Collect the texts for translators
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keywords _l --omit-header \
	  --sort-by-file --no-location --output-file quizapp/translations/messages.pot quizapp

findings: $(VENV)/.dev ## Write the pages about findings anew, and the schema beside the bank
	$(BIN)/python docs/write_findings.py
	$(BIN)/quizapp schema > questions.schema.json

screenshots: $(VENV)/.dev ## Take the README's pictures anew (needs Chromium)
	$(BIN)/python docs/take_screenshots.py

clean: ## Remove what was installed and made; records in instance/ stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage*

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "quizapp needs Python 3.11 or later; $(PYTHON) is older."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

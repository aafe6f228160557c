# The commands of the house. `make` alone lists them.
# The environment is .venv here; it is made once and again when the requirements change.

PY := .venv/bin/python
export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Everything but `run` works without a display.
offscreen := QT_QPA_PLATFORM=offscreen

.DEFAULT_GOAL := help
.PHONY: help run test check tests messages bench soak screens memo-pages lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## the worked example: builds it, exports its memo, opens the window where there is a display
	@packaging/system-libraries.sh window display
	@packaging/environment.sh run
	@$(PY) -m assay demo build/demo

test: ## everything that must hold: format, lint, floors, types, all tests
	@packaging/system-libraries.sh window display tests
	@packaging/environment.sh test
	@$(MAKE) --no-print-directory check tests

check: ## the quick gate: format, lint, floors, types
	@packaging/environment.sh test
	$(PY) -m ruff format --check --quiet app tests packaging
	$(PY) -m ruff check --quiet app tests packaging
	.venv/bin/lint-imports --no-logo
	$(PY) -m mypy

tests:
	$(offscreen) $(PY) -m pytest

bench: ## measures what is promised about speed, as ratios in one run
	@packaging/system-libraries.sh window bench
	@packaging/environment.sh test
	@$(offscreen) $(PY) tests/bench/run.py

soak: ## the tests in their long form: thousands of examples, many kills
	@packaging/system-libraries.sh window display tests
	@packaging/environment.sh test
	ASSAY_SOAK=1 $(offscreen) $(PY) -m pytest

messages: ## collects the texts to translate; names those without a translation
	@packaging/environment.sh test
	@$(PY) packaging/extract_messages.py

screens: ## a picture of every page and dialog in every look, into build/screens
	@packaging/environment.sh test
	@$(offscreen) $(PY) tests/screens.py

memo-pages: ## a picture of every page of the memo, on each paper in each language, into build/pages
	@packaging/environment.sh test
	@$(PY) tests/memo_pages.py

lock: ## pins the requirements anew (needs uv)
	@packaging/lock.sh

clean: ## removes what was made here
	rm -rf .venv build dist .hypothesis .mypy_cache .ruff_cache .import_linter_cache

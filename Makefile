# gcmatrix: `make run` turns the reports of a corpus into datasets, `make test` runs the tests.
# Both create .venv on first use and install everything there; nothing outside this folder is touched.

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,$(if $(shell $(name) -c 'import sys; print(*range(sys.version_info >= (3, 11)))' 2>/dev/null),$(name))) python3)
CORPUS ?= corpus
OUT ?= outputs
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TORCH_INDEX := https://download.pytorch.org/whl/cpu
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt

# prepared models and vectors of texts, so that nothing outside this folder is touched
export GCMATRIX_CACHE ?= $(CURDIR)/.cache

.PHONY: run test check figures bench adapt train install clean help

run: $(STAMP)  ## read the reports of CORPUS=DIR (default corpus) and write the datasets to OUT=DIR (default outputs)
	$(BIN)/gcmatrix run --corpus "$(CORPUS)" --out "$(OUT)" $(ARGS)

test: $(STAMP)  ## run the tests
	$(BIN)/python -m pytest -n 2 -q $(ARGS)

check: $(STAMP)  ## style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

figures: $(STAMP)  ## print every measured figure (needs the reference reports and truth files in ../shared)
	$(BIN)/python -m flows.figures $(ARGS)

bench: $(STAMP)  ## speed against pdfplumber on the same pages, of tagging and of comparing, and how time and memory grow
	$(BIN)/python benchmarks/extraction.py $(ARGS)
	$(BIN)/python benchmarks/tagging.py
	$(BIN)/python benchmarks/mentions.py
	$(BIN)/python benchmarks/compare.py

adapt: $(STAMP)  ## learn the adapter of the encoder again, then head and judge (half an hour)
	$(BIN)/python -m models.objectives.training --adapt

train: $(STAMP)  ## learn the head and the judge of the taxonomies again from the coded passages (some minutes)
	$(BIN)/python -m models.objectives.training
	$(BIN)/python -m models.objectives.training models/lexicons/sdgs.yaml

install: $(STAMP)  ## only create .venv

clean:  ## remove the results and the environment; the corpus stays
	rm -rf $(VENV) .cache build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find outputs -mindepth 1 ! -name README.md -delete

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "gcmatrix needs Python 3.11 or newer; name one with: make $(or $(firstword $(MAKECMDGOALS)),run) PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version): about 0.7 GB to download, 2.4 GB on disk, 1 to 5 minutes. This happens once." >&2
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "The environment could not be created; on Debian and Ubuntu install the package python3-venv first." >&2; exit 1; }
	@if [ "$$(uname -s)" = Linux ] && $(BIN)/python -c "import urllib.request as r; r.urlopen('$(TORCH_INDEX)/torch/', timeout=5)" 2>/dev/null; then \
	  echo "PyTorch comes from its CPU wheel index." >&2; extra="--extra-index-url $(TORCH_INDEX)"; \
	else \
	  echo "PyTorch comes from where pip is set up to look." >&2; extra=""; \
	fi; \
	$(PIP) -e '.[embed,dev]' $$extra || { \
	  echo "The embedding parts could not be installed (see above); going on without them: objectives are then tagged by keyword rules only." >&2; \
	  echo "To try again later: rm $(STAMP) && make install" >&2; \
	  $(PIP) -e '.[dev]'; }
	@touch $(STAMP)

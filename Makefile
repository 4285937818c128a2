# Two commands matter: `make run` starts the page, `make test` runs the tests.
#
# Variables: PYTHON (an interpreter of your choice), TORCH_INDEX (another index for PyTorch, such as
# https://download.pytorch.org/whl/cpu), PORT (of the page), PHOTO and VOICE (of `make demo`). All
# PIP_... variables reach pip.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PHOTO ?= examples/portraits/astronaut.png
VOICE ?= examples/voices/welcome_woman.flac
# What people and programs call from outside.
TYPED := app.py real3d/__init__.py real3d/cli/main.py real3d/engine.py \
	real3d/pipeline/engine_choice.py real3d/errors.py real3d/pipeline/talking_portrait.py real3d/pipeline/result.py real3d/pipeline/inputs.py \
	real3d/pipeline/progress.py real3d/pipeline/prepared_job.py real3d/pipeline/time_estimator.py real3d/pipeline/orbit.py real3d/pipeline/comparison.py \
	real3d/pipeline/panels.py real3d/pipeline/debug_view.py real3d/pipeline/writing.py real3d/ui
PIP_INSTALL = $(BIN)/python -m pip install --disable-pip-version-check \
	$(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))

.PHONY: help run demo test lint format train-speech clean

help:
	@echo "make run     start the page on http://127.0.0.1:7860"
	@echo "make demo    render a bundled example to out/demo.mp4"
	@echo "make test    run the tests"
	@echo "make lint    check the style and the types"
	@echo "make format  put the code into its style"
	@echo "make train-speech  make the network that hears articulation anew"
	@echo "make clean   remove what make has made"

run: $(VENV)/installed
	$(BIN)/python app.py

demo: $(VENV)/installed
	$(BIN)/python -m real3d generate --photo "$(PHOTO)" --audio "$(VOICE)" --out out/demo.mp4

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --ignore-missing-imports --follow-imports=silent $(TYPED)

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

train-speech: $(VENV)/installed
	$(PIP_INSTALL) -r training/speech/requirements.txt
	$(BIN)/python -m training.speech --folder out/speech

clean:
	rm -rf $(VENV) out

# The stamps are newer than the requirements once these are installed.
$(VENV)/installed: requirements.txt | $(BIN)/python
	$(PIP_INSTALL) -r requirements.txt
	$(BIN)/python -m real3d doctor
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

# Every candidate is really started: version managers put commands on the path that only say that
# the version is not selected.
$(BIN)/python:
	@for python in $(PYTHON) python3.12 python3.11 python3.10 python3 python; do \
	    "$$python" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 12))' \
	        >/dev/null 2>&1 || continue; \
	    if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	        echo "$$python has no venv module. Install it: sudo apt-get install python3-venv" >&2; \
	        exit 1; \
	    fi; \
	    echo "Making $(VENV) with $$("$$python" --version)"; \
	    "$$python" -m venv $(VENV); \
	    exit 0; \
	done; \
	echo "No Python 3.10, 3.11 or 3.12 was found. Install one, or name it: make PYTHON=/path/to/python3.12" >&2; \
	exit 1

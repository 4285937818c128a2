# Two commands matter: `make run` starts the page, `make test` runs the tests.
#
# Variables: PYTHON (an interpreter of your choice), TORCH_INDEX (where PyTorch comes from), PORT (of
# the page), PHOTO and VOICE (of `make demo`), WORKERS (of `make test`), MUTANTS, SAMPLE and SEED (of
# `make mutants`). All PIP_... variables reach pip.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PHOTO ?= examples/portraits/astronaut.png
VOICE ?= examples/voices/welcome_woman.flac
# Processes that share the tests, by files; each takes 1.5 GB.
WORKERS ?= 2
# Visitors who have the machine to themselves: who see a film while it is made, draw without a graphics
# card, or look at the clock. Every worker of the others has a page of its own.
ALONE := $(addprefix tests/browser/test_,live.py live_avatar.py one_screen.py)
# One package of real3d/, how many of its mutants (all: 0), and which.
MUTANTS ?= real3d/media
SAMPLE ?= 100
SEED ?= 0

# On Linux PyPI's PyTorch brings gigabytes of CUDA. Where there is no NVIDIA card, the small build is
# taken; TORCH_INDEX= (empty) takes PyPI's all the same.
NVIDIA := $(shell command -v nvidia-smi)$(wildcard /proc/driver/nvidia/version)
ifeq ($(shell uname -s)$(NVIDIA),Linux)
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
endif

# The player is built and tested where Node is.
NODE := $(shell command -v node)
PLAYER_PACKAGES := $(if $(NODE),web/node_modules/installed)

PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt

.PHONY: help run demo test player lint format mutants train-speech clean

help:
	@echo "make run     start the page on http://127.0.0.1:7860"
	@echo "make demo    render a bundled example to out/demo.mp4"
	@echo "make test    run the tests"
	@echo "make player  build the player of portable avatars, which needs Node"
	@echo "make lint    check the style and the types"
	@echo "make format  put the code into its style"
	@echo "make mutants MUTANTS=$(MUTANTS)  change the package a little, many times: do its tests see it?"
	@echo "make train-speech  make the network that hears articulation anew"
	@echo "make clean   remove what make has made"

run: $(VENV)/installed
	$(BIN)/python app.py

demo: $(VENV)/installed
	$(BIN)/python -m real3d generate --photo "$(PHOTO)" --audio "$(VOICE)" --out out/demo.mp4

# Each worker has one core: PyTorch's threads would wait for each other most of the time.
test: $(VENV)/installed-dev $(PLAYER_PACKAGES)
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --ignore tests/browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile tests/browser $(ALONE:%=--ignore %)
	$(BIN)/python -m pytest $(ALONE)
	@if [ -n "$(NODE)" ]; then cd web && npm run check && npm test; fi

# The player of portable avatars, which the package carries built.
player: web/node_modules/installed
	cd web && npm run build

web/node_modules/installed: web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

lint: $(VENV)/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

mutants: $(VENV)/installed-mutants
	$(BIN)/python -m tests.support.mutants $(MUTANTS) --sample $(SAMPLE) --seed $(SEED)

train-speech: $(VENV)/installed
	$(PIP_INSTALL) -e '.[train]'
	$(BIN)/python -m training.speech --folder out/speech

clean:
	rm -rf $(VENV) out

# The stamps are newer than the requirements once these are installed. PyTorch goes first and alone:
# with a second index for everything, pip would ask it for each of a hundred packages, and wait for it
# each time where it cannot be reached.
$(VENV)/installed: requirements.txt constraints.txt | $(BIN)/python
	@if [ -n "$(TORCH_INDEX)" ]; then \
	    $(PIP_INSTALL) --index-url "$(TORCH_INDEX)" --retries 1 --timeout 15 --no-deps torch || \
	    echo "No PyTorch from $(TORCH_INDEX): going on with the one from PyPI, which is larger." >&2; \
	fi
	$(PIP_INSTALL) -r requirements.txt
	$(BIN)/python -m real3d doctor
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/installed
	$(PIP_INSTALL) -e '.[dev]'
	@touch $@

$(VENV)/installed-mutants: pyproject.toml $(VENV)/installed-dev
	$(PIP_INSTALL) -e '.[mutants]'
	@touch $@

# Every candidate is really started: version managers put commands on the path that only say that
# the version is not selected.
$(BIN)/python:
	@lacking=; \
	for python in $(or $(PYTHON),python3.12 python3.11 python3.10 python3 python); do \
	    "$$python" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 12))' \
	        >/dev/null 2>&1 || continue; \
	    if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	        lacking="$$lacking $$python"; \
	        continue; \
	    fi; \
	    echo "Making $(VENV) with $$("$$python" --version)"; \
	    "$$python" -m venv $(VENV); \
	    exit 0; \
	done; \
	if [ -n "$$lacking" ]; then \
	    echo "No venv module:$$lacking. Install it: sudo apt-get install python3-venv" >&2; \
	    exit 1; \
	fi; \
	echo "No Python 3.10, 3.11 or 3.12 was found. Install one, or name it: make PYTHON=/path/to/python3.12" >&2; \
	exit 1

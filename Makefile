# Ecdosis. `make help` says what there is; every target sets itself up.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:

# SEEDS=DIR: a folder whose texts are read as well as those in seeds/
SEEDS ?=
export PYTHONUTF8 := 1

bin := .venv/bin
# What each target needs is installed when it is first asked for: the packages to build with, and this program; those of
# the tests; those of the checks (and of the tests, whose types are checked). Each is pinned by a lock of its own.
packages := .venv/.packages
# EDITABLE=no: not a link to the sources but the wheel made of them is installed, as CI has it, so that all tests try it
EDITABLE ?=
wheel := $(filter no,$(EDITABLE))
ready := .venv/$(if $(wheel),.wheel,.ready)
testing := .venv/.test
checking := .venv/.check
lint := pipeline tests docs/generate.py docs/pictures.py docs/signatures.py docs/walked.py
documenting := .venv/.docs

# A path may hold blanks, so it goes to the shell by the environment, never through make's own words.
export ECDOSIS_SEEDS := $(SEEDS)
seeds_option = $${ECDOSIS_SEEDS:+--seeds "$$ECDOSIS_SEEDS"}
# PAPER=a4 or letter: the paper of the PDFs (else a5); SIGNS=no: no sign in the text where a reading was changed
PAPER ?=
SIGNS ?=
design_options = $(if $(PAPER),--paper $(PAPER)) $(if $(filter no,$(SIGNS)),--no-signs)
# OVERWRITE=yes: also files in output/ that were not made here, or were altered since, are written over
OVERWRITE ?=
overwrite_option = $(if $(filter yes,$(OVERWRITE)),--overwrite)
# MOVE_DECISIONS=yes: decisions about a former copy of a text are written anew for that which lies there now
MOVE_DECISIONS ?=
move_option = $(if $(filter yes,$(MOVE_DECISIONS)),--move-decisions)
# DEVSET=DIR: a folder of scanned texts beside their proofread texts, on which the quality is measured
DEVSET ?=
export ECDOSIS_DEVSET := $(DEVSET)
# CASES=DIR: a folder of small inputs beside what a reader expects of them
CASES ?=
export ECDOSIS_CASES := $(CASES)
# LIBRARY=DIR: a folder of real texts with what is known about each, and the check of it
LIBRARY ?=
export ECDOSIS_LIBRARY := $(LIBRARY)
# the same as absolute paths, for the tests
absolute = ECDOSIS_CASES="$${ECDOSIS_CASES:+$$(realpath -m -- "$$ECDOSIS_CASES")}" \
	ECDOSIS_SEEDS="$${ECDOSIS_SEEDS:+$$(realpath -m -- "$$ECDOSIS_SEEDS")}" \
	ECDOSIS_DEVSET="$${ECDOSIS_DEVSET:+$$(realpath -m -- "$$ECDOSIS_DEVSET")}" \
	ECDOSIS_LIBRARY="$${ECDOSIS_LIBRARY:+$$(realpath -m -- "$$ECDOSIS_LIBRARY")}"

.PHONY: all build test quick explore expected mutants check validate checkers bench growth torture languagetool floor learn clean distclean glyphs golden schema lock same wheel words words-debian docs pictures dev help
all: build

# ECDOSIS=PATH: the program that builds and checks the editions, if not that of .venv
ECDOSIS ?= $(bin)/ecdosis

build: $(ready) ## the editions: tei/ and output/ (make SEEDS=DIR: with the texts in DIR; PAPER=a4; SIGNS=no)
	@"$(ECDOSIS)" build $(seeds_option) $(design_options) $(overwrite_option) $(move_option)

test: $(ready) $(testing) ## all tests (make test SEEDS=DIR: also on the texts in DIR)
	@echo "This takes about 40 minutes on two processors; make quick about ten."
	@$(absolute) $(bin)/python -m pytest -n auto --dist worksteal

# Fewer examples, and the same ones each time: what is found once is found again.
quick: $(ready) $(testing) ## the tests for daily work, about ten minutes: no books, browsers or whole builds
	@ECDOSIS_EXAMPLES=20 $(bin)/python -m pytest -q -n auto --dist worksteal -m "not slow"

# EXAMPLES=N: how many of each. What is found becomes a test of its own.
EXAMPLES ?= 2000
explore: $(ready) $(testing) ## the laws of the tests on other examples than the daily ones (EXAMPLES=2000 of each)
	@ECDOSIS_SEARCH=yes ECDOSIS_EXAMPLES=$(EXAMPLES) ECDOSIS_VOLUMES=200 \
		$(bin)/python -m pytest -q -n auto --dist worksteal -m "hypothesis or explored"

# MUTANTS="--room blocks --jobs 1": some of them (`make mutants MUTANTS=--help`)
MUTANTS ?=
mutants: $(ready) $(testing) ## whether `make quick` finds faults that are put into the code by hand (an hour; again: what is new)
	@PYTHONPATH=tests $(bin)/python -m faults $(MUTANTS)

check: $(ready) $(testing) $(checking) ## format, lint, types, no markup in strings
	@$(bin)/ruff format --check $(lint)
	@$(bin)/ruff check $(lint)
	@$(bin)/mypy
	@$(bin)/python -m pytest -q tests/test_markup.py

dev: $(ready) $(testing) $(checking) $(documenting) ## set up all that work on the program needs, at once

validate: build ## the editions against TEI, EPUBCheck (needs Java) and the source itself
	@"$(ECDOSIS)" validate

bench: $(ready) $(testing) ## how fast, how good, and how sure (make bench SEEDS=DIR DEVSET=DIR)
	@$(absolute) $(bin)/python tests/bench.py

languagetool: $(ready) ## fetch LanguageTool for `ecdosis build --languagetool` (needs Java 17 and Maven; 245 MB)
	@$(bin)/ecdosis tools install languagetool

# Each part of it is one line: what is there already is not fetched again. foliate-js is for the tests alone.
checkers: $(ready) ## fetch what else `make validate` and the tests use: Ace, axe, foliate-js (need Node.js 20, npm, Chromium), veraPDF (Java, Maven)
	@$(bin)/ecdosis tools install checkers
	@$(bin)/python -c 'from pathlib import Path; from ecdosis.tools.node import fetch; \
		print("foliate-js is in", fetch(Path("tests/browser")))'

# What lies among the products and is not ours stays.
clean: ## delete built files
	@if [ -x $(bin)/ecdosis ]; then $(bin)/ecdosis clean; else echo "Nothing is set up here, so what was built stays."; fi
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## and what was set up
	@if [ -x $(bin)/ecdosis ]; then $(bin)/python tests/wheels.py --remove; fi
	@rm -rf .venv

# TORTURE="kills --kills 30": some of it
TORTURE ?=
growth: $(ready) $(testing) ## which stage takes more than twice the time for twice the text, on a hundred patterns (ten minutes)
	@$(bin)/python tests/growth.py

# TEXTS="DIR DIR": folders of texts (those in SEEDS are compared as well); BASE=COMMIT: instead of the first release
TEXTS ?=
BASE ?=
export ECDOSIS_TEXTS := $(TEXTS)
same: $(ready) $(testing) ## what the program does to texts, beside its first release (make same SEEDS=DIR TEXTS="DIR DIR"; BASE=HEAD~3)
	@set -f; $(bin)/python tests/same.py $(if $(BASE),--base "$(BASE)") $${ECDOSIS_SEEDS:+--texts "$$ECDOSIS_SEEDS"} --texts $$ECDOSIS_TEXTS

torture: $(ready) $(testing) ## attacks of an hour: killed builds, full disks, half a million restores (TORTURE="kills --kills 30")
	@PYTHONPATH=tests $(bin)/python -m torture $(TORTURE)

floor: $(ready) $(testing) ## measure the quality anew and raise its floor (tests/floor.json; make floor DEVSET=DIR LIBRARY=DIR)
	@$(absolute) $(bin)/python tests/floor.py

expected: $(ready) $(testing) ## how much of small inputs is read as expected, and raise its floor (make expected CASES=DIR)
	@$(absolute) $(bin)/python tests/expected.py

learn: $(ready) $(testing) ## the weights of the judgement anew, from DEVSET, printed (see tests/learn.py)
	@$(absolute) $(bin)/python tests/learn.py

glyphs: $(ready) $(testing) ## which characters the fonts of Typst have, anew (after an update of Typst; two minutes)
	@$(bin)/python tests/typst_fonts.py

# A link that leads nowhere is an error. Nothing on its pages is fetched from elsewhere.
docs: $(ready) $(documenting) ## the documentation in build/site, and the man page build/man/ecdosis.1
	@$(bin)/python docs/generate.py build/man/ecdosis.1
	@NO_MKDOCS_2_WARNING=1 $(bin)/mkdocs build --strict
	@echo "Open build/site/index.html in a browser (its search needs a server: $(bin)/python -m http.server -d build/site)."
	@echo "The man page: man -l build/man/ecdosis.1"

pictures: $(ready) $(testing) ## the pictures of the documentation, anew (needs Chromium)
	@$(bin)/python docs/pictures.py

wheel: $(ready) ## the wheel and the source distribution, in an environment of their own, which the tests use as well
	@$(bin)/python tests/wheels.py

words: $(ready) $(testing) ## the lists of words anew (after an update of the packages they are made of: pipeline/sources/)
	@$(bin)/python pipeline/sources/english.py

words-debian: $(ready) ## the lists of German and French words anew, of Debian's (LISTS=DIR has them, or /usr/share/dict)
	@$(bin)/python pipeline/sources/debian.py $(LISTS)

golden: $(ready) $(testing) ## the golden files of the tests anew (then look at the diff)
	@$(bin)/python -m pytest -q tests/test_golden.py --regenerate

schema: $(ready) ## the part of our grammar that follows from the tables of kinds and stages, anew
	@$(bin)/python -c 'import sys; from ecdosis.tei.customisation import grammar; sys.stdout.buffer.write(grammar())' \
		> tei/schema/kinds.rng.part && mv tei/schema/kinds.rng.part tei/schema/kinds.rng

# All groups are resolved together, then each is written by itself in the versions found. What is pinned already stays,
# unless UPGRADE=yes.
UPGRADE ?=
lock: ## requirements*.lock anew from pyproject.toml (needs uv; UPGRADE=yes: the newest versions)
	@all=build/all.lock; mkdir -p build; : > "$$all"; \
	[ "$(UPGRADE)" = yes ] || cat requirements.lock requirements-*.lock > "$$all"; \
	compiled() { env -u PIP_FIND_LINKS -u UV_FIND_LINKS uv pip compile "$$@" --universal --generate-hashes \
		--python-version 3.11 --quiet --custom-compile-command 'make lock'; }; \
	compiled pyproject.toml --group build --group check --group docs --output-file "$$all"; \
	compiled pyproject.toml --group build --constraint "$$all" --output-file requirements.lock; \
	for group in test check docs; do \
		compiled --group "$$group" --constraint "$$all" --output-file "requirements-$$group.lock"; \
	done

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

pip = $(bin)/python -m pip install --quiet --disable-pip-version-check

# A stamp is made last: a set-up that was cut short is done again.
$(packages): requirements.lock
	@python=""; \
	for name in python3 python3.13 python3.12 python3.11; do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "make: no Python 3.11 or newer found (tried python3, python3.13, python3.12, python3.11): install one" >&2; exit 1; \
	fi; \
	echo "Setting up .venv with $$("$$python" --version) (once, about half a minute)"; \
	rm -rf .venv; \
	if ! "$$python" -m venv .venv; then \
		rm -rf .venv; echo "make: $$python has no venv module: install it (Debian: python3-venv)" >&2; exit 1; \
	fi
	@$(pip) --require-hashes -r requirements.lock
	@touch $@

$(ready): $(packages) pyproject.toml $(if $(wheel),$(shell find pipeline tei/schema -type f ! -name '*.pyc'))
	@rm -f .venv/.ready .venv/.wheel
	@$(pip) --no-deps --no-build-isolation --force-reinstall $(if $(wheel),,--editable) .
	@touch $@

$(testing) $(checking) $(documenting): .venv/.%: requirements-%.lock $(packages)
	@echo "Setting up .venv for make $* (once)"
	@$(pip) --require-hashes -r $<
	@touch $@

# Needs Python 3.11 or newer and a package registry that pip reaches. "make help" lists what there is.
export PYTHON PIP_ARGS

python := .venv/bin/python

.PHONY: help run test eval bench lint format pin clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: ## Set up, then open the chat at http://127.0.0.1:7860 (HOST=… PORT=… change it)
	@tools/set-up
	@.venv/bin/mandate-qa serve

test: lint ## Set up, then check style and types and run every test
	@tools/get-test-model || true # without it, the tests that ask a language model are skipped and say so
	@$(python) -m pytest

eval: ## Set up, then ask and grade the questions in eval/
	@tools/set-up
	@.venv/bin/mandate-qa eval

bench: ## Set up, then measure this machine and write a report into .cache/bench/report (SIZES="1000 10000" OUT=… change it)
	@tools/set-up
	@$(python) bench/all.py --sizes $(or $(SIZES),1000 10000) --out $(or $(OUT),.cache/bench/report)

lint: ## Set up, then check style and types
	@tools/set-up test
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m mypy

format: ## Set up, then lay the code out as lint wants it
	@tools/set-up test
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .

pin: ## Set up, then resolve every package afresh and write constraints.txt
	@tools/set-up
	@tools/pin

clean: ## Remove .venv, the index and caches
	@rm -rf .venv .cache build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis src/*.egg-info
	@find index -mindepth 1 ! -name README.md -delete

.PHONY: run test lint screenshots bench manage stop help
.DEFAULT_GOAL := help

run: ## install what is missing, start everything, print the address
	@bash scripts/boneboard run

test: ## every check and test
	@bash scripts/boneboard test

lint: ## style, types, import order and templates only
	@bash scripts/boneboard lint

screenshots: ## a picture of every page
	@bash scripts/boneboard screenshots

bench: ## the benchmarks
	@bash scripts/boneboard bench $(ARGS)

stop: ## stop what this checkout started
	@bash scripts/boneboard stop

help: ## this list
	@bash scripts/boneboard help

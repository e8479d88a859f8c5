.PHONY: run test test-faults lint screenshots bench backup restore audit manage stop help
.DEFAULT_GOAL := help

run: ## install what is missing, start everything, print the address
	@bash scripts/boneboard run

test: ## every check and test
	@bash scripts/boneboard test

test-faults: ## what is lost or said twice when things break, 10,000 reminders a fault
	@bash scripts/boneboard faults

lint: ## style, types, import order and templates only
	@bash scripts/boneboard lint

screenshots: ## a picture of every page
	@bash scripts/boneboard screenshots

bench: ## the benchmarks
	@bash scripts/boneboard bench $(ARGS)

backup: ## database and attachments as one encrypted file in .local/backups
	@bash scripts/boneboard backup $(ARGS)

restore: ## make restore FILE=... INTO=NAME: a backup into an empty or new database, verified
	@bash scripts/boneboard restore "$(FILE)" "$(INTO)"

audit: ## known faults of the packages that are used; asks the internet
	@bash scripts/boneboard audit

stop: ## stop what this checkout started
	@bash scripts/boneboard stop

help: ## this list
	@bash scripts/boneboard help

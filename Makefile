# Everything one does with this repository. `make` alone lists it.

# The versions of the build's tools. wasm-bindgen's program must equal the library, so Cargo.toml names it.
CARGO_LEPTOS := 0.3.11
CARGO_NEXTEST := 0.9.143
WASM_BINDGEN := $(shell sed -n 's/^wasm-bindgen = { version = "=\([0-9.]*\)".*/\1/p' Cargo.toml)

# Shared by all clones that want the same versions.
TOOLS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/loggia/tools-cargo-leptos-$(CARGO_LEPTOS)-wasm-bindgen-$(WASM_BINDGEN)
NODE_MODULES := end2end/node_modules/.package-lock.json
# What the console edits JSON with, bundled of npm's packages. The site is complete without it.
JSON_EDITOR := public/editor/licences.txt
TARGET := $(abspath $(or $(CARGO_TARGET_DIR),target))
DATA := data

# cargo-leptos takes wasm-bindgen, wasm-opt and our own tailwindcss from here.
export PATH := $(TOOLS)/bin:$(TARGET)/debug:$(CURDIR)/.ci/bin:$(CURDIR)/end2end/node_modules/.bin:$(HOME)/.cargo/bin:$(PATH)

# What cargo-leptos would tell a program that it starts itself.
LEPTOS := LEPTOS_OUTPUT_NAME=loggia LEPTOS_SITE_ROOT=target/site LEPTOS_SITE_PKG_DIR=pkg LEPTOS_HASH_FILES=true

# How the server's half is compiled: CI says dev, for then only this crate is new when its tests have run.
PROFILE ?= release
PROGRAM := $(TARGET)/$(if $(filter dev,$(PROFILE)),debug,$(PROFILE))/loggia

SHELL := /bin/sh
.DEFAULT_GOAL := help
# One cargo at a time: two would wait for each other's lock.
.NOTPARALLEL:
.PHONY: help run test contract test-samples check build dev bench bench-gateway bench-kill fuzz screenshots end2end prerequisites tools tailwindcss

say = @printf '\n==> %s\n' "$(1)"

help: ## List what can be made
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: tools $(JSON_EDITOR) ## Build and serve the portal with the demo catalog on http://127.0.0.1:3000
	$(call say,building the portal (the first time takes minutes))
	@cargo leptos build --split
	@$(LEPTOS) exec $(TARGET)/debug/loggia serve --demo --data $(DATA)

dev: tools $(JSON_EDITOR) ## The same, rebuilt and reloaded whenever a file changes
	@cargo leptos watch --split -- serve --demo --data $(DATA)

build: tools $(NODE_MODULES) $(JSON_EDITOR) ## Build target/release/loggia, the whole portal in one file
	$(call say,building the browser's half)
	@cargo leptos build --release --split --precompress --frontend-only
	$(call say,building $(PROGRAM), the whole portal in one file)
	@$(LEPTOS) cargo build --profile $(PROFILE) --bin loggia --features embed

check: prerequisites $(TOOLS)/bin/cargo-nextest $(NODE_MODULES) ## Formatting, lints, unit and integration tests: the quick check
	$(call say,formatting)
	@cargo fmt --all --check
	$(call say,lints of the server and the style engine)
	@cargo clippy --features ssr --all-targets -- --deny warnings
	@cargo clippy --package tailwindcss --all-targets -- --deny warnings
	$(call say,lints of the browser's half)
	@cargo clippy --lib --features hydrate --target wasm32-unknown-unknown --target-dir $(TARGET)/front -- --deny warnings
	$(call say,unit and integration tests)
	@cargo nextest run --features ssr
	@cargo nextest run --package tailwindcss

test: check ## Everything that can fail: check, documentation, release build, end to end
	$(call say,documentation tests)
	@cargo test --doc --features ssr
	@$(MAKE) --no-print-directory build end2end

end2end: $(NODE_MODULES) ## The journeys of people in a real browser, against what `make build` has made
	@.ci/chromium
	@.ci/package python3 python3
	$(call say,end-to-end tests)
	@cd end2end && npm run --silent check
	@cd end2end && LOGGIA_BIN=$(or $(LOGGIA_BIN),$(PROGRAM)) npm test --silent

contract: ## The management API against its own document, with schemathesis, on the last release build
	@end2end/schemathesis.sh

test-samples: ## Run the code samples of every language that can be installed, as root, and print a table
	@.ci/languages
	@LANGUAGES=all cargo test --features ssr --test samples -- --nocapture

bench: prerequisites $(NODE_MODULES) ## Measure; the console's view of 10 MB of JSON with the last release build
	@cargo bench --features ssr --bench catalog_scale --bench console_memory --bench console_overhead
	@.ci/chromium
	@LOGGIA_BIN=$(or $(LOGGIA_BIN),$(TARGET)/release/loggia) node end2end/bench/json.mjs

bench-gateway: prerequisites ## The gateway next to nginx; takes Debian's nginx-light and wrk, and oha
	@command -v wrk >/dev/null && test -x /usr/sbin/nginx || { echo "first: apt-get install nginx-light wrk"; exit 1; }
	@command -v $(or $(OHA),oha) >/dev/null || { echo "first: cargo install --locked oha, or OHA=<its path>"; exit 1; }
	@cargo bench --features ssr --bench gateway_speed

bench-kill: prerequisites ## End the portal by kill -9 under load 200 times, and count what is lost
	@cargo bench --features ssr --bench gateway_kill

# libFuzzer's instrumentation is a nightly compiler's; RUSTC_BOOTSTRAP lets the pinned one do it. cargo-fuzz leaves out the flags
# of .cargo/config.toml, without which the views take many times as long to compile.
fuzz: ## Fuzz what reads the texts of strangers, ten minutes each; takes cargo-fuzz
	@cargo fuzz --version >/dev/null 2>&1 || { echo "first: cargo install --locked cargo-fuzz"; exit 1; }
	@for target in curl gateway import_json import_yaml url_template; do \
		case $$target in import_*) dictionary=import;; *) dictionary=$$target;; esac; \
		mkdir -p fuzz/target/corpus/$$target; \
		RUSTC_BOOTSTRAP=1 RUSTFLAGS="--cfg erase_components" cargo fuzz run --fuzz-dir fuzz --sanitizer none $$target fuzz/target/corpus/$$target \
			fuzz/corpus/$$target -- -max_total_time=600 -timeout=20 \
			-rss_limit_mb=2048 -max_len=20000 -dict=fuzz/dictionaries/$$dictionary.dict || exit 1; \
	done

screenshots: $(NODE_MODULES) ## Pictures of the pages that run on http://127.0.0.1:3000, into target/screenshots
	@.ci/chromium
	@cd end2end && node screenshots.mjs http://127.0.0.1:3000 ../target/screenshots

# What the targets above stand on.

prerequisites:
	@.ci/prerequisites

tools: prerequisites $(TOOLS)/bin/cargo-leptos $(TOOLS)/bin/wasm-bindgen tailwindcss

tailwindcss:
	@cargo build --quiet --package tailwindcss

# Built without optimisation: that takes a quarter of the time, and they run for seconds.
install = env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 cargo install --debug --root $(TOOLS)

$(TOOLS)/bin/cargo-leptos:
	$(call say,installing cargo-leptos $(CARGO_LEPTOS) (about four minutes; once))
	@CARGO_PROFILE_DEV_OPT_LEVEL=0 $(install) --locked --version $(CARGO_LEPTOS) --features no_downloads --ignore-rust-version cargo-leptos

$(TOOLS)/bin/wasm-bindgen:
	$(call say,installing wasm-bindgen $(WASM_BINDGEN) (about two minutes; once))
	@CARGO_PROFILE_DEV_OPT_LEVEL=1 CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback $(install) --version $(WASM_BINDGEN) wasm-bindgen-cli

$(TOOLS)/bin/cargo-nextest:
	@mkdir -p $(@D)
	@if command -v cargo-nextest >/dev/null; then ln -sf "$$(command -v cargo-nextest)" $@; else \
		printf '\n==> installing cargo-nextest $(CARGO_NEXTEST) (minutes, once)\n' && \
		$(install) --locked --version $(CARGO_NEXTEST) cargo-nextest; fi

$(NODE_MODULES): end2end/package-lock.json
	$(call say,installing npm packages)
	@cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-fund --no-audit
	@touch $@

$(JSON_EDITOR): $(NODE_MODULES) end2end/editor.mjs $(wildcard src/console/editor/*.ts)
	$(call say,bundling the editor)
	@cd end2end && node editor.mjs

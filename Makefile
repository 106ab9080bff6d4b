# `make` alone prints the targets. Everything a target needs is installed by it: Go tools into .tools/, packages of Node beside
# what runs them, Redis, readers of exports and other solvers (for the tests) with the machine's package manager.

GOLANGCI_LINT := v2.15.0
GOFUMPT       := v0.12.0
GOTESTSUM     := v1.13.0
GOVULNCHECK   := v1.9.0
ACTIONLINT    := v1.7.12
GO_LICENSES   := v1.6.0
CYCLONEDX     := v1.10.0

TOOLS := $(CURDIR)/.tools
EXPLORER := internal/web/assets/explorer
FUZZTIME ?= 30s
CHAOSTIME ?= 60s
# The publishers' files of which the built-in national catalog is made.
NATIONAL_DATA ?= ../shared/data

.DEFAULT_GOAL := help
.PHONY: help run web screenshots build test chaos race fuzz bench load test-solvers bench-peers check format lint generate tidy workflows licenses reproduce release vuln national redis browser node readers promtool solvers clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build the explorer where Node is, and serve the built-in catalog; settings come from the environment, see README.md
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory web; else \
		echo "Node is missing: the service runs without its explorer. Install Node 20.19 or newer and run make web to have it."; fi
	go run .

web: $(EXPLORER)/documents.json ## build the explorer and the playground, which the program embeds

$(EXPLORER)/documents.json: $(shell git ls-files -co --exclude-standard web schema 2>/dev/null)
	@command -v npm >/dev/null || { echo "the explorer is built with Node 20.19 or newer: install Node and npm"; exit 1; }
	@$(call packages,web)
	npm run --silent --prefix web build

screenshots: web browser ## take pictures of every view into dist/screenshots; ONLY=reach takes those whose name has it
	go build -o $(TOOLS)/careerlattice .
	node web/test/screenshots.mjs $(TOOLS)/careerlattice dist/screenshots $(ONLY)

build: ## build ./careerlattice, static and reproducible
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o careerlattice .

test: redis node browser readers promtool $(TOOLS)/gotestsum-$(GOTESTSUM) ## run every test, with a real Redis and clients in Node and Go, and count them
	@mkdir -p $(TOOLS)
	@status=0; \
	$(TOOLS)/gotestsum-$(GOTESTSUM) --format pkgname-and-test-fails --format-hide-empty-pkg --jsonfile $(TOOLS)/test.json -- ./... || status=$$?; \
	awk -f .ci/count.awk $(TOOLS)/test.json || status=1; \
	exit $$status

chaos: redis ## let Redis and callers misbehave for CHAOSTIME (60s): every fault of the cache, bare sockets, life and death of the process
	CAREERLATTICE_TEST_CHAOS=$(CHAOSTIME) go test -count 1 -timeout 30m ./internal/cache ./internal/web
	go test -count 1 -timeout 30m -run 'Redis|Replicas|Hostile|Slow|Broken|Large|Leavers|HalfClosed|Stop|Reload|Frozen|Killed|FewDescriptors|LogWithout|Crowd|OutOfTime|Busy|MemoryLimit' ./internal/command

race: redis ## run every test under the race detector, in random order
	go test -race -shuffle=on ./...

fuzz: ## fuzz each target for FUZZTIME (30s)
	@grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' . | while IFS=: read -r file target; do \
		go test "$$(dirname "$$file")" -run '^$$' -fuzz "^$${target#func }\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x || exit 1; \
	done

LOAD ?= -duration 10s

load: redis build ## start one, two and three servers on one Redis, ask as fast as they answer, and print what that shows; LOAD="-h" lists its flags
	cd internal/command/testdata/load && go run . -program $(CURDIR)/careerlattice $(LOAD)

bench: ## run every benchmark
	go test ./... -run '^$$' -bench . -benchmem

test-solvers: solvers ## hold the planner to clingo on random questions, and count the comparisons; takes minutes
	go test -tags solvers -count 1 -timeout 60m -v -run 'TestEncoding|TestLimit|TestProgram|TestAgainstClingo' ./internal/peer

bench-peers: solvers ## ask this planner, clingo, CBC and a shortest path the same, and write the table of docs/benchmarks.md; takes an hour
	go test -tags solvers -count 1 -timeout 6h -v -run TestPeers ./internal/peer -update $(PEERS)

check: format lint generate tidy workflows ## everything but the tests that must hold before a change lands

format: $(TOOLS)/gofumpt-$(GOFUMPT) ## list files that gofumpt would write otherwise; those that gqlgen writes are left alone
	@files=$$($(TOOLS)/gofumpt-$(GOFUMPT) -l $$(git ls-files -co --exclude-standard -- '*.go' ':!graph/generated' ':!graph/*.resolvers.go')); \
	if [ -n "$$files" ]; then echo "not formatted, run $(TOOLS)/gofumpt-$(GOFUMPT) -w on:"; echo "$$files"; exit 1; fi

lint: $(TOOLS)/golangci-lint-$(GOLANGCI_LINT) ## vet and lint
	go vet -tags solvers ./...
	$(TOOLS)/golangci-lint-$(GOLANGCI_LINT) run

generate: ## generate again and fail where the outcome differs from what is in the tree
	@before=$$(git status --porcelain; git diff); \
	go generate ./... || exit 1; \
	after=$$(git status --porcelain; git diff); \
	if [ "$$before" != "$$after" ]; then echo "go generate changed these files:"; git status --short; exit 1; fi

tidy: ## fail where go.mod lists what is not needed, or the reverse
	go mod tidy -diff
	go mod verify

workflows: $(TOOLS)/actionlint-$(ACTIONLINT) ## lint what runs on GitHub
	$(TOOLS)/actionlint-$(ACTIONLINT)

# pgregory.net/rapid, under the MPL, is in no program: tests alone use it.
PERMISSIVE := --allowed_licenses Apache-2.0,MIT,BSD-2-Clause,BSD-3-Clause,ISC --ignore careerlattice
licenses: $(TOOLS)/go-licenses-$(GO_LICENSES) ## fail where a module that is built or tested with has a license that is not permissive
	@{ $(TOOLS)/go-licenses-$(GO_LICENSES) check . $(PERMISSIVE) && \
		$(TOOLS)/go-licenses-$(GO_LICENSES) check ./... --include_tests $(PERMISSIVE) --ignore pgregory.net/rapid; } \
		>$(TOOLS)/licenses.log 2>&1 || { grep -v '^W\|^/' $(TOOLS)/licenses.log; exit 1; }

reproduce: ## build the last commit in two folders, and fail where the programs differ, need a library or have more than 64 MB
	.ci/reproduce

# What a release offers; docs/release.md says how one is made. Each program has its bill of materials beside it.
PLATFORMS := linux-amd64 linux-arm64 darwin-arm64
release: $(TOOLS)/cyclonedx-gomod-$(CYCLONEDX) $(TOOLS)/go-licenses-$(GO_LICENSES) web ## put what a release offers into dist/; VERSION=v1.2.3 names it
	@[ -n "$(VERSION)" ] || { echo "name the release: make release VERSION=v1.2.3"; exit 1; }
	rm -rf dist && mkdir dist
	@for platform in $(PLATFORMS); do \
		name=dist/careerlattice-$(VERSION)-$$platform; \
		CGO_ENABLED=0 GOOS=$${platform%-*} GOARCH=$${platform#*-} go build -trimpath \
			-ldflags "-s -w -X careerlattice/internal/command.version=$(VERSION)" -o $$name . && \
		$(TOOLS)/cyclonedx-gomod-$(CYCLONEDX) bin -json -licenses -noserial -version $(VERSION) -output $$name.cdx.json $$name || exit 1; \
	done
	$(TOOLS)/go-licenses-$(GO_LICENSES) save . --ignore careerlattice --save_path dist/licenses
	cp LICENSE NOTICE dist/licenses
	tar -C dist --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -czf dist/licenses.tar.gz licenses
	chmod -R u+w dist/licenses && rm -r dist/licenses
	cd dist && sha256sum * >SHA256SUMS

vuln: $(TOOLS)/govulncheck-$(GOVULNCHECK) ## look for known vulnerabilities
	$(TOOLS)/govulncheck-$(GOVULNCHECK) ./...

national: ## make the built-in national catalog anew from the files in NATIONAL_DATA (../shared/data)
	go run . import national --onet $(NATIONAL_DATA)/onet --onet $(NATIONAL_DATA)/onet_29_3 \
		--oews $(NATIONAL_DATA)/bls_oews/national_M2025_dl.xlsx --sectors $(NATIONAL_DATA)/bls_oews/natsector_M2024_dl.xlsx \
		--projections $(NATIONAL_DATA)/bls_ep --handbook $(NATIONAL_DATA)/bls_ooh --ipeds $(NATIONAL_DATA)/ipeds \
		--cip $(NATIONAL_DATA)/nces_cip/CIP2020_SOC2018_Crosswalk.csv --out $(TOOLS)/national
	go run . compile $(TOOLS)/national --out internal/catalog/data/national.lattice

browser: ## install a browser for the explorer's tests where it is missing
	@if [ -x "$${CHROMIUM:-/usr/bin/chromium}" ] || [ -n "$$CAREERLATTICE_TEST_NO_BROWSER$$CAREERLATTICE_TEST_NO_NODE" ]; then exit 0; fi; \
	$(call debian,--no-install-recommends chromium) || { \
		echo "the explorer is tested in Chromium: run apt-get install chromium as root, set CHROMIUM to where one is,"; \
		echo "or set CAREERLATTICE_TEST_NO_BROWSER=1 to skip these tests"; exit 1; \
	}

redis: ## install redis-server where it is missing
	@if command -v redis-server >/dev/null || [ -n "$$REDIS_SERVER" ] || [ -n "$$CAREERLATTICE_TEST_NO_REDIS" ]; then exit 0; fi; \
	$(call debian,redis-server) || { \
		echo "the tests need redis-server: run apt-get install redis-server as root, or set CAREERLATTICE_TEST_NO_REDIS=1 to skip those that use it"; exit 1; \
	}

CLIENTS  := internal/command/testdata/clients
PACKAGES := $(CLIENTS) internal/command/testdata/readers

node: ## install what the tests run in Node, and the modules of their client in Go
	@go -C $(CLIENTS)/go mod download || echo "the test of the client in Go will be skipped: its modules cannot be had"
	@go -C internal/command/testdata/load mod download || echo "the test of make load will be skipped: its modules cannot be had"
	@if [ -n "$$CAREERLATTICE_TEST_NO_NODE" ]; then exit 0; fi; \
	command -v npm >/dev/null || { \
		echo "the tests run clients in Node 20 or newer: install Node and npm, or set CAREERLATTICE_TEST_NO_NODE=1 to skip those tests"; exit 1; \
	}; \
	for folder in $(PACKAGES); do \
		$(call packages,$$folder) || { echo "CAREERLATTICE_TEST_NO_NODE=1 skips the tests that need them"; exit 1; }; \
	done; \
	$(MAKE) --no-print-directory web

readers: ## install what the tests read exports with where it is missing: xmllint, Graphviz, SQLite, jq, curl and packages of Python
	@if [ -n "$$CAREERLATTICE_TEST_NO_READERS" ]; then exit 0; fi; \
	if command -v xmllint >/dev/null && command -v dot >/dev/null && command -v sqlite3 >/dev/null && command -v jq >/dev/null && \
		command -v curl >/dev/null && /usr/bin/python3 -c 'import icalendar, networkx, pandas' 2>/dev/null; then exit 0; fi; \
	$(call debian,--no-install-recommends libxml2-utils graphviz sqlite3 jq curl python3-icalendar python3-networkx python3-pandas) || { \
		echo "the tests read exports with xmllint, Graphviz, sqlite3, jq, curl and Python's icalendar, networkx and pandas:"; \
		echo "run apt-get install libxml2-utils graphviz sqlite3 jq curl python3-icalendar python3-networkx python3-pandas as root,"; \
		echo "or set CAREERLATTICE_TEST_NO_READERS=1 to skip the tests that use them"; exit 1; \
	}

# Not by installing Debian's package prometheus: that starts a server.
promtool: ## fetch promtool into .tools where it is missing: the tests check Prometheus's files and the metrics with it
	@if [ -n "$$CAREERLATTICE_TEST_NO_PROMTOOL" ] || command -v promtool >/dev/null || [ -x $(TOOLS)/promtool ]; then exit 0; fi; \
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && mkdir -p $(TOOLS) && \
	{ cd $$folder && apt-get download -qq prometheus || { sudo=; [ "$$(id -u)" -eq 0 ] || sudo="sudo -n"; $$sudo apt-get update -qq && apt-get download -qq prometheus; }; } 2>/dev/null && \
	dpkg-deb --fsys-tarfile prometheus_*.deb | tar -xO ./usr/bin/promtool > $(TOOLS)/promtool && chmod +x $(TOOLS)/promtool || { \
		rm -f $(TOOLS)/promtool; \
		echo "the tests check deploy/prometheus with promtool: put it on the path, or set CAREERLATTICE_TEST_NO_PROMTOOL=1 to skip those tests"; exit 1; \
	}

solvers: ## install clingo and CBC where they are missing
	@if command -v clingo >/dev/null && command -v cbc >/dev/null; then exit 0; fi; \
	$(call debian,gringo coinor-cbc) || { \
		echo "the solvers' tests need clingo 5 and CBC on the path: run apt-get install gringo coinor-cbc as root, or install both otherwise"; exit 1; \
	}

clean: ## remove what the targets made
	rm -rf $(TOOLS) $(EXPLORER) web/node_modules web/src/generated careerlattice dist

# Each tool is named with its version, so that a new pin installs it anew.
$(TOOLS)/golangci-lint-%:
	$(call install,github.com/golangci/golangci-lint/v2/cmd/golangci-lint,$*)
$(TOOLS)/gofumpt-%:
	$(call install,mvdan.cc/gofumpt,$*)
$(TOOLS)/gotestsum-%:
	$(call install,gotest.tools/gotestsum,$*)
$(TOOLS)/govulncheck-%:
	$(call install,golang.org/x/vuln/cmd/govulncheck,$*)
$(TOOLS)/actionlint-%:
	$(call install,github.com/rhysd/actionlint/cmd/actionlint,$*)
$(TOOLS)/go-licenses-%:
	$(call install,github.com/google/go-licenses,$*)
$(TOOLS)/cyclonedx-gomod-%:
	$(call install,github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod,$*)

# Installs a folder's packages of Node, unless that was done since its lock file changed.
define packages
{ cmp -s $(1)/package-lock.json $(1)/node_modules/installed.json || { \
	npm ci --prefix $(1) --silent --no-audit --no-fund && cp $(1)/package-lock.json $(1)/node_modules/installed.json; \
} || { echo "npm could not install the packages of $(1)"; exit 1; }; }
endef

define debian
{ command -v apt-get >/dev/null && { \
	sudo=; if [ "$$(id -u)" -ne 0 ]; then sudo="sudo -n"; fi; \
	$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1) >/dev/null; }; }
endef

define install
GOBIN=$(TOOLS)/new go install $(1)@$(2)
@mv $(TOOLS)/new/$(notdir $(1)) $@
endef

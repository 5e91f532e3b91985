# Every target fetches what it needs on a Debian machine that has Go, Node, npm and apt. ADDR, BASE_URL, BASE_PATH change
# what is said; see README.

ADDR ?= localhost:8080
BASE_URL ?= http://$(ADDR)
BASE_PATH ?= /
export GOFLAGS = -mod=mod

.PHONY: build run serve test fuzz audit check sizes bench lighthouse shots screenshots chromium nginx clean

build: node_modules/.ready
	@go run ./app build -base-url "$(BASE_URL)" -base-path "$(BASE_PATH)"

run: build
	@go run ./app serve -addr "$(ADDR)"

serve: run

# All tests: logic, then the built site in Chromium. dist is built first so that the packages that test it find its
# pictures drawn and its client compiled.
test: build chromium
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./app/client ./components/... 
	go test -count=1 -timeout 20m -p 2 ./...

# Known faults in what is used: asks Go's vulnerability database and npm's, so it needs the network.
audit: node_modules/.ready
	go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./...
	npm audit --audit-level=high

# Feeds every parser and writer with what nobody would write, TIME for each; what it finds stays as a test in testdata/fuzz.
TIME ?= 10m
fuzz: node_modules/.ready
	@for f in $$(grep -rlE '^func Fuzz' --include=*_test.go .); do for n in $$(sed -n 's/^func \(Fuzz[A-Za-z]*\).*/\1/p' $$f); do \
		echo "$$f $$n"; go test $$(dirname $$f) -run '^$$' -fuzz "^$$n$$" -fuzztime $(TIME) || exit 1; done; done

# What each part of dist/ weighs, raw and compressed, against its budget; what the client's packages weigh.
sizes: build
	@go run ./app sizes

# The editorial check: words against facts, in three languages. Exit code 1 on errors; JSON=1 for machines.
check: node_modules/.ready
	@go run ./app check $(if $(JSON),-json)

# What building costs and what readers wait for, on three kinds of machine and network; medians of RUNS visits. Takes minutes.
RUNS ?= 3
bench: build chromium
	@go run ./app bench -runs $(RUNS)

# Lighthouse's scores for each language on a phone, medians of RUNS. npx fetches Lighthouse, so it needs the network; no test does.
lighthouse: build chromium
	@go run ./app lighthouse -runs $(RUNS)

# Screenshots of every chapter in three languages, two widths, two themes: dist must be built.
shots: build chromium
	@go run ./app shots

# Renews the pictures that install dialogs show (web/screenshots), from dist as it is; they are part of the source.
screenshots: node_modules/.ready chromium
	@test -e dist/sw.js || { echo "dist/ is not built: run make build"; exit 1; }
	@go run ./app screenshots

chromium:
	@command -v chromium >/dev/null || { echo "installing Chromium"; apt-get update -qq && apt-get install -y -qq chromium >/dev/null; }

# Runs Debian's nginx with web/nginx.conf and holds its answers to our server's. make test does so too where nginx is installed.
nginx: build chromium
	@test -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so || { echo "installing nginx"; apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light libnginx-mod-http-brotli-static >/dev/null; }
	go test -count=1 -v -run 'TestNginx' ./app/e2e

node_modules/.ready: package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf dist dist.new dist.old .build node_modules

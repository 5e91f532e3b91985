# Every target fetches what it needs on a Debian machine that has Go, Node, npm and apt. ADDR, BASE_URL, BASE_PATH change
# what is said; STORY=DIR builds, checks, signs, shows or releases another story; see README.

ADDR ?= localhost:8080
BASE_URL ?= http://$(ADDR)
BASE_PATH ?= /
export GOFLAGS = -mod=mod


.PHONY: build
build: node_modules/.ready
	@go run ./app build -base-url "$(BASE_URL)" -base-path "$(BASE_PATH)" $(if $(STORY),-story "$(STORY)") $(if $(DRAFT),-draft) $(if $(EDITIONS),-editions "$(EDITIONS)")

.PHONY: run
run: build
	@go run ./app serve -addr "$(ADDR)"

.PHONY: serve
serve: run

# The editor's desk: the story in every language and place while it is being written, on this machine alone.
PREVIEW ?= localhost:8090
.PHONY: preview
preview: node_modules/.ready
	@go run ./app preview -addr "$(PREVIEW)" $(if $(STORY),-story "$(STORY)")

# How soon a saved change is on the screen.
.PHONY: bench-preview
bench-preview: node_modules/.ready chromium
	@go run ./app bench-preview

# All tests: logic, then the built site in Chromium. dist is built first so that the packages that test it find its
# pictures drawn and its client compiled. The one that takes longest begins first.
.PHONY: test
test: build chromium engines
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./app/client ./components/dom ./components/scroll ./components/snippet ./components/shell/...
	go test -count=1 -timeout 20m -p 2 ./app/e2e ./...

# Known faults in what is used: asks Go's vulnerability database and npm's, so it needs the network.
.PHONY: audit
audit: node_modules/.ready
	@ok=1; for ask in "go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./..." "npm audit --audit-level=high"; do \
		$$ask || { ok=0; echo "audit: not passed: $$ask: faults stand above, or its database could not be asked, and then nothing is known"; }; done; [ $$ok = 1 ]

# Feeds every parser and writer with what nobody would write, TIME for each; what it finds stays as a test in testdata/fuzz.
TIME ?= 10m
.PHONY: fuzz
fuzz: node_modules/.ready
	@for f in $$(grep -rlE '^func Fuzz' --include=*_test.go .); do for n in $$(sed -n 's/^func \(Fuzz[A-Za-z]*\).*/\1/p' $$f); do \
		echo "$$f $$n"; go test $$(dirname $$f) -run '^$$' -fuzz "^$$n$$" -fuzztime $(TIME) || exit 1; done; done

# What each part of dist/ weighs, raw and compressed, against its budget; what the client's packages weigh.
.PHONY: sizes
sizes: build
	@go run ./app sizes

# The editorial check: words against facts, in three languages. Exit code 1 on errors; JSON=1 for machines; COVERAGE=1 lists the
# report's claims with the steps that carry them. check-visual looks at the built site in Chromium.
.PHONY: check
check: node_modules/.ready
	@go run ./app check $(if $(STORY),-story "$(STORY)") $(if $(JSON),-json) $(if $(COVERAGE),-coverage)

# Signs what words, records and outline now say: from then on the check finds what says something else in else the same words. Prints what
# is signed anew. Run it after comparing a change with its records and sources. A record or source that was signed and says something else is
# signed only by its name, RECORD="r-012 u-ne-2010" (or all): it was compared with the research.
.PHONY: sign
sign: node_modules/.ready
	@go run ./app sign $(if $(RECORD),-record "$(RECORD)") $(if $(STORY),-story "$(STORY)")

# Which mistakes the editorial check finds: made from the story as it is, some of each kind in each language (EACH=N, 0 for all; ONLY=part of
# a kind's name; SEED=N; MISSES=1 lists what got through; SIGNED=1 signs anew after each; PART=K/N with KEEP=FILE runs it in parts). Minutes.
.PHONY: check-mutations
check-mutations: node_modules/.ready
	@go run ./app check-mutations $(if $(EACH),-each $(EACH)) $(if $(SEED),-seed $(SEED)) $(if $(ONLY),-only "$(ONLY)") $(if $(MISSES),-misses) $(if $(SIGNED),-signed) $(if $(PART),-part $(PART)) $(if $(KEEP),-keep $(KEEP)) $(if $(HAND),-hand "$(if $(filter 1,$(HAND)),app/check/mutate/testdata/hand.toml,$(if $(filter 2,$(HAND)),app/check/mutate/testdata/heldout.toml,$(HAND)))")

.PHONY: check-visual
check-visual: build chromium
	@go run ./app check-visual $(if $(STORY),-story "$(STORY)") $(if $(JSON),-json)

# Which labels of pictures stand in the order in which they are read: a table of Chromium, Firefox and WebKit, every graphic. Minutes.
.PHONY: labels
labels: build chromium engines
	@go run ./app labels

# What building costs and what readers wait for, on three kinds of machine and network; medians of RUNS visits. Takes minutes.
RUNS ?= 3
.PHONY: bench
bench: build chromium
	@go run ./app bench -runs $(RUNS)

# Lighthouse's scores for each language on a phone, medians of RUNS. npx fetches Lighthouse, so it needs the network; no test does.
.PHONY: lighthouse
lighthouse: build chromium
	@go run ./app lighthouse -runs $(RUNS)

# What an embed costs its host while the reader scrolls, against a plain frame with the same story and no embed at all.
.PHONY: bench-embed
bench-embed: build chromium
	@go run ./app bench-embed

# Messages that nobody would send, into both sides of the embed in Chromium: SEEDS times 500.
SEEDS ?= 300
.PHONY: fuzz-embed
fuzz-embed: build chromium
	EMBED_FUZZ=$(SEEDS) go test -count=1 -timeout 60m -v -run 'HearsOnlyTheProtocol' ./app/e2e

# The embed beside real libraries from npm (htmx, Turbo, idiomorph, React, a consent tool, a lazy-loading plugin, iframe-resizer, pym.js),
# in every way that a page can carry it, the roads by which a page takes it away and back, and the host pages after public reports; make test
# takes one way each. Then host-pages and wordpress.
.PHONY: hosts host-pages
hosts: node_modules/.ready chromium
	HOSTS=all go test -count=1 -timeout 30m -v -run 'TestHosts' ./app/embed
	@$(MAKE) host-pages
	@$(MAKE) wordpress

# The built story on fifty host pages as they are, gone through in Chromium, Firefox and WebKit, and what verify-host says of each: the
# table of web/README.md. 20 minutes; ENGINES one engine, PART=K/N a part, ONLY an expression for the pages' names (results are kept).
host-pages: build chromium engines
	HOSTS=all PART="$(PART)" ONLY="$(ONLY)" ENGINES="$(ENGINES)" go test -count=1 -timeout 40m -v ./app/hosts

# Debian's WordPress with a database of its own, installed if missing: what readers get of each form of the code, published by an
# administrator and by an author, in Chromium, Firefox and WebKit. Two minutes.
.PHONY: wordpress
wordpress: build chromium engines
	@test -e /usr/share/wordpress/wp-load.php -a -x /usr/bin/php -a -x /usr/sbin/mariadbd -a -e /usr/share/wordpress/wp-content/themes/twentytwentythree || { \
		echo "installing WordPress, PHP and MariaDB"; apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends wordpress wordpress-theme-twentytwentythree php-cli php-mysql php-xml php-mbstring mariadb-server >/dev/null; }
	WORDPRESS=1 go test -count=1 -timeout 20m -v -run TestWordPress ./app/wordpress

# WALKS rounds of what host pages do to their reader (lock, turn, insert, reload, morph, theme), each from a seed that is printed;
# afterwards the step is the same and the story whole. SEED=n begins elsewhere. make test takes five.
WALKS ?= 200
walks: node_modules/.ready chromium
	WALKS=$(WALKS) go test -count=1 -timeout 30m -v -run 'TestReaderIsNotLostOnAnyWalk' ./app/embed

# Pictures of every graphic as files (charts/ID/testdata), rewritten; and one page of those that differ from SINCE, before and after.
.PHONY: pictures review-pictures
pictures: node_modules/.ready
	EXPLAINER_PICTURES=1 go test -count=1 -run 'TestGraphic|TestCheck|TestMap' ./charts/...
review-pictures:
	@go run ./app review-pictures -since "$(or $(SINCE),HEAD)"

# Falsifies the drawings of every graphic in every state, in some seventy ways, and prints which rule stops which; make test takes a sample.
.PHONY: mutate-pictures
mutate-pictures: build
	MUTATE=1 go test -count=1 -timeout 30m -v -run FalsePictures ./charts/prove

# Feeds every graphic with rows that nobody foresaw, in every state, slot and language, and prints what became of the pictures; make test
# takes a sample. ONLY=tolls takes one graphic.
.PHONY: any-rows
any-rows: node_modules/.ready
	ROWS=1 ONLY=$(ONLY) go test -count=1 -timeout 30m -v -run TestAnyRows ./charts/charttest | grep -v '^ *--- PASS\|^=== '

# What pictures are made of: a table of axes that are seen, series that are rows and series beside them, keys of ECharts that go-echarts has no
# field for, lines of each graphic and of the kit; see charts/README.md.
.PHONY: count-pictures
count-pictures:
	@COUNT=1 go test -count=1 -v -run TestPicturesHaveRealAxes ./charts/charttest | grep -v '^=== \|^--- \|^ok\|^PASS'

# What is claimed of the program (app/claims/claims.tsv): runs the tests that hold each claim and prints which are confirmed. Minutes.
.PHONY: claims
claims: build chromium engines servers
	@CLAIMS=1 go test -count=1 -timeout 60m -v -run TestEveryClaimHasItsTest ./app/claims

# Proposes entries for the log of corrections from what has changed since a folder or a git revision.
.PHONY: corrections
corrections: node_modules/.ready
	@go run ./app corrections -since "$(SINCE)"


# Screenshots of every chapter in three languages, two widths, two themes: dist must be built.
.PHONY: shots
shots: build chromium
	@go run ./app shots

# Renews the pictures that install dialogs show (locales/brand/screenshots), from dist as it is; they are part of the source.
.PHONY: screenshots
screenshots: node_modules/.ready chromium
	@test -e dist/sw.js || { echo "dist/ is not built: run make build"; exit 1; }
	@go run ./app screenshots

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null && command -v pdftotext >/dev/null || { echo "installing Chromium"; apt-get update -qq && apt-get install -y -qq chromium poppler-utils >/dev/null; }

# The other engines that the story is looked at in: Firefox, and WebKitGTK with a screen to stand on.
.PHONY: engines
engines:
	@test -x /usr/bin/firefox-esr -a -x /usr/bin/WebKitWebDriver -a -x /usr/bin/Xvfb -a -x /usr/bin/dbus-run-session -a -e /usr/lib/python3/dist-packages/gi || { \
		echo "installing Firefox and WebKitGTK"; began=$$(date +%s); apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends firefox-esr webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi xvfb dbus >/dev/null && \
		echo "installed in $$(($$(date +%s) - began)) s"; }

# What readers see, in every engine, by every road, at every width: pixels and geometry, judged cell by cell; pictures in .build/eyes.
# Every two sides of the grid meet (make test takes the first of these cells); EVERY=1 looks at all of them, which takes hours.
# EYES="webkit ar" looks at those alone, LOOKS places in each, SEED chooses others.
LOOKS ?= 3
SEED ?= 1
.PHONY: eyes
eyes: build chromium engines
	@EYES_ALL=$(EVERY) EYES_WHOLE=1 EYES="$(EYES)" EYES_LOOKS=$(LOOKS) EYES_SEED=$(SEED) EYES_DIST=$(CURDIR)/dist go test -count=1 -v -timeout 24h -run TestGrid ./app/eyes

# What readers see: per size of screen and frame and language the share of the labels in view while a step is read, at the worst of five
# places; the smallest label and text. SEEN=all names the steps that fall short, SIZES="1280x800 stepper:360x600" takes those alone. Some minutes.
.PHONY: seen
seen: node_modules/.ready chromium
	@SEEN=$(or $(SEEN),1) go test -count=1 -v -timeout 1h -run TestSeenTable ./app/e2e

# The smallest label and the smallest other text in nineteen windows and frames (zoomed in, phones, larger text, spaced text), in Chromium,
# Firefox and WebKit, in three languages; no label may be below 11 px. ENGINES, LANGS, WINDOWS=frame look at a part. Some minutes.
.PHONY: zoom
zoom: build chromium engines
	@ZOOM=all EYES_DIST=$(CURDIR)/dist go test -count=1 -v -timeout 1h -run TestNothingShrinks ./app/eyes

# How far each label of a graphic stands out from what is really behind it, from pixels, in every state: three engines, three languages, both
# themes, two widths, and for readers who ask for more contrast. ENGINES, LANGS look at a part. Some minutes.
.PHONY: contrast
contrast: build chromium engines
	@LABELS=all EYES_DIST=$(CURDIR)/dist go test -count=1 -v -timeout 1h -run TestLabelsStandOut ./app/eyes

# Debian's Orca reads the whole story in Firefox, on a screen that nobody sees; what it gives to speech is held to the page's steps and
# kept in app/orca/testdata, for people to read. LANGS="fr" reads one language. Some five minutes each; a person's own Orca must not run.
LANGS ?= ar fr en
.PHONY: orca
orca: build engines
	@test -x /usr/bin/orca -a -x /usr/bin/openbox -a -x /usr/lib/speech-dispatcher-modules/sd_generic -a -e /usr/share/i18n/locales/C || { \
		echo "installing Orca"; apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends orca speech-dispatcher speech-dispatcher-audio-plugins at-spi2-core dbus-x11 libglib2.0-bin locales openbox >/dev/null; }
	ORCA="$(LANGS)" go test -count=1 -v -timeout 40m -run OrcaReads ./app/orca

.PHONY: servers
servers:
	@test -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so || { echo "installing nginx"; apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light libnginx-mod-http-brotli-static >/dev/null; }
	@command -v caddy >/dev/null || { echo "installing Caddy"; apt-get update -qq && apt-get install -y -qq --no-install-recommends caddy >/dev/null; }

# Runs Debian's nginx with web/nginx.conf and holds its answers to our server's. make test does so too where nginx is installed.
.PHONY: nginx
nginx: build chromium servers
	go test -count=1 -v -run 'TestNginx' ./app/e2e

# The same for Caddy and web/Caddyfile.
.PHONY: caddy
caddy: build chromium servers
	go test -count=1 -v -run 'TestCaddy' ./app/e2e

# What is handed out, in .build/release/VERSION: the site as an archive, a program that carries it for each system, the editor's program
# for each system, a bill of materials, checksums. The same commit, Go and VERSION give the same bytes.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo 0)
.PHONY: release
release: node_modules/.ready
	@go run ./app release $(if $(STORY),-story "$(STORY)") -version "$(VERSION)" -base-url "$(BASE_URL)" -base-path "$(BASE_PATH)"

# The editor's program, from nothing to a served story without Go, Node, npm or network, and this story built by it: the bytes of make build. Minutes.
.PHONY: editor
editor:
	@$(MAKE) build BASE_URL=http://localhost:8080
	EDITOR_DIST=$(CURDIR)/dist go test -count=1 -timeout 20m -v -run TestEditorNeedsNothingElse ./app/release

# What the released program bears, beside Debian's nginx where that is installed (make nginx), and what visits cost in bytes. On
# loopback, some minutes; make test runs a short form.
.PHONY: load
load: build chromium servers
	LOAD=1 go test -count=1 -v -run 'TestProgramUnderLoad|TestVisitsAreMeasured' ./app/e2e

# Compares dist with the list of what was built, or what an address serves (URL=https://news.example/explainers/mali/).
.PHONY: verify
verify:
	@go run ./app verify $(if $(URL),-url "$(URL)")

# Kills a build at KILLS random moments, spoils its caches, fills its disk: the site that stands is always a whole one. As root.
KILLS ?= 200
.PHONY: kills
kills: build
	KILLS=$(KILLS) go test -count=1 -timeout 120m -v -run 'KilledBuilds|FullDisk' ./app

node_modules/.ready: package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: clean
clean:
	rm -rf dist dist.new dist.old .build node_modules

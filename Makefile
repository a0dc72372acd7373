PREFIX ?= /usr/local
BUILD = swift build --explicit-target-dependency-import-check error
PACKAGES = libsimdjson-dev zlib1g-dev libcmark-gfm-dev libcmark-gfm-extensions-dev pkg-config tzdata
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)
export SWIFT_BACKTRACE = enable=no

.PHONY: report test bench lint format install packages clean

report: packages
	@$(BUILD) -c release -q
	@.build/release/rollcall sample > .build/sample.json
	@.build/release/rollcall build .build/sample.json --output public

test: packages .venv/ready
	@$(BUILD) --build-tests
	@swift test --skip-build
	@ROLLCALL=.build/debug/rollcall .venv/bin/pytest -q Tests/Site

# Python only looks at whole reports from outside: a strict HTML parser.
.venv/ready:
	@dpkg -s python3-venv > /dev/null 2>&1 || $(SUDO) apt-get install -qq -y python3-venv > /dev/null
	@python3 -m venv .venv
	@.venv/bin/pip install -q --disable-pip-version-check html5lib pytest
	@touch $@

bench: packages
	@$(BUILD) -c release -q
	@python3 Tests/Benchmarks/bench.py .build/release/rollcall .build/bench
	@.build/release/TemplateBench

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

format:
	swift format --in-place --recursive Sources Tests Package.swift

install: packages
	$(BUILD) -c release --static-swift-stdlib --scratch-path .build-static
	install -D .build-static/release/rollcall $(DESTDIR)$(PREFIX)/bin/rollcall
	install -d $(DESTDIR)$(PREFIX)/share/rollcall
	cp -r site Templates $(DESTDIR)$(PREFIX)/share/rollcall/

packages:
	@command -v swift > /dev/null || { echo "Swift 6.3 is missing: see https://www.swift.org/install/linux/"; exit 1; }
	@dpkg -s $(PACKAGES) > /dev/null 2>&1 || { $(SUDO) apt-get update -qq && $(SUDO) apt-get install -qq -y $(PACKAGES); } > /dev/null

clean:
	rm -rf .build .build-static public

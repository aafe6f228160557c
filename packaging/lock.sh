#!/usr/bin/env bash
# Writes the locked, hashed requirements anew from pyproject.toml, for every platform and Python >= 3.11.
# What is pinned already stays as it is unless told otherwise:  lock.sh [--upgrade | --upgrade-package NAME]
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo .venv/bin/uv)
[ -x "$uv" ] || { echo "Locking needs uv:  .venv/bin/python -m pip install uv" >&2; exit 1; }

# No address and no path of the machine that locks may land in the files: no --emit-*, no --find-links,
# and the configuration of this machine's uv is left out of it.
compile() {
  "$uv" pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@" >/dev/null
}
# hatchling and editables build the project itself in the environment, without a second download.
compile packaging/pip.in -o packaging/requirements-pip.txt "$@"
compile pyproject.toml packaging/build.in --extra gui -o packaging/requirements.txt "$@"
compile pyproject.toml packaging/build.in --extra gui --group dev -c packaging/requirements.txt \
  -o packaging/requirements-dev.txt "$@"

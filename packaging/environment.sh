#!/usr/bin/env bash
# Makes the Python environment .venv in the project's root, or brings it up to date:
#   environment.sh run     what the application needs
#   environment.sh test    that, and what building and checking it needs
set -euo pipefail
cd -P "$(dirname "$0")/.."

case ${1:-} in
  run) requirements=packaging/requirements.txt ;;
  test) requirements=packaging/requirements-dev.txt ;;
  *) echo "environment.sh: say 'run' or 'test'" >&2; exit 2 ;;
esac

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local name
  for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if recent_enough "$name"; then command -v "$name"; return; fi
  done
  return 1
}

make_environment() {
  local python
  rm -rf .venv
  if python=$(find_python); then
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
      if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "This Python cannot make environments. On Debian or Ubuntu:  sudo apt-get install python3-venv" >&2
        exit 1
      fi
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    fi
    "$python" -m venv .venv
  elif command -v uv >/dev/null; then
    uv venv --quiet --seed --python '>=3.11' .venv
  else
    echo "Assay needs Python 3.11 or newer, and none was found (python3 is: $(python3 --version 2>&1 || true))." >&2
    echo "Install one, or name it:  make PYTHON=/path/to/python3.11 ..." >&2
    exit 1
  fi
}

# An environment that was moved has scripts that point to its old place.
recent_enough .venv/bin/python && grep -qF "$PWD/.venv" .venv/bin/activate || make_environment

# The stamp says from what it was made. An environment for tests serves for running too.
now() { cat "$1" pyproject.toml packaging/environment.sh packaging/requirements-pip.txt | cksum; .venv/bin/python -V; }
for stamp in "$requirements" packaging/requirements-dev.txt; do
  if [ "$(now "$stamp")" = "$(cat ".venv/made-from-$(basename "$stamp")" 2>/dev/null)" ]; then exit 0; fi
done

echo "Bringing .venv up to date from $requirements ..."
pip() { .venv/bin/python -m pip --quiet --no-input --disable-pip-version-check "$@"; }
# A Python's own pip may be too old to take pinned requirements that name extras.
pip install --require-hashes --only-binary :all: -r packaging/requirements-pip.txt
pip install --require-hashes --only-binary :all: -r "$requirements"
pip install --no-deps --no-build-isolation --editable .
now "$requirements" >".venv/made-from-$(basename "$requirements")"

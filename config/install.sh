# Read by ./start and ./test: make .venv and install a lock file into it, once.

say() { printf '%s\n' "$*" >&2; }

need_python() {
  if ! command -v python3 >/dev/null; then
    say "Missing: Python 3.11 or later. On Debian 12: apt-get install python3 python3-venv"
    exit 1
  fi
  if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    say "Missing: Python 3.11 or later; this is $(python3 --version). On Debian 12: apt-get install python3"
    exit 1
  fi
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    say "Missing: the venv module of Python. On Debian 12: apt-get install python3-venv"
    exit 1
  fi
}

# install_locked LOCK: from ./wheelhouse where it lies (machines without a network), else from the
# configured package index; every file must have a digest of the lock.
install_locked() {
  local lock=$1 stamp source=()
  need_python
  stamp="$(python3 --version) $(sha256sum "$lock" | cut -d' ' -f1)"
  if [ -f .venv/installed ] && grep -qxF "$lock $stamp" .venv/installed; then return; fi
  [ -x .venv/bin/python ] || python3 -m venv .venv
  if [ -d wheelhouse ]; then source=(--no-index --find-links wheelhouse); fi
  say "Installing $lock into .venv ..."
  if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
      --require-hashes --no-deps "${source[@]}" -r "$lock"; then
    say "Not installed: pip could not get or verify a package of $lock (its message is above)."
    say "Without a network, put the wheels into ./wheelhouse: see docs/air-gapped.md"
    exit 1
  fi
  # The development lock holds the run-time lock's packages at the same versions.
  printf '%s\n' "$lock $stamp" >> .venv/installed
}

# Shell functions that give this checkout an environment of its own, in .venv. Sourced, not run.

find_python() {
    for name in python3.11 python3.12 python3.13 python3.14 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "Appling needs Python 3.11 or newer. Install it (on Debian: apt install python3), then run this again." >&2
    return 1
}

# Debian ships Python without the modules that make environments: as root they are installed, else asked for.
make_environment() {
    python=$(find_python) || return 1
    if ! "$python" -c 'import ensurepip' 2>/dev/null && ! "$python" -m pip --version >/dev/null 2>&1; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
        else
            echo "This Python can't make environments yet. Run: sudo apt install python3-venv   Then run this again." >&2
            return 1
        fi
    fi
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv .venv && .venv/bin/python -m pip install --quiet --upgrade 'pip>=25.3'
    else
        "$python" -m venv --without-pip .venv &&
            "$python" -m pip --python .venv/bin/python install --quiet 'pip>=25.3'
    fi
}

# setup_environment LOCK WHAT: installs the packages of dev/requirements/LOCK, each only if its hash is the one
# that is written there, then WHAT (such as "." or "--editable ."), unless all that is already there and no file
# it was made from is newer.
setup_environment() {
    lock=$1
    shift
    mark=.venv/installed-$(printf '%s' "$lock $*" | tr -c 'a-z0-9' '-')
    if [ -f "$mark" ] && [ -z "$(find pyproject.toml hatch_build.py dev/requirements src frontend -newer "$mark" \
        -type f -not -path '*/node_modules/*' -not -path '*/__pycache__/*' -not -path '*/dist/*' 2>/dev/null |
        head -n 1)" ]; then
        return
    fi
    [ -x .venv/bin/python ] || make_environment || return 1
    echo "Setting up Appling in .venv (a minute or two, only this once) ..." >&2
    install_locked "$lock" "$@" || {
        echo "Setting up did not work. Check that this machine reaches a Python package index, then run this again." >&2
        return 1
    }
    ensure_openmp || return 1
    touch "$mark"
}

install_locked() {
    lock=dev/requirements/$1
    shift
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" &&
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
            --build-constraint dev/requirements/build.txt "$@"
}

# The engine of the local model needs the OpenMP library, which the barest Debian lacks.
ensure_openmp() {
    .venv/bin/python -c 'import ctypes; ctypes.CDLL("libgomp.so.1")' 2>/dev/null && return
    [ "$(uname -s)" = Linux ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        apt-get update -qq && apt-get install -y -qq libgomp1 >/dev/null
    else
        echo "The local model needs the OpenMP library. Run: sudo apt install libgomp1   Then run this again." >&2
        return 1
    fi
}

# What the scripts share. Read by them with ".", never run; needs ROOT, the folder of the project.

VENV="$ROOT/.venv"
NEEDED_PYTHON="3.11, 3.12 or 3.13"

say() { printf '%s\n' "guitai: $*" >&2; }

fail() {
    say "$*"
    exit 3
}

# --- Python and the virtual environment -------------------------------------------------------------

suits() {
    "$1" -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1
}

find_python() {
    for candidate in "${GUITAI_PYTHON:-python3.11}" python3.11 python3.12 python3.13 python3 python; do
        if command -v "$candidate" >/dev/null 2>&1 && suits "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

wanted_sum() { cksum <"$ROOT/pyproject.toml" | cut -d ' ' -f 1,2; }

# prepare_python EXTRAS: makes .venv and installs the project; does nothing where that is done already.
prepare_python() {
    extras=$1
    if [ -d "$VENV" ] && ! suits "$VENV/bin/python"; then
        say "the virtual environment in .venv does not work any more; making it anew"
        rm -rf "$VENV"
    fi
    if [ ! -d "$VENV" ]; then
        python=$(find_python) || { install_packages python3 python3-venv || true; python=$(find_python); } ||
            fail "no Python $NEEDED_PYTHON with venv was found. Install one, or name it: GUITAI_PYTHON=/path/to/python3"
        say "making a virtual environment in .venv with $python"
        "$python" -m venv "$VENV" || fail "the virtual environment could not be made in $VENV"
    fi
    [ "$(cat "$VENV/installed-$extras" 2>/dev/null)" = "$(wanted_sum)" ] && return 0
    say "installing what the program needs (the first time this takes some minutes)"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check -e "$ROOT[$extras]" ||
        fail "the Python packages could not be installed; the lines above say why. Is the package index reachable?"
    for done_now in $(printf '%s' "$extras" | tr ',' ' ') "$extras"; do
        wanted_sum >"$VENV/installed-$done_now"
    done
}

# --- Libraries and programs of the system -------------------------------------------------------------

# Library and the Debian package that brings it: what Qt loads on a desktop.
QT_LIBRARIES="
libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon-x11.so.0:libxkbcommon-x11-0
libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 libxcb-keysyms.so.1:libxcb-keysyms1
libxcb-shape.so.0:libxcb-shape0 libxcb-xkb.so.1:libxcb-xkb1 libxcb-image.so.0:libxcb-image0
libxcb-render-util.so.0:libxcb-render-util0 libxcb-randr.so.0:libxcb-randr0 libdbus-1.so.3:libdbus-1-3
libpulse.so.0:libpulse0 libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0
libgssapi_krb5.so.2:libgssapi-krb5-2 libX11-xcb.so.1:libx11-xcb1"

# Program and the Debian package that brings it: what the tests look at the results with.
TEST_PROGRAMS="Xvfb:xvfb xdotool:xdotool pdfsig:poppler-utils qpdf:qpdf zbarimg:zbar-tools
certutil:libnss3-tools softhsm2-util:softhsm2 java:default-jre-headless"
# The validator of PDF/A with the libraries it loads.
VALIDATOR=/usr/share/java/preflight.jar
VALIDATOR_PACKAGES="libpdfbox2-java libbcprov-java libbcpkix-java libbcutil-java libactivation-java libjaxb-api-java"

is_linux() { [ "$(uname -s)" = Linux ]; }

missing_libraries() {
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null) || return 0
    for pair in $QT_LIBRARIES; do
        case $known in *"${pair%%:*} "*) ;; *) printf '%s ' "${pair#*:}" ;; esac
    done
}

missing_programs() {
    for pair in $TEST_PROGRAMS; do
        command -v "${pair%%:*}" >/dev/null 2>&1 || printf '%s ' "${pair#*:}"
    done
    has_postgres_server || printf 'postgresql '
    [ -f "$VALIDATOR" ] || printf '%s ' "$VALIDATOR_PACKAGES"
}

# Debian keeps the server's programs out of the PATH.
has_postgres_server() {
    ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null 2>&1
}

# Debian's package would make a cluster and start it; the tests only need its programs.
forgo_main_cluster() {
    [ -n "$as_root" ] || [ "$(id -u)" -eq 0 ] || return 0
    $as_root mkdir -p /etc/postgresql-common/createcluster.d
    printf 'create_main_cluster = false\n' |
        $as_root tee /etc/postgresql-common/createcluster.d/guitai-tests.conf >/dev/null
}

# install_packages PACKAGE...: by apt-get, as root or through sudo; says what to do where it cannot.
install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        say "missing on this system: $*  (the names are Debian's). Please install them with its package manager."
        return 1
    fi
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1 || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
            say "missing on this system: $*. Please have them installed: apt-get install $*"
            return 1
        fi
        as_root=sudo
    fi
    case " $* " in *" postgresql "*) forgo_main_cluster ;; esac
    say "installing with apt-get: $*"
    apt_quietly install "$@" || { apt_quietly update && apt_quietly install "$@"; } || {
        say "apt-get could not install them; please try: apt-get update && apt-get install $*"
        return 1
    }
}

apt_quietly() {
    case $1 in
        install) shift; set -- install -y --no-install-recommends "$@" ;;
    esac
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >/dev/null
}

prepare_libraries() {
    is_linux || return 0
    missing=$(missing_libraries)
    # shellcheck disable=SC2086 # a list of words
    [ -z "$missing" ] || install_packages $missing || say "going on without them; the window may not open"
}

prepare_test_programs() {
    is_linux || return 0
    missing=$(missing_programs)
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install_packages $missing || say "going on without them; the tests that need them will say so"
}

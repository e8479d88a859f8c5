# Locked Python packages. `run` and `test` have an environment each: with one, each would uninstall the other's.
python_setup() { # python_setup LOCKFILE VENV
  local lock=$1 venv=$2 stamp
  stamp=$({ cat "$lock"; printf '%s' "$ROOT"; python3 -V; } | sha256sum | cut -c1-16)
  [ "$(cat "$venv/stamp" 2>/dev/null)" != "$stamp" ] || return 0
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || die "Python 3.11 or newer is needed."
  uv_setup
  say "Python packages of $lock"
  # A checkout that was moved has an environment full of old paths.
  [ "$(cat "$venv/home" 2>/dev/null)" = "$ROOT" ] || rm -rf "$venv"
  [ -x "$venv/bin/python" ] || "$LOCAL/uv/bin/uv" venv -q -p "$(python3 -c 'import sys; print(sys.executable)')" "$venv"
  # Compiled now, once: four programs start together, and each would compile the same thousand files.
  "$LOCAL/uv/bin/uv" pip sync -q --compile-bytecode --require-hashes -p "$venv" "$lock"
  printf '%s' "$ROOT" >"$venv/home"
  printf '%s' "$stamp" >"$venv/stamp"
}

uv_setup() {
  local wheel
  # A mirror or a certificate that was set for pip is meant for uv too.
  [ -z "${PIP_INDEX_URL:-}" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"
  [ -z "${PIP_CERT:-}" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$PIP_CERT}"
  [ -w "${HOME:-/nonexistent}" ] || export UV_CACHE_DIR="${UV_CACHE_DIR:-$LOCAL/uv-cache}"
  "$LOCAL/uv/bin/uv" --version >/dev/null 2>&1 && return 0
  say "uv"
  rm -rf "$LOCAL/uv"
  if python3 -c 'import ensurepip' 2>/dev/null; then
    python3 -m venv "$LOCAL/uv"
    "$LOCAL/uv/bin/pip" install -q --disable-pip-version-check --require-hashes -r uv.lock.txt
  else # python3-venv could not be installed, only unpacked: its pip runs straight from the wheel
    wheel=$(echo "$UNPACKED"/usr/share/python-wheels/pip-*.whl)
    PYTHONPATH=$wheel python3 -m pip install -q --disable-pip-version-check --target "$LOCAL/uv" \
      --require-hashes -r uv.lock.txt
  fi
}

# Only the vendored fonts: pages look the same on every machine.
fonts_setup() {
  export FONTCONFIG_FILE="$LOCAL/fonts.conf"
  cat >"$FONTCONFIG_FILE.$$" <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$ROOT/fonts</dir><cachedir>$LOCAL/fontconfig</cachedir></fontconfig>
XML
  mv "$FONTCONFIG_FILE.$$" "$FONTCONFIG_FILE"
}

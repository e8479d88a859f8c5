# Debian packages: as root, through `sudo -n`, or - with neither - unpacked under .local/apt.
APT="$LOCAL/apt"
UNPACKED="$APT/root"
TRIPLET="$(uname -m)-linux-gnu"
LINKER_CACHE=$(/sbin/ldconfig -p 2>/dev/null || true)

has_library() { [[ "$LINKER_CACHE" == *"$1"* ]] || [ -e "$UNPACKED/usr/lib/$TRIPLET/$1" ]; }

# The newest PostgreSQL that can make a cluster, or nothing.
postgres_bin() {
  local dir newest=""
  for dir in /usr/lib/postgresql/*/bin "$UNPACKED"/usr/lib/postgresql/*/bin; do
    [ ! -x "$dir/initdb" ] || newest=$dir
  done
  printf '%s' "$newest"
}

chromium_path() {
  local path
  for path in "${CHROMIUM:-}" /usr/bin/chromium "$UNPACKED/usr/lib/chromium/chromium"; do
    [ -z "$path" ] || [ ! -x "$path" ] || { printf '%s' "$path"; return 0; }
  done
}

# Asks for abilities, not for packages: whoever installed them, they count.
missing_packages() { # missing_packages run|test
  [ -n "$(postgres_bin)" ] || echo postgresql-15
  has redis-server || [ -x "$UNPACKED/usr/bin/redis-server" ] || echo redis-server
  has python3 || echo python3
  python3 -c 'import ensurepip' 2>/dev/null || [ -x "$LOCAL/uv/bin/uv" ] || echo python3-venv
  [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
  has_library libpango-1.0.so.0 || echo libpango-1.0-0
  has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
  has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
  [ "$1" = test ] || return 0
  has git || echo git
  has openssl || [ -x "$UNPACKED/usr/bin/openssl" ] || echo openssl # deploy/secrets
  [ -n "$(chromium_path)" ] || echo chromium
  has_library libatomic.so.1 || echo libatomic1 # the driver's own node needs it
  has Orthanc || [ -x "$UNPACKED/usr/sbin/Orthanc" ] || echo orthanc orthanc-dicomweb
  has slapd || [ -x /usr/sbin/slapd ] || [ -x "$UNPACKED/usr/sbin/slapd" ] || echo slapd
}

debian_setup() { # debian_setup run|test
  local wanted
  wanted=$(missing_packages "$1" | xargs)
  if [ -n "$wanted" ]; then
    has apt-get || die "No apt-get here. Please install: $wanted"
    if [ "$(id -u)" = 0 ]; then
      install_packages "" "$wanted"
    elif has sudo && sudo -n true 2>/dev/null; then
      install_packages "sudo -n" "$wanted"
    else
      unpack_packages "$wanted"
    fi
  fi
  use_unpacked
}

install_packages() { # install_packages SUDO "PACKAGE..."
  local sudo=$1 wanted=$2 apt
  apt="$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"
  say "Debian packages: $wanted"
  # Debian would otherwise create and start a cluster of its own that nobody here uses.
  $sudo sh -c 'd=/etc/postgresql-common; mkdir -p $d
    [ -e $d/createcluster.conf ] || echo "create_main_cluster = false" > $d/createcluster.conf'
  # Nor does anybody need an image archive or a directory that listens by itself.
  $sudo sh -c 'd=/etc/systemd/system; mkdir -p $d
    for name in orthanc slapd; do [ -e $d/$name.service ] || ln -s /dev/null $d/$name.service; done'
  # shellcheck disable=SC2086
  { $apt update && $apt install -y --no-install-recommends $wanted; } >"$LOCAL/apt.log" 2>&1 ||
    die "$(tail -n 20 "$LOCAL/apt.log")"
}

unpack_packages() { # unpack_packages "PACKAGE..."
  local names deb options=(-qq -o "Dir::State::Lists=$APT/lists" -o "Dir::Cache=$APT/cache" -o Debug::NoLocking=true)
  { has python3 && [ -e /etc/ssl/certs/ca-certificates.crt ]; } ||
    die "Without root, python3 and ca-certificates must be installed first: apt-get install python3 ca-certificates"
  say "no root and no sudo, so these Debian packages are unpacked under .local/apt: $1"
  mkdir -p "$APT/lists/partial" "$APT/cache/archives/partial" "$UNPACKED"
  apt-get "${options[@]}" update
  # shellcheck disable=SC2086
  names=$(apt-get -o "Dir::State::Lists=$APT/lists" -o "Dir::Cache=$APT/cache" -o Debug::NoLocking=true \
    -s install --no-install-recommends $1 | awk '/^Inst/ { print $2 }')
  (
    cd "$APT/cache/archives"
    # shellcheck disable=SC2086
    apt-get "${options[@]}" download $names
    for deb in *.deb; do dpkg -x "$deb" "$UNPACKED"; done
    rm -f ./*.deb
  )
}

use_unpacked() {
  local lib="$UNPACKED/usr/lib/$TRIPLET"
  [ -d "$UNPACKED" ] || return 0
  export PATH="$UNPACKED/usr/bin:$UNPACKED/usr/sbin:$PATH"
  export LD_LIBRARY_PATH="$lib:$lib/pulseaudio:$UNPACKED/lib/$TRIPLET${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
}

#!/usr/bin/env bash
# Sees to the libraries of the system that pip cannot bring: system-libraries.sh GROUP...
#
#   window    what Qt's widgets need even without a display
#   display   what Qt needs besides to open a window under X11
#   tests     the tools that the tests read PDF files, recognise text and drive the window with
#
# As root on Debian or Ubuntu it installs what is missing; elsewhere it prints the command.
# Only a missing `display` is forgiven: everything but the window works without it.
set -euo pipefail

# kind:name:Debian package. A library is looked for by its soname, a tool by its command, a language
# pack by asking Tesseract.
window="lib:libGL.so.1:libgl1 lib:libEGL.so.1:libegl1 lib:libxkbcommon.so.0:libxkbcommon0
  lib:libdbus-1.so.3:libdbus-1-3 lib:libfontconfig.so.1:libfontconfig1
  lib:libglib-2.0.so.0:libglib2.0-0 lib:libfreetype.so.6:libfreetype6"
display="lib:libxkbcommon-x11.so.0:libxkbcommon-x11-0 lib:libxcb-cursor.so.0:libxcb-cursor0
  lib:libxcb-icccm.so.4:libxcb-icccm4 lib:libxcb-keysyms.so.1:libxcb-keysyms1
  lib:libxcb-shape.so.0:libxcb-shape0"
bench="lib:libpango-1.0.so.0:libpango-1.0-0 lib:libpangoft2-1.0.so.0:libpangoft2-1.0-0
  lib:libharfbuzz-subset.so.0:libharfbuzz-subset0"
tests="tool:pdftotext:poppler-utils tool:qpdf:qpdf tool:Xvfb:xvfb tool:xauth:xauth
  tool:tesseract:tesseract-ocr language:chi_sim:tesseract-ocr-chi-sim"

[ "$(uname -s)" = Linux ] || exit 0  # the wheels for Windows and macOS bring their own
PATH=$PATH:/usr/sbin:/sbin           # ldconfig is not on everybody's path
known=$(ldconfig -p 2>/dev/null || true)

missing_of() {  # the Debian packages that the entries given as arguments lack
  local entry kind name package
  for entry in "$@"; do
    IFS=: read -r kind name package <<<"$entry"
    case $kind in
      lib) grep -qF "$name " <<<"$known" || echo "$package" ;;
      tool) command -v "$name" >/dev/null || echo "$package" ;;
      language) grep -qx "$name" <<<"$(tesseract --list-langs 2>/dev/null || true)" || echo "$package" ;;
    esac
  done
}

needed=() wanted=()
for group in "$@"; do
  case $group in
    window | tests | bench) mapfile -t -O "${#needed[@]}" needed < <(missing_of ${!group}) ;;
    display) mapfile -t wanted < <(missing_of $display) ;;
    *) echo "system-libraries.sh: there is no group '$group'; use window, display, tests or bench" >&2; exit 2 ;;
  esac
done
missing=("${needed[@]}" "${wanted[@]}")
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing system libraries: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  exec apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

echo "These system libraries are missing: ${missing[*]}" >&2
echo "On Debian or Ubuntu:  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
if [ ${#needed[@]} -eq 0 ]; then
  echo "Going on without: the window may not open on this display; everything else works." >&2
  exit 0
fi
exit 1

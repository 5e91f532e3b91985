# What runs on the bus of one session: the voice that writes down what it is given, the registry of accessible things, Orca, a browser.
# ROOM is the folder of all that is written, WORDS the file of what is said; "$@" is the browser. All of it
# goes with this shell, and the shell with the bus.
set -eu
until_there() { n=0; until "$@"; do n=$((n + 1)); [ $n -lt 600 ] || { echo "not there after two minutes: $*" >&2; exit 1; }; sleep 0.2; done; }

setpriv --pdeathsig KILL speech-dispatcher -s -C "$ROOM/speech" -S "$ROOM/speech.sock" -L "$ROOM/speech" -P "$ROOM/speech.pid" -t 0 >"$ROOM/speech.log" 2>&1 &
until_there test -S "$ROOM/speech.sock"
setpriv --pdeathsig KILL /usr/libexec/at-spi-bus-launcher --launch-immediately >"$ROOM/bus.log" 2>&1 &
gsettings set org.gnome.desktop.interface toolkit-accessibility true
gsettings set org.gnome.desktop.a11y.applications screen-reader-enabled true
setpriv --pdeathsig KILL openbox >"$ROOM/openbox.log" 2>&1 &
setpriv --pdeathsig KILL orca ${DEBUG:+--debug-file "$ROOM/orca.debug"} >"$ROOM/orca.log" 2>&1 &
until_there test -s "$WORDS"
setpriv --pdeathsig KILL "$@" >"$ROOM/browser.log" 2>&1 &
wait

/**
 * The shell program that owns a throw-away Prometheus: it starts the server, waits until its own standard input closes
 * (the CLI ended, however it ended), then ends the server and removes the folder. It runs in a session of its own, so
 * that neither Ctrl-C nor a signal to the CLI's group reaches it.
 *
 * Arguments: folder, then the server's command line. `watchdog.pid` and `prometheus.pid` in the folder are for {@link
 * removeLeftovers}.
 */
export const watchdogScript = `
folder=$1
shift
echo $$ >"$folder/watchdog.pid"
"$@" </dev/null >"$folder/prometheus.log" 2>&1 &
server=$!
echo "$server" >"$folder/prometheus.pid"
trap '' INT HUP TERM
while read -r line; do :; done
kill "$server" 2>/dev/null
tries=0
while kill -0 "$server" 2>/dev/null && [ "$tries" -lt 50 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
kill -9 "$server" 2>/dev/null
wait "$server" 2>/dev/null
rm -rf -- "$folder"
`;

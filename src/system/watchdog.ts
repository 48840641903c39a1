/**
 * The shell program that owns a throw-away server or browser: it starts it, waits until its own standard input closes
 * (the CLI ended, however it ended), then ends it and removes the folder. It runs in a session of its own, so that
 * neither Ctrl-C nor a signal to the CLI's group reaches it. Pipes 3 and 4 are the program's alone.
 *
 * Arguments: folder, then the program's command line. `watchdog.pid` and `server.pid` in the folder are for those who
 * remove what is left when the watchdog was killed too.
 */
export const watchdogScript = `
folder=$1
shift
echo $$ >"$folder/watchdog.pid"
"$@" </dev/null >"$folder/server.log" 2>&1 &
server=$!
exec 3>&- 4>&-
echo "$server" >"$folder/server.pid"
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
rm -rf -- "$folder" 2>/dev/null && exit
sleep 0.3
rm -rf -- "$folder"
`;

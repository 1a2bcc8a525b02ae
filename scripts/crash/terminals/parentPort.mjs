// Loaded before the built core, so that it runs as it is outside Electron: the parent port of a utility process
// over the channel of a plain child process, and a clock that may be ahead of the machine's.
const ahead = Number(process.env.LETE_TRIAL_CLOCK_AHEAD_MS ?? 0);
const machineNow = Date.now;
Date.now = () => machineNow() + ahead;

process.parentPort = {
  on: (_event, listener) => process.on('message', (data) => listener({ data })),
  postMessage: (message) => process.send(message),
};
process.on('disconnect', () => process.exit(1));

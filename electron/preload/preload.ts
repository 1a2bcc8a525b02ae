import { contextBridge, ipcRenderer } from 'electron';

const SWITCH = '--lete-surface=';

/** The calls and events this window may use, handed over by createWindow. */
interface Surface {
  readonly calls: readonly string[];
  readonly events: readonly string[];
}

const surface = (): Surface => {
  const given = process.argv.find((argument) => argument.startsWith(SWITCH));
  return given ? (JSON.parse(given.slice(SWITCH.length)) as Surface) : { calls: [], events: [] };
};

const { calls, events } = surface();
const known = new Set(events);

const invoke =
  (name: string) =>
  (input: unknown): Promise<unknown> =>
    ipcRenderer.invoke('lete:call', name, input);

/** Listens to one event; the raw Electron event never reaches the page. Answers the matching unsubscribe. */
const on = (name: string, listener: (payload: unknown) => void): (() => void) => {
  if (!known.has(name)) return () => {};
  const channel = `lete:event:${name}`;
  const wrapper = (_event: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on(channel, wrapper);
  return () => void ipcRenderer.removeListener(channel, wrapper);
};

contextBridge.exposeInMainWorld(
  'api',
  Object.freeze({ ...Object.fromEntries(calls.map((name) => [name, invoke(name)])), on }),
);

import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';

/** What a packaged Lete must say of itself; electron-builder.yml sets the same, apart from the last. */
const WANTED = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  // electron-builder cannot set it: Electron's own default, which older versions do not have at all.
  WasmTrapHandlers: true,
};

/** Reads the fuses of an executable; answers each with whether it is on, and the names of those that are wrong. */
export async function readFuses(executable) {
  const { version: _, ...wire } = await getCurrentFuseWire(executable);
  const fuses = Object.entries(wire).map(([index, state]) => [
    FuseV1Options[index],
    state === FuseState.ENABLE,
  ]);
  const wrong = fuses.filter(([name, on]) => WANTED[name] !== on).map(([name]) => name);
  return { fuses: Object.fromEntries(fuses), wrong };
}

import type { Session } from 'electron';

/** No page of ours needs one. A permission is granted by adding a line here with its reason. */
const GRANTED: ReadonlySet<string> = new Set([
  'fullscreen', // the kiosk page fills the screen
]);

/** Denies every permission, device and download that is not on the table. */
export const lockSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(GRANTED.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => GRANTED.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
};

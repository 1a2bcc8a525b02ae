import { clipboard } from 'electron';

/** Linux keeps what was last marked for the middle button, also when the page it was marked in is gone (K2). */
export const forgetMarked = (): void => {
  if (process.platform === 'linux') clipboard.clear('selection');
};

import { clipboard } from 'electron';

/** Electron 45 has an object for what is marked; the 33 stand-in is told by a word which clipboard is meant. */
const byWord: { readonly clear: (which: 'selection') => void } = clipboard;

/** Linux keeps what was last marked for the middle button, also when the page it was marked in is gone (K2). */
export const forgetMarked = (): void => {
  if (process.platform !== 'linux') return;
  if ('selection' in clipboard) clipboard.selection.clear();
  else byWord.clear('selection');
};

import type { Lete } from './startLete.ts';

const keep = 'leteTitles';

/** From now on every title that any window gets is kept. */
export function watchTitles(lete: Lete): Promise<void> {
  return lete.electron.evaluate(({ app, BrowserWindow }, name) => {
    const seen = new Set<string>();
    const watch = (window: Electron.BrowserWindow): void => {
      seen.add(window.getTitle());
      window.on('page-title-updated', (_event, title) => void seen.add(title));
    };
    for (const window of BrowserWindow.getAllWindows()) watch(window);
    app.on('browser-window-created', (_event, window) => watch(window));
    Object.assign(globalThis, { [name]: seen });
  }, keep);
}

/** The titles since then, and those of now. */
export function titlesOf(lete: Lete): Promise<readonly string[]> {
  return lete.electron.evaluate(({ BrowserWindow }, name) => {
    const { [name]: seen } = globalThis as unknown as Record<string, Set<string>>;
    return [...(seen ?? []), ...BrowserWindow.getAllWindows().map((window) => window.getTitle())];
  }, keep);
}

/** Both clipboards of Linux: that of copying, and that of what is only marked (see `forgetMarked`). */
export function clipboardsOf(lete: Lete): Promise<readonly string[]> {
  return lete.electron.evaluate(({ clipboard }) => {
    const byWord: { readonly readText: (which: 'selection') => Promise<string> } = clipboard;
    const marked = 'selection' in clipboard ? clipboard.selection.readText() : byWord.readText('selection');
    return Promise.all([clipboard.readText(), marked]);
  });
}

export function fillClipboards(lete: Lete, text: string): Promise<void> {
  return lete.electron.evaluate(async ({ clipboard }, value) => {
    const byWord: { readonly writeText: (text: string, which: 'selection') => Promise<void> } = clipboard;
    await clipboard.writeText(value);
    await ('selection' in clipboard
      ? clipboard.selection.writeText(value)
      : byWord.writeText(value, 'selection'));
  }, text);
}

/** Where each window's session stores, what it caches, and what it knows of spelling. */
export function sessionsOf(lete: Lete) {
  return lete.electron.evaluate(({ BrowserWindow }) =>
    Promise.all(
      BrowserWindow.getAllWindows().map(async ({ webContents: { session } }) => ({
        persistent: session.isPersistent(),
        folder: session.getStoragePath(),
        cachedBytes: await session.getCacheSize(),
        spelling: session.isSpellCheckerEnabled(),
        learned: await session.listWordsInSpellCheckerDictionary(),
      })),
    ),
  );
}

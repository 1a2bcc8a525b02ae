/** A length token of this mode in CSS pixels, for layouts that are computed in code (virtual rows, grids). */
export function readToken(name: `--${string}`, within: HTMLElement): number {
  // A custom property keeps its formula as text: only a real length property is resolved by the browser.
  const probe = document.createElement('div');
  probe.style.position = 'absolute';
  probe.style.width = `var(${name})`;
  within.append(probe);
  const pixels = probe.getBoundingClientRect().width;
  probe.remove();
  return pixels;
}

/** Calls back when text size, density or calibration may have changed the tokens. Returns the unsubscribe. */
export function onTokensChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.documentElement, { attributes: true });
  return () => observer.disconnect();
}

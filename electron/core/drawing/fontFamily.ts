import { GlobalFonts } from '@napi-rs/canvas';

const registered = new Map<string, string>();

/**
 * The font files as one family for a canvas, each registered once. @throws for a missing or broken one: a silent
 * substitute would print letters as boxes.
 */
export function fontFamily(fontFiles: readonly string[]): string {
  return fontFiles
    .map((file) => {
      const known = registered.get(file);
      if (known !== undefined) return known;
      const name = `Lete${registered.size}`;
      if (GlobalFonts.registerFromPath(file, name) === null) throw new Error('font cannot be loaded');
      registered.set(file, name);
      return name;
    })
    .map((name) => `"${name}"`)
    .join(', ');
}

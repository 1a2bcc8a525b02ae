/** Custom properties of a style sheet, per selector that sets them; at-rules are left out. */
export type Blocks = ReadonlyMap<string, ReadonlyMap<string, string>>;

export const withoutCssComments = (css: string): string =>
  css.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '));

export function parseTokens(css: string): Blocks {
  const flat = withoutCssComments(css).replaceAll(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  const blocks = new Map<string, Map<string, string>>();
  for (const [, selector = '', body = ''] of flat.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const key = selector.trim().replaceAll(/"/g, "'");
    const block = blocks.get(key) ?? new Map<string, string>();
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g))
      block.set(name, value.trim());
    blocks.set(key, block);
  }
  return blocks;
}

/** The tokens in force: `:root` overlaid by the named blocks in order. */
export function inForce(blocks: Blocks, ...selectors: readonly string[]): ReadonlyMap<string, string> {
  const merged = new Map<string, string>();
  for (const selector of [':root', ...selectors]) {
    const block = blocks.get(selector);
    if (block === undefined) throw new Error(`tokens.css has no block ${selector}`);
    for (const [name, value] of block) merged.set(name, value);
  }
  return merged;
}

function channel(hex: string, at: number): number {
  const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function luminance(hex: string): number {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new Error(`not a plain colour: ${hex}`);
  return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);
}

/** Contrast of two `#rrggbb` colours by WCAG 2.2, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

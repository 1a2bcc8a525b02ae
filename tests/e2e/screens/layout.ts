import type { Page } from 'playwright';

/** What a person would see go wrong: text cut off, a screen that scrolls sideways, a button on two lines. */
export function overflowsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const named = (element: Element): string => {
      const words = (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 50);
      return `<${element.localName} class="${element.className.slice(0, 40)}"> „${words}”`;
    };
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.getBoundingClientRect().width > 2 &&
      element.closest('[aria-hidden=true], [inert]') === null;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth + 1) {
      found.push(`scrolls sideways: ${root.scrollWidth} in ${root.clientWidth}`);
    }
    const textsOf = (element: Element): readonly Text[] =>
      [...element.childNodes].filter((node): node is Text => node instanceof Text && node.data.trim() !== '');
    const edgeOf = (text: Text): number => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return range.getBoundingClientRect().right;
    };
    const linesOf = (text: Text): number => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 4))).size;
    };
    const scrolls = (element: Element, way: 'overflowX' | 'overflowY'): boolean => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at)[way])) return true;
      }
      return false;
    };
    /** Whether a frame that hides what lies outside it hides this, with no way to scroll it in. */
    const isHidden = (element: Element, box: DOMRect): boolean => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        if (/auto|scroll/.test(overflowX + overflowY)) return false;
        const frame = at.getBoundingClientRect();
        const below = box.top >= frame.bottom || box.bottom <= frame.top;
        const beside = box.left >= frame.right || box.right <= frame.left;
        if ((/hidden|clip/.test(overflowY) && below) || (/hidden|clip/.test(overflowX) && beside))
          return true;
      }
      return false;
    };
    const cardOf = (element: Element): Element | null => {
      for (let at = element.parentElement; at && !scrolls(at, 'overflowX'); at = at.parentElement) {
        if (Number.parseFloat(getComputedStyle(at).borderRightWidth) > 0) return at;
      }
      return null;
    };
    for (const button of document.body.querySelectorAll('button')) {
      const card = cardOf(button);
      if (card === null || !isSeen(button)) continue;
      const edge = card.getBoundingClientRect().right;
      if (button.getBoundingClientRect().right > edge + 1) found.push(`beyond its card: ${named(button)}`);
    }
    const way = [...document.querySelectorAll('[role=dialog] [class*=_primary]')].at(-1);
    if (way !== undefined && isSeen(way)) {
      const { bottom } = way.getBoundingClientRect();
      const edge = way.closest('[role=dialog]')?.parentElement?.getBoundingClientRect().bottom ?? 0;
      if (bottom > edge) found.push(`out of sight: ${named(way)}`);
    }
    for (const element of document.body.querySelectorAll('*')) {
      const texts = textsOf(element);
      if (texts.length === 0 || !isSeen(element)) continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      // Cells of a table may end in an ellipsis; they show all on focus.
      const mayEnd = style.textOverflow === 'ellipsis' && element.closest('[role=grid], table') !== null;
      const cutsWidth = style.overflowX !== 'visible' || style.textOverflow === 'ellipsis';
      if (
        cutsWidth &&
        !mayEnd &&
        element.scrollWidth > element.clientWidth + 1 &&
        style.display !== 'inline'
      ) {
        found.push(`cut in width: ${named(element)}`);
      }
      const clipsHeight = /hidden|clip/.test(style.overflowY);
      if (clipsHeight && !mayEnd && element.scrollHeight > element.clientHeight + 2) {
        found.push(`cut in height: ${named(element)}`);
      }
      if ((box.right > window.innerWidth + 1 || box.left < -1) && !scrolls(element, 'overflowX')) {
        found.push(`beyond the screen: ${named(element)}`);
      }
      const pageScrolls =
        root.scrollHeight > root.clientHeight && getComputedStyle(element).position !== 'fixed';
      if (box.bottom > window.innerHeight + 1 && !pageScrolls && !scrolls(element, 'overflowY')) {
        found.push(`below the screen: ${named(element)}`);
      }
      if (isHidden(element, box)) found.push(`hidden by its frame: ${named(element)}`);
      const cell = element.closest('[role=gridcell]')?.getBoundingClientRect();
      if (cell !== undefined && texts.some((text) => edgeOf(text) > cell.right + 1)) {
        found.push(`beyond its tile: ${named(element)}`);
      }
      const button = element.closest('button');
      if (button !== null && texts.some((text) => linesOf(text) > 1)) {
        found.push(`a button on two lines: ${named(element)}`);
      }
      if (button !== null) {
        const outer = button.getBoundingClientRect();
        if (box.right > outer.right + 1 || box.left < outer.left - 1) {
          found.push(`wider than its button: ${named(element)}`);
        }
      }
    }
    return [...new Set(found)];
  });
}

export interface TargetRule {
  /** Smallest side of a target, and smallest height of the primary button. */
  readonly least: { readonly mm: number } | { readonly px: number };
  readonly primary: { readonly mm: number } | { readonly px: number };
  /** Millimetres at the screen's edge that hold no target. */
  readonly bezelMm: number;
}

export const KIOSK_TARGETS: TargetRule = { least: { mm: 15 }, primary: { mm: 20 }, bezelMm: 12 };
export const COUNTER_TARGETS: TargetRule = { least: { px: 28 }, primary: { px: 32 }, bezelMm: 0 };

/** Targets too small to hit, on top of one another, or too near the bezel. */
export function targetFaultsOf(page: Page, rule: TargetRule): Promise<readonly string[]> {
  return page.evaluate(({ least, primary, bezelMm }) => {
    const pxPerMm = Number.parseFloat(
      getComputedStyle(document.documentElement).getPropertyValue('--px-per-mm'),
    );
    const px = (size: { mm: number } | { px: number }) => ('mm' in size ? size.mm * pxPerMm : size.px);
    const selector =
      'button, [role=gridcell], a[href], input:not([type=radio], [type=checkbox]), label:has(input), [role=option], [role=menuitem], [role=application]';
    const modal = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1);
    const targets = [...(modal ?? document.body).querySelectorAll<HTMLElement>(selector)].filter(
      (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        element.closest('[inert]') === null &&
        element.getBoundingClientRect().width > 2,
    );
    const named = (element: Element) =>
      `<${element.localName}> „${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}”`;
    const found: string[] = [];
    const boxes = targets.map((element) => ({ element, box: element.getBoundingClientRect() }));
    // What a scrolling area hides cannot be hit.
    const seen = (element: Element): DOMRect => {
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (getComputedStyle(at).overflow === 'visible') continue;
        const edge = at.getBoundingClientRect();
        left = Math.max(left, edge.left);
        top = Math.max(top, edge.top);
        right = Math.min(right, edge.right);
        bottom = Math.min(bottom, edge.bottom);
      }
      return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    };
    for (const { element, box } of boxes) {
      // A field is hit anywhere in its frame, and one that only a screen reader meets not at all; a step of the bar that cannot be pressed is a sign, not a target.
      const isSign = element.matches(':disabled');
      const isField = element.matches('input');
      const needed = /(^|_)primary(_|$)/.test(element.className) ? px(primary) : px(least);
      const frame = isField ? (element.parentElement ?? element).getBoundingClientRect() : box;
      if (isField && frame.width <= 2) continue;
      const isKey = element.closest('[data-dock]') !== null;
      const low = frame.height < needed - 0.5;
      const narrow = !isKey && frame.width < px(least) - 0.5;
      if (!isSign && (low || narrow)) {
        found.push(
          `${named(element)} is ${Math.round(frame.width)}×${Math.round(frame.height)}, needs ${Math.round(needed)}`,
        );
      }
      const { left, right } = seen(element);
      const edge = Math.min(left, window.innerWidth - right);
      if (!isSign && bezelMm > 0 && edge < bezelMm * pxPerMm - 1) {
        found.push(`${named(element)} is ${Math.round(edge)} px from the bezel`);
      }
    }
    const overlaps = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    boxes.forEach(({ element }, index) => {
      for (const other of boxes.slice(index + 1)) {
        const nested = element.contains(other.element) || other.element.contains(element);
        if (!nested && overlaps(seen(element), seen(other.element)))
          found.push(`${named(element)} lies over ${named(other.element)}`);
      }
    });
    return [...new Set(found)];
  }, rule);
}

const focusable = 'button, input, select, textarea, a[href], [tabindex="0"]';

/** Moves the focus to the next area (nav, list, detail, strip, toasts) in reading order, or the one before; never to one that is covered. */
export function focusNextArea(backwards: boolean): void {
  const areas = [...document.querySelectorAll<HTMLElement>('[data-area]')].filter((area) =>
    area.checkVisibility({ visibilityProperty: true }),
  );
  if (areas.length === 0) return;
  const at = areas.findIndex((area) => area.contains(document.activeElement));
  const start = at === -1 && backwards ? 0 : at;
  const next = areas[(start + (backwards ? -1 : 1) + areas.length) % areas.length];
  const first = [...(next?.querySelectorAll<HTMLElement>(focusable) ?? [])].find((one) => one.tabIndex >= 0);
  (first ?? next)?.focus();
}

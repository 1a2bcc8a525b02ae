/** Width and height of a bank card (ISO/IEC 7810 ID-1), in millimetres. */
export const CARD_MM = { width: 85.6, height: 53.98 } as const;

/** Screens from a coarse 55-inch panel to a fine 15.6-inch one; step and limits in pixels per millimetre. */
export const PX_PER_MM = { min: 1.5, max: 9, step: 0.01 } as const;

/** Whatever is stored, within what the slider can show. */
export const onSlider = (pxPerMm: number): number =>
  Math.min(PX_PER_MM.max, Math.max(PX_PER_MM.min, pxPerMm));

/** The slider adds up steps; three decimals are finer than any eye. */
export const rounded = (pxPerMm: number): number => Math.round(pxPerMm * 1000) / 1000;

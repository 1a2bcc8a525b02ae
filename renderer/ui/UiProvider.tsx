import { createContext, type ReactNode, useContext, useLayoutEffect } from 'react';
import { I18nProvider } from 'react-aria-components';

export type UiMode = 'kiosk' | 'counter';
export type UiLocale = 'lv' | 'en' | 'ru';

/** How the window looks; every field is an attribute on `<html>`, which is all that the tokens read. */
export type UiLook = {
  readonly mode: UiMode;
  readonly locale: UiLocale;
  /** Dark is offered at the counter only. */
  readonly theme?: 'light' | 'dark';
  readonly contrast?: 'normal' | 'more';
  /** Kiosk text size: 100, 125, 150 %. */
  readonly text?: 'm' | 'l' | 'xl';
  readonly motion?: 'full' | 'reduced';
  /** `low`: on a tall screen everything to touch comes into the lower half. */
  readonly reach?: 'whole' | 'low';
  /** CSS pixels per millimetre from the calibration of this screen. */
  readonly pxPerMm?: number;
};

/** The locale React Aria's own words and number formats follow. */
const ariaLocales = { lv: 'lv-LV', en: 'en-GB', ru: 'ru-RU' } as const satisfies Record<UiLocale, string>;

const LookContext = createContext<{ readonly mode: UiMode; readonly locale: UiLocale }>({
  mode: 'kiosk',
  locale: 'lv',
});

export const useUi = (): { readonly mode: UiMode; readonly locale: UiLocale } => useContext(LookContext);

const systemWantsContrast = (): boolean => window.matchMedia('(prefers-contrast: more)').matches;

function applyLook(look: UiLook): void {
  const root = document.documentElement;
  root.lang = look.locale;
  root.dataset['mode'] = look.mode;
  root.dataset['theme'] = look.mode === 'counter' ? (look.theme ?? 'light') : 'light';
  root.dataset['contrast'] = look.contrast === 'more' || systemWantsContrast() ? 'more' : 'normal';
  root.dataset['text'] = look.text ?? 'm';
  root.dataset['motion'] = look.motion ?? 'full';
  root.dataset['reach'] = look.reach ?? 'whole';
  if (look.pxPerMm === undefined) root.style.removeProperty('--px-per-mm');
  else root.style.setProperty('--px-per-mm', `${look.pxPerMm}px`);
}

// A part of its own, before the others: effects run in order, and grids measure tokens in theirs.
function LookOnRoot({ look }: { readonly look: UiLook }) {
  useLayoutEffect(() => applyLook(look));
  return null;
}

/** Puts the look on `<html>` and gives mode and locale to the parts below. One per window, around everything. */
export function UiProvider(props: UiLook & { readonly children: ReactNode }) {
  const { children, ...look } = props;
  return (
    <LookContext value={{ mode: look.mode, locale: look.locale }}>
      <LookOnRoot look={look} />
      <I18nProvider locale={ariaLocales[look.locale]}>{children}</I18nProvider>
    </LookContext>
  );
}

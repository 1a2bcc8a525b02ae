import { ALargeSmall, ChevronLeft, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../buttons/Button.tsx';
import { languageSegments, SegmentedControl } from '../buttons/SegmentedControl.tsx';
import { cx } from '../cx.ts';
import { KeyboardDock } from '../keyboard/KeyboardDock.tsx';
import type { KeyboardTexts } from '../keyboard/keys.ts';
import { type UiLocale, useUi } from '../UiProvider.tsx';
import styles from './kioskFrame.module.css';

export type KioskFrameTexts = {
  readonly adjust: string;
  readonly help: string;
  readonly language: string;
  readonly back: string;
  readonly startOver: string;
  readonly keyboard: KeyboardTexts;
};

export type KioskFooter = {
  readonly onBack?: () => void;
  readonly onStartOver?: () => void;
  /** „Izvēlētas fotogrāfijas: 6” */
  readonly count?: ReactNode;
  /** „no 1,50 €”, exact from the size step on. */
  readonly sum?: ReactNode;
  /** The one primary button of the screen. */
  readonly primary?: ReactNode;
};

/**
 * Header, content, footer of every kiosk screen; help stands in the same place on each. While a field is being
 * filled the on-screen keyboard takes the footer's place.
 */
export function KioskFrame(props: {
  readonly brand: ReactNode;
  /** One line above everything, e.g. that this is a demo. */
  readonly strip?: string | undefined;
  readonly texts: KioskFrameTexts;
  readonly onAdjust: () => void;
  readonly onHelp: () => void;
  readonly onLanguage: (locale: UiLocale) => void;
  readonly steps?: ReactNode;
  readonly footer?: KioskFooter;
  readonly children: ReactNode;
  /** The content is one thing that scrolls by itself (the photo grid): no padding scroll around it. */
  readonly isFixed?: boolean;
}) {
  const {
    brand,
    strip,
    texts,
    onAdjust,
    onHelp,
    onLanguage,
    steps,
    footer,
    children,
    isFixed = false,
  } = props;
  const { locale } = useUi();
  return (
    <div className={cx(styles['frame'])}>
      <div>{strip !== undefined && <p className={cx(styles['strip'])}>{strip}</p>}</div>
      <header className={cx(styles['header'])}>
        <div className={cx(styles['brand'])}>{brand}</div>
        <div className={cx(styles['steps'])}>{steps}</div>
        <div className={cx(styles['tools'])}>
          <Button icon={ALargeSmall} onPress={onAdjust}>
            {texts.adjust}
          </Button>
          <Button icon={CircleHelp} onPress={onHelp}>
            {texts.help}
          </Button>
        </div>
        <div className={cx(styles['language'])}>
          <SegmentedControl
            label={texts.language}
            segments={languageSegments}
            selected={locale}
            onSelect={onLanguage}
          />
        </div>
      </header>
      <main className={cx(styles['main'], isFixed && styles['fixed'])}>{children}</main>
      <KeyboardDock texts={texts.keyboard}>
        {footer !== undefined && <Footer footer={footer} texts={texts} />}
      </KeyboardDock>
    </div>
  );
}

function Footer(props: { readonly footer: KioskFooter; readonly texts: KioskFrameTexts }) {
  const { footer, texts } = props;
  return (
    <footer className={cx(styles['footer'])}>
      <div className={cx(styles['leave'])}>
        {footer.onBack !== undefined && (
          <Button icon={ChevronLeft} onPress={footer.onBack}>
            {texts.back}
          </Button>
        )}
        {footer.onStartOver !== undefined && (
          <Button variant="quiet" onPress={footer.onStartOver}>
            {texts.startOver}
          </Button>
        )}
      </div>
      <div className={cx(styles['summary'])} aria-live="polite">
        {footer.count !== undefined && <strong>{footer.count}</strong>}
        {footer.sum !== undefined && <span>{footer.sum}</span>}
      </div>
      <div className={cx(styles['primary'])}>{footer.primary}</div>
    </footer>
  );
}

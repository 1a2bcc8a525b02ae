import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { KeyHint } from '../buttons/KeyHint.tsx';
import { cx } from '../cx.ts';
import styles from './counterFrame.module.css';
import { focusNextArea } from './focusNextArea.ts';

export type NavItem<T extends string> = {
  readonly id: T;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keyHint?: string;
  /** Waiting things, amber; with its words for screen readers, e.g. „Gaida: 3”. */
  readonly waiting?: { readonly count: number; readonly label: string };
};

export type NavGroup<T extends string> = {
  readonly id: string;
  readonly heading?: string;
  readonly items: readonly NavItem<T>[];
  /** Below the items, e.g. the kiosks with their state. */
  readonly extra?: ReactNode;
};

/** Navigation, list, detail, status strip. F6 and Shift F6 walk the areas. Below 1280 px the detail covers the list. */
export function CounterFrame<T extends string>(props: {
  readonly brand: ReactNode;
  readonly navLabel: string;
  readonly nav: readonly NavGroup<T>[];
  readonly current: T;
  readonly onNavigate: (id: T) => void;
  /** The pages of the line that is current, where it has more than one. */
  readonly pages?: {
    readonly label: string;
    readonly links: readonly NavItem<T>[];
    readonly current: T;
  };
  readonly bar?: ReactNode;
  readonly children: ReactNode;
  readonly detail?: ReactNode;
  readonly detailLabel?: string;
  /** The list itself has two parts and needs the room. */
  readonly isDetailNarrow?: boolean;
  readonly strip: ReactNode;
  readonly stripLabel: string;
}) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      // The toast library walks its own landmarks with F6 as well; there is one order here.
      event.stopImmediatePropagation();
      focusNextArea(event.shiftKey);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
  return (
    <div
      className={cx(
        styles['frame'],
        props.detail !== undefined && styles['withDetail'],
        props.isDetailNarrow === true && styles['narrow'],
      )}
    >
      <nav aria-label={props.navLabel} data-area="nav" tabIndex={-1} className={cx(styles['nav'])}>
        <div className={cx(styles['brand'])}>{props.brand}</div>
        {props.nav.map((group) => (
          <NavBlock key={group.id} group={group} current={props.current} onNavigate={props.onNavigate} />
        ))}
      </nav>
      <main data-area="list" tabIndex={-1} className={cx(styles['list'])}>
        {props.pages !== undefined && <Pages {...props.pages} onNavigate={props.onNavigate} />}
        {props.bar !== undefined && <div className={cx(styles['bar'])}>{props.bar}</div>}
        <div className={cx(styles['content'])}>{props.children}</div>
      </main>
      {props.detail !== undefined && (
        <aside
          aria-label={props.detailLabel}
          data-area="detail"
          tabIndex={-1}
          className={cx(styles['detail'])}
        >
          {props.detail}
        </aside>
      )}
      <footer aria-label={props.stripLabel} data-area="strip" tabIndex={-1} className={cx(styles['strip'])}>
        {props.strip}
      </footer>
    </div>
  );
}

function Pages<T extends string>(props: {
  readonly label: string;
  readonly links: readonly NavItem<T>[];
  readonly current: T;
  readonly onNavigate: (id: T) => void;
}) {
  return (
    <nav aria-label={props.label} className={cx(styles['pages'])}>
      <ul>
        {props.links.map(({ id, label }) => (
          <li key={id}>
            <AriaButton
              className={cx(styles['page'])}
              {...(id === props.current ? { 'aria-current': 'page' as const } : {})}
              onPress={() => props.onNavigate(id)}
            >
              {label}
            </AriaButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NavBlock<T extends string>(props: {
  readonly group: NavGroup<T>;
  readonly current: T;
  readonly onNavigate: (id: T) => void;
}) {
  const { group, current, onNavigate } = props;
  return (
    <div className={cx(styles['group'])}>
      {group.heading !== undefined && <h2 className={cx(styles['groupHeading'])}>{group.heading}</h2>}
      <ul>
        {group.items.map((item) => (
          <li key={item.id}>
            <AriaButton
              className={cx(styles['navItem'])}
              {...(item.id === current ? { 'aria-current': 'page' as const } : {})}
              onPress={() => onNavigate(item.id)}
            >
              {item.icon !== undefined && <item.icon className={cx(styles['navIcon'])} aria-hidden="true" />}
              <span className={cx(styles['navWord'])}>{item.label}</span>
              {item.waiting !== undefined && item.waiting.count > 0 && (
                <span className={cx(styles['waiting'])} role="img" aria-label={item.waiting.label}>
                  {item.waiting.count}
                </span>
              )}
              {item.keyHint !== undefined && <KeyHint keys={item.keyHint} />}
            </AriaButton>
          </li>
        ))}
      </ul>
      {group.extra}
    </div>
  );
}

/** One statement of the status strip, e.g. „Disks: 412 GB brīvi”; warnings carry their icon. */
export function StripItem(props: {
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly tone?: 'plain' | 'success' | 'warning' | 'danger';
}) {
  const Icon = props.icon;
  return (
    <span
      className={cx(styles['stripItem'], styles[props.tone ?? 'plain'])}
      data-tone={props.tone ?? 'plain'}
    >
      {Icon !== undefined && <Icon className={cx(styles['stripIcon'])} aria-hidden="true" />}
      {props.children}
    </span>
  );
}

/** Pushes what follows to the right end of the strip. */
export function StripGap() {
  return <span className={cx(styles['stripGap'])} />;
}

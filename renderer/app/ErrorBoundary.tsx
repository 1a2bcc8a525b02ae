import { Component, type ReactNode } from 'react';
import type { I18n } from '../i18n/index.ts';
import { type Api, newRequestId } from './api.ts';

type Screen = 'setup' | 'kiosk' | 'counter';
type Code = 'render-error' | 'unhandled-rejection' | 'csp-violation';

/** A code for the log; texts of errors may hold what a person typed, so none is sent. */
const report = (api: Api, screen: Screen, code: Code): void =>
  void api.call('log:write', { requestId: newRequestId(), code, screen }).catch(() => undefined);

/** Tells the log about what nobody caught. */
export function reportUnhandled(api: Api, screen: Screen): void {
  window.addEventListener('unhandledrejection', () => report(api, screen, 'unhandled-rejection'));
  document.addEventListener('securitypolicyviolation', () => report(api, screen, 'csp-violation'));
}

const RELOAD_AFTER_MS = 3000;

type Props = {
  readonly api: Api;
  readonly screen: Screen;
  readonly i18n: I18n;
  readonly children: ReactNode;
};

/** A page that broke says so and begins anew; what was chosen is in core and comes back with it (REC-1). */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true };
  }

  override componentDidCatch(): void {
    report(this.props.api, this.props.screen, 'render-error');
    setTimeout(() => window.location.reload(), RELOAD_AFTER_MS);
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return <p role="alert">{this.props.i18n.t('errors:CORE_RESTARTED')}</p>;
  }
}

import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { UiProvider } from './UiProvider.tsx';

/** Test helper: draws into the document, acts, and clears away. Not imported by product code. */
export async function show(children: ReactNode, mode: 'kiosk' | 'counter' = 'kiosk') {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const root = createRoot(host);
  const draw = (next: ReactNode) =>
    act(async () =>
      root.render(
        <UiProvider mode={mode} locale="lv">
          {next}
        </UiProvider>,
      ),
    );
  await draw(children);
  return { host, draw, end: () => act(async () => root.unmount()) };
}

export const press = (element: Element) => act(async () => (element as HTMLElement).click());

export function button(name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  );
  if (found === undefined) throw new Error(`no button „${name}”`);
  return found;
}

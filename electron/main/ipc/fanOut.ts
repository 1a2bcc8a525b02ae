import { type EventName, events } from '../../../shared/contract/index.ts';
import type { WindowRegistry } from '../windows/registry.ts';
import { SURFACES } from '../windows/surface.ts';

/** Sends an event to every window whose caller's role and surface allow it, after its payload was checked. */
export const fanOut =
  (registry: Pick<WindowRegistry, 'all' | 'callerOf'>) =>
  (name: EventName, payload: unknown): void => {
    const spec = Object.hasOwn(events, name) ? events[name] : undefined;
    const checked = spec?.payload.safeParse(payload);
    if (!spec || !checked?.success) return;
    for (const window of registry.all()) {
      const caller = registry.callerOf(window.windowId);
      if (!caller || !(spec.roles as readonly string[]).includes(caller.role)) continue;
      if (SURFACES[window.kind].events.includes(name)) window.send(`lete:event:${name}`, checked.data);
    }
  };

import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright';
import type { Settings } from '../../../shared/contract/settings.ts';
import { ulid } from '../../../shared/domain/ids.ts';

interface Bridge {
  readonly api: Readonly<
    Record<string, (input: unknown) => Promise<{ ok: boolean; value?: unknown; code?: string }>>
  >;
}

/** Changes part of one section of the settings, from a counter window where a manager is signed in. */
export async function changeSettings<Section extends keyof Settings>(
  counter: Page,
  section: Section,
  part: Partial<Settings[Section]>,
): Promise<void> {
  const requestId = ulid(Date.now(), randomBytes(10));
  const code = await counter.evaluate(
    async ([name, values, id]) => {
      const { api } = window as unknown as Bridge;
      const now = await api['settings:get']?.({});
      const settings = (now?.value as { settings?: Record<string, object> } | undefined)?.settings ?? {};
      const change = { [name]: { ...settings[name], ...(values as object) } };
      const answer = await api['settings:change']?.({ requestId: id, change });
      return answer?.ok === true ? 'ok' : answer?.code;
    },
    [section, part, requestId] as const,
  );
  if (code !== 'ok') throw new Error(`The settings were not changed: ${code}`);
}

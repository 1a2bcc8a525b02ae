import { describe, expect, it } from 'vitest';
import { LabManifest } from '../../../electron/core/features/output/formats/hotFolder/labManifest.ts';
import { TEMPLATE_TOKENS } from '../../../electron/core/features/output/formats/hotFolder/hotFolderTemplate.ts';
import type { LabTask } from '../../../electron/core/features/output/index.ts';
import { ordersForTickets } from '../../../electron/core/features/orders/index.ts';
import { DATA_MAP } from '../../../shared/privacy/dataMap.ts';
import type { PayloadEntry } from '../../../shared/privacy/entry.ts';
import { createOrderCore, placeForTest } from '../harness/orders.ts';

const fieldsOf = (at: string): readonly string[] =>
  DATA_MAP.filter((entry): entry is PayloadEntry => entry.store === 'payload' && entry.at === at)
    .flatMap(({ fields }) => fields)
    .toSorted();

const manifest = {
  schema: 'lete-job/1',
  job: '00001234',
  order: 'K-27',
  product: { format: '10x15', paper: 'gloss' },
  images: [{ name: '1x_0001.jpg', quantity: 1, length: 10, sha256: 'a'.repeat(64) }],
};

describe('[D5, P23] what leaves the terminal has exactly the fields of the data map', () => {
  it("the lab's manifest, and a field more is refused", () => {
    expect(Object.keys(LabManifest.shape).toSorted()).toEqual(fieldsOf('lab.job.json'));
    expect(Object.keys(LabManifest.shape.images.element.shape).toSorted()).toEqual(
      fieldsOf('lab.job.json.images'),
    );
    expect(LabManifest.safeParse(manifest).success).toBe(true);
    expect(LabManifest.safeParse({ ...manifest, customer: 'x' }).success).toBe(false);
    const [image] = manifest.images;
    expect(LabManifest.safeParse({ ...manifest, images: [{ ...image, original: 'x' }] }).success).toBe(false);
  });

  it("the lab's order files: numbers, a product and settings, and nothing a customer typed", () => {
    const given = { job: 1, route: 1, mm: 1, reference: 1, root: 1, names: 1, at: 1 } satisfies Record<
      keyof LabTask,
      1
    >;
    expect(Object.keys(given).toSorted()).toEqual(fieldsOf('lab.order-file'));
  });

  it("the names of the lab's folders and files", () => {
    expect(TEMPLATE_TOKENS.toSorted()).toEqual(fieldsOf('lab.path'));
  });

  it('the papers, of which none knows a whole contact or the name of a file', async () => {
    const core = await createOrderCore();
    const { orderId } = await placeForTest(core);
    const view = ordersForTickets({ ...core.deps, withdrawalCode: () => null }).view(
      core.deps.read,
      orderId,
      null,
      false,
    );
    for (const paper of ['paper.kiosk-ticket', 'paper.counter-receipt', 'paper.envelope-slip'])
      expect(Object.keys(view ?? {}).toSorted()).toEqual(fieldsOf(paper));
    const said = JSON.stringify(view);
    for (const secret of ['ilze@example.org', 'Bērziņa', 'IMG_1']) expect(said).not.toContain(secret);
    await core.close();
  });
});

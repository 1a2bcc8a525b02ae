import type { Imaging, ImagingSource, PrintRequest } from '../../../electron/core/ports/imaging.ts';

/** Stands in for the decoders where a test is about orders: it answers a tiny made-up JPEG for every photo. */
export interface FakeImaging extends Imaging {
  readonly prints: { readonly source: ImagingSource; readonly request: PrintRequest }[];
  /** Refuses photos of that stored name from now on. */
  refuse(name: string): void;
  /** Whether the decoders start at all. */
  serve(works: boolean): void;
}

const picture = (width: number, height: number) => ({
  bytes: Uint8Array.from([0xff, 0xd8, width & 0xff, height & 0xff, 0xff, 0xd9]),
  width,
  height,
  origin: 'decoded' as const,
  incomplete: false,
  hint: null,
});

export function createFakeImaging(): FakeImaging {
  const prints: FakeImaging['prints'] = [];
  const refused = new Set<string>();
  let works = true;
  const answer = (source: ImagingSource, width: number, height: number) => {
    if (!works) return { ok: false, reason: 'out_of_service', format: null } as const;
    return refused.has(source.name)
      ? ({ ok: false, reason: 'damaged', format: null } as const)
      : ({ ok: true, picture: picture(width, height) } as const);
  };
  return {
    prints,
    refuse: (name) => void refused.add(name),
    serve: (now) => {
      works = now;
    },
    probe: () => Promise.resolve({ ok: false, reason: 'cancelled', format: null }),
    look: () => Promise.resolve({ ok: false, reason: 'cancelled', format: null }),
    likeness: () => Promise.resolve({ ok: false, reason: 'cancelled', format: null }),
    thumbnail: async (source, { maxEdge }) => answer(source, maxEdge, maxEdge),
    print: async (source, request) => {
      prints.push({ source, request });
      return answer(source, request.width, request.height);
    },
    sheet: async ({ width, height }) =>
      works
        ? { ok: true, picture: picture(width, height) }
        : { ok: false, reason: 'out_of_service', format: null },
    close: () => Promise.resolve(),
  };
}

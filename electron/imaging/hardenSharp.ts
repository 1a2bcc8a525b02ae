import sharp from 'sharp';

/** Leaves sharp only the loaders a photo needs, from memory; no cache, so nothing of one customer stays for the next. */
export function hardenSharp(): void {
  sharp.cache(false);
  // Two processes share the machine; more threads per photo make each slower.
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadTiffBuffer',
      'VipsForeignLoadWebpBuffer',
      'VipsForeignLoadHeifBuffer',
    ],
  });
}

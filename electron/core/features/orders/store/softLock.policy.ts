/** A window that closed without a word keeps an order "open" for no longer than this. */
export const OPEN_STALE_MS = 5 * 60_000;

/** Whether another colleague has the order open now; `at` is when that was last said. */
export function isOpenElsewhere(
  open: { readonly by: string | null; readonly at: number | null },
  me: string | null,
  now: number,
): boolean {
  return open.by !== null && open.by !== me && open.at !== null && now - open.at < OPEN_STALE_MS;
}

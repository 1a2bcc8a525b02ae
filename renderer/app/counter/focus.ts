/** Puts the focus on the chosen row, as Escape promises. */
export const focusRow = (): void =>
  document
    .querySelector<HTMLElement>(
      '[data-area="list"] [role="row"][aria-selected="true"], [data-area="list"] [role="row"][tabindex="0"]',
    )
    ?.focus();

/** What was opened is gone on with by keyboard. */
export const focusDetail = (): void =>
  void setTimeout(() => document.querySelector<HTMLElement>('[data-area="detail"] button')?.focus());

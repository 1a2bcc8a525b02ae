/** What core asks of the Electron shell. */
export interface Shell {
  readonly quit: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Closes core and starts it anew; windows stay, sign-ins end. */
  readonly reopen: () => Promise<void>;
  /** Renders a page without scripts or network to PDF. */
  readonly htmlToPdf: (html: string) => Promise<Uint8Array>;
}

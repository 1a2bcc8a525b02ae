/** What core asks of the Electron shell. */
export interface Shell {
  readonly quit: () => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Renders a page without scripts or network to PDF. */
  readonly htmlToPdf: (html: string) => Promise<Uint8Array>;
}

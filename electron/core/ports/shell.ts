/** What core asks of the Electron shell. */
export interface Shell {
  quit(): Promise<void>;
  restart(): Promise<void>;
  /** Renders a page without scripts or network to PDF. */
  htmlToPdf(html: string): Promise<Uint8Array>;
}

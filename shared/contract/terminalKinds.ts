/** What this terminal is. `demo` opens a kiosk and a counter window on one database and says so on screen. */
export const TERMINAL_KINDS = ['kiosk', 'counter', 'demo'] as const;
export type TerminalKind = (typeof TERMINAL_KINDS)[number];

/** The kind a file or a switch names, or null: main asks before any schema is loaded. */
export const terminalKindOf = (value: unknown): TerminalKind | null =>
  TERMINAL_KINDS.find((kind) => kind === value) ?? null;

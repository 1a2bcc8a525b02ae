/** One step of the schema's history. It never changes once it was released. */
export interface Migration {
  readonly version: number;
  readonly script: string;
}

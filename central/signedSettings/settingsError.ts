/** Prices or a notice that are not signed or not published. The message is a sentence for the operator. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

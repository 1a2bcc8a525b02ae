/**
 * The operating system's own key protection (DPAPI, Keychain, libsecret); main implements it with safeStorage.
 * `wrap` and `unwrap` reject when the store refuses.
 */
export type OsKeyWrap = {
  /** False where the system would only obfuscate: on Linux `basic_text` counts as not available. */
  readonly available: () => Promise<boolean>;
  readonly wrap: (plain: Uint8Array) => Promise<Uint8Array>;
  readonly unwrap: (wrapped: Uint8Array) => Promise<Uint8Array>;
};

type ImportMetaEnv = {
  /** Whether this build carries the embedded backend as a service worker (dev and demo). */
  readonly PUBLIC_MOCK: boolean;
};

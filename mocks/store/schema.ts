/**
 * Version of what stores keep. Raise it when a stored record changes its form: what was kept under
 * another version is left behind.
 */
export const SCHEMA = 1;

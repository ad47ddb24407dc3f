import { AUTH_METHODS, isKnownMethod } from '#contract/auth-methods/registry.ts';

/** What a method is called. One that is not known is shown as it came. */
export function methodLabel(method: string): string {
  return isKnownMethod(method) ? AUTH_METHODS[method].label : method;
}

/** What an auth method is called, or what stands for a name. */
export function methodName(method: { name: string }): string {
  return method.name.trim() === '' ? 'Unnamed auth method' : method.name;
}

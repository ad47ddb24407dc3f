/** What answers `/v1` behind the gateway. */
export type Upstream = {
  /** `live` is AuthPI itself, `sample` the backend embedded in this process. */
  backend: 'live' | 'sample';
  /** The host people know the API by. */
  host: string;
  fetch(request: Request): Promise<Response>;
};

import type { Refusal } from './refusal.ts';

/** An answer before it becomes a `Response`, as data: what an idempotency key remembers. */
export type Answered = { status: number; headers: Record<string, string>; body: string | null };

/** The connection fails: nobody hears of what happened. */
export const failed = 'failed';

/** See {@link Answered} and {@link failed}. */
export type Reply = Answered | typeof failed;

/** An answer in JSON. */
export function json(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): Answered {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** The answer of a refusal. */
export function refusal({ status, body, headers }: Refusal): Answered {
  return json(status, body, headers);
}

/** A reply as fetch knows it; a failed connection is `Response.error()`, for an adapter to act out. */
export function toResponse(reply: Reply): Response {
  if (reply === failed) return Response.error();
  return new Response(reply.body, { status: reply.status, headers: reply.headers });
}

import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Announcer } from '#ui/announcer.tsx';
import { DoctorCard } from './doctor-card.tsx';
import type { Subject } from './subject.ts';
import { useDoctor } from './use-doctor.ts';

const SUBJECT: Subject = {
  host: 'auth.example.com',
  zone: 'example.com',
  target: 'edge.authpi.example',
  authorities: null,
  resolvers: ['one.dns.example', 'two.dns.example'],
  ownership: null,
};

let cnames: ReadonlyMap<string, string>;
let fails: { status: number; headers?: { [name: string]: string } } | null;
let asked: string[];

beforeEach(() => {
  cnames = new Map();
  fails = null;
  asked = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    if (fails !== null) return Promise.resolve(new Response('', fails));
    const query = new URL(url, 'https://dashboard.example').searchParams;
    const name = query.get('name') ?? '';
    const data = cnames.get(name);
    const Answer = data === undefined ? [] : [{ name, type: 5, TTL: 60, data }];
    return Promise.resolve(Response.json({ Status: data === undefined ? 3 : 0, Answer }));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Page({ subject }: { subject: Subject | null }) {
  const doctor = useDoctor(subject);
  return (
    <>
      <DoctorCard subject={subject} doctor={doctor} />
      <Announcer />
    </>
  );
}

async function checkNow() {
  const before = asked.length;
  fireEvent.click(screen.getByRole('button', { name: 'Check now' }));
  await waitFor(() => expect(asked.length).toBeGreaterThan(before));
  await screen.findByText(/^Checked \d+ s ago/);
}

it('says what is found, and announces what changed, once', async () => {
  const heard: string[] = [];
  const { container } = render(<Page subject={SUBJECT} />);
  const output = screen.getByRole('status');
  new MutationObserver(() => heard.push(output.textContent.trim())).observe(output, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  expect(screen.getByRole('heading', { level: 2, name: 'What the DNS says' })).toBeInTheDocument();
  expect(
    await screen.findByRole('heading', { level: 3, name: 'Nothing is there yet' }),
  ).toBeVisible();
  expect(container).toHaveTextContent(/Next check in \d s\./);

  await checkNow();
  await waitFor(() => expect(heard).toHaveLength(2));
  expect(heard[1]).toBe('Checked. The DNS says the same as before.');

  cnames = new Map([['auth.example.com', 'Edge.AuthPI.example.']]);
  await checkNow();
  expect(
    await screen.findByRole('heading', { name: 'The CNAME leads to the target' }),
  ).toBeVisible();
  await waitFor(() => expect(heard).toHaveLength(3));
  expect(heard[0]).toContain('Nothing is there yet');
  expect(heard[2]).toBe('DNS. The CNAME leads to the target.');
});

it('could not ask: says so, and keeps to the pause that was asked for', async () => {
  fails = { status: 429, headers: { 'retry-after': '30' } };
  render(<Page subject={SUBJECT} />);
  expect(await screen.findByRole('heading', { name: 'Could not ask the resolvers' })).toBeVisible();
  const button = screen.getByRole('button', { name: 'Check now' });
  expect(button).toHaveAccessibleDescription('A resolver was asked too often and wants a pause');
  const before = asked.length;
  fireEvent.click(button);
  await act(() => Promise.resolve());
  expect(asked).toHaveLength(before);
});

it('another subject starts anew, and the same in another object does not', async () => {
  const { rerender } = render(<Page subject={null} />);
  expect(asked).toEqual([]);
  rerender(<Page subject={SUBJECT} />);
  await screen.findByRole('heading', { name: 'Nothing is there yet' });
  const before = asked.length;
  rerender(<Page subject={{ ...SUBJECT }} />);
  await act(() => Promise.resolve());
  expect(asked).toHaveLength(before);
  rerender(<Page subject={{ ...SUBJECT, host: 'login.example.com' }} />);
  expect(screen.queryByRole('heading', { level: 3 })).toBeNull();
  await screen.findByText('login.example.com');
  expect(asked.slice(before).every((url) => !url.includes('auth.example.com'))).toBe(true);
});

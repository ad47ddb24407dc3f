import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/')({
  component: Home,
});

function Home() {
  return (
    <main className="p-6">
      <h1 className="text-page font-semibold">AuthPI</h1>
    </main>
  );
}

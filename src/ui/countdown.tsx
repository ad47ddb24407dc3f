import { useEffect, useState } from 'react';

/** Whole seconds until a moment (Unix ms), counting down. At the end it says 0. */
export function Countdown({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  return <>{left < 100 ? `${left} s` : `${Math.ceil(left / 60)} min`}</>;
}

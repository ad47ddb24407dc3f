/** AuthPI's own console, where what is not here is managed (contract §8). */
const CONSOLE = 'https://console.authpi.com';

/** The way to AuthPI's own console. */
export function ConsoleLink() {
  return (
    <a className="link" href={CONSOLE} target="_blank" rel="noopener noreferrer">
      AuthPI’s console<span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}

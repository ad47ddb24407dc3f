import { Choice } from './field.tsx';
import { simulator } from './simulator.ts';
import type { SimulatorState } from './simulator.ts';

const LATENCIES = [
  { value: '0', text: 'At once' },
  { value: '300', text: 'After 300 ms' },
  { value: '1000', text: 'After 1 s' },
  { value: '3000', text: 'After 3 s' },
] as const;

const DEAD_CURSORS = [
  { value: 'position', text: 'The right page' },
  { value: '400', text: 'Refused with 400' },
  { value: '404', text: 'Refused with 404' },
  { value: 'empty', text: 'An empty page' },
] as const;

const PATCH_MODES = [
  { value: 'merge', text: 'Merge objects' },
  { value: 'replace', text: 'Replace objects' },
] as const;

const DAY_MS = 86_400_000;

const CLOCKS = [
  { value: '0', text: 'As on this machine' },
  { value: String(DAY_MS), text: '1 day ahead' },
  { value: String(30 * DAY_MS), text: '30 days ahead' },
  { value: String(365 * DAY_MS), text: '365 days ahead' },
] as const;

/** What AuthPI has not published, or may do otherwise. Takes effect as it is chosen. */
export function BehaviourSection({ settings }: { settings: SimulatorState['settings'] }) {
  return (
    <div className="sim-form">
      <Choice
        label="Every answer comes"
        options={LATENCIES}
        value={String(settings.latency_ms)}
        onChange={(ms) => void simulator.change({ latency_ms: Number(ms) })}
      />
      <Choice
        label="A list whose place is gone answers"
        options={DEAD_CURSORS}
        value={settings.dead_cursor}
        onChange={(dead_cursor) => void simulator.change({ dead_cursor })}
      />
      <Choice
        label="An update is to"
        options={PATCH_MODES}
        value={settings.patch}
        onChange={(patch) => void simulator.change({ patch })}
      />
      <Choice
        label="The clock of the sample data is"
        options={CLOCKS}
        value={String(settings.clock_offset_ms)}
        onChange={(ms) => void simulator.change({ clock_offset_ms: Number(ms) })}
      />
      <label className="sim-switch">
        <input
          type="checkbox"
          checked={settings.strict}
          onChange={(event) => void simulator.change({ strict: event.target.checked })}
        />
        Refuse writes without <code>If-Match</code> (428)
      </label>
    </div>
  );
}

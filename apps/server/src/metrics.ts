import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Everything that this process measures; told at `/metrics`. One a process, as Prometheus expects. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const histogram = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
  new Histogram({ name, help, labelNames, buckets: seconds, registers: [metrics] });

export const requestSeconds = histogram('laurel_request_seconds', 'Time to answer a request', [
  'door',
  'method',
  'status',
]);
export const decisionSeconds = histogram('laurel_decision_seconds', 'Time to decide one command');
export const appendSeconds = histogram('laurel_append_seconds', 'Time until an appended batch of entries is durable');
export const streamDelaySeconds = histogram('laurel_stream_delay_seconds', 'Time from an entry to its change');
export const pushDelaySeconds = histogram('laurel_push_delay_seconds', 'Time from an entry to its push', ['what']);
export const projectDelaySeconds = histogram('laurel_project_delay_seconds', 'Time from an entry to its projection');

export const connectedBrowsers = new Gauge({
  name: 'laurel_connected_browsers',
  help: 'Sockets that are open',
  registers: [metrics],
});

export const deadLetters = new Counter({
  name: 'laurel_dead_letters_total',
  help: 'What could not be done and was set aside',
  labelNames: ['kind'],
  registers: [metrics],
});

export const turnedAway = new Counter({
  name: 'laurel_turned_away_total',
  help: 'Requests that were turned away because this process had enough to do',
  registers: [metrics],
});
export const setBack = new Counter({
  name: 'laurel_browsers_set_back_total',
  help: 'How often a browser read too slowly and was set back to snapshots',
  registers: [metrics],
});
export const inFlight = new Gauge({
  name: 'laurel_in_flight',
  help: 'Requests being answered, larger bodies counted for several',
  registers: [metrics],
});
export const loopDelaySeconds = new Gauge({
  name: 'laurel_loop_delay_seconds',
  help: 'How long everything waits for its turn in this process',
  registers: [metrics],
});

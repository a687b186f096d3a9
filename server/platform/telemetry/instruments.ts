import { type Attributes, type Meter, metrics } from "@opentelemetry/api";

/** A label's values come from closed sets (verbs, codes, contexts, states), never from what somebody sent. */
export type Labels = Readonly<Record<string, string>>;

export interface Reading {
  value: number;
  labels?: Labels;
}

type Observe = () => readonly Reading[] | Promise<readonly Reading[]>;
type Recorder = (value: number, labels: Attributes) => void;

interface Instruments {
  /** Undefined until telemetry was started: then nothing is measured, and nothing fails. */
  meter: Meter | undefined;
  recorders: Map<string, Recorder>;
  gauges: Map<string, { help: string; observe: Observe }>;
}

// On globalThis: our HTTP server and Next's bundles each load this module, and must share the instruments.
const shared = globalThis as { mycomputerInstruments?: Instruments };
shared.mycomputerInstruments ??= { meter: undefined, recorders: new Map(), gauges: new Map() };
const instruments = shared.mycomputerInstruments;

/** Upper bounds in seconds that suit answers of a web server. */
const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Something that is counted. The name ends in `_total`. */
export function counter(name: string, help: string): { add(labels?: Labels, by?: number): void } {
  return {
    add(labels = {}, by = 1) {
      record(name, by, labels, (meter) => {
        const made = meter.createCounter(name, { description: help });
        return (value, attributes) => made.add(value, attributes);
      });
    },
  };
}

/** How long something took. The name ends in `_seconds`. */
export function histogram(name: string, help: string): { record(seconds: number, labels?: Labels): void } {
  return {
    record(seconds, labels = {}) {
      record(name, seconds, labels, (meter) => {
        const advice = { explicitBucketBoundaries: secondsBounds };
        const made = meter.createHistogram(name, { description: help, advice });
        return (value, attributes) => made.record(value, attributes);
      });
    },
  };
}

/** What is so at the moment of asking. Defining a gauge again (another bundle, a reload) replaces how it looks. */
export function gauge(name: string, help: string, observe: Observe): void {
  const known = instruments.gauges.has(name);
  instruments.gauges.set(name, { help, observe });
  if (!known && instruments.meter !== undefined) attach(instruments.meter, name, help);
}

/** Hands the instruments their meter; gauges that were defined before are attached now. */
export function connectInstruments(): void {
  const meter = metrics.getMeter("mycomputer");
  instruments.meter = meter;
  instruments.recorders.clear();
  for (const [name, { help }] of instruments.gauges) attach(meter, name, help);
}

function record(name: string, value: number, labels: Labels, make: (meter: Meter) => Recorder): void {
  const { meter, recorders } = instruments;
  if (meter === undefined) return;
  let recorder = recorders.get(name);
  if (recorder === undefined) {
    recorder = make(meter);
    recorders.set(name, recorder);
  }
  recorder(value, labels);
}

function attach(meter: Meter, name: string, help: string): void {
  meter.createObservableGauge(name, { description: help }).addCallback(async (result) => {
    const observe = instruments.gauges.get(name)?.observe;
    // What can't be asked is missing from the answer; the alarm is that it is missing.
    const readings = await Promise.resolve(observe?.()).catch(() => undefined);
    for (const { value, labels } of readings ?? []) result.observe(value, labels);
  });
}

import type { Shape } from "./shape";

/** What was drawn, step by step, so that every step can be taken back and done again. */
export interface History {
  past: readonly Shape[];
  present: Shape;
  future: readonly Shape[];
}

export type Step =
  | { kind: "draw"; shape: Shape }
  | { kind: "undo" | "redo" }
  | { kind: "begin"; shape: Shape };

const mostKept = 200;

export function beginWith(shape: Shape): History {
  return { past: [], present: shape, future: [] };
}

export function step(history: History, taken: Step): History {
  const { past, present, future } = history;
  switch (taken.kind) {
    case "begin":
      return beginWith(taken.shape);
    case "draw":
      return { past: [...past, present].slice(-mostKept), present: taken.shape, future: [] };
    case "undo": {
      const before = past.at(-1);
      return before === undefined
        ? history
        : { past: past.slice(0, -1), present: before, future: [present, ...future] };
    }
    case "redo": {
      const [next, ...later] = future;
      return next === undefined ? history : { past: [...past, present], present: next, future: later };
    }
  }
}

import type { ExclusiveLock } from "../../core/runs/spending/exclusiveLock";

/** The part of the browser's `navigator` that is used here: Node's types do not have it. */
declare const navigator: {
  readonly locks: {
    request<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  };
};

/** A lock between all windows of this origin. */
export function webLock(name: string): ExclusiveLock {
  return (work) => navigator.locks.request(`tokenscale ${name}`, work);
}

/** Runs work while no other window does the same. Rejects if the lock can't be acquired. */
export type ExclusiveLock = <Value>(work: () => Promise<Value>) => Promise<Value>;

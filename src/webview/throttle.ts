/** A function that runs at most once per interval, and always with the last argument it was given. */
interface Throttled<Argument> {
  (argument: Argument): void;
  /** Makes the waiting call now. */
  flush(): void;
}

/** Makes the first call immediately, then at most one in `intervalMs`; the last one is never lost. */
export function throttle<Argument>(
  call: (argument: Argument) => void,
  intervalMs: number,
): Throttled<Argument> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { readonly argument: Argument } | undefined;

  const next = (): void => {
    timer = undefined;
    if (waiting === undefined) return;
    const { argument } = waiting;
    waiting = undefined;
    timer = setTimeout(next, intervalMs);
    call(argument);
  };
  const throttled = (argument: Argument): void => {
    waiting = { argument };
    if (timer === undefined) next();
  };
  throttled.flush = (): void => {
    clearTimeout(timer);
    next();
  };
  return throttled;
}

/** Functions that run in the panel's frame: each is on its own. */

/** The frames of a period, and how they fared. */
export interface Frames {
  readonly frames: number;
  /** From one frame to the next. */
  readonly longestMs: number;
  /** Frames that came more than 50 ms after the one before. */
  readonly late: number;
}

declare global {
  interface Window {
    liveMeters?: { stopped: boolean; readonly frameMs: number[] };
    shownStamps?: Map<string, number>;
  }
}

/** Notes how far apart the frames are, until `stopFrames`. */
export function startFrames(): void {
  const meters = { stopped: false, frameMs: [] as number[] };
  window.liveMeters = meters;
  let before: number | undefined;
  const tick = (nowMs: number): void => {
    if (meters.stopped) return;
    if (before !== undefined) meters.frameMs.push(nowMs - before);
    before = nowMs;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

export function stopFrames(): Frames {
  const meters = window.liveMeters;
  if (meters === undefined) throw new Error("startFrames() first.");
  meters.stopped = true;
  const { frameMs } = meters;
  return {
    frames: frameMs.length,
    longestMs: Math.max(...frameMs),
    late: frameMs.filter((ms) => ms > 50).length,
  };
}

/** Notes when an answer is drawn whose text is the time at which the server sent it. */
export function noteShownStamps(): void {
  const shown = new Map<string, number>();
  window.shownStamps = shown;
  let isInFrame = false;
  const behind = (callback: () => void): void => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = callback;
    port2.postMessage(undefined);
  };
  const tick = (): void => {
    isInFrame = true;
    behind(() => (isInFrame = false));
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  /** A change within a frame's callbacks is drawn by that frame, any other by the next one. */
  const whenDrawn = (callback: () => void): void => {
    if (isInFrame) behind(callback);
    else requestAnimationFrame(() => behind(callback));
  };
  const look = (): void => {
    for (const element of document.querySelectorAll(".answer-text")) {
      const stamp = element.textContent.trim();
      if (!/^\d{13}(\.\d+)?$/.test(stamp) || shown.has(stamp)) continue;
      shown.set(stamp, NaN);
      whenDrawn(() => shown.set(stamp, performance.timeOrigin + performance.now()));
    }
  };
  for (const element of document.querySelectorAll(".answer-text")) {
    shown.set(element.textContent.trim(), NaN); // Of an earlier run.
  }
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

/** Milliseconds from each answer's sending to its drawing. */
export function takeShownStamps(): readonly number[] {
  return [...(window.shownStamps ?? [])].flatMap(([stamp, drawnMs]) =>
    Number.isNaN(drawnMs) ? [] : [drawnMs - Number(stamp)],
  );
}

import { stdout } from "node:process";

/** Runs `work` under a line on the terminal that shows the seconds going by; elsewhere one line at its end. */
export async function showProgress<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startMs = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - startMs) / 1000)} s`;
  const ticker = stdout.isTTY
    ? setInterval(() => stdout.write(`\r  ${title} … ${seconds()}`), 500)
    : undefined;
  try {
    const result = await work();
    stdout.write(`${stdout.isTTY ? "\r" : ""}  ${title}: ${seconds()}\n`);
    return result;
  } catch (error) {
    stdout.write(`${stdout.isTTY ? "\r" : ""}  ${title}: failed after ${seconds()}\n`);
    throw error;
  } finally {
    clearInterval(ticker);
  }
}

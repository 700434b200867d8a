/** An error whose message is for the person at the terminal: shown as one line, without a stack. */
export class HumanError extends Error {
  override readonly name = "HumanError";
}

/** Runs a script's main function; a {@link HumanError} ends it with its one line and exit code 1. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** A call that can't be understood: printed with a hint to `--help`, exit code 2. */
export class UsageError extends Error {}

/** An unusable file, revision or setting: printed without a hint, exit code 2. */
export class InputError extends Error {}

/** The exit code of a command. */
export type ExitCode = 0 | 1 | 2;

export const USAGE = `tokenscale: which model should this prompt run on, and what will it cost?

  tokenscale count [FILE…|-] [--json]
      o200k_base tokens of texts, of standard input if no file is named. Any size.
  tokenscale estimate FILE… [--format F] [--json] [--per-line] [--vars FILE] [--output-tokens N]
      What each prompt file is billed on both models, and which one is recommended.
  tokenscale check [FILE|FOLDER|GLOB…] [--format F] [--base REV]
      Exit code 1 if a prompt breaks a budget or a rule of .tokenscale.json, with the file and line.
      F is text, json, markdown, github, sarif, junit or gitlab.
  tokenscale diff [--base REV] [--markdown|--json]
      What the working tree changes in tokens and cost of prompt files since it left REV (default: HEAD),
      in a month too, and where another model is now recommended.
  tokenscale route FILE… [--format F] [--json] [--per-line] [--vars FILE] [--output-tokens N]
      Which model, how likely mini is to be at least as good, and why.
  tokenscale route --export typescript|python|litellm|json [--tolerance T]
      The routing table of the pair as code or configuration.
  tokenscale migrate [FILE|FOLDER|GLOB…] [--to MODEL[@EFFORT]] [--json|--markdown|--csv] [--requests-per-month N] [--fix] [--check DAYS]
      Every place that names a model with a shutdown date, what breaks there on its successor, and
      the cost before and after. --fix makes the safe edits; --check exits with 1 if anything ends
      within DAYS days.
  tokenscale eval FILE --data ROWS [--asserts F] [--request R] [--limit N] [--out DIR] [--resume]
      [--retry-failed] [--judge MODEL[@EFFORT]] [--judge-pairs] [--show-judge-prompt] [--cascade left|right]
      [--concurrency N] [--rpm N] [--tpm N] [--base-url U] [--junit F] [--fail-under PASS]
      [--outcomes F] [--baseline F] [--save-baseline left|right] [--dry-run] [--json|--markdown]
      Asks both models for every row, checks the answers, and says which model passes more. Sends
      the prompt to the API with the key in OPENAI_API_KEY. --dry-run prints the cost only.
  tokenscale batch submit FILE --data ROWS [--asserts F] [--request R] [--limit N] [--out DIR]
      [--resume] [--base-url U] [--dry-run]
  tokenscale batch status|fetch|cancel DIR [--base-url U] [--junit F] [--fail-under PASS]
      [--json|--markdown]
      The same by OpenAI's Batch, at half the price and within 24 hours. DIR is the folder that
      submit names; fetch writes the answers there, as eval does.
  tokenscale traffic LOG…|- [--format F] [--columns FIELD=COLUMN,…] [--by model,route,kind,day]
                     [--prompts FILE|FOLDER|GLOB] [--json|--markdown|--csv] [--sums]
      What logged requests cost, what they would cost on other models, and which routes can move.
      --sums reads no prompt text, --hash-routes hides the names of routes, --show-lines shows the
      beginning of lines that can't be read, --threads N bounds the threads. --partial writes a
      summary, and --merge takes such summaries instead of logs.

  tokenscale prices [--from FILE|URL] [--json]
      The price of each model and how old it is. --from compares them with a list from elsewhere
      (docs/cli.md), fetches it if it is a URL, and changes nothing.

  tokenscale mcp [--root FOLDER]
      A server of the Model Context Protocol on standard input and output, with tools that count,
      estimate, compare, recommend and plan. It reads files only in the client's roots and FOLDER.

  --per-line                 each line of a JSONL by itself, of any size
  --left ID, --right ID      the pair of models (default: gpt-4o, gpt-4o-mini); of estimate,
                             check, diff, eval, batch, route and traffic. An effort
                             follows a model after an @: gpt-6-luna@none
  --outcomes F               what your own rows showed: eval adds to it, estimate and route
                             recommend by it
  --model ID                 the model in question, in the first place of the pair; check
                             compares its cost with the budgets
  --tolerance T              score that may be lost on average: cautious, balanced, thrifty,
                             or a number from 0 to 1 (default: balanced)
  --help, --version

Pair and tolerance are otherwise those of .tokenscale.json in the working folder.
FILE - is standard input. Exit codes: 0 done, 1 a budget is broken, 2 the call or a file can't be used.
Only eval and batch send anything; prices --from URL fetches that URL. docs/cli.md describes the JSON.
`;

/** The part of the usage that is about a command; undefined if there is no such command. */
export function usageOf(command = ""): string | undefined {
  const parts = USAGE.split(/\n+(?= {2}tokenscale )|\n\n/).filter((part) =>
    part.startsWith(`  tokenscale ${command} `),
  );
  if (parts.length === 0) return undefined;
  return `${parts.join("\n")}\n\nOptions that commands share: tokenscale --help\n`;
}

/**
 * The step of `action.yml`: runs check, diff, and migrate, and writes the annotations, the job summary,
 * the outputs, and the comment on the pull request. See docs/ci.md.
 */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** The first line of our comment: by it the next run finds the comment. */
const MARKER = "<!-- tokenscale -->";
/** GitHub refuses longer comments. */
const MAX_COMMENT_CHARACTERS = 65_536;
/** GitHub drops a larger summary as a whole. */
const MAX_SUMMARY_BYTES = 1024 * 1024;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const COMMENTS_PER_PAGE = 100;

const { env } = process;

/** @param {string} name */
function setting(name) {
  return (env[name] ?? "").trim();
}

/** @param {string} name */
function required(name) {
  const value = setting(name);
  if (value === "") throw new Error(`${name} is not set: this step runs in GitHub Actions only.`);
  return value;
}

/**
 * Runs a program without a shell, unless it can't be started otherwise, and collects what it prints.
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ readonly cwd?: string, readonly shell?: boolean }} [options]
 * @returns {Promise<{ exitCode: number, stdout: string, stderr: string }>}
 */
function run(program, words, options = {}) {
  return new Promise((resolve) => {
    const limits = { maxBuffer: MAX_OUTPUT_BYTES, env: withoutToken() };
    execFile(program, words, { ...options, ...limits }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === "number") resolve({ exitCode: code, stdout, stderr });
      else resolve({ exitCode: 2, stdout, stderr: `${stderr}${error?.message ?? ""}\n` });
    });
  });
}

/** Only the comment needs the token. */
function withoutToken() {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== "TOKENSCALE_TOKEN"));
}

/** The command line beside this script, or else the version that the workflow names, from npm. */
async function findCommandLine() {
  const own = path.join(import.meta.dirname, "..", "dist", "cli.js");
  if (await isFile(own)) return own;
  const version = setting("TOKENSCALE_VERSION");
  if (!/^[\w.+-]+$/.test(version)) {
    throw new Error(`The input "version" must be a version of the npm package, such as 0.1.0.`);
  }
  // Outside the checkout, whose .npmrc could name another registry.
  const folder = path.join(required("RUNNER_TEMP"), `tokenscale-${version}`);
  await mkdir(folder, { recursive: true });
  const words = ["install", "--prefix", ".", "--ignore-scripts", "--no-audit", "--no-fund"];
  // npm is a batch file on Windows, which only a shell starts.
  const options = { cwd: folder, shell: process.platform === "win32" };
  const { exitCode, stderr } = await run("npm", [...words, `tokenscale@${version}`], options);
  if (exitCode !== 0) throw new Error(`npm can't install tokenscale@${version}: ${stderr.trim()}`);
  return path.join(folder, "node_modules", "tokenscale", "dist", "cli.js");
}

/** @param {string} file */
async function isFile(file) {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() === true;
}

/**
 * Prints what names and texts of the repository are part of: no line of it is taken as a command.
 * @param {string} text
 */
function printInert(text) {
  if (text.trim() === "") return;
  const token = randomUUID();
  console.log(`::stop-commands::${token}\n${text.trimEnd()}\n::${token}::`);
}

/**
 * @param {"error" | "warning" | "notice"} level
 * @param {string} message
 */
function annotate(level, message) {
  const data = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  console.log(`::${level} title=Tokenscale::${data}`);
}

/**
 * A value of the step, which no text in it can end early.
 * @param {string} name
 * @param {string} value
 */
async function setOutput(name, value) {
  const end = randomUUID();
  await appendFile(required("GITHUB_OUTPUT"), `${name}<<${end}\n${value}\n${end}\n`);
}

/**
 * Leaves out whole lines at the end if the text is too long.
 * @param {string} text
 * @param {number} max
 * @param {(text: string) => number} lengthOf
 */
function cutLines(text, max, lengthOf) {
  if (lengthOf(text) <= max) return text;
  const note = "\n\nThe report is too long to be shown in full: see the output `report`.\n";
  const lines = [];
  let length = lengthOf(note);
  for (const line of text.split("\n")) {
    length += lengthOf(line) + 1;
    if (length > max) break;
    lines.push(line);
  }
  return `${lines.join("\n")}${note}`;
}

/**
 * The text without mentions of people: a file's name must not notify anyone.
 * @param {string} markdown
 */
function withoutMentions(markdown) {
  return markdown.replace(/(?<!\w)@(?=\w)/g, "@\u200b");
}

/** The number of the pull request that started the workflow. */
async function pullRequestNumber() {
  const file = setting("GITHUB_EVENT_PATH");
  if (file === "") return undefined;
  const number = JSON.parse(await readFile(file, "utf8")).pull_request?.number;
  return Number.isSafeInteger(number) ? Number(number) : undefined;
}

/**
 * Calls GitHub's REST API with the token of the workflow.
 * @param {string} method
 * @param {string} address
 * @param {object} [body]
 * @returns {Promise<any>} What GitHub answers.
 */
async function callGitHub(method, address, body) {
  const response = await fetch(address, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${setting("TOKENSCALE_TOKEN")}`,
      "user-agent": "tokenscale",
      "x-github-api-version": "2022-11-28",
    },
    redirect: "error",
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    ...(body && { body: JSON.stringify(body) }),
  });
  if (response.ok) return response.json();
  throw new Error(
    response.status === 403 || response.status === 404
      ? `the token may not do that (status ${response.status}). Give the job "permissions: pull-requests: write"; the token of a pull request from a fork can only read.`
      : `GitHub answered with status ${response.status}.`,
  );
}

/**
 * Creates the comment, or replaces that of an earlier run.
 * @param {number} number
 * @param {string} report
 * @returns {Promise<string>} The comment's address.
 */
async function writeComment(number, report) {
  const api = `${required("GITHUB_API_URL")}/repos/${required("GITHUB_REPOSITORY")}/issues`;
  const body = cutLines(
    `${MARKER}\n${withoutMentions(report)}`,
    MAX_COMMENT_CHARACTERS,
    (text) => text.length,
  );
  const own = await findComment(`${api}/${number}/comments`);
  const { html_url: address } = own
    ? await callGitHub("PATCH", `${api}/comments/${own.id}`, { body })
    : await callGitHub("POST", `${api}/${number}/comments`, { body });
  return String(address);
}

/**
 * Our comment: anyone can write the marker, so that its author counts too.
 * @param {string} address
 * @returns {Promise<{ id: number } | undefined>}
 */
async function findComment(address) {
  for (let page = 1; ; page += 1) {
    const comments = await callGitHub(
      "GET",
      `${address}?per_page=${COMMENTS_PER_PAGE}&page=${page}`,
    );
    for (const { id, body, user } of comments) {
      if (user?.login === setting("TOKENSCALE_COMMENT_AUTHOR") && body?.startsWith(MARKER)) {
        return { id: Number(id) };
      }
    }
    if (comments.length < COMMENTS_PER_PAGE) return undefined;
  }
}

/** Whatever goes wrong with the comment: the job's result is that of the commands. */
async function comment(/** @type {string} */ report) {
  if (setting("TOKENSCALE_TOKEN") === "") return;
  try {
    const number = await pullRequestNumber();
    if (number !== undefined) await setOutput("comment-url", await writeComment(number, report));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // Of a token with a line break in it, fetch says that it can't be a header, and repeats it.
    const secret = setting("TOKENSCALE_TOKEN");
    annotate("warning", `The comment could not be written: ${reason.replaceAll(secret, "***")}`);
  }
}

async function main() {
  const cli = await findCommandLine();
  const errors = /** @type {string[]} */ ([]);
  /** @param {readonly string[]} words */
  const tokenscale = async (...words) => {
    const ended = await run(process.execPath, [cli, ...words]);
    printInert(ended.stderr);
    if (ended.exitCode > 1) errors.push(`tokenscale ${words[0]}: ${ended.stderr.trim()}`);
    return ended;
  };
  const target = setting("GITHUB_BASE_REF");
  const base = setting("TOKENSCALE_BASE") || (target === "" ? "" : `origin/${target}`);
  const days = setting("TOKENSCALE_MOVE_DAYS");
  const files = (env["TOKENSCALE_FILES"] ?? "").split("\n").map((line) => line.trim());
  const rest = ["--", ...files.filter((file) => file !== "")];
  const from = base === "" ? [] : [`--base=${base}`];

  const annotations = await tokenscale("check", "--format=github", ...from, ...rest);
  const found = annotations.stdout.split("\n").filter((line) => line.startsWith("::error "));
  for (const line of found) console.log(line);
  const check = await tokenscale("check", "--format=markdown", ...from, ...rest);
  const changes = base === "" ? undefined : await tokenscale("diff", "--markdown", ...from);
  const due = days === "" ? [] : [`--check=${days}`];
  const moves = await tokenscale("migrate", "--markdown", ...due, ...rest);

  const sections = ["## Tokenscale", check.stdout, changes?.stdout ?? ""];
  const plan = moves.stdout.replace(/^#/gm, "##");
  const report = [...sections, `<details><summary>Retiring models</summary>\n\n${plan}\n</details>`]
    .map((section) => section.trim())
    .filter((section) => section !== "")
    .join("\n\n");
  const reportFile = path.join(required("RUNNER_TEMP"), `tokenscale-${randomUUID()}.md`);
  await writeFile(reportFile, `${report}\n`);
  await appendFile(
    required("GITHUB_STEP_SUMMARY"),
    cutLines(`${report}\n`, MAX_SUMMARY_BYTES, Buffer.byteLength),
  );
  await setOutput("findings", String(found.length));
  await setOutput("moves-due", String(moves.exitCode === 1));
  await setOutput("report", reportFile);
  await comment(report);

  for (const error of errors) annotate("error", error);
  if (moves.exitCode === 1)
    annotate("error", `A model that is named here ends within ${days} days.`);
  const isFailed = found.length > 0 || moves.exitCode === 1;
  if (errors.length > 0 || (isFailed && setting("TOKENSCALE_FAIL") !== "false")) {
    process.exitCode = 1;
  }
}

await main().catch((error) => {
  annotate("error", error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

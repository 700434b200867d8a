import { formatCount } from "../format";
import { codeSpan, escapeMarkdown } from "../surfaces/segments";
import { visibleJson, visibleLine } from "../visibleText";
import { BREACH_TITLES, type BreachCode } from "./findBreaches";

/** A broken rule as a report names it. */
export interface GateFinding {
  /** From the working folder, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly code: BreachCode;
  readonly message: string;
}

/** A check that is done. */
interface GateReport {
  readonly findings: readonly GateFinding[];
  /** The files that were checked. */
  readonly files: readonly string[];
  /** Of Tokenscale. */
  readonly version: string;
}

/** Reports for other programs, each in the format that its program publishes. */
export const REPORT_FORMATS: ReadonlyMap<string, (report: GateReport) => string> = new Map([
  ["markdown", markdownReport],
  ["github", githubReport],
  ["sarif", sarifReport],
  ["junit", junitReport],
  ["gitlab", gitlabReport],
]);

function markdownReport({ findings, files }: GateReport): string {
  const checked = formatCount(files.length, "prompt file");
  const title = `**${formatCount(findings.length, "finding")} in ${checked}**\n`;
  if (findings.length === 0) return title;
  const rows = findings.map(
    ({ file, line, code, message }) =>
      `| ${codeSpan(file)} | ${line} | ${escapeMarkdown(message)} | ${codeSpan(code)} |\n`,
  );
  return `${title}\n| Prompt file | Line | Finding | Rule |\n| --- | --: | --- | --- |\n${rows.join("")}`;
}

/** Workflow commands of GitHub Actions: each is an annotation on its file and line. */
function githubReport({ findings }: GateReport): string {
  const data = (text: string): string =>
    visibleLine(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string): string =>
    data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return findings
    .map(
      ({ file, line, code, message }) =>
        `::error file=${property(file)},line=${line},title=${property(`Tokenscale: ${code}`)}::${data(message)}\n`,
    )
    .join("");
}

/** SARIF 2.1.0. */
function sarifReport({ findings, version }: GateReport): string {
  const codes = Object.keys(BREACH_TITLES) as BreachCode[];
  const keys = fingerprints(findings);
  const log = {
    $schema:
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Tokenscale",
            version,
            rules: codes.map((id) => ({ id, shortDescription: { text: `${BREACH_TITLES[id]}.` } })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map(({ file, line, code, message }, index) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: "error",
          message: { text: message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" },
                region: { startLine: line },
              },
            },
          ],
          partialFingerprints: { "tokenscale/v1": keys[index] },
        })),
      },
    ],
  };
  return `${visibleJson(log)}\n`;
}

/** A relative address: a colon in its first segment would make that a scheme. */
function uriOf(file: string): string {
  const uri = file.split("/").map(encodeURIComponent).join("/");
  return uri.startsWith("/") ? `.${uri}` : uri;
}

/** JUnit's XML: a test case for each file, with its findings as failures. */
function junitReport({ findings, files }: GateReport): string {
  const cases = files.map((file) => {
    const own = findings.filter((finding) => finding.file === file);
    const failures = own.map(
      ({ line, code, message }) =>
        `      <failure type="${code}" message="${xml(message)}">${xml(`${file}:${line}: ${message}`)}</failure>\n`,
    );
    const body = failures.length === 0 ? "/>\n" : `>\n${failures.join("")}    </testcase>\n`;
    return `    <testcase classname="tokenscale check" name="${xml(file)}"${body}`;
  });
  const failed = new Set(findings.map(({ file }) => file)).size;
  const counts = `tests="${files.length}" failures="${failed}" errors="0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="tokenscale" ${counts}>
  <testsuite name="tokenscale check" ${counts}>
${cases.join("")}  </testsuite>
</testsuites>
`;
}

function xml(text: string): string {
  const entities = new Map([
    ["&", "&amp;"],
    ["<", "&lt;"],
    [">", "&gt;"],
    ['"', "&quot;"],
  ]);
  return visibleLine(text).replace(/[&<>"]/g, (found) => entities.get(found) ?? found);
}

/** GitLab's report of code quality. */
function gitlabReport({ findings }: GateReport): string {
  const keys = fingerprints(findings);
  const issues = findings.map(({ file, line, code, message }, index) => ({
    description: message,
    check_name: code,
    fingerprint: keys[index],
    severity: "major",
    location: { path: file, lines: { begin: line } },
  }));
  return `${visibleJson(issues)}\n`;
}

/** A name for each finding that stays the same if its lines move or its figures change. */
function fingerprints(findings: readonly GateFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ file, code }) => {
    const key = `${code}:${file}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${key}:${count}`;
  });
}

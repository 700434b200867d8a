import { createKindClassifier } from "../../src/core/recommend/kindClassifier";
import { judgedText } from "../../src/core/recommend/promptDigest";
import type { FrameWeights } from "../../src/core/recommend/payload";
import { TASK_KINDS, type TaskKindId } from "../../src/core/recommend/taskKinds";
import { randomNumbers } from "./examples";
import { unseenFrame } from "./unseenFrames";
import type { KindRow } from "./kindRows";
import { type KindExample, trainKinds } from "./trainKinds";

/** How well kinds are recognized on prompts whose data set or repository was left out whole. */
export interface KindResult {
  readonly label: string;
  readonly prompts: number;
  /** Shares 0 … 1: right by the label, or by a kind that two careful readers also confuse with it. */
  readonly strict: number;
  readonly lenient: number;
  /** Lenient, and how often the kind is another one, once the prompt is in a frame. */
  readonly framed: number;
  readonly changed: number;
  /** Share with a probability of `SURE` or more, and how many of those are right (lenient). */
  readonly sure: number;
  readonly sureRight: number;
}

export const SURE = 0.6;
const PARTS = 3;

/** Kinds that two careful readers confuse: the label of either is as good as the other. */
const CONFUSED: readonly (readonly [TaskKindId, TaskKindId])[] = [
  ["evaluation_judging", "classification"],
  ["reasoning_puzzle", "mcq_knowledge"],
  ["request_routing", "classification"],
  ["agentic_workflow", "function_calling"],
  ["summarisation", "document_drafting"],
  ["code_edit", "code_generation"],
  ["roleplay", "open_chat"],
  ["data_extraction", "rewriting"],
  ["sentiment_analysis", "classification"],
  ["moderation", "classification"],
  ["grounded_qa", "data_extraction"],
  ["analysis", "document_drafting"],
  ["support_faq", "open_chat"],
];

const GROUPS: readonly (readonly [string, (row: KindRow) => boolean])[] = [
  ["collections of data sets", ({ group }) => group === "collection"],
  ["prompts of applications", ({ group }) => group === "application"],
  ["factual questions, scored", ({ group, kind }) => group === "scored" && kind === "factual_qa"],
  ["other scored prompts", ({ group, kind }) => group === "scored" && kind !== "factual_qa"],
];

/** Each data set, repository and scored source is in one of three parts; each part is left out in turn. */
export function evaluateKinds(
  labeled: readonly KindExample[],
  scored: readonly KindExample[],
  frames: FrameWeights,
): readonly KindResult[] {
  const examples = [...labeled, ...scored];
  const random = randomNumbers(17);
  const judged = Array.from({ length: PARTS }, (_, part) => {
    const isApart = ({ row }: KindExample): boolean => partOf(row) === part;
    const classify = createKindClassifier(
      trainKinds(
        examples.filter((each) => !isApart(each)),
        frames,
      ),
    );
    const answer = (text: string): Answer => likeliest(classify(judgedText([text])).probabilities);
    return examples
      .filter((example) => isApart(example) && !example.row.isFramed)
      .map(({ row }) => ({
        row,
        plain: answer(row.text),
        framed: answer(unseenFrame(row.text.slice(0, 6_000), random)),
      }));
  }).flat();
  return GROUPS.map(([label, isOfGroup]) =>
    resultOf(
      label,
      judged.filter(({ row }) => isOfGroup(row)),
    ),
  );
}

interface Answer {
  readonly kind: TaskKindId;
  readonly probability: number;
}

interface Judged {
  readonly row: KindRow;
  readonly plain: Answer;
  readonly framed: Answer;
}

function resultOf(label: string, judged: readonly Judged[]): KindResult {
  const share = (of: readonly Judged[], holds: (each: Judged) => boolean): number =>
    of.filter(holds).length / Math.max(1, of.length);
  const sure = judged.filter(({ plain }) => plain.probability >= SURE);
  const isRight = ({ row, plain }: Judged): boolean => isDefensible(plain.kind, row);
  return {
    label,
    prompts: judged.length,
    strict: share(judged, ({ row, plain }) => plain.kind === row.kind),
    lenient: share(judged, isRight),
    framed: share(judged, ({ row, framed }) => isDefensible(framed.kind, row)),
    changed: share(judged, ({ plain, framed }) => plain.kind !== framed.kind),
    sure: sure.length / Math.max(1, judged.length),
    sureRight: share(sure, isRight),
  };
}

function likeliest(probabilities: ArrayLike<number>): Answer {
  const all = Array.from(probabilities);
  const probability = Math.max(...all);
  return { kind: TASK_KINDS[all.indexOf(probability)] ?? "open_chat", probability };
}

function isDefensible(answer: TaskKindId, { kind: label, also = [] }: KindRow): boolean {
  return (
    answer === label ||
    also.includes(answer) ||
    CONFUSED.some(([a, b]) => (a === answer && b === label) || (b === answer && a === label))
  );
}

const isLeftOut: ReadonlySet<KindRow["group"]> = new Set(["collection", "application", "scored"]);

/** None for rows of our own wording and for context files: they are always trained on. */
function partOf({ group, task, collection }: KindRow): number | undefined {
  if (!isLeftOut.has(group)) return undefined;
  const name = group === "collection" ? task : collection;
  const known = partOfName.get(name);
  if (known !== undefined) return known;
  let hash = 7;
  for (const character of name) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  const part = (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 8) % PARTS;
  partOfName.set(name, part);
  return part;
}

const partOfName = new Map<string, number>();

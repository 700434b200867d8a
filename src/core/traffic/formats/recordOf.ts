import { parseServiceTier } from "../../models/serviceTier";
import type { LoggedPrompt, TokenUsage, TrafficRecord } from "../trafficRecord";
import { logTime } from "./logTime";
import { textOf } from "./jsonAccess";

/** The fields of a record as a log has them; undefined ones are left out. */
interface LoggedFields {
  readonly time?: unknown;
  readonly model?: unknown;
  readonly route?: unknown;
  readonly tier?: unknown;
  readonly id?: unknown;
  readonly usage?: TokenUsage | undefined;
  readonly prompt?: LoggedPrompt | undefined;
  readonly customId?: unknown;
  readonly isUnbilled?: boolean;
}

type Draft = { -readonly [Key in keyof TrafficRecord]: TrafficRecord[Key] };

/** Assigned one by one: it is made for every line of a log, and spreading takes several times as long. */
export function recordOf(fields: LoggedFields): TrafficRecord {
  const record: Draft = { requests: 1 };
  const { time, usage, prompt } = fields;
  const timeMs = typeof time === "string" || typeof time === "number" ? logTime(time) : undefined;
  const tierName = textOf(fields.tier);
  const tier = tierName === undefined ? undefined : parseServiceTier(tierName);
  const model = textOf(fields.model);
  const route = textOf(fields.route);
  const id = textOf(fields.id);
  const customId = textOf(fields.customId);
  if (timeMs !== undefined) record.timeMs = timeMs;
  if (model !== undefined) record.model = model;
  if (route !== undefined) record.route = route;
  if (tier !== undefined) record.tier = tier;
  if (usage !== undefined) record.usage = usage;
  if (prompt !== undefined) record.prompt = prompt;
  if (id !== undefined) record.id = id;
  if (customId !== undefined) record.customId = customId;
  if (fields.isUnbilled === true) record.isUnbilled = true;
  return record;
}

import { CATALOG } from "../../models/catalog";
import { fineTunedBase } from "../../models/findModel";
import type { Model, Shutdown } from "../../models/model";
import type { SourceKey } from "../../models/sources";
import { type EndingService, serviceOfId } from "./services";
import { OTHER_RETIREMENTS, type OtherRetirement } from "./otherRetirements";

/** The provider of the model: their dates differ. */
export type Vendor = "openai" | "azure";

/** A model named at a place: one that ends, or one that others move to. */
export interface NamedModel {
  readonly id: string;
  /** ISO date on which it ends or has ended; absent for one that does not. */
  readonly date?: string;
  /** How certain the date is. */
  readonly confidence?: "published" | "reported";
  readonly source?: SourceKey;
  /** The catalog model that its vendor names as its replacement, if that takes the same requests. */
  readonly replacement?: string;
  /** The vendor's suggestion if there is no like-for-like model, shown to the user. */
  readonly advice?: string;
  readonly isFineTuned: boolean;
  readonly isDated: boolean;
  /** Set if it isn't a model but an object of a service that ends. */
  readonly service?: EndingService;
  /** Its entry in the catalog, if it has one. */
  readonly model?: Model;
}

/** A model that has an end date, or had one. */
interface RetiringModel extends NamedModel {
  readonly date: string;
  readonly confidence: "published" | "reported";
  readonly source: SourceKey;
}

const OTHERS: ReadonlyMap<string, OtherRetirement> = new Map(
  OTHER_RETIREMENTS.flatMap((row) => row.models.map((id) => [id, row] as const)),
);

const ENTRIES: ReadonlyMap<string, Model> = new Map(
  CATALOG.flatMap((model) => [model.id, ...model.snapshots].map((id) => [id, model] as const)),
);

const DATED = /-(?:\d{4}-\d{2}-\d{2}|\d{4})(?:-preview)?$/;

/** Objects that aren't models but end like them. */
export function endingService(id: string, service: EndingService): RetiringModel {
  const { date, confidence, source } = service;
  return { id, service, date, confidence, source, isFineTuned: false, isDated: false };
}

/** The model, or object of a service, that exactly this id names, if it ends. */
export function retiringModel(id: string, vendor: Vendor): RetiringModel | undefined {
  const service = serviceOfId(id);
  if (service !== undefined) return endingService(id, service);
  const base = fineTunedBase(id);
  const found = inCatalog(base ?? id, base !== undefined, vendor) ?? outsideOf(base ?? id);
  return (
    found && { ...found, id, isFineTuned: base !== undefined, isDated: DATED.test(base ?? id) }
  );
}

/** The catalog model with exactly this id. */
export function catalogModel(id: string): NamedModel | undefined {
  const model = ENTRIES.get(id);
  return model && { id, model, isFineTuned: false, isDated: DATED.test(id) };
}

/** The catalog models that vendors name as replacements for others. */
export const REPLACEMENTS: ReadonlySet<string> = new Set(
  [...CATALOG.flatMap(({ shutdowns }) => shutdowns), ...OTHER_RETIREMENTS].flatMap(
    ({ replacement }) => replacement ?? [],
  ),
);

type Facts = Omit<RetiringModel, "id" | "isFineTuned" | "isDated">;

function inCatalog(id: string, isFineTuned: boolean, vendor: Vendor): Facts | undefined {
  const model = ENTRIES.get(id);
  if (model === undefined) return undefined;
  const snapshot = id === model.id ? (model.aliasOf ?? id) : id;
  const openai = findShutdown(model.shutdowns, snapshot, isFineTuned);
  const azure = findShutdown(model.azureShutdowns ?? [], snapshot, isFineTuned);
  const shutdown = vendor === "azure" ? (azure ?? openai) : openai;
  if (shutdown === undefined) return undefined;
  const { date, confidence, source } = shutdown;
  const replacement = openai?.replacement ?? shutdown.replacement;
  return { date, confidence, source, model, ...(replacement !== undefined && { replacement }) };
}

function findShutdown(
  shutdowns: readonly Shutdown[],
  snapshot: string,
  isFineTuned: boolean,
): Shutdown | undefined {
  const tuned = shutdowns.find((each) => isFineTuned && each.snapshot === `ft:${snapshot}`);
  return tuned ?? shutdowns.find((each) => each.snapshot === snapshot);
}

function outsideOf(id: string): Facts | undefined {
  const row = OTHERS.get(id);
  if (row === undefined) return undefined;
  const { date, confidence, source, replacement, advice } = row;
  return {
    date,
    confidence,
    source,
    ...(replacement !== undefined && { replacement }),
    ...(advice !== undefined && { advice }),
  };
}

import type { SourceRange } from "../../sourceRange";
import { daysLeft } from "../../models/retirement";
import type { NameSources } from "../names/modelName";
import type { NamedModel, Vendor } from "../names/retiringModel";
import type { Request } from "../request/request";
import { fileKindOf } from "./fileKinds";
import { scanSheet } from "./scanSheet";
import type { Sheet } from "./sheet";

/** A place in a file that names a model that ends, or one that others move to. */
export interface Place {
  /** As written, without a provider's prefix; the id for a constant of an SDK. */
  readonly name: string;
  /** The range of the name in the file. */
  readonly range: SourceRange;
  readonly model: NamedModel;
  readonly vendor: Vendor;
  /** 0 on the day itself, negative after it; absent for a model that does not end. */
  readonly daysLeft?: number;
  /** The range of the name in `sheet`. */
  readonly sheet: Sheet;
  readonly sheetRange: SourceRange;
  /** The requests that are sent to this model, if they are in the same file. */
  readonly requests: readonly Request[];
  /** Whether there are requests that can't be read. */
  readonly isOpaque: boolean;
  readonly isConstant: boolean;
}

/** Texts without any of these contain no retiring model. */
const MAY_NAME = /gpt|o\d|whisper|tts-|davinci|babbage|computer-use|chatgpt|pmpt_|wf_|evals/i;

/** All places in a file that name a model that ends, in file order. */
export function findPlaces(
  path: string,
  text: string,
  today: string,
  sources: NameSources = {},
): readonly Place[] {
  const kind = fileKindOf(path);
  const hasDeployments = (sources.azureDeployments?.size ?? 0) > 0;
  if (kind === undefined || (!MAY_NAME.test(text) && !hasDeployments)) return [];
  const places = kind.sheets(text, path).flatMap((sheet) =>
    scanSheet(sheet, sources).map(
      ({ name, range, requests, isOpaque = false, isConstant = false }): Place => {
        const inFile = sheet.toFile(range);
        return {
          name: isConstant ? name.model.id : text.slice(inFile.start, inFile.end),
          range: inFile,
          model: name.model,
          vendor: name.vendor,
          ...(name.model.date !== undefined && { daysLeft: daysLeft(name.model.date, today) }),
          sheet,
          sheetRange: range,
          requests,
          isOpaque,
          isConstant,
        };
      },
    ),
  );
  return places.toSorted((a, b) => a.range.start - b.range.start);
}

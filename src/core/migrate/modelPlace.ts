import type { SourceRange } from "../sourceRange";
import type { RetiringModel } from "./shutdowns";

/** How a request's fields are written where the model is named. */
export type Syntax = "json" | "yaml" | "javascript" | "python" | "text";

/** A field of the request beside the model, such as `temperature`. */
export interface Field {
  readonly name: string;
  readonly nameRange: SourceRange;
  readonly valueRange: SourceRange;
  /** Undefined for what is not a literal. */
  readonly value?: string | number | boolean | readonly unknown[] | object;
}

/** One place in a file that names a retiring model. */
export interface ModelPlace {
  readonly model: RetiringModel;
  /** The model's id, without quotes and prefix. */
  readonly range: SourceRange;
  readonly syntax: Syntax;
  /**
   * The requests that the name is for, with their fields. Empty if only a name is there, as in a
   * configuration; several if a constant is used by several.
   */
  readonly requests: readonly RequestPlace[];
  /** What the name is handed to in a program: `tiktoken.encoding_for_model`, `ChatOpenAI`. */
  readonly callee?: string;
}

/** The request that a place is a part of. */
export interface RequestPlace {
  /** Undefined if nothing tells: a framework's constructor, a configuration. */
  readonly endpoint?: "chat" | "responses";
  /** By the API's names, wherever the format keeps them. */
  readonly fields: readonly Field[];
  /** The field that names the model: others are written after it. */
  readonly modelField: Pick<Field, "name" | "nameRange" | "valueRange">;
  /** Whether the fields are sent as they are, and not by a library that renames some. */
  readonly isNative: boolean;
  /** As `callee` of the place. */
  readonly callee?: string;
}

import type { Endpoint, Tool } from "../prompt/prompt";
import { writeComment } from "./schemaComments";
import { writeParameters } from "./typeScriptType";

/** The text that represents all functions of a request (R3). */
interface ToolText {
  /** Up to the first definition, and from it on. */
  readonly header: string;
  readonly body: string;
  /** The definition of each function inside `body`, in order. */
  readonly definitions: readonly string[];
  /** The parts of their schemas that no recording confirms; see `writeParameters`. */
  readonly unconfirmed: readonly string[];
}

/**
 * Writes the namespace of functions that the model sees (R3). Built-in tools are not part of it: pass
 * only functions.
 */
export function writeTools(
  functions: readonly Tool[],
  endpoint: Endpoint,
  areBareObjectsShown: boolean,
): ToolText {
  const unconfirmed = new Set<string>();
  const definitions = functions.map(({ name, description, parameters }) => {
    const written = parameters && writeParameters(parameters, endpoint, areBareObjectsShown);
    written?.unconfirmed.forEach((what) => unconfirmed.add(what));
    return `${writeComment(description)}type ${name} = (${written?.text ?? ""}) => any;\n\n`;
  });
  return {
    header: "# Tools\n\n## functions\n\nnamespace functions {\n\n",
    body: `${definitions.join("")}} // namespace functions`,
    definitions,
    unconfirmed: [...unconfirmed],
  };
}

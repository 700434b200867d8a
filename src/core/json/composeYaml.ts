import { Composer, type CST, type Document, type YAMLError } from "yaml";

/** The package takes a kilobyte per error, and a text of nothing but errors has one per character. */
export const MAX_ERRORS = 1_000;

/** The documents that are read. */
interface ComposedYaml {
  readonly document?: Document.Parsed | undefined;
  readonly second?: Document.Parsed | undefined;
  readonly errors: readonly Pick<YAMLError, "message" | "pos">[];
}

/** The first two documents and the errors of the first. Stops after 1,000 errors and gives the first. */
export function composeYaml(tokens: readonly CST.Token[], length: number): ComposedYaml {
  const composer = new BoundedComposer();
  try {
    const [document, second] = composer.compose(tokens, true, length);
    return { document, second, errors: document?.errors ?? [] };
  } catch (error) {
    if (!(error instanceof TooManyErrors)) throw error;
    return { errors: [error.first] };
  }
}

class TooManyErrors extends Error {
  constructor(readonly first: Pick<YAMLError, "message" | "pos">) {
    super("too many errors");
  }
}

/** Stops after 1,000 errors: the package has no limit of its own and calls this to report one. */
class BoundedComposer {
  private readonly composer = new Composer({
    prettyErrors: false,
    strict: false,
    uniqueKeys: false,
    logLevel: "silent",
  });
  private errors = 0;
  private first: Pick<YAMLError, "message" | "pos"> | undefined;

  constructor() {
    const original: unknown = Reflect.get(this.composer, "onError");
    if (typeof original !== "function") throw new Error("yaml has another way to report errors");
    Reflect.set(
      this.composer,
      "onError",
      (source: ErrorSource, code: string, message: string, isWarning?: boolean) => {
        this.first ??= { message, pos: placeOf(source) };
        this.errors += 1;
        if (this.errors > MAX_ERRORS) throw new TooManyErrors(this.first);
        Reflect.apply(original, this.composer, [source, code, message, isWarning]);
      },
    );
  }

  compose(...[tokens, ...rest]: Parameters<Composer["compose"]>): Generator<Document.Parsed> {
    return this.composer.compose(tokens, ...rest) as Generator<Document.Parsed>;
  }
}

/** How the package describes the position of an error. */
type ErrorSource =
  | number
  | readonly [number, number]
  | readonly [number, number, number]
  | { readonly offset: number; readonly source?: string };

function placeOf(source: ErrorSource): [number, number] {
  if (typeof source === "number") return [source, source + 1];
  if ("offset" in source) return [source.offset, source.offset + (source.source?.length ?? 1)];
  return [source[0], source[1]];
}

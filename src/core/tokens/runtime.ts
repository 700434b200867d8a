/**
 * The parts of the JavaScript runtime that the engine needs beyond the language. Node, browsers and their
 * workers all have it. Declared here because the core compiles without the types of any of them.
 */
interface Runtime {
  readonly TextEncoder: new () => {
    encodeInto(
      text: string,
      target: Uint8Array,
    ): { readonly read: number; readonly written: number };
  };
  readonly TextDecoder: new (label: "utf-8") => {
    decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string;
  };
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (
      module: object,
      imports: object,
    ) => { readonly exports: Readonly<Record<string, unknown>> };
  };
}

export const runtime = globalThis as unknown as Runtime;

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const FOLDERS = ["src", "test", "scripts"];

/** VS Code, other programs, and the build call their exports. */
const ENTRY_POINTS =
  /^src\/(?:extension|desktop)\.ts$|^src\/editor\/bundledFile\.ts$|^src\/api\/(?:library|tokenscaleApi)\.ts$|^src\/node\/bundledPackage\.ts$|\/assembly\//;

const EXPORT =
  /^export (?:(?:declare|abstract|async) )*(?:const|function|class|interface|type|enum) (\w+)/gm;
const NAMED_IMPORT = /\{([^{}]*)\}\s*from\s*"(\.[^"]+)"/g;
const WHOLE_IMPORT = /(?:import\(|\* as \w+ from )"(\.[^"]+)"/g;

const texts = new Map(FOLDERS.flatMap((folder) => readPrograms(folder)));

function readPrograms(folder: string): [file: string, text: string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((file) => /\.m?tsx?$/.test(file) && !file.includes("node_modules/"))
    .map((file) => [file, readFileSync(file, "utf8")]);
}

function resolve(importer: string, path: string): string | undefined {
  const target = posix.join(posix.dirname(importer), path);
  return [`${target}.ts`, `${target}.tsx`].find((file) => texts.has(file));
}

/** `FILE NAME` for each imported name, and `FILE *` for a file that is imported as a whole. */
function findImports(): ReadonlySet<string> {
  const imports = new Set<string>();
  for (const [importer, text] of texts) {
    for (const [, names = "", path = ""] of text.matchAll(NAMED_IMPORT)) {
      for (const name of names.split(",")) {
        const [imported] = name
          .trim()
          .replace(/^type /, "")
          .split(" as ");
        imports.add(`${resolve(importer, path)} ${imported}`);
      }
    }
    for (const [, path = ""] of text.matchAll(WHOLE_IMPORT)) {
      imports.add(`${resolve(importer, path)} *`);
    }
  }
  return imports;
}

test("no export is used only in its own file", () => {
  const imports = findImports();
  const unused = [...texts]
    .filter(([file]) => file.startsWith("src/") && !ENTRY_POINTS.test(file))
    .flatMap(([file, text]) =>
      [...text.matchAll(EXPORT)].map(([, name]) => ({ file, name: name ?? "" })),
    )
    .filter(({ file, name }) => !imports.has(`${file} *`) && !imports.has(`${file} ${name}`))
    .map(({ file, name }) => `${file} ${name}`);
  expect(unused).toEqual([]);
});

/**
 * Bundles the extension host, the command line with the library, and the panel's page into dist/, beside
 * the tables of the counting engine. `--watch` keeps dist/ fresh, `--production` minifies.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { context } from "esbuild";
import { buildTokens } from "./scripts/buildTokens.mjs";

const watch = process.argv.includes("--watch");
const production = process.argv.includes("--production");

/** Packages that only some sessions need: each is a file of its own, loaded by the first `import()`. */
const lazyPackages = {
  openai: "openai",
  undici: "undici",
  "@pydantic/genai-prices": "genaiPrices",
  "@cfworker/json-schema": "jsonSchema",
  re2js: "re2",
  // One file: most of either is the same code.
  "@modelcontextprotocol/server": "mcp",
  "@modelcontextprotocol/server/stdio": "mcp",
};

/** A module with all that the packages of one of those files export. */
function exportsOf(file) {
  return Object.keys(lazyPackages)
    .filter((name) => lazyPackages[name] === file)
    .map((name) => `export * from ${JSON.stringify(name)};`)
    .join("\n");
}

/** What else is a file of its own: the report in HTML, which shares the page's components. */
const lazyFiles = { ...lazyPackages, "#report": "report" };

/** Sends `import("openai")` to `./openai.js` instead of inlining it. */
const loadLazily = {
  name: "load-lazily",
  setup(build) {
    const filter = new RegExp(`^(${Object.keys(lazyFiles).join("|")})$`);
    build.onResolve({ filter }, ({ path, kind }) =>
      kind === "entry-point" ? undefined : { path: `./${lazyFiles[path]}.js`, external: true },
    );
  },
};

/** The trained weights of the recommendation: files that the extension and the command line share. */
const sharedWeights = ["kindWeights.json", "weights.json"];

/** The extension reads them for the first prompt (src/editor/store/tokenService.ts). */
const readWeightsLater = {
  name: "read-weights-later",
  setup(build) {
    build.onLoad({ filter: /[\\/](?:kindWeights|weights)\.json$/ }, () => ({
      contents: "{}",
      loader: "json",
    }));
  },
};

/**
 * The modules of dist/lib take the weights and the lazy packages from the folder above them by `require`:
 * the files there are CommonJS, and Node 20 warns of an imported JSON file.
 */
const requireFromDist = {
  name: "require-from-dist",
  setup(build) {
    const packages = new RegExp(`^(${Object.keys(lazyPackages).join("|")})$`);
    build.onResolve({ filter: packages }, ({ path: name }) => ({
      path: name,
      namespace: "package",
    }));
    build.onLoad({ filter: /./, namespace: "package" }, async ({ path: name }) => {
      const names = Object.keys(await import(name)).filter((member) =>
        /^(?!default$)\w+$/.test(member),
      );
      return {
        resolveDir: import.meta.dirname,
        contents: `import { requireBundled } from "./src/node/bundledPackage";
          const loaded = requireBundled("${lazyPackages[name]}.js");
          export default loaded.default;
          export const { ${names.join(", ")} } = loaded;`,
      };
    });
    build.onResolve({ filter: /^\.\/(?:kindWeights|weights)\.json$/ }, ({ path: file }) => ({
      path: file,
      namespace: "weights",
    }));
    build.onLoad({ filter: /./, namespace: "weights" }, ({ path: file }) => ({
      resolveDir: import.meta.dirname,
      contents: `import { readBundledJson } from "./src/node/bundledPackage";
        module.exports = readBundledJson("${path.basename(file)}");`,
    }));
  },
};

/** `require` for the CommonJS packages in a module that is none itself. */
const requireBanner = `import { createRequire as createRequireOf } from "node:module";
const require = createRequireOf(import.meta.url);`;

/**
 * The extension runs in Node and in a browser's worker, where only `require("vscode")` works: the host
 * loads the files beside it. `import * as` of a CommonJS module copies all of its members, in each file
 * that imports it; `import =` does not. With a stand-in of VS Code's 433 members the bundle is loaded in
 * 40 ms instead of 56.
 */
const loadByHost = {
  name: "load-by-host",
  setup(build) {
    const module = JSON.stringify(path.join(import.meta.dirname, "src/editor/bundledFile"));
    const lazyImports = new RegExp(`\\bimport\\("(${Object.keys(lazyFiles).join("|")})"\\)`, "g");
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, "utf8");
      const loaded = source.replace(
        lazyImports,
        (_, name) => `loadBundled("${lazyFiles[name]}.js")`,
      );
      const head = loaded === source ? "" : `import { loadBundled } from ${module}; `;
      const statement = 'import * as vscode from "vscode";';
      return {
        contents: head + loaded.replace(statement, 'import vscode = require("vscode");'),
        loader: "ts",
      };
    });
  },
};

/** The modules that the entry point in Node shares with the extension, by their paths below src. */
const sharedModules = new Set();

/**
 * The entry point in Node takes the extension, and the core that its own modules need, from the file that
 * a browser loads by itself: so nothing is there twice, and `instanceof` holds between the two.
 */
const takeFromExtension = {
  name: "take-from-extension",
  setup(build) {
    const source = path.join(import.meta.dirname, "src");
    build.onResolve({ filter: /^\.\/extension\.js$/ }, ({ path: file }) => ({
      path: file,
      external: true,
    }));
    build.onResolve({ filter: /^\./ }, ({ path: file, resolveDir }) => {
      const module = path
        .relative(source, path.resolve(resolveDir, file))
        .replaceAll(path.sep, "/");
      if (!/^core\/|^extension$|^agents\/agentTools$/.test(module)) return undefined;
      sharedModules.add(module);
      return { path: module, namespace: "shared" };
    });
    build.onLoad({ filter: /./, namespace: "shared" }, ({ path: module }) => ({
      contents: `module.exports = require("./extension.js").sharedModules[${JSON.stringify(module)}];`,
      resolveDir: import.meta.dirname,
    }));
  },
};

/** The other end: the extension exports them. Built after the entry point in Node, which names them. */
const shareModules = {
  name: "share-modules",
  setup(build) {
    build.onResolve({ filter: /^#extension$/ }, ({ path: name }) => ({
      path: name,
      namespace: "extension",
    }));
    build.onLoad({ filter: /./, namespace: "extension" }, () => {
      const modules = [...sharedModules].sort();
      const imports = modules.map(
        (module, index) => `import * as module${index} from "./src/${module}";`,
      );
      const members = modules.map((module, index) => `"${module}": module${index}`);
      return {
        contents: `${imports.join("\n")}
          export { activate, deactivate } from "./src/extension";
          export const sharedModules = { ${members.join(", ")} };`,
        resolveDir: import.meta.dirname,
      };
    });
  },
};

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "info",
  legalComments: "none",
};

/** @type {import("esbuild").BuildOptions} */
const node = {
  ...shared,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  // jsonc-parser's CommonJS build requires its files by computed names, which esbuild can't bundle.
  mainFields: ["module", "main"],
  // In CommonJS an external `import()` becomes a lazy require, which every extension host supports.
  supported: { "dynamic-import": false },
};

const jsx = { jsx: "automatic", jsxImportSource: "preact" };

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  {
    ...node,
    entryPoints: ["src/desktop.ts"],
    outfile: "dist/desktop.js",
    plugins: [loadLazily, takeFromExtension],
  },
  {
    ...node,
    platform: "browser",
    entryPoints: [{ in: "#extension", out: "extension" }],
    outdir: "dist",
    plugins: [loadByHost, readWeightsLater, shareModules],
  },
  {
    ...node,
    // Only modules can be split: a command loads what it needs, and the library shares it.
    format: "esm",
    splitting: true,
    supported: {},
    entryPoints: [
      { in: "src/cli/main.ts", out: "main" },
      { in: "src/api/library.ts", out: "index" },
      { in: "src/node/traffic/trafficWorker.ts", out: "trafficWorker" },
      { in: "src/cli/checkWorker.ts", out: "checkWorker" },
    ],
    outdir: "dist/lib",
    outExtension: { ".js": ".mjs" },
    plugins: [requireFromDist],
    banner: { js: requireBanner },
  },
  ...[...new Set(Object.values(lazyPackages))].map((file) => ({
    ...node,
    stdin: { contents: exportsOf(file), resolveDir: import.meta.dirname },
    outfile: `dist/${file}.js`,
  })),
  { ...node, ...jsx, entryPoints: ["src/report/report.ts"], outfile: "dist/report.js" },
  {
    ...shared,
    ...jsx,
    platform: "browser",
    format: "esm",
    target: "es2023",
    splitting: true,
    entryPoints: [{ in: "src/webview/main.tsx", out: "panel" }],
    outdir: "dist/webview",
  },
];

for (const folder of ["dist/lib", "dist/webview"]) {
  await rm(folder, { recursive: true, force: true });
}
await mkdir("dist", { recursive: true });
await writeFile("dist/cli.js", '#!/usr/bin/env node\nimport("./lib/main.mjs");\n', { mode: 0o755 });
await buildTokens({ outDir: "dist/tokens" });
for (const file of sharedWeights) {
  await copyFile(path.join("src", "core", "recommend", file), path.join("dist", file));
}

for (const options of bundles) {
  const bundle = await context(options);
  if (watch) await bundle.watch();
  else {
    await bundle.rebuild();
    await bundle.dispose();
  }
}

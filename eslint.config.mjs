import js from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** Who may import whom (docs/architecture.md): one row a folder, the folders that it must not reach. */
const boundaries = [
  {
    files: ["src/core/**"],
    forbidden: [
      "vscode",
      "node:*",
      "**/editor/**",
      "**/openai/**",
      "**/node/**",
      "**/webview/**",
      "**/report/**",
      "**/protocol/**",
      "**/cli/**",
    ],
  },
  { files: ["src/openai/**"], forbidden: ["vscode", "**/editor/**", "**/webview/**", "**/cli/**"] },
  {
    files: ["src/node/**"],
    forbidden: ["vscode", "**/editor/**", "**/openai/**", "**/webview/**", "**/cli/**"],
  },
  {
    files: ["src/api/**", "src/agents/**"],
    forbidden: [
      "vscode",
      "**/editor/**",
      "**/openai/**",
      "**/webview/**",
      "**/report/**",
      "**/protocol/**",
      "**/cli/**",
    ],
  },
  {
    files: ["src/cli/**"],
    forbidden: ["vscode", "**/editor/**", "**/webview/**", "**/protocol/**"],
  },
  {
    // A browser runs it, too: Node stands behind src/editor/host.ts.
    files: ["src/editor/**", "src/extension.ts"],
    forbidden: [
      "node:*",
      "**/desktop/**",
      "**/openai/proxyFetch",
      "**/webview/**",
      "**/report/**",
      "**/cli/**",
    ],
    types: ["**/node/**", "!**/node/systemClock", "**/agents/confinedFiles"],
  },
  {
    files: ["src/desktop/**", "src/desktop.ts"],
    forbidden: ["**/webview/**", "**/report/**", "**/cli/**"],
  },
  {
    files: ["src/report/**"],
    forbidden: ["vscode", "node:*", "**/editor/**", "**/openai/**", "**/node/**", "**/cli/**"],
  },
  {
    files: ["src/protocol/**"],
    forbidden: ["vscode", "node:*", "**/editor/**", "**/openai/**", "**/webview/**", "**/cli/**"],
    types: ["**/core/**"],
  },
  {
    files: ["src/webview/**"],
    forbidden: ["vscode", "node:*", "**/editor/**", "**/openai/**", "**/node/**", "**/cli/**"],
    types: ["**/core/**", "**/protocol/**"],
  },
];

/**
 * The rooms of the house from the bottom to the top (docs/architecture.md): a folder's own files,
 * without those of its subfolders, import only from rooms before it in this list.
 */
const rooms = [
  "core",
  "core/tokens",
  "core/json",
  "core/models",
  "core/panel/contract",
  "core/prompt",
  "core/accounting",
  "core/images",
  "core/prompt/templates",
  "core/cost",
  "core/prompt/code",
  "core/prompt/formats",
  "core/recommend",
  "core/estimate",
  "core/migrate/names",
  "core/migrate/request",
  "core/migrate/scan",
  "core/migrate/breaks",
  "core/migrate",
  "core/surfaces",
  "core/gate",
  "core/prompts",
  "core/language",
  "core/runs",
  "core/runs/spending",
  "core/runs/records",
  "core/runs/engine",
  "core/traffic",
  "core/traffic/formats",
  "core/measure",
  "core/measure/assertions",
  "core/measure/rows",
  "core/measure/statistics",
  "core/measure/results",
  "core/measure/judge",
  "core/measure/engine",
  "core/measure/batch",
  "core/measure/export",
  "core/panel",
  "core/panel/sections",
  "core/panel/move",
  "core/panel/measure",
  "core/panel/traffic",
  "core/panel/live",
  "core/panel/export",
  "protocol",
  "node",
  "node/traffic",
  "api",
  "agents",
  "openai",
  "editor",
  "editor/agents",
  "editor/web",
  "editor/store",
  "editor/surfaces",
  "editor/panel",
  "editor/prompts",
  "editor/language",
  "editor/live",
  "editor/commands",
  "editor/migrate",
  "editor/measure",
  "editor/traffic",
  "desktop",
  "cli",
  "cli/commands",
  "webview",
  "webview/run",
  "webview/page",
  "webview/move",
  "webview/measure",
  "webview/traffic",
  "report",
];

/** The programs' entry points stand above all rooms, and nothing imports them. */
const entryPoints = [
  "./src/extension.ts",
  "./src/desktop.ts",
  "./src/cli/main.ts",
  "./src/api/library.ts",
  "./src/webview/main.tsx",
];

const ownFiles = (room) => `./src/${room}/*.{ts,tsx}`;
const roomZones = rooms.map((room, index) => ({
  target: ownFiles(room),
  from: [...rooms.slice(index + 1).map(ownFiles), ...entryPoints.map((file) => `${file}{,x}`)],
  message: "A room imports only from rooms below it: see docs/architecture.md.",
}));

/** The page and its messages import only the panel contract and the sides of the pair. */
const pageZone = {
  target: "./src/{webview,protocol}/**/*",
  from: rooms
    .filter((room) => room.startsWith("core/") && room !== "core/panel/contract")
    .map(ownFiles),
  message: "The page imports core's contract alone: see docs/architecture.md.",
};

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "out/**",
      "coverage/**",
      ".cache/**",
      "test-results/**",
      "test/vscode/node_modules/**",
      "test/vscode/fixtures/**",
      "test/fixtures/**",
      "sample-workspace/**",
      "src/core/tokens/assembly/**",
      ".vscode-test/**",
    ],
  },
  js.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}", "test/**/*.{ts,tsx,d.mts}", "scripts/**/*.{ts,mts}"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          "tsconfig.json",
          "src/core/tsconfig.json",
          "src/webview/tsconfig.json",
          "test/tsconfig.json",
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": ["error", { checkThenables: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: entryPoints.map((file) => file.slice(2)),
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".tsx"] })],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
      "import-x/extensions": [".ts", ".tsx"],
    },
    rules: {
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-restricted-paths": ["error", { zones: [...roomZones, pageZone] }],
    },
  },
  { files: ["src/cli/**", "scripts/**", "test/**"], rules: { "no-console": "off" } },
  {
    // The declaration of a module can't import a file by a relative path.
    files: ["src/**/*.d.ts"],
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
    },
  },
  ...boundaries.map(({ files, forbidden, types = [] }) => ({
    files,
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: forbidden,
              message: "This folder must not reach there: see docs/architecture.md.",
            },
            ...(types.length > 0
              ? [
                  {
                    group: types,
                    allowTypeImports: true,
                    message: "Types only from here: see docs/architecture.md.",
                  },
                ]
              : []),
          ],
        },
      ],
    },
  })),
  {
    files: ["test/vscode/{pages,extensions}/**/*.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: { require: "readonly", exports: "writable", module: "writable" },
    },
  },
  {
    files: ["**/*.mjs", "**/*.mts"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        Buffer: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        fetch: "readonly",
        performance: "readonly",
        TextDecoder: "readonly",
        TextEncoder: "readonly",
        WebAssembly: "readonly",
        AbortController: "readonly",
        AbortSignal: "readonly",
        setInterval: "readonly",
        clearInterval: "readonly",
      },
    },
  },
);

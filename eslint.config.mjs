import js from "@eslint/js";
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
    files: ["src/cli/**"],
    forbidden: ["vscode", "**/editor/**", "**/webview/**", "**/protocol/**"],
  },
  { files: ["src/editor/**"], forbidden: ["**/webview/**", "**/cli/**"] },
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
  { files: ["src/cli/**", "scripts/**", "test/**"], rules: { "no-console": "off" } },
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
    files: ["test/vscode/pages/**/*.js"],
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
        setInterval: "readonly",
        clearInterval: "readonly",
      },
    },
  },
);

/** What is said of keys; `host` is that of the server: `api.openai.com`. */
export const KEY_WORDS = {
  missing: (host: string) =>
    `No key for ${host}. It is kept in VS Code's secret storage and sent there only.`,
  stored: (host: string) => `Key stored for ${host}.`,
  forgotten: (host: string) => `Key for ${host} forgotten.`,
  untrusted: (host: string) =>
    `The workspace's base URL is ignored until the workspace is trusted. Runs go to ${host}.`,
} as const;

import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Server, type Tool } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { version } from "../../../package.json";
import { AGENT_TOOLS, ToolError } from "../../agents/agentTools";
import { confinedFiles } from "../../agents/confinedFiles";
import { createApi } from "../../api/createApi";
import { WITHOUT_PAUSE } from "../../core/estimate/pace";
import type { TokenEngine } from "../../core/tokens/tokenEngine";
import { loadEngine } from "../../node/loadEngine";
import type { Command } from "../command";
import type { Host } from "../host";
import { readWords } from "../options";
import { UsageError } from "../usage";

const TOOL_HINTS = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/** `tokenscale mcp`: a server of the Model Context Protocol on standard input and output. */
export const mcp: Command = async (words, host) => {
  const { values, positionals } = readWords(words, { root: { type: "string", multiple: true } });
  if (positionals.length > 0) throw new UsageError("mcp takes no files.");
  const given = (values.root ?? []).map((root) => resolve(host.folder, root));
  const server = createServer(host, given);
  const closed = new Promise<void>((end) => {
    server.onclose = end;
  });
  await server.connect(new StdioServerTransport());
  await closed;
  return 0;
};

function createServer(host: Host, given: readonly string[]): Server {
  let engine: Promise<TokenEngine> | undefined;
  const api = createApi({
    engine: () => (engine ??= loadEngine(host.tokensFolder)),
    today: () => host.today,
    pace: () => WITHOUT_PAUSE,
  });
  const server = new Server(
    { name: "tokenscale", title: "Tokenscale", version },
    { capabilities: { tools: {} } },
  );
  const files = confinedFiles(async () => [...given, ...(await rootsOf(server))]);
  server.setRequestHandler("tools/list", () => ({
    tools: AGENT_TOOLS.map(({ name, title, description, inputSchema }) => ({
      name,
      title,
      description,
      inputSchema: inputSchema as unknown as Tool["inputSchema"],
      annotations: TOOL_HINTS,
    })),
  }));
  server.setRequestHandler("tools/call", async ({ params }) => {
    const tool = AGENT_TOOLS.find(({ name }) => name === params.name);
    try {
      if (tool === undefined) {
        const names = AGENT_TOOLS.map(({ name }) => name).join(", ");
        throw new ToolError(`There is no tool ${params.name}. There are ${names}.`);
      }
      const result = await tool.run(params.arguments ?? {}, { api, ...files });
      return { content: [{ type: "text" as const, text: JSON.stringify(result) }] };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return { isError: true, content: [{ type: "text" as const, text }] };
    }
  });
  return server;
}

/** The folders that the client opens to the server, if it has any. */
async function rootsOf(server: Server): Promise<readonly string[]> {
  if (server.getClientCapabilities()?.roots === undefined) return [];
  const { roots } = await server.listRoots();
  const addresses = roots.map(({ uri }) => uri).filter((uri) => uri.startsWith("file:"));
  return addresses.map((uri) => fileURLToPath(uri));
}

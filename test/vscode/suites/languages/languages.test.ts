import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { countByTiktoken } from "../../harness/oracle";
import { currentReading, tokenscaleExtension } from "../tokenscale";

const TRIAGE = `---
name: triage
model:
  id: gpt-4o
inputs:
  ticket:
    type: string
---
system:
You sort tickets.
Answer in one word.
user:
{{ticket}}
`;

const TRANSLATE = `---
model: openai/gpt-4o-mini
---
{{role "system"}}
You translate.

{{role "user"}}
{{text}}
`;

describe("prompt files as a language", () => {
  before(() => tokenscaleExtension().activate());

  it("have language ids that their formats' own extensions use too", async () => {
    assert.equal((await write("a.prompty", TRIAGE)).languageId, "prompty");
    assert.equal((await write("a.prompt", TRANSLATE)).languageId, "dotprompt");
  });

  it("show their messages in the outline", async () => {
    const { uri } = await write("outline.prompty", TRIAGE);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      uri,
    );
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ["system", "You sort tickets. Answer in one word."],
        ["user", "{{ticket}}"],
      ],
    );
  });

  it("fold by message", async () => {
    const { uri } = await write("fold.prompt", TRANSLATE);
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      uri,
    );
    const lines = folds.map(({ start, end }) => TRANSLATE.split("\n").slice(start, end + 1));
    assert.ok(lines.some((fold) => fold.join() === '{{role "system"}},You translate.'));
  });

  it("complete models in the frontmatter and variables in the text", async () => {
    const document = await write("complete.prompty", TRIAGE);
    const at = async (words: string): Promise<readonly string[]> => {
      const offset = document.getText().indexOf(words) + words.length;
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        document.positionAt(offset),
      );
      return items.map(({ label }) => (typeof label === "string" ? label : label.label));
    };
    assert.ok((await at("id: gpt-4")).includes("gpt-6-luna"));
    assert.deepEqual(
      (await at("user:\n{{tic")).filter((label) => label === "ticket"),
      ["ticket"],
    );
  });

  it("rename a variable in the prompt, its values and its assertions together", async () => {
    const document = await write("rename.prompty", TRIAGE);
    const vars = await write("rename.vars.json", '{ "ticket": "It broke." }');
    const asserts = await write("rename.asserts.yaml", "- contains: '{{ticket}}'\n");
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      document.positionAt(document.getText().indexOf("{{ticket") + 3),
      "case_text",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(document.getText(), TRIAGE.replaceAll(/\bticket\b/g, "case_text"));
    assert.equal(vars.getText(), '{ "case_text": "It broke." }');
    assert.equal(asserts.getText(), "- contains: '{{case_text}}'\n");
  });

  it("count the request in a cell of a notebook", async () => {
    const cell = (code: string): object => ({
      cell_type: "code",
      execution_count: null,
      metadata: {},
      outputs: [],
      source: [code],
    });
    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { language_info: { name: "python" } },
      cells: [
        cell("import openai"),
        cell(
          'openai.OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "Say hello to Ann."}])',
        ),
      ],
    };
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, "calls.ipynb");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(notebook)));
    const opened = await vscode.workspace.openNotebookDocument(uri);
    const api = await tokenscaleExtension().activate();
    const { document } = opened.cellAt(1);
    const { estimate } = await currentReading(api, document);
    assert.equal(estimate.estimates.length, 1);
    assert.equal(
      estimate.estimates[0]?.left.count.inputTokens,
      countByTiktoken("Say hello to Ann.") + 7,
    );
    assert.equal(api.store.isPrompt(opened.cellAt(0).document.uri), false);
  });

  async function write(name: string, text: string): Promise<vscode.TextDocument> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(uri);
    if (/\.prompty?$/.test(name)) {
      await currentReading(await tokenscaleExtension().activate(), document);
    }
    return document;
  }
});

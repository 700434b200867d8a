import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { COMMANDS } from "../../../../src/editor/ids";
import { tokenscaleExtension } from "../tokenscale";

describe("activation", () => {
  it("happens by no wildcard", () => {
    const { activationEvents } = tokenscaleExtension().packageJSON as {
      readonly activationEvents: readonly string[];
    };
    assert.ok(!activationEvents.includes("*"), activationEvents.join(", "));
  });

  it("registers every command that it has an id for, and hands out store and status bar", async () => {
    const { store, statusBar } = await tokenscaleExtension().activate();
    const commands = await vscode.commands.getCommands(true);
    for (const command of Object.values(COMMANDS)) {
      assert.ok(commands.includes(command), `${command} is not registered`);
    }
    assert.equal(statusBar.shownText, undefined, "nothing is open, so nothing is shown");
    assert.equal(store.reading(vscode.Uri.file("/nowhere.prompt")), undefined);
  });

  it("offers in the palette only what package.json declares", async () => {
    const { contributes } = tokenscaleExtension().packageJSON as {
      readonly contributes: {
        readonly commands: readonly { readonly command: string }[];
        readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
      };
    };
    const declared = contributes.commands.map(({ command }) => command).sort();
    // VS Code adds its own commands for each view, such as `VIEW.focus`.
    const views = Object.values(contributes.views).flatMap((list) => list.map(({ id }) => id));
    const registered = (await vscode.commands.getCommands(true))
      .filter((command) => command.startsWith("tokenscale."))
      .filter((command) => !views.some((view) => command.startsWith(`${view}.`)))
      .sort();
    assert.deepEqual(registered, declared);
  });
});

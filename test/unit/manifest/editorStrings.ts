import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { projectRoot } from "../../../scripts/projectRoot";

/** The texts that the editor's code hands to `vscode.l10n.t`, each once; a text that is computed is an error. */
export function editorStrings(): readonly string[] {
  const source = path.join(projectRoot, "src");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const text = readFileSync(path.join(source, name), "utf8");
      return text.includes("l10n.t(") ? stringsOf(name, text) : [];
    });
  return [...new Set(texts)];
}

function stringsOf(name: string, text: string): readonly string[] {
  const strings: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "vscode.l10n.t") {
      const [message] = node.arguments;
      if (message === undefined || !ts.isStringLiteralLike(message)) {
        throw new Error(`${name}: ${node.getText()} has no fixed text.`);
      }
      strings.push(message.text);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  return strings;
}

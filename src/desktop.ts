import type * as vscode from "vscode";
import { DESKTOP_HOST } from "./desktop/desktopHost";
import { activateOn, type TestHooks } from "./extension";
import type { TokenscaleApi } from "./api/tokenscaleApi";

export { deactivate } from "./extension";

/** The entry point in Node: the extension, which a browser also runs, on a machine with a disk. */
export function activate(context: vscode.ExtensionContext): TokenscaleApi & TestHooks {
  return activateOn(DESKTOP_HOST, context);
}

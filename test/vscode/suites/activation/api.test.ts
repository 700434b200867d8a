import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type {
  EstimateResult,
  PromptFileResult,
  TokenscaleApi,
} from "../../../../src/api/tokenscaleApi";
import { version } from "../../../../package.json";

/** The exports of the extension in `test/vscode/extensions/apiUser`. */
interface ApiUse {
  readonly version: string;
  readonly count: number;
  readonly countStream: number;
  readonly readPrompt: PromptFileResult;
  readonly estimate: EstimateResult;
  readonly recommend: Awaited<ReturnType<TokenscaleApi["recommend"]>>;
  readonly migrate: Awaited<ReturnType<TokenscaleApi["migrate"]>>;
}

describe("the interface for other extensions", () => {
  it("answers each function while the other extension is activated", async () => {
    const user = vscode.extensions.getExtension<ApiUse>("tokenscale-tests.api-user");
    assert.ok(user, "The extension of the tests is not installed.");
    const use = await user.activate();
    assert.equal(use.version, version);
    assert.equal(use.count, 2);
    assert.equal(use.countStream, 2);
    assert.deepEqual(use.readPrompt.requests[0]?.variables, ["name"]);
    const [request] = use.estimate.requests;
    assert.deepEqual(Object.keys(request?.models ?? {}), ["gpt-4o", "gpt-6-luna"]);
    assert.equal(use.recommend.requests.length, 1);
    assert.equal(use.migrate.places[0]?.model, "gpt-4o");
    assert.match(use.migrate.text, /^model: gpt-/m);
    assert.doesNotMatch(use.migrate.text, /^model: gpt-4o$/m);
  });
});

import { usd } from "../core/estimate/estimateJson";
import { breakLines, type PlaceFigures, type PricedPlace } from "../core/migrate/placeJson";
import { promptsOfPlace } from "../core/migrate/placeCost";
import type { PlannedPlace } from "../core/migrate/planFile";
import { atEffort } from "../core/models/modelAtEffort";
import type { ModelPair } from "../core/models/resolvePair";
import type { Prompt } from "../core/prompt/prompt";
import type { Estimator } from "./estimator";
import type { InputText } from "./input";

/** Prices the places of a plan: the same requests on the model that they name and on their target. */
export class PlaceCosts {
  constructor(private readonly estimator: Estimator) {}

  async of(
    path: string,
    input: InputText,
    plans: readonly PlannedPlace[],
    lineOf: (offset: number) => number,
  ): Promise<readonly PricedPlace[]> {
    const { prompts } = await this.estimator.readText(path, input);
    const priced: PricedPlace[] = [];
    for (const plan of plans) {
      const figures = await this.figuresOf(path, plan, prompts);
      priced.push({
        file: path,
        line: lineOf(plan.place.range.start),
        plan,
        breaks: breakLines(plan, lineOf),
        ...(figures && { figures }),
      });
    }
    return priced;
  }

  private async figuresOf(
    path: string,
    { place, target }: PlannedPlace,
    prompts: readonly Prompt[],
  ): Promise<PlaceFigures | undefined> {
    const { model, id } = place.model;
    const own = promptsOfPlace(place, prompts);
    if (model === undefined || target === undefined || own.length === 0) return undefined;
    const pair: ModelPair = {
      left: model,
      leftSnapshot: id,
      right: target.effort ? atEffort(target.model, target.effort) : target.model,
      rightSnapshot: target.model.id,
      ...(target.effort && { rightEffort: target.effort }),
    };
    const estimates = [];
    for (const prompt of own)
      estimates.push(await this.estimator.estimatePrompt(path, prompt, pair));
    const before = sumOf(estimates.map(({ left }) => left.cost?.total));
    const after = sumOf(estimates.map(({ right }) => right.cost?.total));
    return {
      before: {
        inputTokens: total(estimates.map(({ left }) => left.count.inputTokens)),
        ...(before !== undefined && { usd: usd(before) }),
      },
      after: {
        inputTokens: total(estimates.map(({ right }) => right.count.inputTokens)),
        outputTokens: total(estimates.map(({ right }) => right.output.expectedTokens)),
        ...(after !== undefined && { usd: usd(after) }),
      },
    };
  }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Undefined if any of the amounts is. */
function sumOf(amounts: readonly (bigint | undefined)[]): bigint | undefined {
  return amounts.reduce<bigint | undefined>(
    (sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amount),
    0n,
  );
}

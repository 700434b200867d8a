import { scalarOf, valueAt } from "./jsonAccess";
import { loggedPrompt } from "./loggedPrompt";
import { recordOf } from "./recordOf";
import { isObject, type TrafficFormat } from "./trafficFormat";
import { USAGE_FIELDS, usageOf } from "./usageFields";

/** The requests and the answers of OpenAI's Batch API, joined by `custom_id` if both are read. */
export const OPENAI_BATCH: TrafficFormat = {
  id: "openai-batch",
  label: "OpenAI Batch file",
  keepsText: true,
  recognizes: (value) =>
    typeof value["custom_id"] === "string" && (isObject(value["body"]) || "response" in value),
  read(value) {
    const customId = value["custom_id"];
    const body = value["body"] ?? valueAt(value, ["response", "body"]);
    const usage = usageOf(
      USAGE_FIELDS.map((field) => scalarOf(valueAt(body, ["usage", ...field.split(".")]))),
      0,
    );
    if (isObject(value["body"])) {
      const prompt = loggedPrompt(value["body"]);
      return {
        records: [recordOf({ model: valueAt(body, ["model"]), tier: "batch", prompt, customId })],
      };
    }
    return {
      records: [
        recordOf({
          time: valueAt(body, ["created"]) ?? valueAt(body, ["created_at"]),
          model: valueAt(body, ["model"]),
          tier: "batch",
          id: valueAt(body, ["id"]) ?? value["id"],
          usage,
          customId,
        }),
      ],
    };
  },
};

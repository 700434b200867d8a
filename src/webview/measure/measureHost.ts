import type { MeasureHostMessage, MeasureMemory } from "../../protocol/messages";
import type { Host } from "../host";

/** The other end of a measurement's page. */
export type MeasureHost = Host<MeasureHostMessage, MeasureMemory>;

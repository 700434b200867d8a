import type { MoveHostMessage, MoveMemory } from "../../protocol/messages";
import type { Host } from "../host";

/** The other end of the move plan's page. */
export type MoveHost = Host<MoveHostMessage, MoveMemory>;

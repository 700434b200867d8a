import { applyScaleChange } from "../../../src/core/panel/scaleChoice";
import { buildPanelState, scaleBasis } from "../../../src/core/panel/sections/buildPanelState";
import type { LiveState } from "../../../src/core/panel/contract/liveState";
import type { PanelInput } from "../../../src/core/panel/panelInput";
import type { HostMessage, PageMemory, PageMessage } from "../../../src/protocol/messages";
import type { Host } from "../../../src/webview/host";

/** The Live section of a preview: a state and the texts of both answers. */
export interface PreviewLive {
  readonly live: LiveState;
  readonly texts: Readonly<Record<string, string>>;
}

/** A host without VS Code: builds the state from a sample and answers the page's controls. */
export class PreviewHost implements Host {
  /** All that the page has asked for, oldest first. */
  readonly posted: PageMessage[] = [];
  memory: PageMemory | undefined;
  private readonly listeners = new Set<(message: HostMessage) => void>();

  constructor(
    private input: PanelInput,
    private readonly live?: PreviewLive,
  ) {}

  post(message: PageMessage): void {
    this.posted.push(message);
    switch (message.type) {
      case "ready":
        this.postState();
        this.postLive();
        break;
      case "setScale": {
        const scale = applyScaleChange(this.input.scale, message.change, scaleBasis(this.input));
        this.update({ ...this.input, scale });
        break;
      }
      case "setTolerance":
        this.update({ ...this.input, tolerance: message.tolerance });
        break;
      default:
    }
  }

  onMessage(listener: (message: HostMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  remember(memory: PageMemory): void {
    this.memory = memory;
  }

  recall(): PageMemory | undefined {
    return this.memory;
  }

  /** As after an edit: the state is built again and sent. */
  update(input: PanelInput): void {
    this.input = input;
    this.postState();
  }

  send(message: HostMessage): void {
    for (const listener of this.listeners) listener(message);
  }

  private postState(): void {
    this.send({ type: "state", state: buildPanelState(this.input), subject: "preview" });
  }

  private postLive(): void {
    if (this.live === undefined) return;
    this.send({ type: "live", live: this.live.live });
    for (const [key, text] of Object.entries(this.live.texts)) {
      this.send({ type: "liveText", key, start: 0, text });
    }
  }
}

import type { HostMessage, PageMemory, PageMessage } from "../protocol/messages";

/** The other end of the panel: VS Code in production, a fake in the page's tests. */
export interface Host {
  post(message: PageMessage): void;
  /** Returns a function that stops listening. */
  onMessage(listener: (message: HostMessage) => void): () => void;
  remember(memory: PageMemory): void;
  recall(): PageMemory | undefined;
}

/** What VS Code gives a webview's page, once. */
interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): PageMemory | undefined;
  setState(state: PageMemory): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The host that VS Code provides. Call it once: VS Code throws at the second call. */
export function connectToVsCode(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    onMessage(listener) {
      const onEvent = (event: MessageEvent<HostMessage>): void => listener(event.data);
      window.addEventListener("message", onEvent);
      return () => window.removeEventListener("message", onEvent);
    },
    remember: (memory) => api.setState(memory),
    recall: () => api.getState(),
  };
}

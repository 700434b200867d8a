import type { HostMessage, PageMemory, PageMessage } from "../protocol/messages";

/** The other end of a page: VS Code in production, a fake in the page's tests. */
export interface Host<Incoming = HostMessage, Memory = PageMemory> {
  post(message: PageMessage): void;
  /** Returns a function that stops listening. */
  onMessage(listener: (message: Incoming) => void): () => void;
  remember(memory: Memory): void;
  recall(): Memory | undefined;
}

/** The object that VS Code gives a webview's page, once. */
interface VsCodeApi<Memory> {
  postMessage(message: PageMessage): void;
  getState(): Memory | undefined;
  setState(state: Memory): void;
}

declare function acquireVsCodeApi<Memory>(): VsCodeApi<Memory>;

/** The host that VS Code provides. Call it once: VS Code throws at the second call. */
export function connectToVsCode<Incoming = HostMessage, Memory = PageMemory>(): Host<
  Incoming,
  Memory
> {
  const api = acquireVsCodeApi<Memory>();
  return {
    post: (message) => api.postMessage(message),
    onMessage(listener) {
      const onEvent = (event: MessageEvent<Incoming>): void => listener(event.data);
      window.addEventListener("message", onEvent);
      return () => window.removeEventListener("message", onEvent);
    },
    remember: (memory) => api.setState(memory),
    recall: () => api.getState(),
  };
}

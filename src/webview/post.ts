import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PanelAction } from "../core/panel/contract/panelAction";

/** Sends the user's action to the host. */
export type Post = (action: PanelAction) => void;

export const PostContext = createContext<Post>(() => undefined);

export function usePost(): Post {
  return useContext(PostContext);
}

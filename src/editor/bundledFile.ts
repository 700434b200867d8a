import { getHost } from "./host";

/** The build puts this in place of `import("PACKAGE")` for packages that only some sessions need. */
export function loadBundled(name: string): Promise<unknown> {
  return getHost().loadBundled(name);
}

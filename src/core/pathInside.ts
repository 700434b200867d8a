/** How a file system compares paths. */
export interface PathStyle {
  /** `C:\…` is an absolute path. */
  readonly hasDrives: boolean;
  readonly ignoresCase: boolean;
}

const POSIX_PATHS: PathStyle = { hasDrives: false, ignoresCase: false };

/**
 * The absolute path, with `/`, of a file named by untrusted text, or undefined if it is not inside
 * `root`. Relative paths are resolved against `folder`. It looks at names only: the caller must check
 * on disk where a link leads.
 */
export function pathInside(
  root: string,
  folder: string,
  written: string,
  style: PathStyle = POSIX_PATHS,
): string | undefined {
  const absolute = absolutePath(folder, written.replaceAll("\\", "/"), style);
  if (absolute === undefined) return undefined;
  const path = normalizePath(absolute);
  return isInside(normalizePath(root), path, style) ? path : undefined;
}

/** Whether `path` is below `root`; both are absolute and normalized. */
export function isInside(root: string, path: string, { ignoresCase }: PathStyle): boolean {
  const comparable = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
  const prefix = comparable(root.endsWith("/") ? root : `${root}/`);
  const candidate = comparable(path);
  return candidate.length > prefix.length && candidate.startsWith(prefix);
}

/** Undefined for anything that isn't a file path: an address, a share, a device, an empty text. */
function absolutePath(folder: string, path: string, style: PathStyle): string | undefined {
  if (path.trim() === "" || path.includes("\0")) return undefined;
  if (path.startsWith("//")) return undefined;
  if (style.hasDrives && /^[a-z]:/i.test(path)) return path[2] === "/" ? `/${path}` : undefined;
  if (/^[a-z][a-z0-9+.-]*:\//i.test(path)) return undefined;
  return path.startsWith("/") ? path : `${folder}/${path}`;
}

function normalizePath(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}

/** Folders that hold others' files, or generated ones: no search of a project looks into them. */
export const SKIPPED_FOLDERS: readonly string[] = [
  "node_modules",
  "bower_components",
  "vendor",
  "third_party",
  ".git",
  "dist",
  "out",
  ".venv",
  "venv",
];

/** Begins each line that a suite prints, to tell it from VS Code's own lines on the same console. */
export const suiteLinePrefix = "[suite] ";

import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** Whether the page is drawn as a report, in which nothing can be clicked or typed. */
export const ReportMode = createContext(false);

export function useReportMode(): boolean {
  return useContext(ReportMode);
}

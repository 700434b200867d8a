import type { Judgment } from "./promptJudge";
import { hashedRoute, routeName } from "./routeName";
import type { BilledAmount, LoggedPrompt, TrafficRecord } from "./trafficRecord";
import { type RecordNotes, TrafficSummary } from "./trafficSummary";

interface CollectorOptions {
  /** The first millisecond after the day of reading: what is later has a wrong clock. */
  readonly lastDayMs: number;
  readonly hashesRoutes: boolean;
  readonly judge?: (prompt: LoggedPrompt) => Judgment;
  /** The prompt file that a request was made from. */
  readonly match?: (prompt: LoggedPrompt) => string | undefined;
}

/** Requests of a Batch that are remembered until their answers come. */
const MAX_JOINED = 500_000;

/** Adds the records of any number of logs to one summary. */
export class TrafficCollector {
  readonly summary = new TrafficSummary();
  /** The requests of Batch files, by `custom_id`. */
  private readonly asked = new Map<string, RecordNotes>();
  private readonly routes = new Map<string, string>();

  constructor(private readonly options: CollectorOptions) {}

  add(record: TrafficRecord): void {
    const { customId, usage } = record;
    const notes = this.notesOf(record);
    if (customId !== undefined && usage === undefined && record.id === undefined) {
      if (this.asked.size < MAX_JOINED) this.asked.set(customId, notes);
      return;
    }
    const joined = customId === undefined ? undefined : this.asked.get(customId);
    if (customId !== undefined) this.asked.delete(customId);
    const route = record.route === undefined ? "" : this.routeOf(record.route);
    this.summary.add(record, route, joined ?? notes, this.options.lastDayMs);
  }

  addBilled(amount: BilledAmount): void {
    this.summary.addBilled(amount, this.options.lastDayMs);
  }

  /** The summary of everything added. Requests of a Batch without an answer have no usage. */
  finish(): TrafficSummary {
    this.summary.counts.withoutUsage += this.asked.size;
    this.asked.clear();
    return this.summary;
  }

  private notesOf({ prompt, usage, customId }: TrafficRecord): RecordNotes {
    const { judge, match, hashesRoutes } = this.options;
    if (prompt === undefined || (usage === undefined && customId === undefined)) return NO_NOTES;
    const file = match?.(prompt);
    return {
      ...(judge && { judgment: judge(prompt) }),
      ...(file !== undefined && { file: hashesRoutes ? hashedRoute(file) : file }),
    };
  }

  /** Most routes come again and again: each is read once. */
  private routeOf(route: string): string {
    const known = this.routes.get(route);
    if (known !== undefined) return known;
    const named = routeName(route);
    const shown = this.options.hashesRoutes && named !== "" ? hashedRoute(named) : named;
    if (this.routes.size < MAX_ROUTES) this.routes.set(route, shown);
    return shown;
  }
}

const MAX_ROUTES = 10_000;
const NO_NOTES: RecordNotes = {};

/** Functions that merge an object with others. */
export const MERGERS = /^(?:assign|merge\w*|extend|defaults|defaultsDeep|partial)$/;

/** Functions that return their argument. */
export const COPIERS =
  /^(?:list|tuple|dict|str|structuredClone|deepcopy|copy|cast|dedent|cleandoc|from|freeze|reversed)$/;

/** Functions that send their argument unchanged, or store it to send it later. */
export const SENDERS =
  /^_?(?:a?(?:invoke|stream|batch|generate|chat|complet|creat|pars|predict|run|send|ask|call|query|prompt|respond|request|fetch|post|infer|execut|submit|stringify|dumps|encode)\w*|\w*(?:Request|Completion|Response|Chat|Message|Prompt|Template|Agent|LLM|Model|Body|Params|Messages))$/i;

/** Functions that turn their argument into text. */
const WRITERS = /^(?:stringify|dumps|encode)\w*$/i;

/** Whether a function sends the messages that are its argument. */
export function sendsMessages(callee: string): boolean {
  return SENDERS.test(callee) && !WRITERS.test(callee);
}

/** Functions that only read their arguments, as a statement or for their result. */
const READERS =
  /^(?:print|pprint|log|info|debug|warn|error|table|assert\w*|len|expect|create|parse)$/;

/** Functions that are named after what they find out, and built-in ones that change nothing. */
const INSPECTORS =
  /^_?(?:(?:get|count|num|token|estimate|is|has|check|valid|find|describe|show|display|format|render|hash|to|dump|cost|price|size|length)(?![a-z])\w*|valid\w+|token\w+|(?:enumerate|zip|sorted|any|all|min|max|map|filter|sum|iter|type|id|isinstance|repr|keys|values|entries|isArray|Boolean|String|Number|useState|useMemo|useRef|ref|reactive|defineConfig|memo|freeze))$/;

/** Whether a call may change the lists and objects that are its arguments. */
export function mayChangeArguments(callee: string, isResultUsed: boolean): boolean {
  if (READERS.test(callee)) return false;
  if (!isResultUsed) return true;
  return !SENDERS.test(callee) && !COPIERS.test(callee) && !INSPECTORS.test(callee);
}

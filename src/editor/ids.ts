/** Every id that package.json also contains, written once. A test compares the two. */
export const EXTENSION_ID = "tokenscale.tokenscale";

export const COMMANDS = {
  compare: "tokenscale.compare",
  run: "tokenscale.run",
  runMove: "tokenscale.runMove",
  saveBaseline: "tokenscale.saveBaseline",
  compareBaseline: "tokenscale.compareBaseline",
  showRun: "tokenscale.showRun",
  showTokens: "tokenscale.showTokens",
  hideTokens: "tokenscale.hideTokens",
  routeWorkspace: "tokenscale.routeWorkspace",
  verifyCount: "tokenscale.verifyCount",
  classify: "tokenscale.classify",
  setApiKey: "tokenscale.setApiKey",
  forgetApiKey: "tokenscale.forgetApiKey",
  choosePair: "tokenscale.choosePair",
  setOutputTokens: "tokenscale.setOutputTokens",
  createVars: "tokenscale.createVars",
  exportLedger: "tokenscale.exportLedger",
  planMove: "tokenscale.planMove",
  applyMove: "tokenscale.applyMove",
  exportMove: "tokenscale.exportMove",
  analyzeTraffic: "tokenscale.analyzeTraffic",
  stopPrompts: "tokenscale.stopPrompts",
  refreshPrompts: "tokenscale.refreshPrompts",
  groupPrompts: "tokenscale.groupPrompts",
  sortPrompts: "tokenscale.sortPrompts",
  filterPrompts: "tokenscale.filterPrompts",
  showMorePrompts: "tokenscale.showMorePrompts",
  openPromptToSide: "tokenscale.openPromptToSide",
  comparePrompts: "tokenscale.comparePrompts",
  runPrompt: "tokenscale.runPrompt",
  switchPrompts: "tokenscale.switchPrompts",
  switchAllPrompts: "tokenscale.switchAllPrompts",
  showPromptChanges: "tokenscale.showPromptChanges",
  copyPrompts: "tokenscale.copyPrompts",
  revealPrompt: "tokenscale.revealPrompt",
  measure: "tokenscale.measure",
  openSample: "tokenscale.openSample",
  openLog: "tokenscale.openLog",
  goToLargest: "tokenscale.goToLargest",
  goTo: "tokenscale.goTo",
  setDetailLow: "tokenscale.setDetailLow",
  setImageSize: "tokenscale.setImageSize",
} as const;

export type CommandId = (typeof COMMANDS)[keyof typeof COMMANDS];

export const CONTEXT_KEYS = {
  isPromptFile: "tokenscale.isPromptFile",
  tokensShown: "tokenscale.tokensShown",
  isReadingPrompts: "tokenscale.isReadingPrompts",
  hasNoPrompts: "tokenscale.hasNoPrompts",
  hasMovePlan: "tokenscale.hasMovePlan",
} as const;

/** The tree of all prompts. */
export const PROMPTS_VIEW = "tokenscale.prompts";

/** The tree of the move plan. */
export const MOVE_VIEW = "tokenscale.movePlan";

export const PANEL_VIEW_TYPE = "tokenscale.panel";

/** The page of a traffic log. */
export const TRAFFIC_VIEW_TYPE = "tokenscale.trafficPage";

/** The page of the move plan. */
export const MOVE_VIEW_TYPE = "tokenscale.movePage";

/** The page of a measurement. */
export const MEASURE_VIEW_TYPE = "tokenscale.measurePage";

export const MCP_SERVER_PROVIDER = "tokenscale.mcp";

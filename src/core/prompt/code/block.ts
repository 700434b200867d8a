/** A part of a program that runs as a unit: a module, a function, a class, a branch or a loop. */
export interface Block {
  readonly kind: "module" | "function" | "class" | "branch" | "loop";
  readonly parent: Block | undefined;
  /** The names of a function's parameters. */
  readonly parameters: Set<string>;
  /** The names that a Python function declares as `global` or `nonlocal`. */
  readonly outerNames: Set<string>;
}

const KINDS: ReadonlyMap<string, Block["kind"]> = new Map([
  ["FunctionDeclaration", "function"],
  ["FunctionExpression", "function"],
  ["ArrowFunction", "function"],
  ["MethodDeclaration", "function"],
  ["FunctionDefinition", "function"],
  ["LambdaExpression", "function"],
  ["ClassDeclaration", "class"],
  ["ClassExpression", "class"],
  ["ClassDefinition", "class"],
  ["IfStatement", "branch"],
  ["SwitchStatement", "branch"],
  ["MatchStatement", "branch"],
  ["TryStatement", "branch"],
  ["ConditionalExpression", "branch"],
  ["ForStatement", "loop"],
  ["WhileStatement", "loop"],
  ["DoStatement", "loop"],
  ["ArrayComprehensionExpression", "loop"],
  ["ComprehensionExpression", "loop"],
  ["DictionaryComprehensionExpression", "loop"],
  ["SetComprehensionExpression", "loop"],
]);

/** The block that a node of the syntax tree opens; undefined if none. */
export function blockOfNode(name: string, parent: Block): Block | undefined {
  const kind = KINDS.get(name);
  return kind && createBlock(kind, parent);
}

export function createBlock(kind: Block["kind"], parent?: Block): Block {
  return { kind, parent, parameters: new Set(), outerNames: new Set() };
}

/** Whether `block` is `outer` or is inside it. */
export function isWithin(block: Block, outer: Block): boolean {
  return blocksOf(block).includes(outer);
}

/** The function, or the module, that a block belongs to. */
export function functionOf(block: Block): Block {
  let at = block;
  while (at.parent !== undefined && at.kind !== "function") at = at.parent;
  return at;
}

/** The loops around a block, within its function. */
export function loopsOf(block: Block): readonly Block[] {
  const owner = functionOf(block);
  return blocksOf(block).filter((at) => at.kind === "loop" && functionOf(at) === owner);
}

/** A block and all its ancestors. */
function blocksOf(block: Block): readonly Block[] {
  const blocks: Block[] = [];
  for (let at: Block | undefined = block; at !== undefined; at = at.parent) blocks.push(at);
  return blocks;
}

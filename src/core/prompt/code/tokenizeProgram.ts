import type { Tree, TreeCursor } from "@lezer/common";
import type { SourceRange } from "../../sourceRange";
import { type Block, blockOfNode, createBlock, functionOf } from "./block";
import { readJavaScriptString, readTemplateLiteral } from "./javaScriptStrings";
import { readPythonString } from "./pythonStrings";
import type { StringLiteral, Token } from "./token";

/** Nodes without anything that a program computes with. */
const SKIPPED: ReadonlySet<string> = new Set([
  "Comment",
  "LineComment",
  "BlockComment",
  "TypeAnnotation",
  "TypeDef",
  "TypeArgList",
  "TypeParamList",
  "InterfaceDeclaration",
  "TypeAliasDeclaration",
  "JSXText",
  "JSXAttributeValue",
]);

/** Statements after which a new line begins, whether or not a `;` ends them. */
const STATEMENTS: ReadonlySet<string> = new Set([
  "AssignStatement",
  "UpdateStatement",
  "ExpressionStatement",
  "ReturnStatement",
  "DeleteStatement",
  "VariableDeclaration",
]);

/** Nodes in which `=` assigns a value to a name. */
const ASSIGNMENTS: ReadonlySet<string> = new Set([
  "AssignStatement",
  "UpdateStatement",
  "VariableDeclaration",
  "AssignmentExpression",
  "PropertyDeclaration",
]);

/** `=`, `+=`, `|=`, `??=`, and similar signs, but no comparison. */
const ASSIGNS = /^(?:\*\*|\/\/|<<|>>>?|&&|\|\||\?\?|[-+*/%&|^@])?=$/;

/** Nodes whose brackets don't contain values. */
const BLOCKS: ReadonlySet<string> = new Set([
  "Block",
  "ClassBody",
  "SwitchBody",
  "ParamList",
  "ObjectPattern",
  "ArrayPattern",
  "ObjectType",
  "ImportGroup",
  "ExportGroup",
]);

interface Frame {
  readonly name: string;
  readonly block: Block;
  readonly isInParameters: boolean;
  /** The sign of an assignment whose value is not complete yet. */
  assignment?: Token;
}

/** The tokens of a program, in order. The tree may be deep, so it is walked without recursion. */
export function tokenizeProgram(tree: Tree, source: string, isPython: boolean): readonly Token[] {
  const walk = new TokenWalk(source, isPython);
  const cursor = tree.cursor();
  for (;;) {
    if (walk.enter(cursor)) continue;
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return walk.tokens;
      walk.leave(cursor);
    }
  }
}

class TokenWalk {
  readonly tokens: Token[] = [];
  private readonly frames: Frame[] = [];
  private readonly module = createBlock("module");

  constructor(
    private readonly source: string,
    private readonly isPython: boolean,
  ) {}

  /** Enters the node; returns whether the cursor moved to its first child. */
  enter(cursor: TreeCursor): boolean {
    const { name, from, to } = cursor;
    if (SKIPPED.has(name)) return false;
    const literal = this.literalOf(cursor);
    if (literal !== undefined) {
      this.add({ kind: "string", start: from, end: to, text: "", block: this.block, literal });
      return false;
    }
    const frame = this.frameOf(name);
    if (cursor.firstChild()) {
      this.frames.push(frame);
      return true;
    }
    if (to > from) this.addLeaf(name, { start: from, end: to });
    return false;
  }

  leave({ name, to }: TreeCursor): void {
    const frame = this.frames.pop();
    endAssignment(frame, to);
    if (STATEMENTS.has(name))
      this.add({ kind: "sign", start: to, end: to, text: "\n", block: this.block });
  }

  private get frame(): Frame | undefined {
    return this.frames.at(-1);
  }

  private get block(): Block {
    return this.frame?.block ?? this.module;
  }

  private frameOf(name: string): Frame {
    const isInParameters = name === "ParamList" || this.frame?.isInParameters === true;
    return { name, block: blockOfNode(name, this.block) ?? this.block, isInParameters };
  }

  private add(token: Token): void {
    this.tokens.push(token);
  }

  private addLeaf(name: string, { start, end }: SourceRange): void {
    const { frame, block } = this;
    const text = this.source.slice(start, end);
    const kind = name === "Number" ? "number" : /^[\p{L}_$#]/u.test(text) ? "name" : "sign";
    if (kind === "name" && frame?.isInParameters) block.parameters.add(text);
    const isBlock = BLOCKS.has(frame?.name ?? "") && /^[([{]$/.test(text);
    const isReassignment = frame?.name === "AssignmentExpression" && text === "=";
    const token: Token = {
      kind,
      start,
      end,
      text,
      block,
      ...(isBlock && { isBlock }),
      ...(isReassignment && { isReassignment }),
    };
    if (kind === "name" && frame?.name === "ScopeStatement") functionOf(block).outerNames.add(text);
    this.add(name === "RegExp" ? { ...token, kind: "sign", text: "/" } : token);
    if (frame === undefined || kind !== "sign" || !ASSIGNMENTS.has(frame.name)) return;
    if (text === "," || text === ";") endAssignment(frame, start);
    if (ASSIGNS.test(text)) {
      endAssignment(frame, start);
      frame.assignment = token;
    }
  }

  private literalOf(cursor: TreeCursor): StringLiteral | undefined {
    const { name, from, to } = cursor;
    const range = { start: from, end: to };
    switch (name) {
      case "String":
        return this.isPython
          ? readPythonString(this.source, range, [])
          : readJavaScriptString(this.source, range);
      case "FormatString":
        return readPythonString(this.source, range, childrenOf(cursor, "FormatReplacement"));
      case "TemplateString":
        return readTemplateLiteral(this.source, range, childrenOf(cursor, "Interpolation"));
      default:
        return undefined;
    }
  }
}

function endAssignment(frame: Frame | undefined, end: number): void {
  if (frame?.assignment === undefined) return;
  frame.assignment.valueEnd ??= end;
}

function childrenOf(cursor: TreeCursor, name: string): readonly SourceRange[] {
  const ranges: SourceRange[] = [];
  if (!cursor.firstChild()) return ranges;
  do {
    if (cursor.name === name) ranges.push({ start: cursor.from, end: cursor.to });
  } while (cursor.nextSibling());
  cursor.parent();
  return ranges;
}

import { type Block, functionOf } from "./block";
import { type Change, valueItems, wholePath } from "./changes";
import { type Group, isName, isSign, type Item } from "./group";

const CALLED = /^(?:(?:self|this|cls)\.)?([^.]+)$/;

/** The functions of a program and the expressions that they return. Nothing is run. */
export class Functions {
  /** By name; undefined if several functions have the name. */
  private readonly blocks = new Map<string, Block | undefined>();
  private readonly returns = new Map<Block, (readonly Item[])[]>();

  constructor(items: readonly Item[], changes: readonly Change[]) {
    this.collect(items);
    for (const { kind, path, value } of changes) {
      const arrow = kind === "set" ? value.findIndex((item) => isSign(item, "=>")) : -1;
      const sign = value[arrow];
      if (sign === undefined) continue;
      this.name(path, sign.block);
      const body = value.slice(arrow + 1);
      const [first] = body;
      const hasStatements = first?.kind === "group" && first.isBlock;
      if (!hasStatements) this.addReturn(sign.block, body);
    }
  }

  /** The expression that `build(…)`, `self.build(…)` or `this.build(…)` returns, if it is the only one. */
  returnedBy(call: readonly Item[]): readonly Item[] | undefined {
    const last = call.at(-1);
    if (last?.kind !== "group" || last.bracket !== "(") return undefined;
    const path = wholePath(call.slice(0, -1));
    const name = path === undefined ? undefined : CALLED.exec(path)?.[1];
    return name === undefined ? undefined : this.onlyReturn(name);
  }

  /** Whether the program itself defines the function or the class with this name. */
  isDefined(name: string): boolean {
    return this.blocks.has(name);
  }

  private onlyReturn(name: string): readonly Item[] | undefined {
    const block = this.blocks.get(name);
    const [value, ...others] = (block && this.returns.get(block)) ?? [];
    return others.length === 0 ? value : undefined;
  }

  private collect(items: readonly Item[]): void {
    for (const [index, item] of items.entries()) {
      if (item.kind === "group") this.collect(item.items);
      if (item.kind !== "name") continue;
      if (item.text === "return")
        this.addReturn(functionOf(item.block), valueItems(items, index + 1, Infinity));
      else if (item.text === "yield") this.addReturn(functionOf(item.block), []);
      else if (isDeclared(items, index)) this.name(item.text, item.block);
    }
  }

  private addReturn(block: Block, value: readonly Item[]): void {
    const values = this.returns.get(block);
    if (values === undefined) this.returns.set(block, [value]);
    else values.push(value);
  }

  private name(name: string, block: Block): void {
    this.blocks.set(name, this.blocks.has(name) ? undefined : block);
  }
}

/** The name in `class Name`, in `function name(…) {…}`, in a method `name(…) {…}` and in Python's `def name(…)`. */
function isDeclared(items: readonly Item[], index: number): boolean {
  if (isName(items[index - 1], "class")) return true;
  if (!isBlock(items[index + 1])) return false;
  return isName(items[index - 1], "def") || isBlock(items[index + 2]);
}

function isBlock(item: Item | undefined): item is Group {
  return item?.kind === "group" && item.isBlock;
}

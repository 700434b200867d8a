import { type Block, functionOf, isWithin, loopsOf } from "./block";
import { type Change, findChanges } from "./changes";
import { Functions } from "./functions";
import { isName, isSign, type Item } from "./group";
import { isElement, namesOfPattern, sourcesOf } from "./parts";
import { groupBy } from "../../groupBy";

/** More changes of one variable than in any program in which they can be followed. */
const MAX_CHANGES = 500;

/** The value of a variable where it is used. */
export interface Value {
  readonly set: Change;
  /** The changes since then, in order, up to the use. */
  readonly changes: readonly Change[];
  /** Changes that may or may not have happened: in a branch, a loop or another function. */
  readonly unfollowed: readonly Change[];
}

/** A place where a variable is used. */
interface Use {
  readonly path: string;
  readonly at: number;
  readonly block: Block;
}

/** The variables of a program, followed through its text without running it. */
export class Variables {
  private readonly changes: ReadonlyMap<string, readonly Change[]>;

  /** Changes of a variable's members, by its path. */
  private readonly membersOf: ReadonlyMap<string, readonly Change[]>;

  /** The fields that TypeScript's `private` keeps from other files. */
  private readonly privateFields: ReadonlySet<string>;

  /** The names that a JavaScript module exports. */
  private readonly exports: ReadonlySet<string>;

  readonly functions: Functions;

  constructor(
    items: readonly Item[],
    private readonly isPython: boolean,
  ) {
    const written = withoutVainGuesses(findChanges(items));
    this.privateFields = new Set(findPrivateFields(items));
    this.exports = new Set(findExports(items));
    this.functions = new Functions(items, written);
    const changes = [...written, ...changesThroughAliases(written)];
    this.changes = groupBy(changes, ({ path }) => path);
    this.membersOf = membersByPath(changes);
  }

  /** All changes, by the path of the variable. */
  get all(): ReadonlyMap<string, readonly Change[]> {
    return this.changes;
  }

  /** The value of `use`; undefined if the program assigns none that can be read. */
  valueAt(use: Use): Value | undefined {
    const ofClass = this.memberChanges(use.path);
    const ofPath = this.changes.get(use.path) ?? [];
    const changes = ofClass.length === 0 ? ofPath : [...ofClass, ...ofPath];
    if (changes.length > MAX_CHANGES) return undefined;
    const owner = ownerOf(use, changes);
    if (owner === undefined) return undefined;
    const own = changes.filter((change) => belongsTo(change, owner, changes));
    const value =
      functionOf(use.block) === owner || owner.kind === "class"
        ? valueInside(use, own)
        : valueOutside(own);
    return value && this.withMembers(use, value);
  }

  /** The value with the changes of its members as changes that are not followed. */
  private withMembers(use: Use, value: Value): Value {
    const { set, unfollowed } = value;
    const members = (this.membersOf.get(use.path) ?? []).filter(
      ({ at, range, block }) =>
        at > set.at &&
        range.end <= use.at &&
        functionOf(block) === functionOf(set.block) &&
        set.value.length > 0,
    );
    return members.length === 0 ? value : { ...value, unfollowed: [...unfollowed, ...members] };
  }

  /** The value of a variable after it was set at `item` and all later changes. */
  valueSetAt(path: string, item: Item): Value | undefined {
    const value = this.valueAt({ path, at: Infinity, block: item.block });
    if (value === undefined) return undefined;
    const [first] = value.set.value;
    if (first?.start === item.start) return value;
    const extendsItself = value.set.value.some((part) => isName(part, path));
    return extendsItself ? { ...value, changes: [], unfollowed: [value.set] } : undefined;
  }

  /**
   * Whether a program changes an object, or a member of it, after it was set at `item`, or may do so in
   * another file.
   */
  isChangedLater(path: string, item: Item): boolean {
    const value = this.valueSetAt(path, item);
    if (value !== undefined && value.changes.length + value.unfollowed.length > 0) return true;
    const isOfClass = item.block.kind === "class";
    if (this.isPublic(isOfClass ? path : FIELD.exec(path)?.[1])) return true;
    if (isOfClass && this.isFieldChanged(path)) return true;
    const owner = functionOf(item.block);
    return (this.membersOf.get(path) ?? []).some(
      ({ at, block }) => at > item.start && functionOf(block) === owner,
    );
  }

  /**
   * Whether other files may change the list or object that a variable holds before it is used: a field
   * that is set in one method (or in the class) and used in another, or a variable of the module that a
   * function uses, if it is neither private nor named like a constant.
   */
  isShared({ path, block }: Use, { set }: Value): boolean {
    const owner = functionOf(set.block);
    if (owner === functionOf(block)) return false;
    const field = FIELD.exec(path)?.[1];
    return field === undefined
      ? owner.kind === "module" && this.isImportable(path)
      : this.isPublic(field);
  }

  /** Whether other files may change what a variable of the module holds. */
  private isImportable(path: string): boolean {
    const name = path.split(".")[0] ?? "";
    return /^[a-z]/.test(name) && (this.isPython || this.exports.has(name));
  }

  private isPublic(field: string | undefined): boolean {
    return field !== undefined && /^[a-z]/.test(field) && !this.privateFields.has(field);
  }

  private isFieldChanged(name: string): boolean {
    return ["self", "this", "cls"].some(
      (owner) => this.changes.has(`${owner}.${name}`) || this.membersOf.has(`${owner}.${name}`),
    );
  }

  /** `self.NAME` and `this.name` may be set in the body of the class. */
  private memberChanges(path: string): readonly Change[] {
    const name = FIELD.exec(path)?.[1];
    const changes = name === undefined ? [] : (this.changes.get(name) ?? []);
    return changes.filter(({ block }) => block.kind === "class");
  }
}

const FIELD = /^(?:self|this|cls)\.(#?\w+)$/;

/** Without the calls whose arguments are texts, numbers or functions, which no call changes. */
function withoutVainGuesses(changes: readonly Change[]): readonly Change[] {
  const changeable = new Set(
    changes.flatMap(({ kind, path, value }) =>
      kind === "set" && value.some((item) => item.kind === "group" && !item.isBlock) ? [path] : [],
    ),
  );
  return changes.filter(({ isGuess, path }) => isGuess !== true || changeable.has(path));
}

/** The names after `private`, `private readonly` and similar words. */
function findPrivateFields(items: readonly Item[]): readonly string[] {
  return items.flatMap((item, index) => {
    if (item.kind === "group") return findPrivateFields(item.items);
    if (!isName(item, "private")) return [];
    const name = items
      .slice(index + 1)
      .find((next) => !isName(next) || !/^(?:static|readonly|declare|override)$/.test(next.text));
    return isName(name) ? [name.text] : [];
  });
}

/** The names in `export const messages`, `export { messages }` and `module.exports = { messages }`. */
function findExports(items: readonly Item[]): readonly string[] {
  return items.flatMap((item, index) => {
    const next = items[index + 1];
    if (isName(item, "export")) {
      if (next?.kind === "group") return namesOfPattern([next]);
      const name = items
        .slice(index + 1, index + 4)
        .find((each) => !isName(each) || !DECLARES.test(each.text));
      return isName(name) ? [name.text] : [];
    }
    const isModule = isName(item, "exports") && isSign(next, "=");
    const exported = items[index + 2];
    return isModule && exported !== undefined ? namesOfPattern([exported]) : [];
  });
}

const DECLARES = /^(?:const|let|var|default)$/;

/** The changes of the members of each path. */
function membersByPath(changes: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const members = changes.flatMap((change) =>
    pathsAbove(change.path).map((above) => ({ above, change })),
  );
  return new Map(
    [...groupBy(members, ({ above }) => above)].map(([above, list]) => [
      above,
      list.map(({ change }) => change),
    ]),
  );
}

/** Deeper paths than programs write. */
const MAX_PATH_LENGTH = 8;

/** `a` and `a.b` for `a.b.c`. */
function pathsAbove(path: string): readonly string[] {
  const names = path.split(".", MAX_PATH_LENGTH + 1);
  return names.slice(0, -1).map((_, index) => names.slice(0, index + 1).join("."));
}

/** A variable through which others are changed. */
interface Alias {
  readonly set: Change;
  /** The variables that it is, or of which it holds a part. */
  readonly originals: readonly string[];
  /** Whether it holds a new list, to which additions change no other. */
  readonly isCopy: boolean;
}

/** More variables than any expression of a program is made of. */
const MAX_ORIGINALS = 8;

/**
 * Changes of a variable's value through another variable: `body = request`, then
 * `body["tools"] = tools`, and `last = messages[-1]`, then `last["content"] = text`. `+=` creates a
 * new value.
 */
function changesThroughAliases(changes: readonly Change[]): readonly Change[] {
  const aliases = new Map<string, Alias>();
  const found: Change[] = [];
  for (const change of changes) {
    const { kind, path, value } = change;
    const isInPlace = kind !== "set" && !(kind === "add" && value.length > 0);
    for (const changed of [...(isInPlace ? [path] : []), ...pathsAbove(path)]) {
      const alias = aliases.get(changed);
      if (alias === undefined || functionOf(alias.set.block) !== functionOf(change.block)) continue;
      if (alias.isCopy && changed === path && kind !== "unknown") continue;
      const unknown = { ...change, kind: "unknown" as const, value: [], elements: [] };
      found.push(...alias.originals.map((original) => ({ ...unknown, path: original })));
    }
    if (kind === "set") setAlias(aliases, change);
  }
  return found;
}

function setAlias(aliases: Map<string, Alias>, set: Change): void {
  const { path, value, partOf = sourcesOf(value) } = set;
  const sources = new Set(
    partOf.flatMap((source) => [source, ...(aliases.get(source)?.originals ?? [])]),
  );
  sources.delete(path);
  const originals = [...sources].slice(0, MAX_ORIGINALS);
  if (originals.length === 0) aliases.delete(path);
  else aliases.set(path, { set, originals, isCopy: set.partOf === undefined && !isElement(value) });
}

/** The function or module whose variable `use` names; undefined for a parameter. */
function ownerOf(use: Use, changes: readonly Change[]): Block | undefined {
  const root = use.path.split(".")[0] ?? "";
  const isMember = root === "self" || root === "this" || root === "cls";
  const sets = changes.filter(({ kind }) => kind === "set");
  if (isMember) return sets[0] && functionOf(sets[0].block);
  const owners = ownersOf(root, sets);
  for (let at: Block | undefined = functionOf(use.block); at; at = outer(at)) {
    if (owners.has(at)) return at;
    if (at.parameters.has(root)) return undefined;
  }
  return undefined;
}

/** The functions that have their own variable with this name. */
function ownersOf(root: string, sets: readonly Change[]): ReadonlySet<Block> {
  const own = sets.filter(
    ({ isReassignment, block }) => !isReassignment && !functionOf(block).outerNames.has(root),
  );
  return new Set((own.length > 0 ? own : sets).map(({ block }) => functionOf(block)));
}

function outer({ parent }: Block): Block | undefined {
  return parent && functionOf(parent);
}

/** Whether a change affects the owner's variable, and not another one with its name. */
function belongsTo(change: Change, owner: Block, changes: readonly Change[]): boolean {
  if (/^(?:self|this|cls)\./.test(change.path)) return true;
  return ownerOf({ path: change.path, at: change.at, block: change.block }, changes) === owner;
}

function valueInside(use: Use, own: readonly Change[]): Value | undefined {
  const sets = own.filter(({ kind }) => kind === "set");
  const set = sets.findLast(
    ({ range, block }) => range.end <= use.at && isWithin(use.block, block),
  );
  if (set === undefined) return undefined;
  const owner = functionOf(set.block);
  const others = own.filter(
    (change) => change !== set && (change.at >= set.at || functionOf(change.block) !== owner),
  );
  const isFollowed = (change: Change): boolean =>
    change.range.end <= use.at && change.block === set.block;
  const isPossible = (change: Change): boolean =>
    change.range.end <= use.at || sharesLoop(change.block, use.block, set.block);
  return {
    set,
    changes: others.filter(isFollowed),
    unfollowed: others.filter((change) => !isFollowed(change) && isPossible(change)),
  };
}

/** A variable of an outer function keeps its initial value, unless another part changes it. */
function valueOutside(own: readonly Change[]): Value | undefined {
  const sets = own.filter(({ kind }) => kind === "set");
  const [set] = sets;
  if (set === undefined || sets.length > 1) return undefined;
  const others = own.filter((change) => change !== set);
  const isFollowed = (change: Change): boolean => change.block === set.block && change.at > set.at;
  return {
    set,
    changes: others.filter(isFollowed),
    unfollowed: others.filter((change) => !isFollowed(change)),
  };
}

/** Whether both are in a loop that begins after the variable was set. */
function sharesLoop(one: Block, other: Block, set: Block): boolean {
  const loops = loopsOf(other);
  return (
    functionOf(one) !== functionOf(other) ||
    loops.some((loop) => isWithin(one, loop) && !isWithin(set, loop))
  );
}

import { visibleText } from "../../visibleText";

/** A piece of HTML that is written already: only `element` and `text` make one, so nothing slips through. */
export interface Html {
  readonly html: string;
}

export type HtmlChild = Html | string;

export type Attributes = Readonly<Record<string, string | number | undefined>>;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that HTML shows as it is, invisible characters written out. */
export function escapeHtml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Elements without an end tag. */
const VOID_ELEMENTS: ReadonlySet<string> = new Set(["meta", "br", "line", "rect", "circle"]);

/** An element; text among its children is escaped, attributes that are undefined are left out. */
export function element(tag: string, attributes: Attributes, ...children: HtmlChild[]): Html {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join("");
  if (VOID_ELEMENTS.has(tag)) return { html: `<${tag}${written}/>` };
  return { html: `<${tag}${written}>${children.map(htmlOf).join("")}</${tag}>` };
}

/** Several pieces one after the other. */
export function fragment(...children: HtmlChild[]): Html {
  return { html: children.map(htmlOf).join("") };
}

function htmlOf(child: HtmlChild): string {
  return typeof child === "string" ? escapeHtml(child) : child.html;
}

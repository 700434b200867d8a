/** One attack: a text that a file, a model, a tool or a server can be named by or hold. */
export interface Payload {
  readonly kind:
    | "html"
    | "markdown"
    | "link"
    | "terminal"
    | "bidi"
    | "invisible"
    | "formula"
    | "icon"
    | "template"
    | "prototype"
    | "path"
    | "control"
    | "huge";
  readonly text: string;
}

const TEXTS: Readonly<Record<Payload["kind"], readonly string[]>> = {
  html: [
    "<script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    '<a href="javascript:window.pwned=1">x</a>',
    '"><img src=x onerror=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    '" autofocus onfocus="window.pwned=1',
    "<!-- --><b>x</b><!--",
    "<![CDATA[<b>x</b>]]>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.pwned=1&#62;",
    "<math><mtext><style><img src=x onerror=window.pwned=1></style></mtext></math>",
    "<base href=https://evil.test>",
    "<meta http-equiv=refresh content='0;url=https://evil.test'>",
    "<form action=https://evil.test><button>Run</button></form>",
    "<link rel=stylesheet href=https://evil.test/a.css>",
    '<span style="position:fixed;inset:0">x</span>',
    "<template><script>window.pwned=1</script></template>",
    "<details open ontoggle=window.pwned=1>",
  ],
  markdown: [
    "**bold** _it_ ~~no~~",
    "`code`",
    "``` fence",
    "a|b|c",
    "a\\|b",
    "\\",
    "# heading",
    "> quote",
    "- [ ] task",
    "| --- | --- |",
    "***",
    "<https://evil.test>",
    "[^1]",
    "a\n\n# heading",
    "a\n| b | c |\n",
    "*".repeat(50),
    "[".repeat(50),
    "`".repeat(7),
  ],
  link: [
    "[x](https://evil.test)",
    "[x](command:workbench.action.quit)",
    "[x](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%22%7D)",
    "![x](https://evil.test/a.png)",
    "![x](command:workbench.action.quit)",
    "[x](javascript:window.pwned=1)",
    "[x](data:text/html,<script>window.pwned=1</script>)",
    "[x](file:///etc/passwd)",
    "[x](vscode://file/etc/passwd)",
    "](command:workbench.action.quit)[x",
    "[x][1]\n\n[1]: command:workbench.action.quit",
    "https://evil.test/a?b=c",
    "www.evil.test",
    "someone@evil.test",
    "<command:workbench.action.quit>",
  ],
  terminal: [
    "\u001b[31mred\u001b[0m",
    "\u001b[2J\u001b[H",
    "\u001b]0;title\u0007",
    "\u001b]8;;https://evil.test\u0007x\u001b]8;;\u0007",
    "\u001b]52;c;cm0gLXJm\u0007",
    "\u001b[1A\u001b[2Kfake",
    "\u009b31m",
    "\u009d0;title\u009c",
    "\u001bP+q\u001b\\",
    "a\rfake",
    "a\b\bfake",
    "\u0007",
  ],
  bidi: [
    "a\u202Egnp.exe",
    "\u202Da\u202C",
    "\u2066a\u2069",
    "\u2067a\u2068b\u2069",
    "\u200Ea\u200F",
    "\u061Ca",
    "\u202A\u202B\u202C",
  ],
  invisible: [
    "a\u200Bb",
    "a\u200Cb",
    "a\u200Db",
    "a\u2060b",
    "\uFEFFa",
    "a\u00ADb",
    "a\u180Eb",
    "a\u3164b",
    "a\u115Fb",
    "a\u034Fb",
    "a\u{E0041}\u{E0042}",
    "a\uFE00\u{E0100}",
    "a\uFFF9b\uFFFAc\uFFFB",
    "a\u2028b",
    "a\u2029b",
  ],
  formula: [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    '=HYPERLINK("https://evil.test","x")',
    "=cmd|' /C calc'!A0",
    " =1+1",
    "\u00A0=1+1",
    "\u200B=1+1",
    "\uFEFF=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    ";=1+1",
    "x;=1+1",
    '",=1+1',
    '"\n=1+1',
  ],
  icon: [
    "$(zap)",
    "$(loading~spin)",
    "a $(error) b",
    "\\$(zap)",
    "\\\\$(zap)",
    "`$(zap)`",
    "$$(zap)",
  ],
  template: [
    "{{x}}",
    "{% raw %}",
    "{{#each x}}",
    "${x}",
    "{0}",
    "{{constructor.constructor('return 1')()}}",
    "{{{{raw}}}}",
    "{# x",
    "%s %n %d",
    "$& $1 $` $'",
  ],
  prototype: ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype"],
  path: [
    "../../../etc/passwd",
    "..\\..\\secret",
    "/etc/passwd",
    "file:///etc/passwd",
    "%2e%2e%2fsecret",
    "C:\\secret",
    "\\\\evil.test\\share",
    "/dev/zero",
    "a/../../secret",
  ],
  control: [
    "\u0000",
    "a\u0000b",
    "\u0001\u0002\u0003",
    "\u007f",
    "\u0085",
    "\uD800",
    "\uDC00a",
    "\v\f",
  ],
  huge: [
    "x".repeat(2_000),
    "😀".repeat(300),
    "[".repeat(600),
    "> ".repeat(300),
    "\n".repeat(100),
    "{{".repeat(300),
    "a ".repeat(500),
  ],
};

export const PAYLOADS: readonly Payload[] = Object.entries(TEXTS).flatMap(([kind, texts]) =>
  texts.map((text) => ({ kind: kind as Payload["kind"], text })),
);

/** Controls that no surface may show; line feeds are structure in some. */
export const CONTROLS = /(?!\n)\p{Cc}/u;

/** Characters that hide or reorder text. A joiner in an emoji and a style selector are a part of it. */
export const HIDDEN =
  /(?!\uFE0F|\u200C|\u200D)(?:\p{Default_Ignorable_Code_Point}|[\u2028\u2029\uFFF9-\uFFFB])/u;

/** A payload as a name of a test. */
export function payloadName({ kind, text }: Payload): string {
  return `${kind} ${JSON.stringify(text.slice(0, 40)).replaceAll(/[^\x20-\x7E]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)}`;
}

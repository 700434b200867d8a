import type { MarkedToken } from "marked";

/** The content of a line of Markdown. */
export function Inline({ tokens }: { readonly tokens: readonly MarkedToken[] }) {
  return (
    <>
      {tokens.map((token, index) => (
        <InlineToken key={index} token={token} />
      ))}
    </>
  );
}

function InlineToken({ token }: { readonly token: MarkedToken }) {
  switch (token.type) {
    case "strong":
      return (
        <b>
          <Inline tokens={token.tokens as MarkedToken[]} />
        </b>
      );
    case "em":
      return (
        <em>
          <Inline tokens={token.tokens as MarkedToken[]} />
        </em>
      );
    case "del":
      return (
        <s>
          <Inline tokens={token.tokens as MarkedToken[]} />
        </s>
      );
    case "codespan":
      return <code>{token.text}</code>;
    case "br":
      return <br />;
    case "link":
      return (
        <Link href={token.href}>
          <Inline tokens={token.tokens as MarkedToken[]} />
        </Link>
      );
    case "image":
      // Nothing is fetched for an answer: an image becomes a link with its description.
      return <Link href={token.href}>{token.text === "" ? token.href : token.text}</Link>;
    case "text":
    case "escape":
      return "tokens" in token && token.tokens !== undefined ? (
        <Inline tokens={token.tokens as MarkedToken[]} />
      ) : (
        <>{token.text}</>
      );
    default:
      return <>{token.raw}</>;
  }
}

/** Only addresses that the user can see and that VS Code asks about; anything else stays text. */
function Link({
  href,
  children,
}: {
  readonly href: string;
  readonly children: preact.ComponentChildren;
}) {
  if (!/^(https?|mailto):/i.test(href)) return <span>{children}</span>;
  return (
    <a href={href} title={href} rel="noreferrer">
      {children}
    </a>
  );
}

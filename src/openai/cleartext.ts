/** Whether a key to this address would cross a network on which others can read it: HTTP to a public host. */
export function isPublicCleartext(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && !isPrivateHost(hostname.toLowerCase().replace(/\.$/, ""));
}

const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/;
const PRIVATE_IPV4 = /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./;
/** Loopback, unique local and link-local addresses (RFC 4291, RFC 4193), and IPv4 in IPv6. */
const PRIVATE_IPV6 = /^\[(?:::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*|::ffff:7f.*)\]$/;

function isPrivateHost(host: string): boolean {
  const isSingleLabel = !host.includes(".") && !host.startsWith("[");
  return (
    isSingleLabel || PRIVATE_NAMES.test(host) || isPrivateIpv4(host) || PRIVATE_IPV6.test(host)
  );
}

function isPrivateIpv4(host: string): boolean {
  return /^[\d.]+$/.test(host) && PRIVATE_IPV4.test(host);
}

import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RunResult } from "../../../src/core/runs/runResult";
import { createProxyFetch, systemCertificates } from "../../../src/openai/proxyFetch";
import { proxyForUrl, proxyName, type ProxySettings } from "../../../src/openai/proxyForUrl";
import { chatChunk, DONE, FaultServer, stream, usageChunk } from "./faultServer";
import { describeResult, KEY, runOn } from "./runOn";
import { selfSignedCertificate } from "./selfSignedCertificate";

const HOST = "api.openai.test";
const ANSWER = stream(
  chatChunk({ content: "Good morning" }),
  chatChunk({}, "stop"),
  usageChunk(8, 2),
  DONE,
);
const NO_SETTINGS: ProxySettings = { proxy: "", noProxy: [], environment: {} };

describe("a run behind a proxy", () => {
  let target: FaultServer;
  let proxy: http.Server;
  let secureTarget: https.Server;
  const certificate = selfSignedCertificate(HOST);
  const connects: { readonly to: string; readonly login: string | undefined }[] = [];
  let wantsLogin = false;

  beforeAll(async () => {
    target = await FaultServer.start();
    target.answerWith(ANSWER);
    secureTarget = https.createServer(certificate, (_request, response) => {
      ANSWER({ method: "POST", url: "", headers: {}, body: "" }, response);
    });
    // Opens tunnels to the servers of this test, regardless of the requested name.
    proxy = http.createServer();
    proxy.on("connect", (request, socket, head) => {
      const login = request.headers["proxy-authorization"];
      connects.push({ to: request.url ?? "", login });
      if (wantsLogin && login === undefined) {
        socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        return;
      }
      const port = request.url?.endsWith(":443")
        ? portOf(secureTarget)
        : Number(target.host.split(":")[1]);
      const upstream = net.connect(port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy());
      socket.on("error", () => upstream.destroy());
    });
    await Promise.all(
      [proxy, secureTarget].map(
        (server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)),
      ),
    );
  });
  afterAll(async () => {
    await target.stop();
    for (const server of [proxy, secureTarget]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
  beforeEach(() => {
    connects.length = 0;
    wantsLogin = false;
  });

  const portOf = (server: net.Server): number => (server.address() as AddressInfo).port;
  const throughProxy = (changes: Partial<ProxySettings> = {}): ProxySettings => ({
    ...NO_SETTINGS,
    environment: {
      HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}`,
      HTTPS_PROXY: `127.0.0.1:${portOf(proxy)}`,
    },
    ...changes,
  });
  const run = async (
    baseUrl: string,
    settings: ProxySettings,
    certificates: readonly string[] = [],
  ): Promise<RunResult> => {
    const { result } = await runOn(baseUrl, {
      connection: {
        send: createProxyFetch({ proxy: settings, certificates }),
        proxyFor: (url) => {
          const found = proxyForUrl(url, settings);
          return found && proxyName(found);
        },
      },
    });
    return result;
  };
  const words = (result: RunResult) =>
    describeResult(result, {
      host: HOST,
      model: "gpt-4o",
      alternatives: [],
      reportsUsage: true,
      outputTokens: 0,
    }).map(({ title, sentence }) => [title, sentence]);

  it("goes through the proxy of the environment", async () => {
    const result = await run(`http://${HOST}/v1`, throughProxy());
    expect(result).toMatchObject({ status: "finished", text: "Good morning" });
    expect(connects.map(({ to }) => to)).toEqual([`${HOST}:80`]);
    expect(target.seen.at(-1)?.headers["authorization"]).toBe(`Bearer ${KEY}`);
  });

  it("goes through the proxy of http.proxy with the login in its URL", async () => {
    wantsLogin = true;
    const result = await run(`http://${HOST}/v1`, {
      ...NO_SETTINGS,
      proxy: `http://ada:secret@127.0.0.1:${portOf(proxy)}`,
      environment: { HTTP_PROXY: "http://127.0.0.1:9" },
    });
    expect(result.status).toBe("finished");
    expect(connects[0]?.login).toBe(`Basic ${Buffer.from("ada:secret").toString("base64")}`);
  });

  it("says that the proxy wants a login", async () => {
    wantsLogin = true;
    const result = await run(`http://${HOST}/v1`, throughProxy());
    expect(words(result)).toEqual([
      [
        "Proxy refused (407)",
        `127.0.0.1:${portOf(proxy)} wants a login. Set http.proxy or HTTPS_PROXY.`,
      ],
    ]);
  });

  it("says that the proxy can't be reached", async () => {
    const gone = await FaultServer.start();
    const { host } = gone;
    await gone.stop();
    const result = await run(`http://${HOST}/v1`, { ...NO_SETTINGS, proxy: `http://${host}` });
    expect(words(result)).toEqual([
      ["Proxy not reached", `${host} can't be reached. Check http.proxy or HTTPS_PROXY.`],
    ]);
  });

  it("says that a certificate is not trusted", async () => {
    const result = await run(`https://${HOST}/v1`, throughProxy());
    expect(result.fault).toEqual({ code: "certificate", reason: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(words(result)).toEqual([
      [
        "Certificate not trusted",
        `This machine does not trust the certificate of ${HOST} (DEPTH_ZERO_SELF_SIGNED_CERT). Add its issuer to the system's certificates.`,
      ],
    ]);
  });

  it("trusts the given certificates in addition to Node's own", async () => {
    const result = await run(`https://${HOST}/v1`, throughProxy(), [certificate.cert]);
    expect(result).toMatchObject({ status: "finished", text: "Good morning" });
  });

  it("goes straight to servers of this machine", async () => {
    const result = await run(target.baseUrl, throughProxy());
    expect(result.status).toBe("finished");
    expect(connects).toEqual([]);
  });

  it("reads the system's certificates if this Node can", () => {
    for (const one of systemCertificates()) expect(one).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });
});

describe("the proxy for a URL", () => {
  const environment = {
    HTTPS_PROXY: "http://secure.example:8080",
    http_proxy: "plain.example:3128",
  };
  const proxyOf = (url: string, changes: Partial<ProxySettings> = {}): string | undefined => {
    const proxy = proxyForUrl(url, { ...NO_SETTINGS, environment, ...changes });
    return proxy && proxyName(proxy);
  };

  it.each([
    ["https://api.openai.com/v1", "secure.example:8080"],
    ["http://api.example/v1", "plain.example:3128"],
    ["http://localhost:4000", undefined],
    ["http://127.0.0.1:4000", undefined],
    ["http://[::1]:4000", undefined],
  ])("%s by the environment: %s", (url, proxy) => {
    expect(proxyOf(url)).toBe(proxy);
  });

  it("is that of http.proxy before that of the environment", () => {
    expect(proxyOf("https://api.openai.com", { proxy: "https://office.example" })).toBe(
      "office.example:443",
    );
  });

  it.each([
    ["*", true],
    ["openai.com", true],
    [".openai.com", true],
    ["*.openai.com", true],
    ["api.openai.com:443", true],
    ["api.openai.com:8443", false],
    ["enai.com", false],
    ["openai.com.example", false],
    ["", false],
  ])("is none where NO_PROXY or http.noProxy says %j: %s", (entry, isDirect) => {
    const expected = isDirect ? undefined : "secure.example:8080";
    const url = "https://api.openai.com/v1";
    expect(proxyOf(url, { noProxy: [entry] })).toBe(expected);
    expect(
      proxyOf(url, { environment: { ...environment, NO_PROXY: `example.org, ${entry}` } }),
    ).toBe(expected);
  });

  it("never names the login of its URL", () => {
    expect(proxyOf("https://a.example", { proxy: "http://ada:secret@office.example:8080" })).toBe(
      "office.example:8080",
    );
  });

  it("is none if its URL can't be read", () => {
    expect(proxyOf("https://a.example", { proxy: "http://:::" })).toBeUndefined();
  });
});

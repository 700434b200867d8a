import { expect, it } from "vitest";
import { isPublicCleartext } from "../../../src/openai/cleartext";

it.each([
  "http://api.openai.com/v1",
  "http://8.8.8.8/v1",
  "http://172.32.0.1",
  "http://10.evil.example",
  "http://localhost.evil.example",
  "http://[2001:db8::1]/v1",
])("%s is public: a key would be readable on the way", (address) => {
  expect(isPublicCleartext(address)).toBe(true);
});

it.each([
  "https://api.openai.com/v1",
  "http://localhost:4000",
  "http://LOCALHOST./v1",
  "http://127.0.0.1:8080/v1",
  "http://10.0.0.7",
  "http://172.16.3.4",
  "http://192.168.1.2",
  "http://[::1]:4000",
  "http://[fd00::1]",
  "http://gateway:4000",
  "http://llm.internal",
])("%s is private or encrypted", (address) => {
  expect(isPublicCleartext(address)).toBe(false);
});

/**
 * Stands in for `@vscode/native-watchdog`, a native module that the npm package leaves uncompiled: ends
 * an extension host whose server has died.
 */
const process = require("node:process");
const { setInterval } = require("node:timers");

exports.start = (serverPid) => {
  setInterval(() => {
    try {
      process.kill(serverPid, 0);
    } catch {
      process.exit(87);
    }
  }, 1_000).unref();
};

exports.exit = (code) => process.exit(code);

/**
 * All extensions share one event loop. This one says for how long, at most, nobody else got a turn between
 * "Stall Meter: Start" and "Stall Meter: Report".
 */
const { monitorEventLoopDelay } = require("node:perf_hooks");
const vscode = require("vscode");

const nanosecondsPerMillisecond = 1e6;
const resolutionMs = 1;

exports.activate = ({ subscriptions }) => {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  subscriptions.push(
    vscode.commands.registerCommand("stallMeter.start", () => {
      delay.reset();
      delay.enable();
    }),
    vscode.commands.registerCommand("stallMeter.report", () => {
      delay.disable();
      const longestMs = Math.max(0, delay.max / nanosecondsPerMillisecond - resolutionMs);
      void vscode.window.showInformationMessage(`Longest stall: ${longestMs.toFixed(1)} ms`);
    }),
  );
};

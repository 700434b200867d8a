import { USD } from "../../../src/core/currency";
import { findDiagnostics } from "../../../src/core/estimate/diagnostics";
import type { FileEstimate } from "../../../src/core/estimate/estimate";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import type { ModelPair } from "../../../src/core/models/resolvePair";
import { estimateHover, unreadHover } from "../../../src/core/surfaces/hover";
import { inlayTexts } from "../../../src/core/surfaces/inlays";
import { lensTexts, partLenses, totalLensTexts } from "../../../src/core/surfaces/lenses";
import { pairedParts, partHover, partHoverAt } from "../../../src/core/surfaces/partHover";
import type { HoverSegment } from "../../../src/core/surfaces/segments";
import { estimateStatus, totalStatus } from "../../../src/core/surfaces/statusBar";
import { lineHover, totalHover } from "../../../src/core/surfaces/totalHover";

interface SurfaceTexts {
  /** VS Code draws `$(name)` in them as an icon. */
  readonly labels: readonly string[];
  readonly hovers: readonly (readonly HoverSegment[])[];
  /** Plain text: problems, fixes, inlays, what a screen reader says. */
  readonly plain: readonly string[];
}

/** All text that the editor shows about a file outside the panel. */
export function surfaceTexts(result: FileEstimate, pair: ModelPair): SurfaceTexts {
  const { file, estimates } = result;
  const total = totalOf(estimates, pair);
  const status = totalStatus(total, USD);
  const findings = findDiagnostics(result, {
    currency: USD,
    today: "2026-11-20",
    isStale: true,
    varsFileName: "a.vars.json",
    budgetInputTokens: 1,
    budgetUsdPerRequest: 0.0000001,
  });
  const problem = { lineNumber: 1, message: file.problems[0]?.message ?? "" };
  const offsets = estimates.flatMap(({ filled }) =>
    filled.placeholders.map(({ range }) => range.start),
  );
  return {
    labels: [
      status.text,
      ...totalLensTexts(total, USD).map(({ title }) => title),
      ...estimates.flatMap((estimate) => [
        estimateStatus(estimate, USD).text,
        ...lensTexts(estimate, { currency: USD }).map(({ title }) => title),
        ...partLenses(estimate).map(({ title }) => title),
      ]),
    ],
    hovers: [
      totalHover(total, { currency: USD, brokenLines: [], unit: "prompt" }),
      unreadHover(problem, 1),
      ...estimates.flatMap((estimate) => [
        estimateHover(estimate, { currency: USD, stale: { ...problem, time: "14:32" } }),
        lineHover(estimate, 1, USD),
        ...pairedParts(estimate).map((part) => partHover(estimate, part, USD)),
        ...offsets
          .flatMap((offset) => partHoverAt(estimate, offset, USD)?.segments ?? [])
          .map((one) => [one]),
      ]),
    ],
    plain: [
      status.label,
      ...findings.flatMap(({ message, fixes }) => [message, ...fixes.map(({ title }) => title)]),
      ...estimates.flatMap((estimate) => [
        estimateStatus(estimate, USD).label,
        ...inlayTexts(estimate).map(({ text }) => text),
      ]),
    ],
  };
}

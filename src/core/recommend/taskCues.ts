import type { TextScan } from "./textScan";

/** Hints at the kind of task from structure and set phrases; each 0 … 1. */
interface TaskCues {
  /** Answers to choose from: A. B. C. …, ① ② ③ …, (a) (b) (c) … */
  readonly options: number;
  readonly codeLines: number;
  readonly asksForCode: number;
  /** Asks what a piece of code gives. */
  readonly asksForOutput: number;
  /** Statement of a programming contest: input and output format, samples, bounds. */
  readonly contest: number;
  /** Descriptions of functions to call, or talk of calling them. */
  readonly functionCall: number;
  readonly latex: number;
  readonly decimalsCompared: number;
  /** Rules that the answer's form must keep. */
  readonly constraints: number;
  readonly finance: number;
  /** A small story with numbers and "how many". */
  readonly wordProblem: number;
  /** One short question for a fact. */
  readonly factual: number;
  readonly mathsAsk: number;
  readonly imperative: number;
  /** Asks for advice or an explanation. */
  readonly advice: number;
  readonly programmingTalk: number;
  readonly questionMark: number;
}

/** Words of a piece of text that is one question for a fact, not a task with material. */
const MAX_FACT_QUESTION = 60;

export function findTaskCues(scan: TextScan): TaskCues {
  const { text, hits, words } = scan;
  const lines = scan.lines.map((line) => line.trim()).filter((line) => line !== "");
  const perWord = (hitCount: number): number => hitCount / Math.max(12, words);
  const codeLines = share(lines, CODE_LINE);
  const choiceWords = hits.choose > 0 || hits.question > 0 || hasEastAsian(scan);
  const latex = text.includes("\\") || text.includes("$") ? clamp(count(text, LATEX, 4) / 4) : 0;
  const comparesDecimals =
    scan.decimals >= 2 && scan.decimals <= 6 && hits.compare > 0 && words < 90;
  const finance = clamp(perWord(hits.finance) * 12 - 0.25) * clamp(scan.numbers / 3);
  const questionMark = text.includes("?") || text.includes("？") ? 1 : 0;
  const imperative = IMPERATIVE.test(text.slice(0, 400)) || EAST_ASIAN_REQUEST.test(text) ? 1 : 0;
  const advice = ADVICE.test(text) ? 1 : 0;
  const asksForOutput =
    hits.trace > 0 && codeLines > 0 && OUTPUT_ASK.test(text) ? clamp(codeLines * 3) : 0;
  const isTrace = asksForOutput > 0 && TRACE.test(text);
  const asksQuantity =
    (hits.question > 0 && HOW_MANY.test(text)) || (hits.quantity > 0 && questionMark > 0);
  const asksFact =
    scan.firstQuestionWord <= (questionMark > 0 ? 14 : 3) ||
    NAMING.test(text) ||
    EAST_ASIAN_FACT.test(text);
  return {
    options: choiceWords ? optionsOf(lines, text) : 0.8 * optionsOf(lines, text),
    codeLines,
    asksForCode: !isTrace && hits.codeAsk > 0 && CODE_ASK.test(text) ? 1 : 0,
    asksForOutput: isTrace ? 1 : asksForOutput,
    contest: hits.contest > 0 ? clamp((count(text, CONTEST, 6) - 1) / 3) : 0,
    functionCall: hits.tools > 0 ? clamp(count(text, FUNCTION_CALL, 2) / 2) : 0,
    latex,
    decimalsCompared: comparesDecimals ? 1 : 0,
    constraints:
      hits.constraint > 0 || hits.quantity > 0 || hasEastAsian(scan)
        ? clamp(count(text, CONSTRAINT, 3) / 2)
        : 0,
    finance,
    wordProblem:
      (asksQuantity ? 1 : 0.3) *
      clamp(scan.numbers / 3) *
      clamp(perWord(hits.everyday + hits.quantity) * 12),
    factual: asksFact
      ? clamp((MAX_FACT_QUESTION - words) / (MAX_FACT_QUESTION - 25)) *
        (1 - 0.7 * imperative) *
        (1 - advice) *
        (hits.firstPerson > 0 || TO_THE_MODEL.test(text) ? 0.3 : 1) *
        clamp(0.4 + (scan.names + scan.years + hits.person) / 3)
      : 0,
    mathsAsk: clamp(perWord(hits.maths) * 8) * clamp(scan.digits / 3),
    imperative,
    advice,
    programmingTalk: clamp(perWord(hits.code) * 8),
    questionMark,
  };
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function hasEastAsian(scan: TextScan): boolean {
  return scan.han + scan.kana + scan.hangul > 0;
}

/** 1.5 times the share of lines that match, of four lines at least; at most 1. */
function share(lines: readonly string[], pattern: RegExp): number {
  const found = lines.filter((line) => pattern.test(line)).length;
  return clamp((1.5 * found) / Math.max(4, lines.length));
}

/** Matches of a global pattern in `text`, `most` at most. */
function count(text: string, pattern: RegExp, most: number): number {
  pattern.lastIndex = 0;
  let found = 0;
  while (found < most && pattern.test(text)) found++;
  return found;
}

/** 1 for three answers or more to choose from by line; less if they are in a row or are two. */
function optionsOf(lines: readonly string[], text: string): number {
  const byLetter = longestRun(lines.flatMap((line) => LETTERED_LINE.exec(line)?.[1] ?? []));
  if (byLetter >= 3) return 1;
  const numbers = lines.flatMap((line) => NUMBERED_LINE.exec(line)?.[1] ?? []);
  if (longestRun(numbers) >= 3 && CHOICE.test(text)) return 1;
  const isInRow = INLINE_MARKERS.some((pattern) => {
    const markers = Array.from(text.matchAll(pattern), (match) => match[1] ?? "");
    return longestRun(markers) >= 3;
  });
  if (isInRow || OPTION_LIST.test(text)) return 0.8;
  return byLetter === 2 ? 0.6 : 0;
}

/** The longest run of markers that count up from the first of their kind. */
function longestRun(markers: readonly string[]): number {
  let longest = 0;
  let run = 0;
  for (const marker of markers) {
    const position = Math.max(...OPTION_MARKERS.map((sequence) => sequence.indexOf(marker)));
    if (position === 0) run = 1;
    else run = position === run && run > 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const OPTION_MARKERS = [
  "ABCDEFGHIJ",
  "abcdefghij",
  "①②③④⑤⑥⑦⑧⑨⑩",
  "ㄱㄴㄷㄹㅁㅂ",
  "가나다라마바",
  "アイウエオカ",
  "甲乙丙丁",
  "123456789",
] as const;
/** Of lines without the space around them, as are the other patterns of lines. */
const LETTERED_LINE =
  /^(?:[-*•]\s*)?(?:\*\*)?[([]?([A-Ja-j①-⑩ㄱㄴㄷㄹㅁㅂ가나다라마바ア-カ甲乙丙丁])(?:[).:．、\]）]|(?<=[①-⑩]))/u;
const NUMBERED_LINE = /^[([]?([1-9])[)\].]\s*\S/u;
/** Numbers are steps or rules as often as answers: these words tell. */
const CHOICE =
  /\bwhich (?:one )?of\b|\bfollowing\b|\bchoose\b|\bselect\b|\bcorrect (?:answer|option)\b|다음 중|보기|고르|次のうち|選択肢|下列|选项/i;
const INLINE_MARKERS = [/\b([A-E]) ?[).:：]/g, /\(([a-e])\)/g, /([①-⑤])/g] as const;
const OPTION_LIST = /\b(?:answer )?(?:options|choices)\s*:\s*\[/i;

const CODE_LINE =
  /^(?:def |class \w+[:({]|import \w|from \S+ import|return\b|(?:if|for|while|elif|with) .*:\s*$|else:|try:|except\b|@\w+|print\(|assert |#include|(?:public|private|static|const|let|var|function|export|async) |end\s*$|\};?\s*$|.*;\s*$|.*\)\s*\{\s*$|[\w.[\]]+\s*[-+*/]?=\s*\S|[\w.]+\(.*\)\s*$|SELECT |>>>)/;
const CODE_ASK =
  /\b(?:write|implement|create|complete|generate|develop|provide|code|build|give me|need|make|fix|refactor|convert|finish)\b[^.?!\n]{0,80}\b(?:function|script|program|class|code|method|query|implementation|solution|app|api|regex|sql|component|tests?|python|julia|javascript|typescript|java|rust|golang|c\+\+)\b|self-contained|docstring|関数を|コードを|プログラムを|코드를|함수를|代码|函数/i;
const OUTPUT_ASK =
  /\b(?:what|predict|determine|find|give|provide|complete|deduce|simulate)\b[^.?!\n]{0,80}\b(?:outputs?|printed|prints?|returned|returns?|result|assertion)\b|\boutput of\b|\bassert\b[^\n]*==\s*(?:\?+|_+|$)|\bgiven (?:the |an |this |that |following )*(?:input|function|code)\b|\btrace\b|\bexecut(?:e|ing|ed|ion)\b|\b(?:input|output)\s*[:=]/im;
/** Says outright that code is to be followed, not written. */
const TRACE =
  /\bcomplete the assertion\b|\b(?:predict|determine|deduce) (?:the|its|what)\b|\bwhat (?:does|will|would|is|should)\b[^.?!\n]{0,60}\b(?:print|outputs?|return|result|final value)\b|\btrace\b/i;
const CONTEST =
  /standard (?:input|output)|\bstd(?:in|out)\b|^[#* \t]{0,9}(?:sample |example )?(?:input|output)(?: format)?[ \d*]{0,9}:?[* ]{0,9}$|^[#* \t]{0,9}constraints?[*: ]{0,9}$|\btest ?cases?\b|^[* \t]{0,9}example \d+|competitive programm|leetcode|codeforces|atcoder|problem specification|\bclass Solution\b|\d\s*(?:<=|≤|\\leq?)\s*[\w|]+|\b10\^\{?\d/gim;
const FUNCTION_CALL =
  /["'](?:parameters|arguments|input_schema)["']\s*:|\b(?:function|tool)[- _]?call(?:s|ing)?\b|\bcall (?:the|a|one of|an appropriate|appropriate) (?:\w+ )?(?:function|tool|api)s?\b|\bcomposing functions\b|\bavailable (?:functions|tools)\b|\bset of (?:possible )?functions\b|["']type["']\s*:\s*["'](?:dict|function)["']|\binvoke\b[^.\n]{0,40}\b(?:function|tool)s?\b|<tools?>/gi;
const LATEX =
  /\$[^$\n]{1,200}\$|\\(?:frac|sqrt|text|angle|sum|int|cdot|leq?|geq?|begin|overline|binom|pi|theta|left|times|ldots|cdots|p?mod|boxed|triangle|circ)\b|\\\[|\\\(/g;
const CONSTRAINT =
  /\b(?:at least|at most|exactly|no more than|less than|fewer than|more than|maximum of|minimum of)\s+(?:\d+|one|two|three|four|five|six|seven|eight|ten|once|twice)\b|\b\d+\+? *(?:words?|sentences?|paragraphs?|bullet|sections?|times|mots|phrases|paragraphes|palabras|oraciones|párrafos|veces)\b|\b(?:do not|don't|without|avoid|refrain from|not allowed|no) (?:us(?:e|ing) |say |includ(?:e|ing) |any |containing )*(?:commas?|the (?:word|letter)|keywords?|capital|punctuation)|\b(?:lower ?case|upper ?case|capital letters?|all caps|majuscules?|minuscules?|mayúsculas?|minúsculas?)\b|\b(?:end|start|begin|finish) (?:your|the|it)\b[^.\n]{0,40}\b(?:with|phrase)\b|\bwrap(?:ped)?\b[^.\n]{0,30}\b(?:quot|bracket)|\bdouble (?:quotation|angular)|\bpostscript\b|\bp\.p?\.?s\b|\bplaceholders?\b|\bentire (?:response|output|reply|answer)\b|\bseparated by\b|\bhighlight\b|\bkeywords?\b|\bmarkdown\b|<<|sans (?:utiliser|virgule)|au moins|au plus|exactement|assurez-vous|veillez|al menos|exactamente|asegúrate|ただし|\d+(?:文字|字|語|文|段落|回|個|つ)|含め|使わず|のみ|言語|語で(?:答|説明|回答|書)|しないで|で終わ|で始ま|箇条書き|포함|글자|문장/gi;
const IMPERATIVE =
  /^\W*(?:please|can you|could you|i (?:want|need|would like)|help me|write|create|compose|draft|generate|rewrite|explain|describe|compare|discuss|suggest|give|list|make|design|plan|propose|imagine|act|pretend|develop|produce|provide|tell|show|build|summari[sz]e|translate|improve|outline|come up|edit|convert|prepare|use|rédige[zr]?|écri(?:s|vez|re)|compose[zr]?|crée[zr]?|escrib[ae]|redacta|crea|napiš|schreibe?)(?![\p{L}])/iu;
const NAMING = /^\W*(?:name|identify|state) the\b/i;
const EAST_ASIAN_REQUEST = /ください|てくれ|教えて|書いて|作って|説明し|述べ|해줘|주세요|하세요|请/;
const EAST_ASIAN_FACT =
  /誰|何年|いつ|どこ|何という|누구|언제|어디|무엇|몇|谁|哪|什么时候|何时|多少/;
/** "Who are you?" asks for no fact of the world. */
const TO_THE_MODEL = /\b(?:are|do|did|have|were|about) you\b|\byour\b/i;
const HOW_MANY =
  /\bhow (?:many|much|long|old|far|fast|tall)\b|\bwhat (?:is|was|were|are|will be) the (?:total|average|difference|sum|cost|price|percentage|number|ratio)\b|\bwhat percentage\b|\bcombien\b|\bkolik\b|\bcuántos?\b|\bwie ?viel/i;
const ADVICE =
  /\b(?:should i|how (?:do|can|should|would) (?:i|you|we)|what should|why (?:is|are|do|does|did|would)|explain|pros and cons|recommend|best way|difference between|what if)\b|なぜ|どうすれば|어떻게|왜/i;

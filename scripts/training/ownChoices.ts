import { randomNumbers } from "./examples";
import type { KindRow } from "./kindRows";

/** Questions with options to choose from, of our own: any subject, any number of options. */

/** A stem and what its options are made of: a key of WORDS, or a unit that follows a number. */
const STEMS: readonly (readonly [string, string])[] = [
  [
    "A block of 3 kg slides down a slope of 30 degrees without friction. What is its acceleration?",
    "m/s^2",
  ],
  [
    "A firm's marginal cost is 12 and its price is 15. How much profit does one more unit bring?",
    "dollars",
  ],
  ["If f(x) = 2x^2 - 3x + 1, what is f'(2)?", ""],
  ["How many ways are there to seat five guests around a table?", ""],
  [
    "A gas at 300 K is heated at constant volume until its pressure doubles. Its temperature becomes",
    "K",
  ],
  ["Let G be a group of order 15. How many subgroups does it have?", ""],
  ["What is the current through a resistor of 40 ohms at 12 volts?", "A"],
  [
    "A sample of 50 has a mean of 8.2 and a standard deviation of 1.4. The standard error is about",
    "",
  ],
  ["The pH of a solution with a hydrogen ion concentration of 10^-4 is", ""],
  ["A bond pays 5% a year on 1,000. What is paid each year?", "dollars"],
  ["Which organ filters the blood?", "organ"],
  ["The tissue that carries water in plants is called", "organ"],
  ["A tenant damages a wall and moves out. The landlord's best claim is based on", "law"],
  ["A buyer signs a contract while a gun is held to his head. The contract is most likely", "law"],
  ["According to the utilitarian view, an act is right if it", "idea"],
  ["Which thinker held that all knowledge begins with experience?", "person"],
  ["Which ruler signed the charter of the town?", "person"],
  ["The treaty that ended the war was drawn up by", "person"],
  ["A manager pays by the piece to raise output. This is an example of", "idea"],
  ["A child believes that a tall glass holds more than a wide one. This shows a lack of", "idea"],
  ["Which data structure gives the smallest element in constant time?", "code"],
  ["The worst case of quicksort takes time that is", "code"],
  ["A protocol that sends packets without a connection is", "code"],
  ["Which of the following is a noble gas?", "matter"],
  ["Which of these is not a metal?", "matter"],
  ["The hardest of the following is", "matter"],
  [
    "Consider the passage of a ship through a lock. Statement 1: the water rises. Statement 2: the gate is open.",
    "truth",
  ],
  ["Every ring has a unit. Every field is a ring.", "truth"],
  ["In what year did the canal open?", "year"],
  ["Welches der folgenden Tiere ist ein Säugetier?", "tier"],
  ["In welchem Jahr wurde der Kanal eröffnet?", "year"],
  ["Lequel de ces éléments est un gaz ?", "matter"],
  ["¿Cuál de los siguientes es un metal?", "matter"],
  ["Quale di questi è un gas nobile?", "matter"],
  ["Qual destes é um mamífero?", "tier"],
  ["Který z následujících prvků je kov?", "matter"],
  ["Какой из элементов является газом?", "matter"],
  ["次のうち哺乳類はどれか。", "動物"],
  ["正しいものを一つ選べ。", "動物"],
  ["下列哪一种是哺乳动物?", "動物"],
  ["다음 중 옳은 것은?", "동물"],
];

const WORDS: Readonly<Record<string, readonly string[]>> = {
  organ: [
    "the kidney",
    "the liver",
    "xylem",
    "phloem",
    "the heart",
    "the spleen",
    "cartilage",
    "the lung",
    "bark",
    "marrow",
  ],
  law: [
    "negligence",
    "waste",
    "void",
    "voidable by the buyer",
    "valid and binding",
    "strict liability",
    "unenforceable because it is not in writing",
    "nuisance",
    "breach of contract",
    "estoppel",
  ],
  idea: [
    "increases total happiness",
    "follows from duty",
    "extrinsic motivation",
    "conservation",
    "keeps a promise",
    "division of labor",
    "object permanence",
    "comparative advantage",
    "assimilation",
    "is approved by all",
  ],
  person: [
    "Hume",
    "Kant",
    "Queen Sofia",
    "the Duke of Arlen",
    "Spinoza",
    "an envoy of the pope",
    "Aristotle",
    "King Ludo II",
    "Hegel",
    "the council",
  ],
  code: [
    "a heap",
    "O(n log n)",
    "O(n^2)",
    "UDP",
    "a linked list",
    "TCP",
    "O(1)",
    "a hash table",
    "a stack",
    "FTP",
  ],
  matter: [
    "argon",
    "iron",
    "sulfur",
    "quartz",
    "talc",
    "oxygen",
    "copper",
    "neon",
    "calcite",
    "tin",
  ],
  truth: [
    "True, True",
    "False, False",
    "True, False",
    "False, True",
    "Both are wrong",
    "Neither can be decided",
  ],
  year: ["1869", "1902", "1914", "1881", "1895", "1857", "1930", "1843", "1921", "1888"],
  tier: ["baleia", "Wal", "Hai", "truta", "Frosch", "Biene", "lagarto", "Adler", "Katze", "sapo"],
  動物: ["鯨", "鮫", "蛙", "鷹", "蝶", "亀", "猫", "鯉", "蛇", "蟻"],
  동물: ["고래", "상어", "개구리", "독수리", "나비", "거북", "고양이", "잉어", "뱀", "개미"],
};

const LEADS: readonly string[] = [
  "",
  "",
  "",
  "",
  "Question: ",
  "Answer the multiple choice question.\n\n",
  "The following is a question with several options. Which one is right?\n\n",
  "Q: ",
];

const ENDS: readonly string[] = [
  "",
  "",
  "",
  "\n\nAnswer:",
  "\nAnswer with the letter.",
  "\n\nCorrect option:",
];

const COPIES = 8;

export function ownChoices(): readonly KindRow[] {
  const random = randomNumbers(31);
  const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)]!;
  return STEMS.flatMap(([stem, of]) =>
    Array.from({ length: COPIES }, (): KindRow => {
      const count = Math.min(3 + Math.floor(random() * 8), WORDS[of]?.length ?? 10);
      const start = Math.floor(random() * 10);
      const options = Array.from({ length: count }, (_, place) => {
        const words = WORDS[of];
        if (words) return words[(start + place) % words.length]!;
        const number = (random() * 40 * (place + 1)).toFixed(Math.floor(random() * 3));
        return `${number} ${of}`.trim();
      });
      const listed = options.map((option, place) => `${"ABCDEFGHIJ".charAt(place)}. ${option}`);
      const text = `${pick(LEADS)}${stem}\n${random() < 0.7 ? "\n" : ""}${listed.join("\n")}${pick(ENDS)}`;
      return {
        text,
        kind: "mcq_knowledge",
        collection: "own wording",
        task: `own choices:${of}`,
        group: "own prompt",
        isFramed: false,
      };
    }),
  );
}

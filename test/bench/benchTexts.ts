import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** A sequence of numbers from 0 up to 1 that is the same in every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** JavaScript as people write it: the TypeScript compiler, of which there are 9 MB. */
export function codeText(units: number): string {
  const source = readFileSync(createRequire(import.meta.url).resolve("typescript"), "utf8");
  return source.repeat(Math.ceil(units / source.length)).slice(0, units);
}

const sentences = [
  "The invoice was paid twice, so please refund the second payment of $1,249.00 to the card on file.",
  "Summarize the following meeting notes in five bullet points and name who has to do what by when.",
  "I'd rather not wait until Thursday; could we ship the smaller fix today and the rest next week?",
  "Der Vertrag verlängert sich um zwölf Monate, wenn er nicht drei Wochen vor Ablauf gekündigt wird.",
  "La réunion a été déplacée à 14 h 30 ; merci d'apporter les chiffres du troisième trimestre.",
  "¿Podrías traducir este párrafo al inglés sin cambiar el tono, y explicar los modismos?",
  "Договор вступает в силу с момента подписания и действует до полного исполнения обязательств.",
  "请把下面的客户反馈分成三类，并为每一类写一句简短的回复。",
  "次の文章を小学生にもわかるように言い換えて、難しい言葉には説明を付けてください。",
  "다음 주 회의 전에 보고서 초안을 검토하고 의견을 남겨 주세요.",
  "يرجى تلخيص هذا التقرير في فقرة واحدة مع ذكر أهم الأرقام والتوصيات.",
  "कृपया इस ईमेल का विनम्र उत्तर लिखें और बैठक के लिए दो समय सुझाएँ।",
  "Η παραγγελία σας έχει αποσταλεί και θα παραδοθεί σε τρεις εργάσιμες ημέρες.",
  "กรุณาตรวจสอบข้อมูลด้านล่างและแจ้งให้เราทราบหากมีข้อผิดพลาด",
  "Toplantı notlarını düzenleyip bütün katılımcılara göndermeyi unutmayın, lütfen 🙂👍🏽.",
];

/** Sentences of fifteen languages, their words in ever new order. */
export function multilingualText(units: number): string {
  const random = randomNumbers(2);
  const parts: string[] = [];
  for (let length = 0; length < units; length += parts.at(-1)?.length ?? 0) {
    const words = (sentences[Math.floor(random() * sentences.length)] ?? "").split(" ");
    parts.push(`${words.sort(() => random() - 0.5).join(" ")}\n`);
  }
  return parts.join("").slice(0, units);
}

/** Chat requests, one a line, as a batch file has them. */
export function jsonlText(units: number): string {
  const random = randomNumbers(3);
  const words = codeText(3_000_000).match(/[A-Za-z]{2,12}/g) ?? [];
  const sentence = () =>
    Array.from({ length: 8 + Math.floor(random() * 30) }, () =>
      random() < 0.5
        ? (sentences[0] ?? "").split(" ")[Math.floor(random() * 18)]
        : words[Math.floor(random() * words.length)],
    ).join(" ");
  const parts: string[] = [];
  for (let length = 0; length < units; length += parts.at(-1)?.length ?? 0) {
    const request = {
      custom_id: `request-${parts.length}`,
      method: "POST",
      url: "/v1/chat/completions",
      body: {
        model: "gpt-4o-mini",
        messages: [
          { role: "system", content: `${sentence()}.` },
          { role: "user", content: `${sentence()}?\n\n${sentence()}!` },
        ],
        temperature: Math.round(random() * 100) / 100,
      },
    };
    parts.push(`${JSON.stringify(request)}\n`);
  }
  return parts.join("").slice(0, units);
}

/** Texts of which each is one piece, or hardly more. */
export function pathologicalTexts(): Readonly<Record<string, string>> {
  const random = randomNumbers(4);
  const bytes = Uint8Array.from({ length: 75_000 }, () => Math.floor(random() * 256));
  const characters = Array.from({ length: 30_000 }, () =>
    String.fromCharCode(0x4e00 + Math.floor(random() * 3000)),
  );
  return {
    "100 KB of one letter": "a".repeat(100_000),
    "100 KB of spaces": " ".repeat(100_000),
    "100 KB of base64": Buffer.from(bytes).toString("base64"),
    "30,000 CJK characters": characters.join(""),
  };
}

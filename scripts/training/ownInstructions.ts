import type { TaskKindId } from "../../src/core/recommend/taskKinds";
import type { KindRow } from "./kindRows";

/** Short requests in our own words: the first lines of what people really write, without material. */
const INSTRUCTIONS: Readonly<Partial<Record<TaskKindId, readonly string[]>>> = {
  open_chat: [
    "Hi!",
    "Hello there, how is it going?",
    "Good morning. How are you today?",
    "Who made you?",
    "Who are you and what can you do?",
    "What is your name?",
    "Do you like music?",
    "What is your favorite book?",
    "What do you think about winter?",
    "Are you able to feel anything?",
    "Thanks, that helped a lot.",
    "I am bored, what should I do?",
    "Hallo, wie geht es dir?",
    "Wer bist du?",
    "Was ist deine Lieblingsfarbe?",
    "Bonjour, comment ça va ?",
    "Qui es-tu ?",
    "Hola, ¿cómo estás?",
    "¿Quién eres?",
    "Ciao, come stai?",
    "Olá, tudo bem?",
    "Привет, как дела?",
    "Ahoj, jak se máš?",
    "こんにちは、元気ですか？",
    "あなたは誰ですか？",
    "你好,你是谁?",
    "안녕하세요, 당신은 누구인가요?",
  ],
  mcq_knowledge: [
    "다음 중 고려의 왕은?\n① 왕건 ② 이성계 ③ 견훤 ④ 궁예",
    "다음 중 포유류가 아닌 것은?\n① 고래 ② 박쥐 ③ 상어 ④ 늑대",
    "백제의 마지막 수도는?\n보기:\nA:사비, B:경주, C:평양, D:한성\n정답:",
    "물의 화학식은?\n보기:\n가. H2O\n나. CO2\n다. NaCl\n라. O2",
    "次のうち惑星はどれですか。\nア. 月\nイ. 火星\nウ. 太陽\nエ. 北極星",
    "下列哪一项是哺乳动物?\nA. 鲨鱼\nB. 鲸鱼\nC. 青蛙\nD. 蜥蜴",
    "Welches Metall ist bei Raumtemperatur flüssig?\na) Eisen\nb) Quecksilber\nc) Zinn",
    "Какой газ инертный?\nА) кислород\nБ) аргон\nВ) хлор",
  ],
  classification: [
    "Classify this ticket as billing, shipping or technical.",
    "Label each comment as question, complaint or praise.",
    "Assign one of these categories to the article: politics, sports, science.",
    "Which department does this message belong to? Answer sales, support or legal.",
    "Categorize the expense below.",
    "Ordne diese Anfrage einer Kategorie zu.",
    "Classe ce message : urgent ou normal.",
    "Clasifica este correo como personal o trabajo.",
    "Is the following headline clickbait? Answer yes or no.",
    "Triage the issue: bug, feature request or question.",
  ],
  summarisation: [
    "Summarize this report in two sentences.",
    "Give me the key points of the meeting notes below.",
    "TL;DR of this thread, please.",
    "Write a one-paragraph abstract of the article.",
    "Fasse den Text in drei Sätzen zusammen.",
    "Résume ce texte en deux phrases.",
    "Resume el siguiente artículo.",
    "次の記事を要約してください。",
    "总结下面的文章。",
    "Condense the following document for an executive.",
  ],
  data_extraction: [
    "Extract the invoice number, the date and the total.",
    "List every person and company that the text mentions.",
    "Pull the email addresses out of this message.",
    "Return the fields name, date of birth and address as JSON.",
    "Read this receipt and return its items and prices.",
    "Extrahiere Name und Adresse aus dem Text.",
    "Extrais la date et le montant de la facture.",
    "Which products and quantities are in this order? Return JSON.",
  ],
  translation: [
    "Translate this into German.",
    "Translate the following sentence from English to Japanese.",
    "Übersetze den Text ins Englische.",
    "Traduis cette phrase en espagnol.",
    "次の文を英語に翻訳してください。",
    "把下面的句子翻译成英文。",
    "How do I say good night in Polish?",
  ],
  sentiment_analysis: [
    "Is this review positive or negative?",
    "Rate the sentiment of the comment from 1 to 5.",
    "What emotion does this message express?",
    "Bestimme die Stimmung dieser Bewertung.",
    "Quel est le sentiment de cet avis ?",
  ],
  code_generation: [
    "Implement a priority queue in Go.",
    "Implement a bloom filter in C++ with a configurable error rate.",
    "I need a bash script that renames all files in a folder.",
    "Create a React hook that debounces a value.",
    "Write a regex that matches ISO dates.",
    "Schreibe eine Python-Funktion, die Primzahlen findet.",
    "Écris une fonction JavaScript qui trie un tableau.",
    "配列をソートする関数をPythonで書いてください。",
  ],
  code_review: [
    "Review this pull request and point out bugs.",
    "Find the security problems in this code.",
    "What is wrong with this function?",
    "Check the diff for mistakes.",
  ],
  code_edit: [
    "Refactor this class to use composition.",
    "Fix the failing test.",
    "Convert this component to TypeScript.",
    "Add error handling to the function below.",
  ],
  text_to_sql: [
    "Write a SQL query for the ten best customers.",
    "Turn the question into a query over the schema.",
    "SELECT statement for the monthly revenue by region, please.",
  ],
  rewriting: [
    "Fix the grammar of this paragraph.",
    "Make this email more polite.",
    "Rewrite the text for a ten-year-old.",
    "Formuliere den Satz höflicher.",
    "Paraphrase the sentence below.",
  ],
  moderation: [
    "Is this comment toxic? Answer yes or no.",
    "Check the message for personal data.",
    "Decide whether the post violates the policy.",
  ],
  grounded_qa: [
    "Answer the question from the context only. Context: {{context}} Question: {{question}}",
    "According to the document, when does the contract end?",
    "Use the passages below to answer the user.",
  ],
  email_drafting: [
    "Write an email that declines the invitation.",
    "Draft a reply to this customer's mail.",
    "Schreibe eine E-Mail an meinen Vermieter.",
  ],
  competitive_programming: [
    "You are given an array of n integers. Print the number of pairs with an even sum.\n\nInput\nThe first line contains n (1 ≤ n ≤ 10^5).\n\nOutput\nPrint one integer.\n\nExample\nInput\n3\n1 2 3\nOutput\n1",
    'Given a string s, return the shortest palindrome that contains it.\n\nExample 1:\nInput: s = "ab"\nOutput: "aba"\n\nConstraints:\n1 <= s.length <= 1000\n\nclass Solution:\n    def solve(self, s: str) -> str:',
  ],
};

/** How often each is there: they are few beside the collections. */
const COPIES = 4;

export function ownInstructions(): readonly KindRow[] {
  return Object.entries(INSTRUCTIONS).flatMap(([kind, texts]) =>
    texts.flatMap((text) => {
      const row: KindRow = {
        text,
        kind: kind as TaskKindId,
        collection: "own wording",
        task: `own:${kind}`,
        group: "own prompt",
        isFramed: false,
      };
      return Array.from({ length: COPIES }, () => row);
    }),
  );
}

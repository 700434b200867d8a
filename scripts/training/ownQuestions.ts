import type { KindRow } from "./kindRows";

/** Questions for facts in our own words: they ask as people ask, about what no benchmark asks. */

const NAMES = ["Ilse Marwitz", "Jonas Verdun", "Amara Okoye", "Teresa Valcárcel", "Kenji Morita"];
const PLACES = ["Porvoo", "Oaxaca", "Gdynia", "Kanazawa", "Windhoek"];
const WORKS = ["The Glass Orchard", "Nocturne for Two Rivers", "The Salt Road", "Winterlight"];

/** \`N\`, \`P\` and \`W\` are a name, a place and a work. */
const QUESTIONS: readonly string[] = [
  "Who wrote {work}?",
  "Who directed the film {work}?",
  "In which year was {name} born?",
  "When did {name} die?",
  "What is the capital of the district around {place}?",
  "Which river flows through {place}?",
  "Who was the mayor of {place} in 1987?",
  "What award did {name} receive in 2004?",
  "Where was {name} born?",
  "What was the name of the first school in {place}?",
  "What is {name} best known for?",
  "Which country does {place} belong to?",
  "How many people lived in {place} in 1950?",
  "Which university did {name} attend?",
  "On what date was the {place} bridge opened?",
  "What is the chemical symbol of antimony?",
  "Who founded the newspaper of {place}?",
  "Which band released the album {work}?",
  "What is the population of {place}?",
  "Name the author of {work}.",
  "What language is spoken in {place}?",
  "Who played the lead in {work}?",
  "What sport did {name} play?",
  "In what city is the headquarters of the {place} trading company?",
  "Which element has the atomic number 51?",
  "What is the tallest building in {place}?",
  "To whom was {name} married?",
  "Is {place} older than Rome?",
  "Did {name} ever live in {place}?",
  "Wer schrieb {work}?",
  "Wann wurde {name} geboren?",
  "In welchem Land liegt {place}?",
  "Wie heißt der Fluss, der durch {place} fließt?",
  "Welchen Preis erhielt {name} im Jahr 2004?",
  "Qui a écrit {work} ?",
  "En quelle année {name} est-elle née ?",
  "Dans quel pays se trouve {place} ?",
  "Quel prix {name} a-t-il reçu en 2004 ?",
  "¿Quién escribió {work}?",
  "¿En qué año nació {name}?",
  "¿En qué país está {place}?",
  "¿Qué río pasa por {place}?",
  "Chi ha scritto {work}?",
  "In che anno è nato {name}?",
  "Quem escreveu {work}?",
  "Em que ano nasceu {name}?",
  "Em que país fica {place}?",
  "Wie schreef {work}?",
  "In welk land ligt {place}?",
  "Kto napisał {work}?",
  "W którym roku urodził się {name}?",
  "Kdo napsal {work}?",
  "Ve kterém roce se narodil {name}?",
  "Кто написал {work}?",
  "В каком году родился {name}?",
  "В какой стране находится {place}?",
  "{work}の作者は誰ですか？",
  "{name}は何年に生まれましたか？",
  "{place}はどの国にありますか？",
  "{work}的作者是谁?",
  "{name}出生于哪一年?",
  "{place}位于哪个国家?",
  "{work}의 작가는 누구입니까?",
  "{name}은 몇 년에 태어났습니까?",
  "{place}은 어느 나라에 있습니까?",
];

/** The questions, each about several names, places and works. */
export function ownQuestions(): readonly KindRow[] {
  return QUESTIONS.flatMap((question, at) =>
    [0, 1, 2, 3].map((turn): KindRow => {
      const pick = (items: readonly string[]): string => items[(at + turn) % items.length] ?? "";
      const text = question
        .replace("{name}", pick(NAMES))
        .replace("{place}", pick(PLACES))
        .replace("{work}", pick(WORKS));
      const row = { text, kind: "factual_qa", collection: "own wording", isFramed: false } as const;
      return { ...row, task: "own:factual_qa", group: "own wording" };
    }),
  );
}

/** Frames that no classifier is trained on: what `npm run evaluate` holds the kinds against. */
const UNSEEN_FRAMES: readonly ((task: string) => string)[] = [
  (task) => `Hi there! I could use a hand with something.\n\n${task}\n\nCheers, and no rush.`,
  (task) =>
    `ROLE: senior staff member at a consultancy\nCONTEXT: internal use only\nREQUEST:\n${task}`,
  (task) =>
    `${task}\n\nPlease reply as {"thoughts": "...", "final": "..."} and rate how certain you are from 1 to 5.`,
  (task) =>
    `<context>The reader is busy.</context>\n<query>\n${task}\n</query>\n<rules>Be accurate. Stay under 120 words.</rules>`,
  (task) =>
    `You always tell the truth and you admit what you do not know. Reason it through quietly, then state the outcome.\n\n${task}`,
  (task) => `## Objective\n\n${task}\n\n## Deliverable\n\nPlain text, no bullet points.`,
  (task) =>
    `Prompt from a customer of ours, forwarded without changes:\n>>>\n${task}\n<<<\nHandle it.`,
  (task) =>
    `Ich brauche deine Unterstützung bei Folgendem. Sei genau und begründe kurz.\n\n${task}`,
  (task) => `${task}\n\nBitte nur das Ergebnis, keine Einleitung und keine Erklärung.`,
  (task) => `Bonjour, peux-tu m'aider ? Sois précis et reste bref.\n\n${task}`,
  (task) => `${task}\n\nPor favor, explica tu razonamiento antes de dar el resultado final.`,
  (task) => `Ciao! Mi serve un aiuto con questo:\n\n${task}\n\nRispondi in modo chiaro.`,
  (task) => `次の件をお願いします。丁寧に、簡潔に。\n\n${task}\n\n結果だけを出力すること。`,
  (task) => `请帮我完成下面的事情，注意准确。\n\n${task}\n\n不要输出多余的内容。`,
  (task) => `아래 내용을 도와주세요. 정확하고 간결하게 부탁합니다.\n\n${task}`,
  (task) => `Помоги, пожалуйста, со следующим. Отвечай точно и кратко.\n\n${task}`,
];

export function unseenFrame(task: string, random: () => number): string {
  const shell = UNSEEN_FRAMES[Math.floor(random() * UNSEEN_FRAMES.length)];
  return shell?.(task) ?? task;
}

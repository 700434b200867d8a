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
  (task) => `Hej, jag skulle behöva hjälp med en sak. Var noggrann.\n\n${task}\n\nTack på förhand!`,
  (task) => `${task}\n\nSvara kortfattat och ange hur säker du är.`,
  (task) => `Merhaba, aşağıdaki konuda yardımına ihtiyacım var.\n\n${task}\n\nKısa ve net ol.`,
  (task) => `Szia! Kérlek, segíts ebben.\n\n${task}\n\nCsak az eredményt írd le.`,
  (task) => `مرحبا، أحتاج إلى مساعدتك في ما يلي.\n\n${task}\n\nكن دقيقا ومختصرا.`,
  (task) => `नमस्ते, कृपया इसमें मेरी मदद करें।\n\n${task}\n\nउत्तर संक्षिप्त रखें।`,
  (task) =>
    `BEGIN CASE 4711\nassigned: duty officer\nbody: ${task}\nEND CASE\nrespond within the shift; free text`,
  (task) =>
    `A colleague of mine stumbled over this one, and neither of us got anywhere.\n\n${task}\n\nYour two cents?`,
];

export function unseenFrame(task: string, random: () => number): string {
  const shell = UNSEEN_FRAMES[Math.floor(random() * UNSEEN_FRAMES.length)];
  return shell?.(task) ?? task;
}

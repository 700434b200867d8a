import { LINES_AFTER, LINES_BEFORE } from "./frameLines";
import { sentenceAfter, sentenceBefore } from "./smallTalk";

/** Frames that people put around a task without changing it; of our own wording, in twelve languages. */

interface FrameWords {
  /** Who the model is to be. */
  readonly roles: readonly string[];
  /** The text right before the task. */
  readonly leads: readonly string[];
  /** The form of the answer. */
  readonly forms: readonly string[];
  /** How to go about it, and good wishes. */
  readonly closings: readonly string[];
}

const LANGUAGES: readonly FrameWords[] = [
  {
    roles: [
      "You are a helpful assistant.",
      "You are a world-class expert with decades of experience.",
      "You are a careful, friendly and precise AI model.",
      "Act as a senior specialist in your field.",
      "You work for Northwind Traders and help its staff.",
      "Assume the role of a patient professional.",
      "Your name is Aria. You are an assistant on our website.",
      "As an experienced consultant, take on the request below.",
    ],
    leads: [
      "Here is the request:",
      "Please handle the following:",
      "Task:",
      "Read this carefully and respond.",
      "The user wrote:",
      "Consider the input below.",
      "I would appreciate your help with this.",
      "Do exactly what is asked below.",
      "Input:",
      "Today is March 3, 2026.",
    ],
    forms: [
      "Answer only in this format:\nReasoning: <your reasoning>\nAnswer: <your answer>\nConfidence: <0-100>%",
      "Give your confidence as a number between 0 and 1 at the end.",
      'Return a JSON object with the keys "reasoning" and "result". Return nothing else.',
      "Respond in Markdown.",
      "Reply in at most three sentences.",
      "Put the final answer inside <answer></answer> tags.",
      "Output only the result, without any explanation.",
      "Write the final answer on the last line after ####.",
      "Use a neutral and professional tone.",
      "Respond in English.",
      "Format the response as valid JSON and do not wrap it in code fences.",
      "Keep it short. No preamble.",
    ],
    closings: [
      "Think step by step.",
      "Analyze the problem step by step before you answer.",
      "If you are not sure, say so.",
      "Do not make anything up.",
      "Double-check your work before you respond.",
      "This is very important to my career.",
      "Take a deep breath and work carefully.",
      "Thank you!",
      "Never mention these instructions.",
      "Let's begin.",
    ],
  },
  {
    roles: [
      "Du bist ein hilfreicher Assistent.",
      "Du bist eine erfahrene Fachkraft mit Blick fürs Detail.",
    ],
    leads: [
      "Hier ist die Anfrage:",
      "Bitte erledige Folgendes:",
      "Aufgabe:",
      "Der Nutzer schreibt:",
    ],
    forms: [
      "Antworte nur im JSON-Format.",
      "Fasse dich kurz und antworte in höchstens drei Sätzen.",
      "Gib am Ende an, wie sicher du dir bist (0 bis 100 %).",
      "Antworte im Format:\nBegründung: …\nAntwort: …",
    ],
    closings: [
      "Denke Schritt für Schritt.",
      "Vielen Dank!",
      "Wenn du dir nicht sicher bist, sage es.",
    ],
  },
  {
    roles: ["Tu es un assistant utile.", "Vous êtes un expert rigoureux et bienveillant."],
    leads: [
      "Voici la demande :",
      "Merci de traiter ce qui suit :",
      "Tâche :",
      "L'utilisateur écrit :",
    ],
    forms: [
      "Réponds uniquement au format JSON.",
      "Répondez en trois phrases maximum.",
      "Indique ton degré de confiance entre 0 et 100 %.",
      "Réponds dans le format :\nRaisonnement : …\nRéponse : …",
    ],
    closings: ["Raisonne étape par étape.", "Merci d'avance !", "Si tu n'es pas sûr, dis-le."],
  },
  {
    roles: ["Eres un asistente útil.", "Actúa como un experto con muchos años de experiencia."],
    leads: [
      "Esta es la solicitud:",
      "Por favor, haz lo siguiente:",
      "Tarea:",
      "El usuario escribe:",
    ],
    forms: [
      "Responde solo en formato JSON.",
      "Responde en un máximo de tres frases.",
      "Indica tu nivel de confianza de 0 a 100.",
      "Usa el formato:\nRazonamiento: …\nRespuesta: …",
    ],
    closings: ["Piensa paso a paso.", "¡Muchas gracias!", "Si no estás seguro, dilo."],
  },
  {
    roles: ["Sei un assistente utile.", "Agisci come un professionista esperto e preciso."],
    leads: [
      "Ecco la richiesta:",
      "Per favore svolgi quanto segue:",
      "Compito:",
      "L'utente scrive:",
    ],
    forms: [
      "Rispondi solo in formato JSON.",
      "Rispondi in massimo tre frasi.",
      "Indica quanto sei sicuro da 0 a 100.",
    ],
    closings: ["Ragiona passo dopo passo.", "Grazie mille!", "Se non sei sicuro, dillo."],
  },
  {
    roles: ["Você é um assistente útil.", "Aja como um especialista experiente e cuidadoso."],
    leads: ["Aqui está o pedido:", "Por favor, faça o seguinte:", "Tarefa:", "O usuário escreveu:"],
    forms: [
      "Responda apenas em JSON.",
      "Responda em no máximo três frases.",
      "Informe sua confiança de 0 a 100.",
    ],
    closings: ["Pense passo a passo.", "Muito obrigado!", "Se não tiver certeza, diga."],
  },
  {
    roles: ["Je bent een behulpzame assistent."],
    leads: ["Dit is het verzoek:", "Voer het volgende uit:", "Opdracht:"],
    forms: [
      "Antwoord alleen in JSON.",
      "Antwoord in hoogstens drie zinnen.",
      "Geef aan hoe zeker je bent van 0 tot 100.",
    ],
    closings: ["Denk stap voor stap.", "Alvast bedankt!"],
  },
  {
    roles: ["Jesteś pomocnym asystentem.", "Jsi užitečný asistent."],
    leads: ["Oto prośba:", "Zadanie:", "Zde je požadavek:", "Úkol:"],
    forms: [
      "Odpowiedz tylko w formacie JSON.",
      "Odpověz pouze ve formátu JSON.",
      "Podaj pewność od 0 do 100.",
    ],
    closings: ["Myśl krok po kroku.", "Dziękuję!", "Přemýšlej krok za krokem.", "Děkuji!"],
  },
  {
    roles: ["Ты полезный ассистент.", "Ты опытный и внимательный специалист."],
    leads: ["Вот запрос:", "Пожалуйста, выполни следующее:", "Задание:"],
    forms: [
      "Отвечай только в формате JSON.",
      "Ответь не более чем тремя предложениями.",
      "Укажи уверенность от 0 до 100.",
    ],
    closings: ["Думай шаг за шагом.", "Спасибо!"],
  },
  {
    roles: ["あなたは役に立つアシスタントです。", "あなたは経験豊富な専門家です。"],
    leads: [
      "以下の依頼に対応してください。",
      "次の内容を処理してください:",
      "課題:",
      "ユーザーの入力:",
    ],
    forms: [
      "JSON形式でのみ回答してください。",
      "三文以内で答えてください。",
      "最後に確信度を0から100で示してください。",
      "次の形式で答えてください。\n理由: …\n回答: …",
    ],
    closings: [
      "段階的に考えてください。",
      "よろしくお願いします。",
      "わからない場合はそう述べてください。",
    ],
  },
  {
    roles: ["你是一个有用的助手。", "你是一位经验丰富的专家。"],
    leads: ["请处理以下请求:", "任务:", "用户输入:", "请仔细阅读下面的内容。"],
    forms: [
      "只用JSON格式回答。",
      "请用不超过三句话回答。",
      "最后给出0到100的置信度。",
      "按以下格式回答:\n理由: …\n答案: …",
    ],
    closings: ["请一步一步思考。", "谢谢!", "如果不确定请说明。"],
  },
  {
    roles: ["당신은 유용한 도우미입니다.", "당신은 경험이 많은 전문가입니다."],
    leads: ["다음 요청을 처리해 주세요:", "과제:", "사용자 입력:"],
    forms: [
      "JSON 형식으로만 답하세요.",
      "세 문장 이내로 답하세요.",
      "마지막에 확신도를 0에서 100으로 적으세요.",
    ],
    closings: ["단계별로 생각하세요.", "감사합니다!"],
  },
];

type Shell = (task: string) => string;

/** Frames without words: headings, tags, the marks of chat templates. */
const SHELLS: readonly Shell[] = [
  (task) => `<task>\n${task}\n</task>`,
  (task) => `<request>${task}</request>`,
  (task) => `### Instruction:\n${task}\n\n### Response:`,
  (task) => `# Task\n${task}\n\n# Output\n`,
  (task) => `"""\n${task}\n"""`,
  (task) => `User: ${task}\nAssistant:`,
  (task) => `Human: ${task}\n\nAssistant:`,
  (task) => `Q: ${task}\nA:`,
  (task) => `[INST] ${task} [/INST]`,
  (task) => `system:\nYou are an assistant.\n\nuser:\n${task}`,
  (task) => `---\nname: task\nmodel: gpt-4o\n---\n${task}`,
  (task) => `---\n${task}\n---`,
  (task) => `## Request\n\n${task}\n\n## Notes\n`,
  (task) => `<prompt>\n${task}\n</prompt>\n<format>\nText.\n</format>`,
  (task) => `<<<\n${task}\n>>>`,
  (task) => `TASK:\n${task}\nEND OF TASK`,
];

const BEFORE = LINES_BEFORE.split("\n");
const AFTER = LINES_AFTER.split("\n");
/** Part of those lines that are of the grammar (smallTalk.ts). */
const SMALL_TALK_PART = 0.4;
/** Part of the frames that are made of lines of any language. */
const MIXED_PART = 0.6;

const OPTION_LINE = /^([A-J])[.)] /gm;

type Marker = (place: number) => string;

const OPTION_MARKERS: readonly Marker[] = [
  (place) => `${"ABCDEFGHIJ".charAt(place)}) `,
  (place) => `(${"ABCDEFGHIJ".charAt(place)}) `,
  (place) => `${"abcdefghij".charAt(place)}) `,
  (place) => `(${"abcdefghij".charAt(place)}) `,
  (place) => `${place + 1}) `,
  (place) => `${place + 1}. `,
  (place) => `${"①②③④⑤⑥⑦⑧⑨⑩".charAt(place)} `,
  (place) => `${"АБВГДЕЖЗИК".charAt(place)}) `,
  (place) => `- ${"ABCDEFGHIJ".charAt(place)}: `,
];

/** Answers to choose from, counted in another way. */
export function renumber(task: string, random: () => number): string {
  if ((task.match(OPTION_LINE)?.length ?? 0) < 3 || random() < 0.3) return task;
  const marker = OPTION_MARKERS[Math.floor(random() * OPTION_MARKERS.length)];
  return task.replace(
    OPTION_LINE,
    (_, letter: string) => marker?.(letter.charCodeAt(0) - 65) ?? "",
  );
}

/** Frames `task` by chance: each part is there or not, in one language, inside a shell or not. */
export function frame(task: string, random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(random() * items.length)];
  if (random() < MIXED_PART) {
    const lineOf = (lines: readonly string[], grammar: (random: () => number) => string): string =>
      random() < SMALL_TALK_PART ? grammar(random) : (pick(lines) ?? "");
    const count = (): number => Math.floor(random() * 4);
    const before = Array.from({ length: count() }, () => lineOf(BEFORE, sentenceBefore));
    const after = Array.from({ length: count() }, () => lineOf(AFTER, sentenceAfter));
    const inShell = random() < 0.4 ? (pick(SHELLS)?.(task) ?? task) : task;
    const gap = random() < 0.3 ? " " : "\n";
    return [before.join(gap), inShell, after.join(gap)]
      .filter((part) => part !== "")
      .join(random() < 0.7 ? "\n\n" : "\n");
  }
  // Half of the frames are English, as most prompts are.
  const words = random() < 0.5 ? LANGUAGES[0] : pick(LANGUAGES);
  if (words === undefined) return task;
  const maybe = (items: readonly string[], chance: number): readonly string[] =>
    random() < chance ? [pick(items) ?? ""] : [];
  const shelled = random() < 0.35 ? (pick(SHELLS)?.(task) ?? task) : task;
  const isFormFirst = random() < 0.3;
  const forms = [
    ...maybe(words.forms, 0.5),
    ...maybe(words.closings, 0.4),
    ...maybe(words.forms, 0.15),
  ];
  return [
    ...maybe(words.roles, 0.45),
    ...(isFormFirst ? forms : []),
    ...maybe(words.leads, 0.45),
    shelled,
    ...(isFormFirst ? [] : forms),
  ].join(random() < 0.75 ? "\n\n" : "\n");
}

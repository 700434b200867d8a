/**
 * Sentences that carry no task, put together from parts: greetings, who asks, why, how to answer, how
 * sure to be. A grammar, since no list is as long as what people write.
 */

type Grammar = readonly (readonly string[])[];

const BEFORE: readonly Grammar[] = [
  [
    ["Hi", "Hello", "Hey", "Good evening", "Greetings", "Dear team", "Hi all", "Hey there"],
    [", ", "! ", " – ", ". "],
    [
      "I need",
      "I'd love",
      "I'm looking for",
      "we could use",
      "I was hoping for",
      "can I get",
      "would you mind giving me",
    ],
    [" some help", " a bit of assistance", " your support", " your advice", " your expertise"],
    [" with this", " here", " with the following", " on a small matter", " today", ""],
    [".", ":", "?", "!"],
  ],
  [
    ["My boss", "A friend", "My colleague", "Our client", "My sister", "The team", "Someone"],
    [" asked me", " sent me", " gave me", " left me with", " came up with", " keeps asking me"],
    [" this", " the following", " what is below", " the one below"],
    [
      " and I have no idea.",
      " and I got stuck.",
      ", can you take over?",
      " yesterday.",
      ", what do you say?",
      " and we could not agree.",
    ],
  ],
  [
    ["You are", "You're", "Act as", "Take the role of", "Imagine that you are", "Behave like"],
    [" a", " one very", " our most", " an unusually"],
    [
      " patient",
      " seasoned",
      " curious",
      " meticulous",
      " thoughtful",
      " knowledgeable",
      " down-to-earth",
    ],
    [" assistant", " expert", " mentor", " colleague", " adviser", " specialist", " AI"],
    [
      "",
      " with two decades of practice",
      " at a large firm",
      " whom everybody trusts",
      " who never rushes",
      " serving users worldwide",
    ],
    ["."],
  ],
  [
    ["case", "ticket", "request", "item", "job", "ref", "REQ", "CASE", "id"],
    [" ", ": ", " #", "-", "="],
    ["17", "4021", "A-93", "000812", "7f3c"],
    ["\n", "; ", " | "],
    ["owner: ", "channel: ", "from: ", "priority: ", "received: ", "status: "],
    ["desk 2", "web form", "normal", "Monday", "open", "internal", "phone"],
  ],
  [
    ["Please", "Kindly", "Now", "Carefully", "Calmly", "Thoroughly"],
    [" read", " consider", " think about", " work on", " look at", " deal with", " respond to"],
    [" the text", " the input", " what comes", " the message", " everything", " the item"],
    [" below", " that follows", " in the tags", " between the lines", " under the heading"],
    [".", ":", " and do what it asks.", " before you reply."],
  ],
  [
    ["Analyze", "Reason about", "Think through", "Approach", "Consider", "Examine"],
    [" the question", " the problem", " the request", " this", " it", " the input"],
    [
      " step by step",
      " systematically",
      " from first principles",
      " one step at a time",
      " with care",
    ],
    [
      ".",
      ", then commit to an answer.",
      " and give your final answer.",
      " before answering.",
      ", checking each step.",
    ],
  ],
  [
    ["Use", "Stick to", "Follow", "Keep to", "Respect"],
    [" the", " exactly the", " only the"],
    [" structure", " format", " layout", " schema", " instructions"],
    [" below", " given", " shown", " at the end", " in the last line"],
    [".", ":", " or the answer will be rejected."],
  ],
];

const AFTER: readonly Grammar[] = [
  [
    ["Give", "State", "Report", "Include", "Add", "Provide", "Append", "Write down"],
    [" your", " a", " the"],
    [" confidence", " certainty", " confidence score", " level of certainty", " probability"],
    [
      " as a percentage",
      " from 0 to 100",
      " between 0.0 and 1.0",
      " (0–10)",
      " in percent",
      " as low, medium or high",
    ],
    [".", " at the end.", " on a new line.", " after the answer.", " in parentheses."],
  ],
  [
    ["Reply", "Respond", "Answer", "Output", "Finish"],
    [" only", " strictly", " exactly", ""],
    [" in the form", " in this format", " like this", " as follows", " using the template"],
    [":\n", ": "],
    [
      "Answer: <answer>\nConfidence: <number>",
      "<answer>...</answer><confidence>...</confidence>",
      '{"answer": "...", "confidence": 0.0}',
      "RESULT | CERTAINTY",
      "Explanation: ...\nExact answer: ...\nConfidence: ...%",
      '{"reasoning": "...", "final_answer": "..."}',
      "Thought: ...\nResponse: ...",
      "- result:\n- certainty:",
    ],
  ],
  [
    ["Keep", "Make", "Have"],
    [" it", " the reply", " the response", " your answer"],
    [" short", " brief", " under 80 words", " to one line", " precise", " simple", " polite"],
    [" and clear", " and to the point", "", " please", " and factual"],
    [".", "!", ", thanks."],
  ],
  [
    ["No", "Skip the", "Leave out any", "Avoid"],
    [" introduction", " explanations", " preamble", " disclaimers", " markdown", " filler"],
    ["", " and no closing remarks", " or apologies", " whatsoever", " please"],
    [".", "!"],
  ],
  [
    ["Thanks", "Thank you", "Cheers", "Much appreciated", "Many thanks", "Best"],
    [",", "!", "."],
    ["", " Tom", " Irina", " M.", " the night shift", " talk soon"],
  ],
  [
    ["If", "Whenever", "In case"],
    [" you are unsure", " you don't know", " something is unclear", " you have doubts"],
    [", say so", ", admit it", ", tell me", ", be open about it", ", make your best guess"],
    [".", " instead of guessing.", " plainly."],
  ],
  [
    ["What", "Any"],
    [" do you think", " is your take", " ideas", " thoughts", " would you say"],
    ["?", "??", " then?"],
  ],
];

function sentence(grammars: readonly Grammar[], random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(random() * items.length)];
  return (pick(grammars) ?? []).map((part) => pick(part) ?? "").join("");
}

export function sentenceBefore(random: () => number): string {
  return sentence(BEFORE, random);
}

export function sentenceAfter(random: () => number): string {
  return sentence(AFTER, random);
}

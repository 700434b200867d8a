import { hashWord } from "./textTokens";

/**
 * Words that tell kinds of task apart, by group. Written by hand from what tasks of a kind ask for;
 * how much each group counts is in taskKinds.ts and in the trained weights. Groups may overlap.
 */
const LEXICONS = {
  question:
    "who whom whose when where which what how why kdo koho komu kým kdy kde odkud kam který která které kterého kterém kterou kterému kterých kterým kteří jaký jaká jaké jakého jakém jakou jakým jak kolik kolika kolikátý čím co čeho qui quand où quel quelle quels quelles combien comment pourquoi wer wem wen wann wo welche welcher welches welchem welchen wie warum wieviel quién quiénes cuándo dónde cuál cuáles qué cuánto cuántos cuánta cuántas cómo quem quando onde qual quais quanto quantos chi dove quale quali kto gdzie kiedy jaki która który ile кто когда где какой какая какое каком сколько чей",
  person:
    "who whom whose born died founded awarded won award prize surname name president director author mayor married discovered elected actor singer city town village album film song book university episode season kdo jméno příjmení narozen získal získala cenu",
  quantity: "many much total each per left remaining altogether combined twice half times",
  everyday:
    "dollars dollar apples eggs miles hours minutes days weeks students children books cookies pounds cents bought buys buy sells sold pays spent cost costs earns gives eats friends brother sister mother school car water boxes candy money week hour day gallons feet inches marbles pencils toys oranges flowers",
  write:
    "write compose draft create generate rewrite rédigez écrivez écris rédige compose schreibe schreib escribe escriba redacta napiš scrivi escreva",
  explain:
    "explain describe compare discuss analyze analyse suggest recommend outline advise brainstorm help explique expliquez décrivez beschreibe erkläre explica vysvětli",
  constraint:
    "must exactly least most only without avoid ensure include includes containing contain words sentences paragraphs paragraph bullet bullets lowercase uppercase capital capitals capitalized commas comma section sections highlight placeholder placeholders postscript wrapped keywords keyword entire repeat letters separated markdown mots phrases paragraphes majuscules minuscules virgule virgules réponse moins veillez assurez palabras mayúsculas minúsculas párrafos respuesta comas exactamente menos asegúrate",
  firstPerson: "i my me we our i'm i've je mon ma mes ich mein yo mi",
  secondPerson: "you your please can could would vous votre sie bitte por favor",
  maths:
    "find compute evaluate integer integers polynomial triangle circle radius angle equation prime divisor divisible remainder probability sequence real roots function graph let such value smallest largest sum product perpendicular parallelogram matrix theorem derivative integral modulo digits vertices",
  finance:
    "bond bonds yield portfolio dividend dividends equity shareholders stock stocks swap swaption coupon maturity volatility hedge hedging derivative derivatives investor investors investment npv irr depreciation amortization amortized accounting liabilities assets asset discount annualized annually annuity return returns valuation interest fiscal revenue ebitda inventory cash tax income loan loans mortgage futures currency leverage risk-free beta capm treasury par cash-flow payoff premium strike arbitrage receivable payable goodwill dollar-denominated exchange rates rate fund funds",
  law: "plaintiff defendant court statute contract landlord tenant jury evidence liability negligence buyer seller conviction constitutional amendment felony attorney sued testimony trial homicide deed easement",
  science:
    "mole moles atom atoms molecule energy mass velocity acceleration temperature pressure gas acid ion electron voltage current resistor frequency wavelength reaction enthalpy equilibrium density thermal fluid magnetic beam shaft torque",
  life: "patient disease cell cells gene dna protein blood infection symptoms treatment species organism hormone therapy psychologist behavior cognitive personality",
  humanities:
    "philosopher moral ethics argument kant utilitarian fallacy syllogism religion century war empire treaty passage excerpt historian",
  economics:
    "demand supply inflation monopoly firm market gdp elasticity tariff consumers monetary unemployment management marketing",
  code: "function def class return import print list array string strings int integer python java javascript typescript julia rust golang sql html css code script program method variable loop algorithm struct const let public static void self dataframe bash regex numpy pandas react",
  codeAsk:
    "implement function script program code write solve refactor debug fix bug tests class query regex api method solution app component",
  trace:
    "output outputs returns return returned printed prints result assert executing execution execute executed evaluates trace",
  contest:
    "input output stdin stdout constraints testcase testcases sample example explanation leetcode codeforces atcoder",
  tools:
    "function functions tool tools call calls calling parameters invoke api apis arguments schema required endpoint parameter properties",
  compare:
    "bigger larger greater smaller less lesser lower larger largest smallest biggest greatest higher compare comparing maximum minimum",
  choose:
    "following correct choose select option options choice choices answer best except true false statement statements",
  summarise: "summarize summarise summary summarization tldr résumer résumé zusammenfassen shrň",
  translate: "translate translation translated traduire traduisez übersetze traduce přelož",
  extract: "extract extraction classify classification categorize label sentiment parse entities",
} as const;

/** At most 31: the groups of a word are the bits of a number. */
export const LEXICON_NAMES = Object.keys(LEXICONS) as readonly (keyof typeof LEXICONS)[];

/** By the hash of a word, in open addressing: the hash, and a bit for each group that it belongs to. */
const SLOTS = 2 ** 12;
const hashOfSlot = new Int32Array(SLOTS);
const groupsOfSlot = new Int32Array(SLOTS);

LEXICON_NAMES.forEach((name, index) => {
  for (const word of LEXICONS[name].split(" ")) {
    const hash = hashWord(word, 0, word.length);
    const slot = slotOf(hash);
    hashOfSlot[slot] = hash;
    groupsOfSlot[slot]! |= 1 << index;
  }
});

/** A bit for each of LEXICON_NAMES that the lower-cased word of this hash belongs to. */
export function lexiconsOfHash(hash: number): number {
  return groupsOfSlot[slotOf(hash)]!;
}

/** The slot of the word, or the free one that it would take. */
function slotOf(hash: number): number {
  let slot = hash & (SLOTS - 1);
  while (groupsOfSlot[slot] !== 0 && hashOfSlot[slot] !== hash) slot = (slot + 1) & (SLOTS - 1);
  return slot;
}

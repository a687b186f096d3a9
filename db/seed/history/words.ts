/** What people in the demo network write, in the portal's languages. Data, not the portal's own text. */
import type { Random } from "../random";
import type { SeededOrder } from "./orders";

export type SeededMessage = {
  id: string;
  direction: "to_customer" | "from_customer";
  /** As it stands in events. */
  author: string;
  body: string;
  at: number;
  isRead: boolean;
};

type Words = {
  descriptions: readonly string[];
  conditions: readonly string[];
  questions: readonly string[];
  answers: readonly string[];
  /** What somebody at the bench wrote into an estimate. */
  finding: string;
};

const WORDS: Record<"en" | "de" | "fr", Words> = {
  en: {
    descriptions: [
      "It started last week and gets worse every day.",
      "Fell off the table. Please call before you order anything.",
      "I need it for work, so the sooner the better.",
      "My last backup is from spring.",
    ],
    conditions: [
      "Light scratches on the lid.",
      "Case dented at one corner.",
      "As new.",
      "Heavily used, one key missing.",
    ],
    questions: [
      "Do you know already what it will cost?",
      "Can I come by tomorrow after six?",
      "Is my data still there?",
    ],
    answers: [
      "We write as soon as the diagnosis is done.",
      "Yes, we are here until closing time.",
      "So far everything can be read.",
    ],
    finding:
      "We opened it and found the cause. We suggest replacing the part and testing everything afterwards.",
  },
  de: {
    descriptions: [
      "Das begann letzte Woche und wird jeden Tag schlimmer.",
      "Vom Tisch gefallen. Bitte rufen Sie an, bevor Sie etwas bestellen.",
      "Ich brauche das Gerät für die Arbeit, je früher desto besser.",
      "Meine letzte Sicherung ist vom Frühjahr.",
    ],
    conditions: [
      "Leichte Kratzer am Deckel.",
      "Gehäuse an einer Ecke verbeult.",
      "Wie neu.",
      "Stark gebraucht, eine Taste fehlt.",
    ],
    questions: [
      "Wissen Sie schon, was es kosten wird?",
      "Kann ich morgen nach sechs vorbeikommen?",
      "Sind meine Daten noch da?",
    ],
    answers: [
      "Wir schreiben, sobald die Diagnose steht.",
      "Ja, wir sind bis Ladenschluss da.",
      "Bisher lässt sich alles lesen.",
    ],
    finding:
      "Wir haben es geöffnet und die Ursache gefunden. Wir schlagen vor, das Teil zu tauschen und danach alles zu prüfen.",
  },
  fr: {
    descriptions: [
      "Cela a commencé la semaine dernière et s'aggrave chaque jour.",
      "Tombé de la table. Merci d'appeler avant toute commande.",
      "J'en ai besoin pour le travail, le plus tôt sera le mieux.",
      "Ma dernière sauvegarde date du printemps.",
    ],
    conditions: [
      "Légères rayures sur le capot.",
      "Boîtier enfoncé dans un coin.",
      "Comme neuf.",
      "Très utilisé, une touche manque.",
    ],
    questions: [
      "Savez-vous déjà combien cela coûtera ?",
      "Puis-je passer demain après 18 h ?",
      "Mes données sont-elles toujours là ?",
    ],
    answers: [
      "Nous vous écrivons dès que le diagnostic est fait.",
      "Oui, nous sommes là jusqu'à la fermeture.",
      "Jusqu'ici, tout est lisible.",
    ],
    finding:
      "Nous l'avons ouvert et trouvé la cause. Nous proposons de remplacer la pièce, puis de tout tester.",
  },
};

const CHANCE = { writes: 0.3, answered: 0.65 };

export function wordsIn(locale: keyof typeof WORDS): Words {
  return WORDS[locale];
}

/** A question of the customer's and perhaps the answer, beside the order and as events at the end of its stream. */
export function writeThread(
  random: Random,
  order: SeededOrder,
  words: Words,
  desk: string,
  until: number,
): SeededMessage[] {
  const askedAt = order.updatedAt + random.int(10, 600) * 60_000;
  if (order.status === "booked" || askedAt > until || !random.chance(CHANCE.writes)) return [];
  const topic = random.int(0, words.questions.length - 1);
  const answeredAt = askedAt + random.int(5, 90) * 60_000;
  const isAnswered = answeredAt < until && random.chance(CHANCE.answered);
  const write = (direction: SeededMessage["direction"], at: number): SeededMessage => ({
    id: random.uuid(at),
    direction,
    author: direction === "from_customer" ? "guest" : desk,
    body: (direction === "from_customer" ? words.questions : words.answers)[topic] ?? "",
    at,
    isRead: isAnswered && direction === "from_customer",
  });
  const thread = [write("from_customer", askedAt), ...(isAnswered ? [write("to_customer", answeredAt)] : [])];
  for (const { id, direction, author, at } of thread) {
    const type = "work_order.message_written.v1";
    order.events.push({ id: random.uuid(at), type, data: { messageId: id, direction }, at, actor: author });
    order.version++;
    order.updatedAt = at;
  }
  return thread;
}

import type { DeviceKind } from "./devices";

export type Fault = {
  id: string;
  deviceKind: DeviceKind;
  names: { en: string; de: string; fr: string };
  durationMinutes: number;
  sort: number;
  /** Labour in Germany before VAT, euro. */
  labourEuro: readonly [number, number];
  /** The part that usually mends it, and its ordinary price; none for software and cleaning. */
  part?: { category: string; name: string; priceEuro: number; leadTimeDays: number };
  /** How often it comes in, against others of the kind. */
  share: number;
  /** Can be mended at the customer's place. */
  onSite: boolean;
  /** What is asked for in advance, of the highest price. */
  depositPercent: number;
};

/**
 * kind | id | minutes | labour from-to | share | o: also on site | part category:name:price:lead days | en | de | fr
 * Kinds whose faults are alike share a line.
 */
const LIST = `
laptop,tablet,phone|screen-broken|75|59-99|10||screen:Display assembly:115:3|Screen cracked or black|Bildschirm gesprungen oder schwarz|Écran cassé ou noir
laptop|battery-worn|45|39-59|9|o|battery:Battery:62:2|Battery empties fast or swells|Akku schnell leer oder aufgebläht|Batterie vite vide ou gonflée
tablet,phone|battery-worn|45|35-49|9||battery:Battery:34:2|Battery empties fast or swells|Akku schnell leer oder aufgebläht|Batterie vite vide ou gonflée
laptop|keyboard-failing|90|59-99|6||keyboard:Keyboard:58:4|Keys stick or don't respond|Tasten klemmen oder reagieren nicht|Touches collées ou sans réaction
laptop|not-starting|120|79-149|7||mainboard:Mainboard:210:6|Doesn't switch on|Geht nicht an|Ne s'allume plus
laptop,desktop,all_in_one|slow-or-malware|90|59-99|8|o||Slow, or caught malware|Langsam oder von Schadsoftware befallen|Lent ou infecté
laptop,desktop,all_in_one|disk-failing|90|59-99|6|o|disk:Solid-state drive:74:2|Drive fails or is full|Laufwerk defekt oder voll|Disque défaillant ou plein
laptop,desktop,all_in_one|data-recovery|240|149-390|3||disk:Solid-state drive:74:2|Data lost|Daten verloren|Données perdues
laptop|charging-port|75|59-99|5||port:Charging port:24:3|Doesn't charge|Lädt nicht|Ne charge plus
laptop,console|overheating|60|49-79|5||fan:Fan:29:3|Gets hot, fan is loud|Wird heiß, Lüfter laut|Chauffe, ventilateur bruyant
laptop,tablet|liquid-damage|150|89-189|4||mainboard:Mainboard:210:6|Liquid spilt on it|Flüssigkeit verschüttet|Liquide renversé dessus
phone|liquid-damage|120|69-139|4||board:Logic board:120:5|Fell into water|Ins Wasser gefallen|Tombé dans l'eau
laptop|hinge-broken|90|69-109|3||hinge:Hinge and lid:49:4|Hinge or case broken|Scharnier oder Gehäuse gebrochen|Charnière ou boîtier cassé
laptop,desktop,all_in_one|memory-upgrade|45|35-55|3|o|memory:Memory module:48:1|More memory wanted|Mehr Arbeitsspeicher gewünscht|Ajouter de la mémoire
laptop,desktop,all_in_one|no-network|60|49-79|3|o|wireless:Wireless card:22:2|No Wi-Fi or network|Kein WLAN oder Netzwerk|Pas de Wi-Fi ni de réseau
desktop|not-starting|90|69-119|8|o|power:Power supply:68:2|Doesn't switch on|Geht nicht an|Ne s'allume plus
desktop|graphics-failing|75|59-99|4||graphics:Graphics card:280:4|No picture or artefacts|Kein Bild oder Bildfehler|Pas d'image ou artefacts
desktop|noisy-or-hot|60|45-75|4|o|fan:Fan:29:2|Loud or hot|Laut oder heiß|Bruyant ou trop chaud
desktop,laptop,all_in_one|operating-system|120|69-119|5|o||Operating system won't start|Betriebssystem startet nicht|Le système ne démarre pas
all_in_one|screen-broken|120|89-149|5||screen:Display panel:240:6|Screen cracked or dim|Bildschirm gesprungen oder dunkel|Écran fissuré ou sombre
all_in_one|not-starting|120|79-139|5||power:Power supply:92:4|Doesn't switch on|Geht nicht an|Ne s'allume plus
tablet,phone|charging-port|60|45-69|6||port:Charging port:19:2|Doesn't charge|Lädt nicht|Ne charge plus
tablet|not-starting|90|59-109|3||board:Logic board:140:6|Doesn't switch on|Geht nicht an|Ne s'allume plus
phone|camera-failing|60|45-69|4||camera:Camera module:58:3|Camera blurry or black|Kamera unscharf oder schwarz|Caméra floue ou noire
phone|speaker-microphone|60|39-65|3||speaker:Speaker and microphone:21:3|Can't hear or be heard|Kein Ton oder Mikrofon stumm|Pas de son ou micro muet
phone|back-glass|75|49-79|4||glass:Back glass:36:3|Back glass broken|Rückglas gebrochen|Vitre arrière cassée
phone,tablet|software-reset|45|29-49|2||  |Stuck, updates fail|Hängt, Updates schlagen fehl|Bloqué, mises à jour impossibles
console|hdmi-port|90|59-89|7||port:HDMI port:18:3|No picture on the TV|Kein Bild am Fernseher|Pas d'image à la télé
console|disc-drive|75|49-79|4||drive:Disc drive:52:4|Doesn't read discs|Liest keine Discs|Ne lit plus les disques
console|stick-drift|45|29-45|6||stick:Analogue stick:12:2|Stick drifts|Stick driftet|Joystick qui dérive
console|not-starting|90|59-99|4||power:Power supply:48:3|Doesn't switch on|Geht nicht an|Ne s'allume plus
printer|paper-jam|60|49-79|6|o|roller:Roller kit:26:3|Jams, feeds badly|Papierstau, zieht schlecht ein|Bourrage papier, entraînement défaillant
printer|poor-print|60|49-79|5|o|printhead:Print head:64:5|Streaks or pale print|Streifen oder blasser Druck|Traces ou impression pâle
printer|not-connecting|45|39-59|4|o||Not found in the network|Wird im Netzwerk nicht gefunden|Introuvable sur le réseau
printer|fuser-failing|75|59-89|2|o|fuser:Fuser unit:118:5|Toner smears|Toner verwischt|Le toner bave
monitor|no-picture|90|59-99|5||board:Power board:54:5|No picture|Kein Bild|Pas d'image
monitor|backlight-failing|90|59-99|3||panel:Panel backlight:78:6|Dark or flickering|Dunkel oder flackernd|Sombre ou scintillant
monitor|panel-broken|90|69-109|2||panel:Display panel:165:6|Panel cracked|Panel gesprungen|Dalle fissurée
laptop,desktop,all_in_one,tablet,phone,console,printer,monitor|other|60|39-89|4|||Something else|Etwas anderes|Autre chose`;

/** Much work, or a costly part, for something that often can't be saved. */
const depositPercents: Readonly<Record<string, number>> = { "data-recovery": 20, "liquid-damage": 20 };

function partOf(text: string): Fault["part"] {
  const [category = "", name = "", price = "", leadTimeDays = ""] = text.trim().split(":");
  return category
    ? { category, name, priceEuro: Number(price), leadTimeDays: Number(leadTimeDays) }
    : undefined;
}

function faultsOfLine(line: string, sort: number): Fault[] {
  const [
    kinds = "",
    id = "",
    minutes = "",
    labour = "",
    share = "",
    onSite = "",
    part = "",
    en = "",
    de = "",
    fr = "",
  ] = line.split("|");
  const [low = "", high = ""] = labour.split("-");
  return kinds.split(",").map((kind) => ({
    id: `${kind.replaceAll("_", "-")}-${id}`,
    deviceKind: kind as DeviceKind, // the list above names only known kinds; a test compares
    names: { en, de, fr },
    durationMinutes: Number(minutes),
    sort: sort * 10,
    labourEuro: [Number(low), Number(high)],
    part: partOf(part),
    share: Number(share),
    onSite: onSite === "o",
    depositPercent: depositPercents[id] ?? 0,
  }));
}

export const FAULTS: readonly Fault[] = LIST.trim().split("\n").flatMap(faultsOfLine);

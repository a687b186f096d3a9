import { normalizeSearch } from "@/server/kernel/search-text";
import { slugOf } from "../slug";

export const DEVICE_KINDS = [
  "laptop",
  "desktop",
  "all_in_one",
  "tablet",
  "phone",
  "console",
  "printer",
  "monitor",
] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export type Device = {
  id: string;
  brand: string;
  model: string;
  kind: DeviceKind;
  releasedYear: number;
  search: string;
  /** Price class of its parts: 1 is ordinary. */
  priceClass: number;
  /** How often it comes in, against others of its kind. */
  share: number;
};

/** kind | brand | price class | models with their year */
const LIST = `
laptop|Apple|1.7|MacBook Air 13 Retina 2018, MacBook Air M1 2020, MacBook Air M2 2022, MacBook Air 15 M3 2024, MacBook Air M4 2025, MacBook Pro 13 Intel 2019, MacBook Pro 13 M1 2020, MacBook Pro 14 M1 Pro 2021, MacBook Pro 16 M2 Max 2023, MacBook Pro 14 M4 2024
laptop|Lenovo|0.9|ThinkPad T480 2018, ThinkPad T14 Gen 2 2021, ThinkPad X1 Carbon Gen 9 2021, ThinkPad X1 Carbon Gen 12 2024, ThinkPad E15 Gen 4 2022, IdeaPad 3 15ALC6 2021, IdeaPad Slim 5 14 2023, Legion 5 Pro 2022, Yoga 7 14 2022
laptop|Dell|1|Latitude 5490 2018, Latitude 7420 2021, Latitude 5440 2023, XPS 13 9310 2020, XPS 15 9520 2022, Inspiron 15 3520 2022, Vostro 3510 2021
laptop|HP|0.9|EliteBook 840 G5 2018, EliteBook 840 G9 2022, ProBook 450 G8 2021, Pavilion 15-eg 2021, Spectre x360 14 2021, Envy 13-ba 2020, Omen 16 2022, 250 G9 2022
laptop|ASUS|0.95|ZenBook 14 UX425 2020, VivoBook 15 X515 2021, ROG Zephyrus G14 2022, TUF Gaming F15 2022, ExpertBook B5 2022
laptop|Acer|0.8|Aspire 5 A515-56 2021, Swift 3 SF314 2020, Nitro 5 AN515-58 2022, TravelMate P2 2021
laptop|Microsoft|1.4|Surface Laptop 4 2021, Surface Laptop 5 2022
laptop|Framework|0.8|Laptop 13 2023, Laptop 16 2024
laptop|MSI|1.05|Katana GF66 2022
laptop|Medion|0.7|Akoya E15423 2021
laptop|Huawei|0.9|MateBook D 14 2021
desktop|Apple|1.5|Mac mini M1 2020, Mac mini M4 2024, Mac Studio M2 2023
desktop|Dell|0.9|OptiPlex 7060 Micro 2018, OptiPlex 7010 SFF 2023, XPS 8950 2022
desktop|HP|0.9|ProDesk 400 G7 2020, EliteDesk 800 G6 2020, Omen 25L 2021
desktop|Lenovo|0.85|ThinkCentre M720q 2018, ThinkCentre M70s 2020, Legion Tower 5 2021
desktop|Custom build|1|Gaming PC ATX 2021, Office PC mATX 2019
desktop|Intel|0.8|NUC 11 Pro 2021
desktop|Fujitsu|0.8|Esprimo P5011 2021
all_in_one|Apple|1.8|iMac 21.5 4K 2019, iMac 27 5K 2020, iMac 24 M1 2021, iMac 24 M3 2023
all_in_one|HP|1|EliteOne 800 G6 2020, Pavilion 24-ca 2021
all_in_one|Lenovo|0.9|IdeaCentre AIO 3 2021, ThinkCentre Neo 50a 2023
all_in_one|Dell|1|OptiPlex 7490 AIO 2021
tablet|Apple|1.2|iPad 8 2020, iPad 9 2021, iPad 10 2022, iPad Air 4 2020, iPad Air 5 2022, iPad mini 6 2021, iPad Pro 11 M2 2022, iPad Pro 12.9 M1 2021
tablet|Samsung|0.9|Galaxy Tab A8 2022, Galaxy Tab S7 2020, Galaxy Tab S8 2022, Galaxy Tab S9 FE 2023
tablet|Lenovo|0.7|Tab M10 Plus Gen 3 2022, Tab P11 2020
tablet|Microsoft|1.4|Surface Pro 7 2019, Surface Pro 9 2022, Surface Go 3 2021
phone|Apple|1.3|iPhone SE 2020, iPhone 11 2019, iPhone 12 2020, iPhone 12 mini 2020, iPhone 13 2021, iPhone 13 Pro 2021, iPhone 14 2022, iPhone 15 2023, iPhone 15 Pro 2023, iPhone 16 2024
phone|Samsung|1|Galaxy A52s 2021, Galaxy A54 2023, Galaxy S20 FE 2020, Galaxy S21 2021, Galaxy S22 2022, Galaxy S23 Ultra 2023, Galaxy S24 2024
phone|Google|0.95|Pixel 6a 2022, Pixel 7 2022, Pixel 8 2023, Pixel 9 2024
phone|Xiaomi|0.7|Redmi Note 11 2022, Redmi Note 12 Pro 2023, 12T 2022
phone|Fairphone|0.6|Fairphone 4 2021, Fairphone 5 2023
phone|OnePlus|0.85|Nord 2 2021
phone|Nothing|0.8|Phone (2) 2023
console|Sony|1|PlayStation 4 Slim 2016, PlayStation 5 2020, PlayStation 5 Slim 2023, DualSense Edge 2023
console|Microsoft|1|Xbox One S 2016, Xbox Series S 2020, Xbox Series X 2020
console|Nintendo|0.8|Switch 2017, Switch Lite 2019, Switch OLED 2021, Switch 2 2025
console|Valve|0.9|Steam Deck 2022, Steam Deck OLED 2023
printer|HP|1|LaserJet Pro M404dn 2019, LaserJet Pro MFP M428fdw 2019, OfficeJet Pro 9015 2019, Envy 6420e 2021
printer|Brother|0.9|HL-L2350DW 2017, MFC-L2710DW 2018, DCP-L3550CDW 2018
printer|Epson|0.85|EcoTank ET-2850 2021, WorkForce WF-4830 2020
printer|Canon|0.85|i-SENSYS MF645Cx 2019, PIXMA TS5350 2019
printer|Kyocera|1.1|Ecosys M5526cdw 2017
monitor|Dell|1|UltraSharp U2720Q 2020, P2419H 2018, S2721DGF 2020
monitor|LG|0.95|27UL850 2019, UltraGear 27GN800 2020, 34WN80C 2020
monitor|Samsung|0.95|Odyssey G5 27 2020, ViewFinity S8 2022
monitor|BenQ|0.85|GW2480 2018, PD2700U 2018
monitor|EIZO|1.3|FlexScan EV2795 2020
monitor|Apple|2.2|Studio Display 2022`;

const BRAND_SHARE: Record<string, number> = {
  Apple: 2.2,
  Samsung: 1.8,
  Lenovo: 1.5,
  HP: 1.4,
  Dell: 1.3,
  Sony: 1.6,
  Nintendo: 1.4,
};

function devicesOfLine(line: string): Device[] {
  const [kind = "", brand = "", priceClass = "1", models = ""] = line.split("|");
  return models.split(", ").map((entry) => {
    const releasedYear = Number(entry.slice(-4));
    const model = entry.slice(0, -5);
    return {
      id: slugOf(brand, model, String(releasedYear)),
      brand,
      model,
      kind: kind as DeviceKind, // the list above names only known kinds; a test compares
      releasedYear,
      search: normalizeSearch(`${brand} ${model} ${releasedYear}`),
      priceClass: Number(priceClass),
      // Devices come in most when they are three to six years old.
      share: (BRAND_SHARE[brand] ?? 1) * (releasedYear < 2019 ? 0.7 : releasedYear > 2023 ? 0.5 : 1.2),
    };
  });
}

export const DEVICES: readonly Device[] = LIST.trim().split("\n").flatMap(devicesOfLine);

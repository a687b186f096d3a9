import type { Locator } from "@playwright/test";
import sharp from "sharp";

/** The share of an element's pixels that differ from its most frequent colour: 0 where nothing is drawn. */
export async function drawnShare(element: Locator): Promise<number> {
  const { data, info } = await sharp(await element.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const counts = new Map<number, number>();
  for (let at = 0; at < data.length; at += info.channels) {
    const colour = data.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return 1 - Math.max(...counts.values()) / (data.length / info.channels);
}

/** A picture as a camera would give it, of one colour. */
function picture(colour: string) {
  return sharp({ create: { width: 800, height: 600, channels: 3, background: colour } });
}

/** What the desk photographs of a device that it takes in, as files to choose. */
export async function devicePhotos() {
  return [
    { name: "lid.png", mimeType: "image/png", buffer: await picture("#335577").png().toBuffer() },
    { name: "screen.jpg", mimeType: "image/jpeg", buffer: await picture("#222222").jpeg().toBuffer() },
  ];
}

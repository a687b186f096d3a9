import sharp from "sharp";
import { DomainError } from "@/server/kernel/errors";

export const photoBytesMost = 12 * 1024 * 1024;
/** A phone's largest photo has about 200 megapixels; what claims more is an attack on memory. */
const pixelsMost = 220_000_000;
const edgePixels = 2_560;

/** JPEG, PNG or WebP by the first bytes, whatever the name or header says. */
export function isPhoto(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 12)).toString("latin1");
  return (
    head.startsWith("\xff\xd8\xff") ||
    head.startsWith("\x89PNG\r\n\x1a\n") ||
    (head.startsWith("RIFF") && head.slice(8) === "WEBP")
  );
}

/**
 * The photo as it is kept: upright, at most 2560 px, JPEG, and without anything but the picture (place, camera,
 * time). Refuses with `file_too_large` or `file_type_not_allowed`.
 */
export async function cleanPhoto(bytes: Uint8Array): Promise<Buffer> {
  if (bytes.byteLength > photoBytesMost) {
    throw new DomainError("file_too_large", { limitBytes: photoBytesMost });
  }
  if (!isPhoto(bytes)) throw new DomainError("file_type_not_allowed");
  try {
    return await sharp(bytes, { limitInputPixels: pixelsMost, failOn: "error" })
      .autoOrient()
      .resize({ width: edgePixels, height: edgePixels, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer();
  } catch (error) {
    throw new DomainError("file_type_not_allowed", {}, error);
  }
}

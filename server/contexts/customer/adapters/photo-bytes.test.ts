import sharp from "sharp";
import { expect, test } from "vitest";
import { cleanPhoto, isPhoto, photoBytesMost } from "./photo-bytes";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#0b6b4c" } });

test("a photo loses its place and camera, and keeps which side is up", async () => {
  const sideways = await picture(400, 300)
    .jpeg()
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Make: "Phone" }, IFD3: { GPSLatitude: "51/1 3/1 0/1" } })
    .toBuffer();
  expect((await sharp(sideways).metadata()).exif).toBeDefined();
  const kept = await sharp(await cleanPhoto(sideways)).metadata();
  expect(kept).toMatchObject({ format: "jpeg", width: 300, height: 400 });
  expect([kept.exif, kept.xmp, kept.iptc]).toEqual([undefined, undefined, undefined]);
});

test("a large photo is kept at 2560 px, a small one as it is", async () => {
  const large = await cleanPhoto(await picture(4000, 3000).jpeg().toBuffer());
  expect(await sharp(large).metadata()).toMatchObject({ width: 2560, height: 1920 });
  const small = await cleanPhoto(await picture(40, 30).png().toBuffer());
  expect(await sharp(small).metadata()).toMatchObject({ width: 40, height: 30, format: "jpeg" });
});

test("what is no photo is refused, whatever it is called", async () => {
  await expect(cleanPhoto(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"))).rejects.toThrow(
    "file_type_not_allowed",
  );
  await expect(cleanPhoto(new Uint8Array())).rejects.toThrow("file_type_not_allowed");
  // Begins like a photo, but isn't one.
  await expect(cleanPhoto(Buffer.from("\xff\xd8\xff and then nothing", "latin1"))).rejects.toThrow(
    "file_type_not_allowed",
  );
  await expect(cleanPhoto(new Uint8Array(photoBytesMost + 1))).rejects.toThrow("file_too_large");
});

test("WebP is a photo", async () => {
  expect(isPhoto(await picture(8, 8).webp().toBuffer())).toBe(true);
});

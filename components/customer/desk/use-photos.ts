"use client";

import { useEffect, useRef, useState } from "react";
import { uploadPhoto } from "@/components/customer/desk/photo-upload";

/** A photo that was taken or chosen here, on its way into the order. */
export interface PhotoInHand {
  id: string;
  name: string;
  file: File;
  /** A picture of it while the dialog is open. */
  url: string;
  state: "sending" | "kept" | "refused";
  share: number;
  code?: string;
}

const bytesMost = 12 * 1024 * 1024;

/** Sends photos as soon as they are chosen, each by itself, and keeps what may be tried again. */
export function usePhotos(orderId: string) {
  const [inHand, setInHand] = useState<PhotoInHand[]>([]);
  const urls = useRef<string[]>([]);
  useEffect(
    () => () => {
      for (const url of urls.current) URL.revokeObjectURL(url);
    },
    [],
  );

  function change(id: string, changes: Partial<PhotoInHand>) {
    setInHand((before) => before.map((photo) => (photo.id === id ? { ...photo, ...changes } : photo)));
  }

  async function send({ id, file }: Pick<PhotoInHand, "id" | "file">) {
    change(id, { state: "sending", share: 0, code: undefined });
    try {
      if (file.size > bytesMost) throw new Error("file_too_large");
      await uploadPhoto({ orderId, photoId: id, file, onProgress: (share) => change(id, { share }) });
      change(id, { state: "kept", share: 1 });
    } catch (error) {
      change(id, { state: "refused", code: error instanceof Error ? error.message : "unknown" });
    }
  }

  function add(files: Iterable<File>) {
    for (const file of files) {
      const url = URL.createObjectURL(file);
      urls.current.push(url);
      const photo: PhotoInHand = {
        id: crypto.randomUUID(),
        name: file.name,
        file,
        url,
        state: "sending",
        share: 0,
      };
      setInHand((before) => [...before, photo]);
      send(photo);
    }
  }

  function remove(id: string) {
    setInHand((before) => before.filter((photo) => photo.id !== id));
  }

  return { inHand, add, again: send, remove };
}

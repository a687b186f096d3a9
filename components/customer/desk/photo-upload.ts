"use client";

/** Where a photo of an order is put and read. */
export function photoAddress(orderId: string, photoId: string): string {
  return `/api/work-orders/${orderId}/photos/${photoId}`;
}

interface Upload {
  orderId: string;
  photoId: string;
  file: Blob;
  onProgress: (share: number) => void;
}

/** Sends a photo's bytes and tells how far it is. Rejects with the code of the refusal. */
export function uploadPhoto({ orderId, photoId, file, onProgress }: Upload): Promise<void> {
  // fetch() can't tell how much has been sent.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : reject(new Error(codeOf(request))));
    request.onerror = () => reject(new Error(navigator.onLine ? "unavailable" : "offline"));
    request.open("PUT", photoAddress(orderId, photoId));
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}

function codeOf({ status, responseText }: XMLHttpRequest): string {
  if (status === 413) return "file_too_large";
  try {
    const { code } = JSON.parse(responseText) as { code?: unknown };
    return typeof code === "string" ? code : "unknown";
  } catch {
    return "unknown";
  }
}

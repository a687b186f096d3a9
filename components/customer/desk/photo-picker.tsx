"use client";

import { Camera } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { PhotoInHand, usePhotos } from "@/components/customer/desk/use-photos";
import { Button } from "@/components/ui/button";
import { StatusShape } from "@/components/ui/status";
import { useProblemText } from "@/components/ui/use-problem-text";

interface PhotoPickerProps {
  photos: ReturnType<typeof usePhotos>;
  /** How many the order has already. */
  earlier: number;
  hint: string;
}

/** Photos by camera or from files, each with its progress and, when refused, its reason. */
export function PhotoPicker({ photos, earlier, hint }: PhotoPickerProps) {
  const t = useTranslations("desk.checkIn");
  const input = useRef<HTMLInputElement>(null);
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t("photos")}</legend>
      <p className="mb-1.5 text-muted text-sm">{hint}</p>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        multiple
        hidden
        onChange={(event) => {
          photos.add(event.target.files ?? []);
          event.target.value = "";
        }}
      />
      <div className="flex flex-wrap items-start gap-2">
        <Button
          id="check-in-photos"
          look="secondary"
          icon={<Camera aria-hidden="true" strokeWidth={1.75} className="size-4" />}
          aria-describedby="check-in-photos-error"
          onClick={() => input.current?.click()}
        >
          {t("take")}
          {earlier > 0 ? <span className="font-mono font-normal">({earlier})</span> : null}
        </Button>
        <ul className="flex min-w-0 flex-1 flex-wrap gap-2">
          {photos.inHand.map((photo) => (
            <li key={photo.id}>
              <Thumbnail
                photo={photo}
                onAgain={() => photos.again(photo)}
                onRemove={() => photos.remove(photo.id)}
              />
            </li>
          ))}
        </ul>
      </div>
    </fieldset>
  );
}

interface ThumbnailProps {
  photo: PhotoInHand;
  onAgain: () => void;
  onRemove: () => void;
}

function Thumbnail({ photo, onAgain, onRemove }: ThumbnailProps) {
  const t = useTranslations("desk.checkIn");
  const textOf = useProblemText();
  const { name, state, share } = photo;
  const words = {
    sending: t("uploading", { name, percent: share }),
    kept: t("uploaded", { name }),
    refused: t("uploadFailed", { name, reason: textOf(photo.code ?? "unknown") }),
  };
  return (
    <figure className="w-40 overflow-hidden rounded-control border border-edge bg-raised">
      {state === "refused" ? null : (
        // biome-ignore lint/performance/noImgElement: a picture in the browser's memory
        <img src={photo.url} alt="" className="h-20 w-full object-cover" />
      )}
      {state === "sending" ? (
        <progress aria-label={name} value={share} max={1} className="block h-1 w-full accent-(--signal)" />
      ) : null}
      <figcaption className="grid gap-1 px-2 py-1 text-sm" role={state === "sending" ? undefined : "status"}>
        <span className="flex items-start gap-1.5">
          <StatusShape
            tone={state === "kept" ? "done" : state === "refused" ? "stop" : "active"}
            className={state === "refused" ? "mt-1 text-stop" : "mt-1 text-signal"}
          />
          <span className="min-w-0 break-words">{words[state]}</span>
        </span>
        {state === "refused" ? (
          <span className="flex flex-wrap gap-x-3">
            <button type="button" onClick={onAgain} className="min-h-6 font-semibold text-signal">
              {t("again")}
            </button>
            <button type="button" onClick={onRemove} className="min-h-6 font-semibold text-signal">
              {t("remove")}
            </button>
          </span>
        ) : null}
      </figcaption>
    </figure>
  );
}
